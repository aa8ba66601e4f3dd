import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { TreeEntry } from '@pydock/core';

/** What a path was like: its times and size, and a hash of the names in it where it is a directory. */
export type Mark = readonly [times: string, names?: string];

/** The times of what is not there. */
const nothing = '-';

/** How long, in milliseconds, two states of a file may have the same times. */
const racy = 100;

/** What paths of a workspace are like; each is looked at once. */
export class Marks {
  private readonly seen = new Map<string, Mark | null>();

  /** @param workspaceRoot absolute */
  constructor(private readonly workspaceRoot: string) {}

  /** Whether anything is at a path; it is marked as it is now. */
  exists(path: string): boolean {
    return this.of(path)?.[0] !== nothing;
  }

  /** What a path is like now; null for one that changed so lately that it could change again unnoticed. */
  of(path: string): Mark | null {
    const known = this.seen.get(path);
    if (known !== undefined) return known;
    const { times, changed } = this.look(path);
    const kept: Mark | null = Math.abs(Date.now() - changed) < racy ? null : [times];
    this.seen.set(path, kept);
    return kept;
  }

  /** Takes up what was found in a directory that is marked. */
  listed(directory: string, entries: readonly TreeEntry[]): void {
    const mark = this.of(directory);
    if (mark) this.seen.set(directory, [mark[0], namesOf(entries)]);
  }

  /** Whether a path is as it was: by its times, or, for a directory, by what is in it. */
  same(path: string, times: string, names?: string): boolean {
    const known = this.seen.get(path);
    if (known !== undefined) return known !== null && known[0] === times && known[1] === names;
    const now = this.look(path);
    const isSame = now.times === times || (now.isDirectory && names === this.names(path));
    // Under its old times, by which others know it.
    if (isSame) this.seen.set(path, names === undefined ? [times] : [times, names]);
    return isSame;
  }

  /** Of paths, those that must be looked at again: what was not in a directory is seen by that one. */
  needed(paths: readonly string[]): readonly string[] {
    const all = new Set(paths);
    return paths.filter(
      (path) =>
        this.of(path)?.[0] !== nothing ||
        makesNoDifference(posix.basename(path)) ||
        !all.has(posix.dirname(path)),
    );
  }

  private look(path: string): { times: string; isDirectory: boolean; changed: number } {
    const full = join(this.workspaceRoot, path);
    const found = tried(() => statSync(full, { throwIfNoEntry: false }));
    // A link to what may come to be there, which no directory of the workspace tells of.
    const stats = found ?? tried(() => lstatSync(full, { throwIfNoEntry: false }));
    if (!stats) return { times: nothing, isDirectory: false, changed: 0 };
    const { mtimeMs, ctimeMs, ino, size } = stats;
    const isDirectory = stats.isDirectory();
    const times = isDirectory ? `${mtimeMs} ${ctimeMs} ${ino}` : `${mtimeMs} ${ctimeMs} ${ino} ${size}`;
    return { times, isDirectory, changed: Math.max(mtimeMs, ctimeMs) };
  }

  private names(directory: string): string {
    const found = tried(() => readdirSync(join(this.workspaceRoot, directory), { withFileTypes: true }));
    return namesOf(
      (found ?? []).map((entry) => ({
        name: entry.name,
        kind: entry.isDirectory() ? 'directory' : entry.isFile() ? 'file' : 'link',
      })),
    );
  }
}

function namesOf(entries: readonly { readonly name: string; readonly kind: string }[]): string {
  const names = entries
    .filter(({ name }) => !makesNoDifference(name))
    .map(({ name, kind }) => `${kind} ${name}`);
  return createHash('sha256').update(names.sort().join('\n')).digest('base64url');
}

// What begins with a dot, and what pydock writes itself, is none of a Python project, unless it is asked for by name.
const makesNoDifference = (name: string) => /^\.|^docker-compose\.yml$|^node_modules$/.test(name);

// A loop of links, or what may not be looked into, is as good as nothing.
function tried<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

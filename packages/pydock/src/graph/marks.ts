import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

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
    const { times, isDirectory, changed } = this.look(path);
    const mark: Mark = isDirectory ? [times, this.names(path)] : [times];
    const kept = Math.abs(Date.now() - changed) < racy ? null : mark;
    this.seen.set(path, kept);
    return kept;
  }

  /** Whether a path is as it was: by its times, or, for a directory, by what is in it. */
  same(path: string, [times, names]: Mark): boolean {
    const known = this.seen.get(path);
    if (known !== undefined) return known !== null && known[0] === times && known[1] === names;
    const now = this.look(path);
    const isSame = now.times === times || (now.isDirectory && names === this.names(path));
    // Under its old times, by which others know it.
    if (isSame) this.seen.set(path, names === undefined ? [times] : [times, names]);
    return isSame;
  }

  private look(path: string): { times: string; isDirectory: boolean; changed: number } {
    const stats = tried(() => statSync(join(this.workspaceRoot, path), { throwIfNoEntry: false }));
    if (!stats) return { times: nothing, isDirectory: false, changed: 0 };
    const { mtimeMs, ctimeMs, ino, size } = stats;
    const isDirectory = stats.isDirectory();
    const times = isDirectory ? `${mtimeMs} ${ctimeMs} ${ino}` : `${mtimeMs} ${ctimeMs} ${ino} ${size}`;
    return { times, isDirectory, changed: Math.max(mtimeMs, ctimeMs) };
  }

  // What begins with a dot, and what pydock writes itself, makes no difference to a Python project.
  private names(directory: string): string {
    const found = tried(() => readdirSync(join(this.workspaceRoot, directory), { withFileTypes: true }));
    const names = (found ?? [])
      .filter(({ name }) => !/^\.|^docker-compose\.yml$|^node_modules$/.test(name))
      .map((entry) => `${entry.isDirectory() ? 'd' : entry.isFile() ? 'f' : '?'}${entry.name}`);
    return createHash('sha256').update(names.sort().join('\n')).digest('base64url');
  }
}

// A loop of links, or what may not be looked into, is as good as nothing.
function tried<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

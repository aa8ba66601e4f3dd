import { createHash, hash } from 'node:crypto';
import {
  closeSync,
  constants,
  createReadStream,
  type Dirent,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  fileNameInvalid,
  type FileStat,
  fileUnreadable,
  type HashedEntry,
  PydockError,
  statKey,
} from '@pydock/core';
import type { StatCache } from './stat-cache';

/** A name in a directory; its kind is null where that must be asked for. */
export interface Name {
  readonly name: string;
  readonly kind: HashedEntry['kind'] | null;
}

/** What was found at a path; a file that went away before it was hashed has no entry. */
export interface Found {
  entry: HashedEntry | null;
  /** Where it is a file that must be hashed yet. */
  pending: { readonly directory: string; readonly name: string; readonly stat: FileStat } | null;
}

// Read at once; what is larger goes piece by piece.
const small = 1 << 20;
// How long other work may have to wait, in milliseconds.
const turn = 20;

/**
 * The files of a workspace, each looked at once. Calls that wait are the fastest by far for what is in the page cache, and nearly
 * all of it is.
 */
export class SourceFiles {
  private readonly found = new Map<string, Found | null>();
  private readonly listings = new Map<string, readonly Name[]>();

  constructor(
    private readonly workspaceRoot: string,
    private readonly cache: StatCache,
  ) {}

  /** The files, directories and links of a directory, in order. */
  namesIn(directory: string): readonly Name[] {
    const known = this.listings.get(directory);
    if (known) return known;
    const entries = this.list(directory);
    const kinds = new Map(entries.map((entry) => [entry.name, kindOf(entry)]));
    const names = this.ordered([...kinds.keys()]);
    const listing = names.flatMap((name) => {
      const kind = kinds.get(name) ?? null;
      return kind === null ? [] : [{ name, kind }];
    });
    this.listings.set(directory, listing);
    this.cache.listed(directory, names);
    return listing;
  }

  /** Names in the order of their bytes. */
  ordered(names: string[]): string[] {
    // Of ASCII, and all else below the surrogates, the order of code units is that of bytes.
    return names.some((name) => /[\ud800-\uffff]/.test(name))
      ? names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      : names.sort();
  }

  /** What is at a path; null for what is no file, directory or link, and for what went away in the meantime. */
  entryOf(directory: string, name: string): Found | null {
    const path = directory === '' ? name : `${directory}/${name}`;
    const known = this.found.get(path);
    if (known !== undefined) return known;
    const found = this.look(path, directory, name);
    this.found.set(path, found);
    return found;
  }

  /** Hashes what must be hashed yet. */
  async hash(all: readonly (Found | null)[]): Promise<void> {
    const todo = all.filter((each) => each?.pending);
    if (todo.length === 0) return;
    await this.cache.startClock();
    let since = performance.now();
    for (const found of todo) {
      if (!found?.pending || !found.entry) continue;
      const { directory, name, stat } = found.pending;
      const content = await this.contentOf(found.entry.path, stat.size);
      found.pending = null;
      found.entry = content && { ...found.entry, ...content };
      if (content) this.cache.learn(directory, name, stat, content.sha256);
      if (performance.now() - since < turn) continue;
      await new Promise(setImmediate);
      since = performance.now();
    }
  }

  private list(directory: string): Dirent[] {
    try {
      return readdirSync(join(this.workspaceRoot, directory), { withFileTypes: true });
    } catch (error) {
      if (isGone(error)) return [];
      throw fileUnreadable(directory === '' ? '.' : directory, (error as Error).message);
    }
  }

  private look(path: string, directory: string, name: string): Found | null {
    // Not path.join, which takes longer than the call itself.
    const full = `${this.workspaceRoot}/${path}`;
    try {
      const stat = lstatSync(full, { bigint: true });
      const entry = {
        path,
        mode: Number(stat.mode & 0o7777n),
        modified: Number(stat.mtimeMs),
        size: 0,
        link: '',
        sha256: '',
      };
      if (stat.isDirectory()) return { entry: { ...entry, kind: 'directory' }, pending: null };
      if (stat.isSymbolicLink())
        return { entry: { ...entry, kind: 'link', link: linkOf(full, path) }, pending: null };
      if (!stat.isFile()) return null;
      const cached = this.cache.filesOf(directory).get(name);
      const size = Number(stat.size);
      return cached?.key === statKey(stat)
        ? { entry: { ...entry, kind: 'file', size, sha256: cached.sha256 }, pending: null }
        : { entry: { ...entry, kind: 'file', size }, pending: { directory, name, stat } };
    } catch (error) {
      if (isGone(error)) return null;
      if (error instanceof PydockError) throw error;
      throw fileUnreadable(path, (error as Error).message);
    }
  }

  // The hash of a file's bytes and how many they are: it may have grown since it was found. Null where it went away.
  private async contentOf(path: string, size: bigint): Promise<Pick<HashedEntry, 'size' | 'sha256'> | null> {
    const full = `${this.workspaceRoot}/${path}`;
    try {
      return size <= small ? wholeContent(full) : await streamedContent(full);
    } catch (error) {
      if (isGone(error)) return null;
      throw fileUnreadable(path, (error as Error).message);
    }
  }
}

/** Whether a text may stand for bytes that are no UTF-8. Such a name can't be looked up, nor can the engine be told of it. */
export const isLossy = (text: string) => text.includes('\uFFFD');

function linkOf(full: string, path: string): string {
  const link = readlinkSync(full);
  if (isLossy(link) && !readlinkSync(full, 'buffer').equals(Buffer.from(link)))
    throw fileNameInvalid(path, 'what it links to');
  return link;
}

const isGone = (error: unknown) =>
  ['ENOENT', 'ENOTDIR', 'ELOOP'].includes((error as NodeJS.ErrnoException).code ?? '');

const kindOf = (entry: Dirent): HashedEntry['kind'] | null =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : entry.isSymbolicLink() ? 'link' : null;

// What became a link or a pipe in the meantime is not followed, and not waited for.
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function wholeContent(full: string) {
  const file = openSync(full, flags);
  try {
    const bytes = readFileSync(file);
    return { size: bytes.length, sha256: hash('sha256', bytes) };
  } finally {
    closeSync(file);
  }
}

async function streamedContent(full: string) {
  const digest = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(full, { flags: flags as never, highWaterMark: 1 << 18 })) {
    digest.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  return { size, sha256: digest.digest('hex') };
}

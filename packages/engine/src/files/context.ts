import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import {
  comparePaths,
  type ContextEntry,
  type ContextFilter,
  contextFilter,
  type ContextRules,
  directoryFilter,
  fileNameInvalid,
  fileUnreadable,
  type HashedEntry,
  PydockError,
} from '@pydock/core';

/**
 * Reads what a build may see: entries below the workspace root with the hash of their bytes, in path-component order.
 * Directories that hold an admitted file are admitted with it.
 * @throws PydockError PYDOCK_FILE_UNREADABLE
 */
export async function readContext(workspaceRoot: string, rules: ContextRules): Promise<HashedEntry[]> {
  const filters = { admits: contextFilter(rules), enters: directoryFilter(rules) };
  const entries = new Map<string, ContextEntry>();
  for (const root of rules.roots) await walk(workspaceRoot, root, filters, entries);
  await addParents(workspaceRoot, entries);
  const ordered = [...entries.values()].sort((a, b) => comparePaths(a.path, b.path));
  const hashed = await mapBounded(ordered, 32, async (entry) => {
    const content = await hash(workspaceRoot, entry);
    return content === null ? [] : [{ ...entry, ...content }];
  });
  return hashed.flat();
}

/** Which paths go in, and which directories are looked into. */
interface Filters {
  readonly admits: ContextFilter;
  readonly enters: ContextFilter;
}

async function walk(
  workspaceRoot: string,
  path: string,
  filters: Filters,
  found: Map<string, ContextEntry>,
): Promise<void> {
  const entry = await readEntry(workspaceRoot, path);
  if (!entry && path.includes(replacement) && filters.admits(path)) throw fileNameInvalid(path, 'its name');
  if (!entry) return;
  if (path !== '.' && filters.admits(path)) found.set(path, entry);
  if (entry.kind !== 'directory') return;
  for (const name of await namesIn(workspaceRoot, path)) {
    const below = path === '.' ? name : `${path}/${name}`;
    if (filters.enters(below)) await walk(workspaceRoot, below, filters, found);
  }
}

// What stands in a text for bytes that are no UTF-8. Such a name can't be looked up, nor can the engine be told of it.
const replacement = '\uFFFD';

async function linkOf(full: string, path: string): Promise<string> {
  const link = await readlink(full);
  if (link.includes(replacement) && !(await readlink(full, 'buffer')).equals(Buffer.from(link)))
    throw fileNameInvalid(path, 'what it links to');
  return link;
}

async function namesIn(workspaceRoot: string, path: string): Promise<string[]> {
  try {
    return await readdir(join(workspaceRoot, path));
  } catch (error) {
    if (isGone(error)) return [];
    throw fileUnreadable(path, (error as Error).message);
  }
}

const isGone = (error: unknown) =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

// Null for what is no file, directory or link, and for what went away in the meantime.
async function readEntry(workspaceRoot: string, path: string): Promise<ContextEntry | null> {
  const full = join(workspaceRoot, path);
  try {
    const stats = await lstat(full);
    const common = { path, mode: stats.mode & 0o7777, modified: stats.mtimeMs };
    if (stats.isDirectory()) return { ...common, kind: 'directory', size: 0, link: '' };
    if (stats.isSymbolicLink()) return { ...common, kind: 'link', size: 0, link: await linkOf(full, path) };
    return stats.isFile() ? { ...common, kind: 'file', size: stats.size, link: '' } : null;
  } catch (error) {
    if (isGone(error)) return null;
    if (error instanceof PydockError) throw error;
    throw fileUnreadable(path, (error as Error).message);
  }
}

async function addParents(workspaceRoot: string, entries: Map<string, ContextEntry>): Promise<void> {
  for (const path of [...entries.keys()]) {
    const parts = path.split('/').slice(0, -1);
    for (const index of parts.keys()) {
      const parent = parts.slice(0, index + 1).join('/');
      const entry = entries.has(parent) ? null : await readEntry(workspaceRoot, parent);
      if (entry) entries.set(parent, entry);
    }
  }
}

// The hash of a file's bytes and how many they are: it may have grown since it was found. Null where it went away.
async function hash(
  workspaceRoot: string,
  { path, kind }: ContextEntry,
): Promise<Pick<HashedEntry, 'size' | 'sha256'> | null> {
  if (kind !== 'file') return { size: 0, sha256: '' };
  const digest = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of createReadStream(join(workspaceRoot, path))) {
      digest.update(chunk as Buffer);
      size += (chunk as Buffer).length;
    }
  } catch (error) {
    if (isGone(error)) return null;
    throw fileUnreadable(path, (error as Error).message);
  }
  return { size, sha256: digest.digest('hex') };
}

async function mapBounded<In, Out>(
  items: readonly In[],
  bound: number,
  each: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = new Array<Out>(items.length);
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await each(items[index] as In);
  };
  await Promise.all(Array.from({ length: Math.min(bound, items.length) }, worker));
  return results;
}

import { posix } from 'node:path';
import { manifestNames } from './projects/manifest-names';
import type { SourceTree, TreeEntry } from './source-tree';

/** What a path of a tree is; null where nothing is there, and for what lies outside. */
export function kindOf(tree: SourceTree, path: string): TreeEntry['kind'] | null {
  if (path === '.') return 'directory';
  if (leavesWorkspace(path)) return null;
  const name = posix.basename(path);
  const entries = tree.list(posix.dirname(path));
  const kinds = entries.length < large ? null : kindsOf(entries);
  return (kinds ? kinds.get(name) : entries.find((entry) => entry.name === name)?.kind) ?? null;
}

// In a directory of a thousand projects each of them is looked up, many times.
const large = 64;
const indexed = new WeakMap<readonly TreeEntry[], ReadonlyMap<string, TreeEntry['kind']>>();

function kindsOf(entries: readonly TreeEntry[]): ReadonlyMap<string, TreeEntry['kind']> {
  const kinds = indexed.get(entries) ?? new Map(entries.map(({ name, kind }) => [name, kind]));
  indexed.set(entries, kinds);
  return kinds;
}

export const isFile = (tree: SourceTree, path: string): boolean => kindOf(tree, path) === 'file';

/** Joins a path that a file states to its base; one that is absolute stays so, one above the workspace begins with `..`. */
export function joinStated(base: string, stated: string): string {
  const path = stated.replaceAll('\\', '/');
  const joined =
    posix.isAbsolute(path) || /^[A-Za-z]:\//.test(path) ? posix.normalize(path) : posix.join(base, path);
  return joined.length > 1 && joined.endsWith('/') ? joined.slice(0, -1) : joined;
}

export const leavesWorkspace = (path: string): boolean =>
  path === '..' || path.startsWith('../') || posix.isAbsolute(path) || /^[A-Za-z]:\//.test(path);

/** Whether a path is a directory or something in it. */
export const isWithin = (path: string, directory: string): boolean =>
  (directory === '.' && !leavesWorkspace(path)) || path === directory || path.startsWith(`${directory}/`);

/** The directories above one, the nearest first, up to the workspace root. */
export function ancestorsOf(directory: string): string[] {
  const ancestors: string[] = [];
  for (let at = directory; at !== '.' && at !== '/' && !leavesWorkspace(at);) {
    at = posix.dirname(at);
    ancestors.push(at);
  }
  return ancestors;
}

/** The project that a path belongs to, if another than the one at `root`; otherwise the path itself. */
export function localProjectOf(tree: SourceTree, path: string, root: string): string {
  if (leavesWorkspace(path)) return path;
  for (const directory of [path, ...ancestorsOf(path)]) {
    if (isWithin(root, directory)) break;
    if (manifestNames.some((name) => isFile(tree, posix.join(directory, name)))) return directory;
  }
  return path;
}

/** The path that a `file:` URL, or a reference below the project's own root, names; null for any other URL. */
export function pathOfUrl(url: string): string | null {
  const [, rest] = /^file:(.*)$/is.exec(url.replace(/^\{root:uri\}/, 'file:.')) ?? [];
  if (rest === undefined) return null;
  const path = decode(rest.replace(/[#?].*$/s, '')).replace(/^\/\/(localhost(?=\/))?/, '');
  return path.replace(/^\/*\$\{PROJECT_ROOT\}\/?/, './').replace(/^\/\.(?=\.?\/|$)/, '.') || '.';
}

function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The last part of a URL or path, as a file is named. */
export function fileNameOf(url: string): string {
  const end = url.search(/[?#]/);
  const path = end === -1 ? url : url.slice(0, end);
  return decode(path.slice(path.lastIndexOf('/') + 1));
}

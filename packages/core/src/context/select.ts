import dockerignore from '@balena/dockerignore';
import { neverInImage } from '../dockerfile/dockerignore';
import { ignoreFileInvalid } from '../messages/build';

/** One file, directory or link that a build can see; paths are relative to the workspace root, with `/`. */
export interface ContextEntry {
  readonly path: string;
  readonly kind: 'file' | 'directory' | 'link';
  /** POSIX permission bits, 0 to 0o7777. */
  readonly mode: number;
  /** Bytes; 0 for directories and links. */
  readonly size: number;
  /** Where a link points to; empty for anything else. */
  readonly link: string;
  /** Time of the last change, milliseconds since 1970; no part of the fingerprint. */
  readonly modified: number;
}

/** Which of the workspace's paths a build may see: those below `roots` that the ignore file lets in. */
export interface ContextRules {
  /** Directories or files relative to the workspace root: the project, its libraries, `include`. */
  readonly roots: readonly string[];
  /** The text of the Dockerfile's own ignore file; null where there is none. */
  readonly ignoreFile: string | null;
}

/** True for a path that goes into the context. Docker's own matching rules. */
export type ContextFilter = (path: string) => boolean;

/**
 * A filter from rules; without an ignore file what no image should hold is left out.
 * @throws PydockError PYDOCK_FILE_UNREADABLE for a pattern that Docker would refuse
 */
export function contextFilter(rules: ContextRules): ContextFilter {
  const matcher = dockerignore({ ignorecase: false });
  matcher.add(
    (rules.ignoreFile?.replace(/^\uFEFF/, '') ?? neverInImage.join('\n')).split(/\r?\n/).map(literal),
  );
  // The patterns are compiled by the first use, all of them.
  try {
    matcher.ignores('.');
  } catch (error) {
    throw ignoreFileInvalid((error as Error).message);
  }
  const inRoots = (path: string) =>
    rules.roots.some((root) => root === '.' || path === root || path.startsWith(`${root}/`));
  return (path) => inRoots(path) && !matcher.ignores(path);
}

// Docker gives these characters no meaning, the matcher that of a regular expression; within [ ] both take them as they are.
const literal = (pattern: string) =>
  pattern.replace(/\[[^\]]*\]|\\.|[+(){}|^]/g, (match) =>
    match.length > 1 ? match : match === '^' ? '[\\^]' : `[${match}]`,
  );

/** True where nothing below a directory can come in: a walk need not enter it. */
export function prunesDirectory(name: string): boolean {
  return ['.git', 'node_modules', '.nx', '__pycache__', '.venv', '.pydock'].includes(name);
}

/** Path-component order, as a walk of the tree gives it: `a/b` comes before `a.b`. */
export function comparePaths(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (part !== other) return Buffer.compare(Buffer.from(part), Buffer.from(other));
  }
  return left.length - right.length;
}

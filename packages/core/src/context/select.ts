import { posix } from 'node:path';
import dockerignore from '@balena/dockerignore';
import { neverInImage } from '../dockerfile/dockerignore';
import { ignoreFileInvalid } from '../messages/build';
import { lockPartFile } from '../dockerfile/layout';

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
 * A filter from rules; without an ignore file what no image should hold is left out. A root's project.json is Nx's, its
 * pydock.lock pydock's, and both are left out unless the ignore file or `include` names them: an edited option is no reason
 * to build.
 * @throws PydockError PYDOCK_FILE_UNREADABLE for a pattern that Docker would refuse
 */
export function contextFilter(rules: ContextRules): ContextFilter {
  const ignores = matcher(linesOf(rules.ignoreFile) ?? neverInImage);
  // The patterns are compiled by the first use, all of them.
  try {
    ignores('.');
  } catch (error) {
    throw ignoreFileInvalid((error as Error).message);
  }
  const { roots } = rules;
  const named = namedFilter(rules.ignoreFile);
  const ofNx = (path: string) =>
    forNx.includes(posix.basename(path)) &&
    roots.includes(posix.dirname(path)) &&
    !roots.includes(path) &&
    !named(path);
  const inRoots = (path: string) =>
    roots.some((root) => root === '.' || path === root || path.startsWith(`${root}/`));
  return (path) => inRoots(path) && !ignores(path) && !ofNx(path);
}

/** True for a directory that a walk enters; those that are no part of any image only where the ignore file names them. */
export function directoryFilter({ ignoreFile }: ContextRules): ContextFilter {
  const named = namedFilter(ignoreFile);
  return (path) => !neverEntered.includes(posix.basename(path)) || named(path);
}

const forNx = ['project.json', lockPartFile];
const neverEntered = ['.git', 'node_modules', '.nx', '__pycache__', '.venv', '.pydock'];

// True for what lies at or below a path that a `!` line lets in by name: `!apps/api/node_modules/x` names that node_modules.
function namedFilter(ignoreFile: string | null): ContextFilter {
  const exceptions = (linesOf(ignoreFile) ?? []).flatMap((line) => /^\s*!\s*(.*)$/.exec(line)?.[1] ?? []);
  const named = exceptions.flatMap((pattern) => {
    const parts = pattern.trim().split('/');
    return parts.flatMap((part, index) =>
      [...neverEntered, ...forNx].includes(part) ? [parts.slice(0, index + 1).join('/')] : [],
    );
  });
  return named.length === 0 ? () => false : matcher(named);
}

const linesOf = (ignoreFile: string | null) => ignoreFile?.replace(/^\uFEFF/, '').split(/\r?\n/);

/** Docker's own matching. */
function matcher(patterns: readonly string[]): ContextFilter {
  const ignore = dockerignore({ ignorecase: false });
  ignore.add(patterns.map(literal));
  return (path) => ignore.ignores(path);
}

// Docker gives these characters no meaning, the matcher that of a regular expression; within [ ] both take them as they are.
const literal = (pattern: string) =>
  pattern.replace(/\[[^\]]*\]|\\.|[+(){}|^]/g, (match) =>
    match.length > 1 ? match : match === '^' ? '[\\^]' : `[${match}]`,
  );

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

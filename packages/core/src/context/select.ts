import { neverInImage } from '../dockerfile/dockerignore';
import { ignoreFileInvalid } from '../messages/build';
import { lockPartFile } from '../dockerfile/layout';
import { ignoreMatcher } from './ignore/matcher';
import { type IgnoreRule, ignoreRules } from './ignore/rules';

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

/** Why a path is left out of a context. */
export type LeftOut =
  | { readonly by: 'rule'; readonly rule: IgnoreRule }
  /** The list that counts where there is no ignore file. */
  | { readonly by: 'built-in'; readonly rule: IgnoreRule }
  /** Nx's own file of a project, or pydock's. */
  | { readonly by: 'own-file' }
  /** A directory that no walk enters. */
  | { readonly by: 'never-entered' }
  | { readonly by: 'outside' };

/** Decides about paths of one context. */
export interface ContextSelection {
  /** Why a path is left out; null where it goes in. That a directory above it is never entered is not looked at. */
  readonly leftOut: (path: string) => LeftOut | null;
  /** True for what a walk comes to at all: what is no part of any image is passed by, unless the ignore file names it. */
  readonly enters: ContextFilter;
  /** Whether anything below a directory may go in that is left out itself. */
  readonly mayHoldAny: (directory: string) => boolean;
}

/**
 * A selection from rules; without an ignore file what no image should hold is left out. A root's project.json is Nx's, its
 * pydock.lock pydock's, and both are left out unless the ignore file or `include` names them: an edited option is no reason
 * to build.
 * @throws PydockError PYDOCK_FILE_UNREADABLE for a pattern that Docker would refuse
 */
export function contextSelection({ roots, ignoreFile }: ContextRules): ContextSelection {
  const lines = ignoreFile?.split(/\r?\n/);
  const rules = readable(lines ?? neverInImage);
  const ignore = ignoreMatcher(rules);
  const named = namedFilter(rules);
  const atRoot = new Set(roots.map((root) => (root === '.' ? '' : root)));
  const by = lines ? 'rule' : 'built-in';
  const leftOut = (path: string): LeftOut | null => {
    if (!isBelow(path, atRoot)) return { by: 'outside' };
    const rule = ignore.ruleOf(path);
    if (rule && !rule.negative) return { by, rule };
    return isOwnFile(path, atRoot) && !named(path) ? { by: 'own-file' } : null;
  };
  return {
    leftOut,
    enters: (path) => !neverEntered.has(nameOf(path)) || named(path),
    mayHoldAny: ignore.mayLetInBelow,
  };
}

/**
 * Which paths go in, as contextSelection has it.
 * @throws PydockError PYDOCK_FILE_UNREADABLE for a pattern that Docker would refuse
 */
export function contextFilter(rules: ContextRules): ContextFilter {
  const { leftOut } = contextSelection(rules);
  return (path) => leftOut(path) === null;
}

const ownFiles = new Set(['project.json', lockPartFile]);
const neverEntered = new Set(['.git', 'node_modules', '.nx', '__pycache__', '.venv', '.pydock']);

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const parentOf = (path: string) => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

function isBelow(path: string, roots: ReadonlySet<string>): boolean {
  if (roots.has(path) || roots.has('')) return true;
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1))
    if (roots.has(path.slice(0, slash))) return true;
  return false;
}

const isOwnFile = (path: string, roots: ReadonlySet<string>) =>
  ownFiles.has(nameOf(path)) && roots.has(parentOf(path)) && !roots.has(path);

// True for what lies at or below a path that a `!` line lets in by name: `!apps/api/node_modules/x` names that node_modules.
function namedFilter(rules: readonly IgnoreRule[]): ContextFilter {
  const named = rules.flatMap(({ text, negative }) => {
    const parts = negative ? text.slice(1).trim().split('/') : [];
    return parts.flatMap((part, index) =>
      neverEntered.has(part) || ownFiles.has(part) ? [parts.slice(0, index + 1).join('/')] : [],
    );
  });
  if (named.length === 0) return () => false;
  const { ruleOf } = ignoreMatcher(readable(named));
  return (path) => ruleOf(path) !== null;
}

function readable(lines: readonly string[]): IgnoreRule[] {
  try {
    return ignoreRules(lines);
  } catch (error) {
    throw ignoreFileInvalid((error as Error).message);
  }
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

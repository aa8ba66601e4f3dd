import { posix } from 'node:path';
import { sharedLockName } from '../dockerfile/layout';
import { type LockFile, parseLockFile } from '../python/lock-file';
import { readOnce } from '../python/read-once';
import type { SourceTree } from '../python/source-tree';
import { lockPart } from './lock-part';
import { visibleRoots } from './roots';

/** What says which files a build can see, relative to the workspace root. */
export interface BuildSource {
  readonly root: string;
  readonly dockerfile: string;
  readonly include: readonly string[];
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly buildTarget: string | null;
}

/** What a build can see, and of a lock file that it shares with others, what its image depends on. */
export interface BuildView {
  /** Paths, the project's own among them. */
  readonly visible: readonly string[];
  /** The ignore file that counts; null where there is none. */
  readonly ignoreFile: string | null;
  /** The shared lock file with the project's part of it; null where there is none, or the part can't be told. */
  readonly lock: { readonly file: string; readonly part: string } | null;
}

const readLock = readOnce(parseLockFile);

/**
 * Reads what a build can see; null where it has no Dockerfile.
 * @throws PydockError of a file that could not be read
 */
export function buildView(tree: SourceTree, source: BuildSource): BuildView | null {
  const { root, dockerfile, include, buildArgs, buildTarget } = source;
  const text = tree.read(dockerfile);
  if (text === null) return null;
  const [ignoreFile] = [`${dockerfile}.dockerignore`, '.dockerignore'].filter(
    (file) => tree.read(file) !== null,
  );
  const rules = ignoreFile === undefined ? null : tree.read(ignoreFile);
  const visible = visibleRoots(rules, [root, ...include]);
  const [file, ...others] = visible.filter((path) => isSharedLock(path, root));
  const lock = file === undefined || others.length > 0 ? null : readable(() => readLock(tree, file));
  const part = lock && lockPart(text, lock, { args: buildArgs, target: buildTarget });
  return {
    visible,
    ignoreFile: ignoreFile ?? null,
    lock: lock && part !== null ? { file: lock.file, part } : null,
  };
}

/** Whether a path is that of a lock file that a project shares: a uv.lock that does not lie in its own directory. */
export const isSharedLock = (path: string, root: string): boolean =>
  posix.basename(path) === sharedLockName && posix.dirname(path) !== root;

/** A lock file from its text; null where it can't be read. */
export const sharedLock = (file: string, text: string): LockFile | null =>
  readable(() => parseLockFile(file, text));

function readable(read: () => LockFile | null): LockFile | null {
  try {
    return read();
  } catch {
    return null;
  }
}

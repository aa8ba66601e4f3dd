import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { type BuildSource, buildView, isLockPart, lockPartFile, type SourceTree } from '@pydock/core';

/**
 * Writes what a service installs of a lock file that it shares, or removes what was written where that can't be told any
 * more. True where something was to be done.
 */
export function writeLockPart(tree: Tree, source: SourceTree, service: BuildSource): boolean {
  const file = posix.join(service.root, lockPartFile);
  const present = tree.exists(file) ? (tree.read(file, 'utf8') ?? '') : null;
  const part = buildView(source, service)?.lock?.part ?? null;
  if ((present?.replaceAll('\r\n', '\n') ?? null) === part) return false;
  if (part !== null) tree.write(file, part);
  else if (present !== null && isLockPart(present)) tree.delete(file);
  else return false;
  return true;
}

/** How an image is built where no option says otherwise. */
export const plainBuild = (root: string): BuildSource => ({
  root,
  dockerfile: posix.join(root, 'Dockerfile'),
  include: [],
  buildArgs: {},
  buildTarget: null,
});

import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import type { SourceTree } from '@pydock/core';
import { diskTree } from '@pydock/engine';

/** The files of a workspace as a generator has them: what is on disk, and what it has written or deleted so far. */
export function nxTree(tree: Tree): SourceTree {
  const disk = diskTree(tree.root);
  const changed = new Set(tree.listChanges().map(({ path }) => path));
  return {
    read: (path) => {
      if (!changed.has(path)) return disk.read(path);
      return tree.exists(path) && tree.isFile(path)
        ? (tree.read(path, 'utf8') ?? '').replace(/^\uFEFF/, '')
        : null;
    },
    list: (directory) => {
      const names = tree.exists(directory) || directory === '.' ? [...tree.children(directory)].sort() : [];
      return names.map((name) => ({
        name,
        kind: tree.isFile(posix.join(directory, name)) ? ('file' as const) : ('directory' as const),
      }));
    },
  };
}

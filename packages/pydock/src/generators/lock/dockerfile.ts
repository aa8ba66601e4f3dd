import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import { detectPythonProject, PydockError, settledProject, tried } from '@pydock/core';
import { dockerFiles } from '../dockerfile';
import { nxTree } from '../nx-tree';
import type { Files } from '../write';

/** The Docker files that dockerize writes for a project as it is; none where it would ask something first. */
export function scaffolded(tree: Tree, root: string): Files {
  const file = posix.join(root, 'project.json');
  const text = tree.exists(file) ? (tree.read(file, 'utf8') ?? '') : '';
  const [, stated] = /"name"\s*:\s*"([^"]+)"/.exec(text) ?? [];
  const name = stated ?? posix.basename(root === '.' ? tree.root : root);
  const files = tried(() =>
    dockerFiles(settledProject(detectPythonProject({ root, tree: nxTree(tree) }, { name }))),
  );
  return files instanceof PydockError ? new Map<string, string>() : files;
}

/**
 * Brings Docker files that nobody has edited up to what dockerize writes now.
 * @param before what it wrote before the project changed
 * @returns those that were edited, or made with other options, and would be different now
 */
export function refreshDockerFiles(tree: Tree, root: string, before: Files): string[] {
  const now = [...scaffolded(tree, root)].filter(([path, text]) => before.get(path) !== text);
  const there = now.filter(([path]) => tree.exists(path));
  const [edited, untouched] = [false, true].map((same) =>
    there.filter(([path]) => (tree.read(path, 'utf8') === before.get(path)) === same),
  );
  for (const [path, text] of untouched ?? []) tree.write(path, text);
  return (edited ?? []).map(([path]) => path);
}

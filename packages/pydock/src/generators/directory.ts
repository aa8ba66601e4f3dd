import { isAbsolute, posix, relative, resolve, sep } from 'node:path';
import { type Tree, workspaceRoot } from '@nx/devkit';
import { commandLine, directoryOutsideWorkspace, optionInvalid } from '@pydock/core';

/**
 * The project's directory relative to the workspace root, from a directory as the user gave it: relative to where
 * they are, as in Nx's own generators.
 * @throws PydockError PYDOCK_DIRECTORY_OUTSIDE_WORKSPACE, PYDOCK_OPTION_INVALID
 */
export function projectDirectory(tree: Tree, directory: string): string {
  const here =
    [process.env['INIT_CWD'], process.cwd()].find((each) => each && isInside(workspaceRoot, each)) ??
    workspaceRoot;
  const given = directory.replaceAll('\\', '/');
  const fromHere = relative(workspaceRoot, here).split(sep).join('/');
  const full = isAbsolute(given) ? given : resolve(tree.root, posix.join(fromHere, given));
  const root = isAbsolute(given) && isInside(workspaceRoot, given) ? workspaceRoot : tree.root;
  if (!isInside(root, full)) throw directoryOutsideWorkspace(directory);
  const path = relative(root, full).split(sep).join('/') || '.';
  // The Dockerfile names it, and gives these characters a meaning of their own; of --mount BuildKit reads bytes, not letters.
  if (/[\s,"'$\\*?[\]]|[^\x20-\x7e]/.test(path))
    throw optionInvalid(
      directory,
      'a path of ASCII characters, without spaces, commas, quotes, "$", "*", "?", "[" and "]": a Dockerfile would misread it',
      commandLine('directory'),
    );
  if (path.split('/').some((part) => notSources.includes(part)))
    throw optionInvalid(directory, `a directory outside ${notSources.join(', ')}`, commandLine('directory'));
  return path;
}

// What tools keep there is not the user's, and pydock looks for no projects in it.
export const notSources: readonly string[] = [
  '.git',
  'node_modules',
  '.nx',
  '.venv',
  'venv',
  'site-packages',
  '__pycache__',
  '.pydock',
];

function isInside(parent: string, path: string): boolean {
  const way = relative(parent, path);
  return !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
}

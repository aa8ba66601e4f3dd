import { posix } from 'node:path';
import type { Tree } from '@nx/devkit';
import type { ProjectFiles } from '@pydock/core';

const left = ['node_modules', '.git', '.venv', 'venv', '__pycache__', 'site-packages', '.nx', '.pydock'];
const deepest = 4;

/** Reads what detection looks at: manifests and Python sources of a project, not too deep. */
export function readPythonFiles(tree: Tree, root: string): ProjectFiles {
  const texts = new Map<string, string>();
  const visit = (directory: string, depth: number) => {
    for (const name of tree.children(posix.join(root, directory)).sort()) {
      const path = posix.join(directory, name);
      if (tree.isFile(posix.join(root, path))) {
        if (isRelevant(name)) texts.set(path, tree.read(posix.join(root, path), 'utf8') ?? '');
      } else if (depth < deepest && !left.includes(name)) visit(path, depth + 1);
    }
  };
  visit('.', 0);
  return { root, texts };
}

const isRelevant = (name: string) =>
  /\.(py|txt|toml|in)$/.test(name) || ['.python-version', 'Pipfile'].includes(name);

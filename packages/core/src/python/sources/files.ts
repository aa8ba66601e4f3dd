import { posix } from 'node:path';
import type { SourceTree } from '../source-tree';
import { isTest } from '../test-files';

// Nothing in these is started: others' code, what is built, what is tested or shown with, schema changes.
const skipped = new Set([
  ...[
    'node_modules',
    'venv',
    'env',
    'virtualenv',
    'site-packages',
    '__pycache__',
    '__pypackages__',
    'vendor',
  ],
  ...['build', 'dist', 'out', 'target', 'htmlcov', 'static', 'staticfiles', 'media', 'assets', 'public'],
  ...['docs', 'doc', 'docs_src', 'examples', 'example', 'samples', 'benchmarks', 'notebooks', 'fixtures'],
  ...['migrations', 'alembic', 'versions', 'stubs', 'typings', 'locale', 'templates', 'testing'],
]);

const maxDepth = 8;
const maxFiles = 600;
const maxDirectories = 400;

/** The Python files of a project, relative to it, those at its top first; tests and what is not its own left out. */
export function pythonFiles(tree: SourceTree, root: string): string[] {
  const files: string[] = [];
  let level = ['.'];
  let visited = 0;
  for (let depth = 0; depth <= maxDepth && level.length > 0; depth++) {
    const next: string[] = [];
    for (const directory of level) {
      if (++visited > maxDirectories) return files;
      const entries = tree.list(posix.join(root, directory));
      if (directory !== '.' && isForeign(entries.map(({ name }) => name))) continue;
      for (const { name, kind } of entries) {
        const path = posix.join(directory, name);
        if (kind === 'directory' && !skipped.has(name) && !name.startsWith('.') && !isTest(path))
          next.push(path);
        if (kind === 'file' && name.endsWith('.py') && !isTest(path)) files.push(path);
        if (files.length >= maxFiles) return files;
      }
    }
    level = next.sort();
  }
  return files;
}

// A virtual environment by any name, or another project within this one.
const isForeign = (names: readonly string[]) =>
  names.includes('pyvenv.cfg') || names.includes('pyproject.toml');

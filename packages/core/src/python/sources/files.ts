import { posix } from 'node:path';
import type { SourceTree } from '../source-tree';
import { isTest } from '../test-files';

// Nothing in these is the project's own: others' code, and what is built.
const foreign = new Set([
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
  ...['build', 'dist', 'htmlcov', 'migrations', 'alembic', 'stubs', 'typings'],
]);

// Nothing in these is started, unless it is a package: what is shown, explained or served as it is.
const aside = new Set([
  ...[
    'docs',
    'doc',
    'docs_src',
    'examples',
    'example',
    'samples',
    'sample',
    'benchmarks',
    'notebooks',
    'fixtures',
  ],
  ...[
    'versions',
    'locale',
    'templates',
    'testing',
    'static',
    'staticfiles',
    'media',
    'assets',
    'public',
    'out',
    'target',
  ],
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
      const names = entries.map(({ name }) => name);
      if (directory !== '.' && isSkipped(directory, names)) continue;
      for (const { name, kind } of entries) {
        const path = posix.join(directory, name);
        if (kind === 'directory' && !foreign.has(name) && !name.startsWith('.') && !isTest(path))
          next.push(path);
        if (kind === 'file' && name.endsWith('.py') && !isTest(path)) files.push(path);
        if (files.length >= maxFiles) return files;
      }
    }
    level = next.sort();
  }
  return files;
}

// A virtual environment by any name, another project within this one, or what lies aside.
const isSkipped = (directory: string, names: readonly string[]) =>
  names.includes('pyvenv.cfg') ||
  names.includes('pyproject.toml') ||
  (aside.has(posix.basename(directory)) && !names.includes('__init__.py'));

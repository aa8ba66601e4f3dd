import { posix } from 'node:path';
import { importRoots } from './resolve';
import type { Sources } from './sources';
import type { Imported } from './syntax';

/** How a file is imported: its module's name, and the directories that must be on the import path for it. */
export interface ModuleName {
  readonly module: string;
  readonly importPath: readonly string[];
}

const cache = new WeakMap<Sources, Map<string, ModuleName>>();

/**
 * The name by which a file can be imported. The directory that most of its imports start from is the first of the
 * import path; what only another directory has is imported from there. Without such imports it is the directory above
 * its outermost package, or the project's own.
 */
export function moduleNameOf(sources: Sources, file: string): ModuleName {
  const known = cache.get(sources) ?? new Map<string, ModuleName>();
  cache.set(sources, known);
  const name = known.get(file) ?? nameModule(sources, file);
  known.set(file, name);
  return name;
}

function nameModule(sources: Sources, file: string): ModuleName {
  const imports = importsNear(sources, file);
  const roots = candidateRoots(sources, file, imports);
  const has = (root: string, each: NearImport) => isThere(sources, root, each);
  const local = imports.filter((each) => each.dots === 0 && roots.some((root) => has(root, each)));
  const scores = roots.map((root) => local.filter((each) => has(root, each)).length);
  const usual = usualRoot(sources, file, roots);
  const best = Math.max(...scores);
  const root = scores[roots.indexOf(usual)] === best ? usual : (roots[scores.indexOf(best)] ?? usual);
  const missing = local.filter((each) => !has(root, each));
  const others = importRoots(file).filter(
    (other) => other !== root && missing.some((each) => has(other, each)),
  );
  const needed = others.filter(
    (_other, index) => !others.slice(0, index).some((before) => missing.every((each) => has(before, each))),
  );
  return { module: dotted(posix.relative(root, file)), importPath: [root, ...needed] };
}

/** The module of a file: `pkg/__init__.py` is `pkg`. */
export const dotted = (path: string): string =>
  path
    .replace(/(^|\/)__init__\.py$/, '')
    .replace(/\.py$/, '')
    .replaceAll('/', '.');

/** An import, and the file that it stands in. */
interface NearImport extends Imported {
  readonly from: string;
}

// The file's imports, and those of what it imports: a module that can't be imported by its importer's root fails later.
function importsNear(sources: Sources, file: string): NearImport[] {
  const found: NearImport[] = [];
  const seen = new Set([file]);
  for (const each of seen) {
    if (seen.size > 12) break;
    const scope = sources.module(each);
    const imports = [
      ...[scope, ...scope.functions.map((one) => one.scope)].flatMap((one) => [
        ...one.imports.values(),
        ...one.stars,
      ]),
    ];
    const absolute = imports
      .flatMap((one) => (one.dots === 0 ? [one, ...asSubmodule(one)] : [one]))
      .map((one) => ({ ...one, from: each }));
    if (each === file) found.push(...absolute);
    else found.push(...absolute.filter(({ dots }) => dots === 0));
    for (const next of imports)
      for (const root of importRoots(each)) addFile(sources, seen, root, each, next);
  }
  return found;
}

const asSubmodule = ({ module, name, ...rest }: Imported): Imported[] =>
  name === null || name === '' ? [] : [{ ...rest, name: null, module: `${module}.${name}` }];

function addFile(
  sources: Sources,
  seen: Set<string>,
  root: string,
  from: string,
  { module, dots }: Imported,
): void {
  const base = dots === 0 ? root : posix.join(posix.dirname(from), ...Array<string>(dots - 1).fill('..'));
  const path = posix.join(base, module.replaceAll('.', '/'));
  for (const file of [`${path}.py`, `${path}/__init__.py`]) if (sources.has(file)) seen.add(file);
}

// A relative import needs as many packages above the file as it has dots.
function candidateRoots(sources: Sources, file: string, imports: readonly Imported[]): string[] {
  const own = imports.filter(({ dots, line }) => dots > 0 && line > 0).map(({ dots }) => dots);
  const levels = Math.max(0, ...own);
  const directory = posix.dirname(file);
  const depth = directory === '.' ? 0 : directory.split('/').length;
  const roots = importRoots(file).filter(
    (root) => root === '.' || directory === root || directory.startsWith(`${root}/`),
  );
  const inner = file.endsWith('/__init__.py') ? Math.max(1, levels) : levels;
  const fitting = roots.filter((root) => depth - (root === '.' ? 0 : root.split('/').length) >= inner);
  const packages = fitting.filter((root) => root === '.' || !sources.has(posix.join(root, '__init__.py')));
  return fitting.length === 0 ? ['.'] : [...packages, ...fitting.filter((root) => !packages.includes(root))];
}

// A package of the project's, or a folder of modules: one part of the path is enough, for what is under it may be generated.
// A module does not import itself: proj/celery.py means the celery that is installed.
function isThere(sources: Sources, root: string, { module, from }: NearImport): boolean {
  const path = posix.join(root, module.replaceAll('.', '/'));
  const files = [`${path}.py`, `${path}/__init__.py`];
  return (
    !files.includes(from) &&
    (files.some((file) => sources.has(file)) || (module !== '' && sources.hasFolder(path)))
  );
}

// Above the outermost package; the first of src and the project's own directory where there is no package.
function usualRoot(sources: Sources, file: string, roots: readonly string[]): string {
  let directory = posix.dirname(file);
  if (sources.has(posix.join(directory, '__init__.py'))) {
    while (directory !== '.' && sources.has(posix.join(directory, '__init__.py')))
      directory = posix.dirname(directory);
    return roots.includes(directory) ? directory : '.';
  }
  return roots.includes('src') && !sources.has('src/__init__.py') ? 'src' : '.';
}

/** Where a module that is named is found: the directories for the import path, and its file where it is the project's own. */
export function findModule(
  sources: Sources,
  module: string,
): { readonly file: string | null; readonly importPath: readonly string[] } {
  const path = module.replaceAll('.', '/');
  const isIt = (file: string) =>
    [`${path}.py`, `${path}/__init__.py`].some((end) => file === end || file.endsWith(`/${end}`));
  const rootOf = (file: string) => posix.join(file.slice(0, file.lastIndexOf(path)), '.').replace(/\/$/, '');
  const files = sources.files
    .filter(isIt)
    .sort((a, b) => Number(rootOf(a) !== '.') - Number(rootOf(b) !== '.'));
  const [file] = files;
  if (file === undefined) return { file: null, importPath: ['.'] };
  const root = rootOf(file);
  const { importPath } = moduleNameOf(sources, file);
  return {
    file,
    importPath: [
      root,
      ...importPath.filter((each) => each !== root && !root.startsWith(`${each}/`) && each !== '.'),
    ],
  };
}

import { isTable, type KeyPath, readToml, stringsOr } from './manifest-values';
import type { ProjectSource } from './package-managers/table';
import { isWithin, joinStated, leavesWorkspace, localProjectOf } from './paths';
import type { StatedDirectory } from './project';
import { pyprojectOf } from './pyproject';
import type { TomlDocument } from './toml';

type Form = 'path' | 'paths' | 'keys' | 'values';

/** Where build back ends take sources from, and how the paths stand there. */
const sourceKeys: readonly (readonly [path: string, form: Form])[] = [
  ['project.readme', 'path'],
  ['project.readme.file', 'path'],
  ['project.license.file', 'path'],
  ['tool.hatch.version.path', 'path'],
  ['tool.hatch.build.force-include', 'keys'],
  ['tool.hatch.build.targets.wheel.force-include', 'keys'],
  ['tool.hatch.build.targets.sdist.force-include', 'keys'],
  ['tool.setuptools.package-dir', 'values'],
  ['tool.setuptools.packages.find.where', 'paths'],
  ['tool.pdm.build.package-dir', 'path'],
  ['tool.pdm.build.includes', 'paths'],
  ['tool.pdm.build.source-includes', 'paths'],
  ['tool.poetry.readme', 'path'],
  ['tool.poetry.include', 'paths'],
  ['tool.uv.build-backend.module-root', 'path'],
  ['tool.maturin.python-source', 'path'],
  ['tool.maturin.manifest-path', 'path'],
  ['tool.flit.sdist.include', 'paths'],
];

/** Sources that the build back end takes from outside the project's own directory. */
export function outsideSources(project: ProjectSource): StatedDirectory[] {
  const document = readToml(project.tree, pyprojectOf(project));
  if (!document) return [];
  const stated = sourceKeys.flatMap(([path, form]) => pathsAt(document, path.split('.'), form));
  return [...stated, ...poetryPackages(document)].flatMap(({ stated: path, key }) =>
    outside(project, path, document.place(key)),
  );
}

/** The local dependency that a stated path makes, if it leads out of the project. */
export function outside(
  project: ProjectSource,
  stated: string,
  source: StatedDirectory['source'],
): StatedDirectory[] {
  const path = joinStated(project.root, beforeGlob(stated));
  if (isWithin(path, project.root)) return [];
  const directory = leavesWorkspace(path) ? path : localProjectOf(project.tree, path, project.root);
  return [{ directory, source }];
}

interface StatedPath {
  readonly stated: string;
  readonly key: KeyPath;
}

function pathsAt(document: TomlDocument, path: KeyPath, form: Form): StatedPath[] {
  const value = document.get(path);
  if (form === 'path') return typeof value === 'string' ? [{ stated: value, key: path }] : [];
  if (form === 'paths') return stringsOr(value).map((stated, index) => ({ stated, key: [...path, index] }));
  return Object.entries(isTable(value) ? value : {}).flatMap(([name, target]) => {
    const stated = form === 'keys' ? name : target;
    return typeof stated === 'string' ? [{ stated, key: [...path, name] }] : [];
  });
}

// `packages = [{ include = "shared", from = "../libs" }]`
function poetryPackages(document: TomlDocument): StatedPath[] {
  const path = ['tool', 'poetry', 'packages'];
  const packages = document.get(path);
  if (!Array.isArray(packages)) return [];
  return packages.flatMap((entry: unknown, index) => {
    if (!isTable(entry)) return [];
    const { include, from = '.' } = entry;
    const stated = typeof include === 'string' && typeof from === 'string' ? `${from}/${include}` : null;
    return stated === null ? [] : [{ stated, key: [...path, index] }];
  });
}

// The part of a path before the first component with a pattern in it.
function beforeGlob(path: string): string {
  const parts = path.split('/');
  const at = parts.findIndex((part) => /[*?[]/.test(part));
  return at === -1 ? path : parts.slice(0, at).join('/') || '.';
}

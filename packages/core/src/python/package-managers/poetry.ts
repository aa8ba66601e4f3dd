import { posix } from 'node:path';
import { readLockFile } from '../lock-file';
import { readToml, stringAt, tableAt, tableOr } from '../manifest-values';
import { nothingAsked, select, withInstalled } from '../optional/sets';
import { outsideSources } from '../outside-sources';
import { isFile, kindOf } from '../paths';
import { normaliseName } from '../pep508';
import { pyprojectOf, readProjectTable, requirePyproject } from '../pyproject';
import type { TomlDocument } from '../toml';
import { readPoetryDependencies } from './poetry-dependencies';
import { poetryLocked } from './poetry-lock';
import { readPoetrySets } from './poetry-sets';
import type { Asked, Claim, ConsoleScript, Manifest, PackageManager, ProjectSource } from './table';

/** Poetry: dependencies in [tool.poetry], or since its version 2 in [project] as well. */
export const poetry: PackageManager = { name: 'poetry', claim, read };

// What poetry-core alone reads, when another package manager installs.
const backendKeys = ['packages', 'include', 'exclude', 'version', 'scripts', 'plugins', 'build'];

function claim(project: ProjectSource): Claim | null {
  if (!isFile(project.tree, pyprojectOf(project))) return null;
  const lock = posix.join(project.root, 'poetry.lock');
  if (isFile(project.tree, lock)) return { strength: 'lock', source: { file: lock } };
  const document = readToml(project.tree, pyprojectOf(project));
  if (document?.get(['tool', 'poetry']) === undefined) return null;
  const onlyBackend = Object.keys(tableOr(document.get(['tool', 'poetry']))).every((key) =>
    backendKeys.includes(key),
  );
  const others = ['uv', 'pdm'].some((name) => document.get(['tool', name]) !== undefined);
  return onlyBackend && others ? null : { strength: 'tool', source: document.place(['tool', 'poetry']) };
}

function read(project: ProjectSource, asked: Asked = nothingAsked): Manifest {
  const { root, tree } = project;
  const document = requirePyproject(project);
  const table = readProjectTable(project, document);
  const stated = readPoetryDependencies(project, document);
  // Where both tables have dependencies, Poetry's only adds sources to those of [project].
  const named = new Set(table.requirements.map(({ name }) => name));
  const fromGit = new Map(stated.requirements.map((each) => [each.name, each.fromGit]));
  const hasProject = document.get(['project', 'dependencies']) !== undefined;
  // To Poetry all groups are for development, those too that it installs by default.
  const optional = select(readPoetrySets(project, document), asked, false);
  const main = [
    ...table.requirements.map((each) =>
      fromGit.get(each.name) ? { ...each, fromGit: fromGit.get(each.name) } : each,
    ),
    ...stated.requirements.filter(({ name }) => !hasProject && !named.has(name)),
  ];
  const { requirements, localDependencies } = withInstalled(
    {
      requirements: main,
      localDependencies: [...table.localDependencies, ...stated.localDependencies],
    },
    optional,
  );
  const lockfile = posix.join(root, 'poetry.lock');
  const lock = readLockFile(tree, lockfile);
  const settings = posix.join(root, 'poetry.toml');
  const name = stringAt(document, ['tool', 'poetry', 'name']);
  return {
    name: table.name ?? (name === null ? null : normaliseName(name)),
    manifest: document.file,
    lockfile: lock ? lockfile : null,
    installFiles: [document.file, ...(lock ? [lockfile] : []), ...(isFile(tree, settings) ? [settings] : [])],
    workspace: null,
    isPackage: isPackage(project, document, table.name ?? name),
    hashed: false,
    requirements,
    locked: lock
      ? poetryLocked(
          lock,
          requirements.map((each) => each.name),
          optional.filter(({ isInstalled }) => isInstalled),
        )
      : [],
    requiresPython: table.requiresPython ?? stated.requiresPython,
    scripts: [...table.scripts, ...readPoetryScripts(document)],
    localDependencies: [...localDependencies, ...outsideSources(project)],
    optional,
  };
}

// Poetry installs the project unless told not to, and fails where it finds no module of the project's name.
function isPackage({ root, tree }: ProjectSource, document: TomlDocument, name: string | null): boolean {
  if (document.get(['tool', 'poetry', 'package-mode']) === false || name === null) return false;
  if (document.get(['tool', 'poetry', 'packages']) !== undefined) return true;
  const module = name.replace(/[-.]+/g, '_');
  return [module, module.toLowerCase()].some((each) =>
    [each, `${each}.py`, `src/${each}`, `src/${each}.py`].some(
      (path) => kindOf(tree, posix.join(root, path)) !== null,
    ),
  );
}

const scriptsPath = ['tool', 'poetry', 'scripts'];

// A function, or since version 1.1 a table that refers to one.
function readPoetryScripts(document: TomlDocument): ConsoleScript[] {
  return Object.entries(tableAt(document, scriptsPath)).flatMap(([name, stated]) => {
    const { reference, callable, type } = tableOr(stated);
    const target =
      typeof stated === 'string' ? stated : (callable ?? (type === 'file' ? undefined : reference));
    return typeof target === 'string'
      ? [{ name, target, source: document.place([...scriptsPath, name]) }]
      : [];
  });
}

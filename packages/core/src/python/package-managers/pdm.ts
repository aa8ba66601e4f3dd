import { posix } from 'node:path';
import { lockedWithout } from '../../messages/optional';
import { type LockFile, readLockFile } from '../lock-file';
import { readToml, stringsOr, tableOr } from '../manifest-values';
import { nothingAsked, select, withInstalled } from '../optional/sets';
import { readExtras, readGroups } from '../optional/stated-sets';
import { outsideSources } from '../outside-sources';
import { isFile } from '../paths';
import { normaliseName } from '../pep508';
import type { Warning } from '../project';
import { buildBackend, pyprojectOf, readProjectTable, requirePyproject } from '../pyproject';
import type { TomlDocument } from '../toml';
import { pdmLocked } from './pdm-lock';
import type { Asked, Claim, Manifest, OptionalDependencies, PackageManager, ProjectSource } from './table';

/** PDM: dependencies in [project], its own settings in [tool.pdm]. */
export const pdm: PackageManager = { name: 'pdm', claim, read };

// What pdm-backend alone reads, when another package manager installs.
const backendKeys = ['build', 'version'];

function claim(project: ProjectSource): Claim | null {
  if (!isFile(project.tree, pyprojectOf(project))) return null;
  const lock = posix.join(project.root, 'pdm.lock');
  if (isFile(project.tree, lock)) return { strength: 'lock', source: { file: lock } };
  const document = readToml(project.tree, pyprojectOf(project));
  const keys = Object.keys(tableOr(document?.get(['tool', 'pdm'])));
  return document && keys.some((key) => !backendKeys.includes(key))
    ? { strength: 'tool', source: document.place(['tool', 'pdm']) }
    : null;
}

function read(project: ProjectSource, asked: Asked = nothingAsked): Manifest {
  const { root, tree } = project;
  const document = requirePyproject(project);
  const sets = [
    ...readExtras(project, document),
    ...readGroups(project, document),
    ...readGroups(project, document, ['tool', 'pdm', 'dev-dependencies']),
  ];
  const optional = select(sets, asked);
  const table = withInstalled(readProjectTable(project, document), optional);
  const lockfile = posix.join(root, 'pdm.lock');
  const lock = readLockFile(tree, lockfile);
  const settings = posix.join(root, 'pdm.toml');
  return {
    ...table,
    manifest: document.file,
    lockfile: lock ? lockfile : null,
    installFiles: [document.file, ...(lock ? [lockfile] : []), ...(isFile(tree, settings) ? [settings] : [])],
    workspace: null,
    isPackage: isPackage(document),
    hashed: false,
    locked: lock
      ? pdmLocked(
          lock,
          table.requirements.map(({ name }) => name),
          optional.filter(({ isInstalled }) => isInstalled).map(({ name }) => name),
        )
      : [],
    localDependencies: [...table.localDependencies, ...outsideSources(project)],
    warnings: lock ? leftUnlocked(lock, optional) : [],
  };
}

// Left to itself, PDM locks groups, and no extras; a lock file says which it has.
function leftUnlocked({ file, value }: LockFile, optional: readonly OptionalDependencies[]): Warning[] {
  const { groups } = tableOr(value['metadata']);
  const locked = stringsOr(groups).map(normaliseName);
  return optional
    .filter(({ name, isInstalled }) => Array.isArray(groups) && isInstalled && !locked.includes(name))
    .map((set) => ({ message: lockedWithout(file, set), source: set.source }));
}

// A project with a build system is one, unless it says otherwise.
function isPackage(document: TomlDocument): boolean {
  const stated = document.get(['tool', 'pdm', 'distribution']);
  return typeof stated === 'boolean' ? stated : buildBackend(document) !== null;
}

import { posix } from 'node:path';
import { manifestMissing } from '../../messages/python';
import { readToml } from '../manifest-values';
import { nothingAsked, select, type StatedSet, withInstalled } from '../optional/sets';
import { readGroups } from '../optional/stated-sets';
import { ancestorsOf, isFile, joinStated, kindOf, localProjectOf } from '../paths';
import type { StatedDirectory } from '../project';
import { isFullPin, pinOf } from '../pins/pins';
import { unpinnedWarnings } from '../pins/unpinned';
import { type LocalPath, readRequirements, type Requirements } from '../requirements';
import { readSetupCfg } from '../setup-cfg';
import { normaliseName } from '../pep508';
import { extrasIn } from '../pyproject';
import { hasSetupScript } from '../setup-py';
import { developmentFilesOf, requirementsFileOf, requirementsGroups } from './requirements-files';
import { readPackageManifests } from './setuptools';
import type { Asked, Claim, LockedPackage, Manifest, PackageManager, ProjectSource } from './table';

/** pip: requirements files with whatever they include, or a package without any. */
export const pip: PackageManager = { name: 'pip', claim, read };

function claim(project: ProjectSource): Claim | null {
  const requirements = requirementsFileOf(project);
  if (requirements !== null) return { strength: 'requirements', source: { file: requirements, line: 1 } };
  const manifest = ['pyproject.toml', 'setup.py', 'setup.cfg']
    .map((name) => posix.join(project.root, name))
    .find((file) => isFile(project.tree, file) && states(project, file));
  return manifest === undefined ? null : { strength: 'pyproject', source: { file: manifest, line: 1 } };
}

// Others have the name of a manifest alone.
const states = (project: ProjectSource, file: string) =>
  file.endsWith('.toml') || (file.endsWith('.py') ? hasSetupScript(project) : readSetupCfg(project) !== null);

function read(project: ProjectSource, asked: Asked = nothingAsked): Manifest {
  const file = requirementsFileOf(project);
  return file === null ? readBare(project, asked) : readListed(project, file, asked);
}

const common = { lockfile: null, workspace: null } as const;

function readBare(project: ProjectSource, asked: Asked): Manifest {
  const { files, extras, ...stated } = readPackageManifests(project);
  const [manifest] = files;
  if (manifest === undefined)
    throw manifestMissing(project.root, ['requirements.txt', 'pyproject.toml', 'setup.py']);
  const document = readToml(project.tree, manifest.endsWith('.toml') ? manifest : '');
  const groups = document ? readGroups(project, document) : [];
  const optional = select(withOpen([...extras, ...groups], stated.hasOpenExtras, asked, manifest), asked);
  return {
    ...common,
    ...withInstalled(stated, optional),
    ...{ manifest, installFiles: files, hashed: false, locked: [] },
  };
}

// Where nobody knows which extras there are, one that is asked for may be.
function withOpen(sets: readonly StatedSet[], isOpen: boolean, asked: Asked, file: string): StatedSet[] {
  const known = sets.filter(({ kind }) => kind === 'extra').map(({ key }) => normaliseName(key));
  const open = isOpen ? asked.extras.filter((each) => !known.includes(each)) : [];
  const set = { kind: 'extra', requirements: [], localDependencies: [], includes: [] } as const;
  return [...sets, ...open.map((key) => ({ ...set, key, source: { file, line: 1 } }))];
}

function readListed(project: ProjectSource, file: string, asked: Asked): Manifest {
  const { tree } = project;
  const main = readRequirements(tree, file);
  const self = readPackageManifests(project);
  const groups = asked.asDependency ? [] : requirementsGroups(project, main.files);
  const chosen = groups.filter(({ name }) => asked.groups.includes(name));
  const stated = [main, ...chosen.map(({ listed }) => listed)].map((each) => readFile(project, each));
  const ownExtras = stated.flatMap((each) => each.ownExtras);
  const extras = { extras: [...asked.extras, ...ownExtras], groups: asked.groups };
  const sets = withOpen(self.extras, self.hasOpenExtras, extras, self.files[0] ?? file);
  const ofGroups = groups.map(({ name, file: key, listed }) => groupOf(project, name, key, listed));
  const packaged = withInstalled(self, select(sets, extras));
  const isPackage =
    stated.some((each) => each.isPackage) || packaged.optional.some((each) => each.isInstalled);
  const own = isPackage
    ? packaged
    : { ...packaged, files: [], requirements: [], localDependencies: [], warnings: [] };
  const isPinned = isFullPin(tree, file, main);
  return {
    ...common,
    ...{ name: self.name, requiresPython: self.requiresPython, scripts: self.scripts, isPackage },
    manifest: file,
    installFiles: [...new Set([...stated.flatMap((each) => each.files), ...own.files])],
    developmentFiles: developmentFilesOf(project),
    hashed: stated.some(({ listed }) => listed.hashed),
    requirements: [...stated.flatMap(({ listed }) => listed.requirements), ...own.requirements],
    constraints: stated.flatMap(({ listed }) => listed.constraints),
    locked: isPinned ? stated.flatMap(({ listed }) => lockedIn(listed)) : [],
    localDependencies: [...stated.flatMap((each) => each.localDependencies), ...own.localDependencies],
    optional: [
      ...packaged.optional,
      ...ofGroups.map((each) => ({ ...each, isInstalled: asked.groups.includes(each.name) })),
    ],
    hasOpenExtras: self.hasOpenExtras,
    warnings: [...own.warnings, ...(isPinned ? [] : unpinnedWarnings(project.root, main))],
  };
}

// What installing a requirements file takes, with all that it includes.
function readFile(project: ProjectSource, listed: Requirements) {
  const { root, tree } = project;
  const locals = listed.locals.map((local) => ({ local, path: resolve(project, local) }));
  const self = locals.filter(({ path }) => path === root);
  const archives = locals.filter(({ path }) => isFile(tree, path)).map(({ path }) => path);
  return {
    listed,
    isPackage: self.length > 0,
    ownExtras: self.flatMap(({ local }) => local.extras ?? []),
    files: [...listed.files, ...archives, ...linkedFiles(project, listed)],
    localDependencies: locals.flatMap(({ local: { source, extras = [] }, path }): StatedDirectory[] =>
      path === root || archives.includes(path)
        ? []
        : [{ directory: localProjectOf(tree, path, root), source, ...extrasIn({ extras }) }],
    ),
  };
}

function groupOf(project: ProjectSource, name: string, key: string, listed: Requirements) {
  const { requirements } = listed;
  const { localDependencies } = readFile(project, listed);
  const source = { file: key, line: 1 };
  return {
    kind: 'group',
    name,
    key,
    keys: [key],
    requirements,
    localDependencies,
    isDefault: false,
    source,
  } as const;
}

// pip takes a path from where it is run: the project, as a rule, or the workspace root; some mean the file's directory.
function resolve({ root, tree }: ProjectSource, { path, base }: LocalPath): string {
  const paths = [root, base, ...ancestorsOf(root)].map((from) => joinStated(from, path));
  return paths.find((each) => kindOf(tree, each) !== null) ?? joinStated(root, path);
}

const linkedFiles = (project: ProjectSource, { links }: Requirements): string[] =>
  links.flatMap((link) => {
    const directory = resolve(project, link);
    const entries = kindOf(project.tree, directory) === 'directory' ? project.tree.list(directory) : [];
    return entries.filter(({ kind }) => kind === 'file').map(({ name }) => posix.join(directory, name));
  });

// What a full pin names is all that will be installed.
const lockedIn = ({ requirements }: Requirements): LockedPackage[] =>
  requirements
    .map(pinOf)
    .filter((pin) => pin !== null)
    .map((pin) => ({ ...pin, wheels: null, hasSource: true }));

import { posix } from 'node:path';
import { manifestMissing } from '../../messages/python';
import { ancestorsOf, isFile, joinStated, kindOf, localProjectOf } from '../paths';
import type { StatedDirectory } from '../project';
import { isFullPin, pinOf } from '../pins/pins';
import { unpinnedWarnings } from '../pins/unpinned';
import { type LocalPath, readRequirements, type Requirements } from '../requirements';
import { readSetupCfg } from '../setup-cfg';
import { hasSetupScript } from '../setup-py';
import { developmentFilesOf, requirementsFileOf } from './requirements-files';
import { readPackageManifests } from './setuptools';
import type { Claim, LockedPackage, Manifest, PackageManager, ProjectSource } from './table';

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

function read(project: ProjectSource): Manifest {
  const file = requirementsFileOf(project);
  return file === null ? readBare(project) : readListed(project, file);
}

const common = { lockfile: null, workspace: null } as const;

function readBare(project: ProjectSource): Manifest {
  const { files, ...stated } = readPackageManifests(project);
  const [manifest] = files;
  if (manifest === undefined)
    throw manifestMissing(project.root, ['requirements.txt', 'pyproject.toml', 'setup.py']);
  return { ...common, ...stated, manifest, installFiles: files, hashed: false, locked: [] };
}

function readListed(project: ProjectSource, file: string): Manifest {
  const { root, tree } = project;
  const listed = readRequirements(tree, file);
  const isPinned = isFullPin(tree, file, listed);
  const locals = listed.locals.map((local) => ({ local, path: resolve(project, local) }));
  const isPackage = locals.some(({ path }) => path === root);
  const self = readPackageManifests(project);
  const archives = locals.filter(({ path }) => isFile(tree, path)).map(({ path }) => path);
  const own = isPackage ? self : { files: [], requirements: [], localDependencies: [], warnings: [] };
  return {
    ...common,
    ...{ name: self.name, requiresPython: self.requiresPython, scripts: self.scripts, isPackage },
    manifest: file,
    installFiles: [...new Set([...listed.files, ...archives, ...linkedFiles(project, listed), ...own.files])],
    developmentFiles: developmentFilesOf(project),
    hashed: listed.hashed,
    requirements: [...listed.requirements, ...own.requirements],
    locked: isPinned ? lockedIn(listed) : [],
    localDependencies: [
      ...locals.flatMap(({ local, path }): StatedDirectory[] =>
        path === root || archives.includes(path)
          ? []
          : [{ directory: localProjectOf(tree, path, root), source: local.source }],
      ),
      ...own.localDependencies,
    ],
    warnings: [...(own.warnings ?? []), ...(isPinned ? [] : unpinnedWarnings(root, listed))],
  };
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

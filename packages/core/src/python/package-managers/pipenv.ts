import { posix } from 'node:path';
import { manifestValueInvalid } from '../../messages/manifests';
import { manifestMissing } from '../../messages/python';
import { gitIn, isTable, readToml, stringsOr, type Table, tableAt, tableOr } from '../manifest-values';
import { pythonsOfMarker } from '../markers';
import { nothingAsked, select, type StatedSet, withInstalled } from '../optional/sets';
import { isFile, joinStated, localProjectOf } from '../paths';
import { normaliseName } from '../pep508';
import type { StatedDirectory } from '../project';
import { extrasIn } from '../pyproject';
import type { TomlDocument } from '../toml';
import { pipfileLocked } from './pipfile-lock';
import { packageWithExtras, readPackageManifests } from './setuptools';
import type { Asked, Claim, Manifest, PackageManager, ProjectSource, Requirement } from './table';

/** Pipenv: a Pipfile, and a Pipfile.lock that knows hashes but not the names of files. */
export const pipenv: PackageManager = { name: 'pipenv', claim, read };

function claim({ root, tree }: ProjectSource): Claim | null {
  const pipfile = posix.join(root, 'Pipfile');
  if (!isFile(tree, pipfile)) return null;
  const lock = `${pipfile}.lock`;
  return isFile(tree, lock)
    ? { strength: 'lock', source: { file: lock } }
    : { strength: 'tool', source: { file: pipfile, line: 1 } };
}

function read(project: ProjectSource, asked: Asked = nothingAsked): Manifest {
  const { root, tree } = project;
  const file = posix.join(root, 'Pipfile');
  const document = readToml(tree, file);
  if (!document) throw manifestMissing(root, ['Pipfile']);
  const lockfile = `${file}.lock`;
  const optional = select(categories(project, document), asked);
  const chosen = optional.filter(({ isInstalled }) => isInstalled).map(({ key }) => key);
  const inLock = pipfileLocked(tree, lockfile);
  const locked = inLock && ['default', ...chosen].flatMap((category) => inLock.get(category) ?? []);
  const packages = withInstalled(readPackages(project, document, 'packages'), optional);
  // `api = { path = ".", editable = true }`: the project is a package, with a manifest of its own beside the Pipfile.
  const own = packages.localDependencies.filter(({ directory }) => directory === root);
  const isPackage = own.length > 0;
  const extras = own.flatMap((each) => each.extras ?? []);
  const self = isPackage ? packageWithExtras(readPackageManifests(project), extras) : null;
  return {
    name: self?.name ?? null,
    manifest: file,
    lockfile: locked ? lockfile : null,
    installFiles: [file, ...(locked ? [lockfile] : [])],
    workspace: null,
    isPackage,
    hashed: false,
    requirements: [...packages.requirements, ...(self?.requirements ?? [])],
    localDependencies: [
      ...packages.localDependencies.filter(({ directory }) => directory !== root),
      ...(self?.localDependencies ?? []),
    ],
    optional,
    locked: locked ?? [],
    requiresPython: readRequires(document) ?? self?.requiresPython ?? null,
    scripts: self?.scripts ?? [],
    warnings: self?.warnings ?? [],
  };
}

// What is no category in a Pipfile; its lock file calls that of [dev-packages] develop.
const settings = ['source', 'packages', 'dev-packages', 'requires', 'scripts', 'pipenv', 'pipfile'];

function categories(project: ProjectSource, document: TomlDocument): StatedSet[] {
  const keys = Object.entries(tableOr(document.get([])))
    .filter(([key, value]) => !settings.includes(key) && isTable(value) && holdsPackages(value))
    .map(([key]) => key);
  return keys.map((key) => ({
    ...{ kind: 'group', key, source: document.place([key]), includes: [] },
    ...readPackages(project, document, key),
  }));
}

const holdsPackages = (table: Table) =>
  Object.values(table).every((each) => typeof each === 'string' || isTable(each));

function readPackages(
  { root, tree }: ProjectSource,
  document: TomlDocument,
  category: string,
): Pick<Manifest, 'requirements' | 'localDependencies'> {
  const requirements: Requirement[] = [];
  const localDependencies: StatedDirectory[] = [];
  for (const [name, stated] of Object.entries(tableAt(document, [category]))) {
    const source = document.place([category, name]);
    if (typeof stated !== 'string' && !isTable(stated))
      throw manifestValueInvalid(source, `${category}.${name}`, 'a version or a table');
    const { version = '', extras, markers, sys_platform: platform, path, file } = tableOr(stated);
    if (typeof markers === 'string' && pythonsOfMarker(markers) === 0) continue;
    if (typeof platform === 'string' && pythonsOfMarker(`sys_platform ${platform}`) === 0) continue;
    const specifier = typeof stated === 'string' ? stated : typeof version === 'string' ? version : '';
    requirements.push({
      name: normaliseName(name),
      specifier: specifier === '*' ? '' : specifier.replace(/\s/g, ''),
      extras: stringsOr(extras).map(normaliseName),
      ...gitIn(tableOr(stated)),
      source,
    });
    const local = [path, file].find((each) => typeof each === 'string' && !/^[a-z+]+:\/\//i.test(each));
    if (typeof local === 'string')
      localDependencies.push({
        directory: localProjectOf(tree, joinStated(root, local), root),
        source,
        ...extrasIn({ extras: stringsOr(extras).map(normaliseName) }),
      });
  }
  return { requirements, localDependencies };
}

/** The Python that a Pipfile requires, as a PEP 440 specifier set: `3.11` is any 3.11. */
export function readRequires(document: TomlDocument): Manifest['requiresPython'] {
  for (const key of ['python_full_version', 'python_version']) {
    const version = document.get(['requires', key]);
    if (typeof version !== 'string' || version.trim() === '*') continue;
    const specifier = /^\d+(\.\d+)*$/.test(version.trim())
      ? `==${version.trim()}${key === 'python_version' ? '.*' : ''}`
      : version.trim();
    return { specifier, source: document.place(['requires', key]) };
  }
  return null;
}

import { posix } from 'node:path';
import { manifestValueInvalid } from '../../messages/manifests';
import { manifestMissing } from '../../messages/python';
import { gitIn, isTable, readToml, stringsOr, tableAt, tableOr } from '../manifest-values';
import { pythonsOfMarker } from '../markers';
import { isFile, joinStated, localProjectOf } from '../paths';
import { normaliseName } from '../pep508';
import type { StatedDirectory } from '../project';
import type { TomlDocument } from '../toml';
import { pipfileLocked } from './pipfile-lock';
import { readPackageManifests } from './setuptools';
import type { Claim, Manifest, PackageManager, ProjectSource, Requirement } from './table';

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

function read(project: ProjectSource): Manifest {
  const { root, tree } = project;
  const file = posix.join(root, 'Pipfile');
  const document = readToml(tree, file);
  if (!document) throw manifestMissing(root, ['Pipfile']);
  const lockfile = `${file}.lock`;
  const locked = pipfileLocked(tree, lockfile);
  const packages = readPackages(project, document);
  // `api = { path = ".", editable = true }`: the project is a package, with a manifest of its own beside the Pipfile.
  const isPackage = packages.localDependencies.some(({ directory }) => directory === root);
  const self = isPackage ? readPackageManifests(project) : null;
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
    locked: locked ?? [],
    requiresPython: readRequires(document) ?? self?.requiresPython ?? null,
    scripts: self?.scripts ?? [],
    warnings: self?.warnings ?? [],
  };
}

function readPackages(
  { root, tree }: ProjectSource,
  document: TomlDocument,
): Pick<Manifest, 'requirements' | 'localDependencies'> {
  const requirements: Requirement[] = [];
  const localDependencies: StatedDirectory[] = [];
  for (const [name, stated] of Object.entries(tableAt(document, ['packages']))) {
    const source = document.place(['packages', name]);
    if (typeof stated !== 'string' && !isTable(stated))
      throw manifestValueInvalid(source, `packages.${name}`, 'a version or a table');
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
      localDependencies.push({ directory: localProjectOf(tree, joinStated(root, local), root), source });
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

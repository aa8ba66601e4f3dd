import { posix } from 'node:path';
import { lenient } from '../lenient';
import { readToml, stringsOr, tableOr } from '../manifest-values';
import { select, type StatedSet, withInstalled } from '../optional/sets';
import { readExtras } from '../optional/stated-sets';
import { outsideSources } from '../outside-sources';
import { normaliseName } from '../pep508';
import type { Warning } from '../project';
import { buildBackend, pyprojectOf, readDependencies, readProjectTable, readScripts } from '../pyproject';
import { readListed, readSetupCfg } from '../setup-cfg';
import { readSetupPy, type SetupFile } from '../setup-py';
import type { TomlDocument } from '../toml';
import type { Manifest, ProjectSource } from './table';

/** What a project says of itself as a package, whichever build back end it has. */
export interface PackageManifests extends Pick<
  Manifest,
  'name' | 'requirements' | 'requiresPython' | 'scripts' | 'localDependencies'
> {
  /** pyproject.toml, setup.cfg and setup.py, as far as they are there, and what they read dependencies from. */
  readonly files: readonly string[];
  readonly isPackage: boolean;
  /** Of the package; groups of a pyproject.toml are not. */
  readonly extras: readonly StatedSet[];
  readonly hasOpenExtras: boolean;
  readonly warnings: readonly Warning[];
}

/** Reads pyproject.toml, setup.cfg and setup.py; what the first leaves open, the next may say. */
export function readPackageManifests(project: ProjectSource): PackageManifests {
  const document = readToml(project.tree, pyprojectOf(project));
  const found = [
    ...(document ? [readPyproject(project, document)] : []),
    readSetupCfg(project),
    readSetupPy(project),
  ];
  const stated = found.filter((each) => each !== null);
  // In [project], dependencies are stated there alone unless they are called dynamic.
  const fixed = document?.get(['project']) !== undefined && !isDynamic(document);
  const requiring = fixed ? stated.slice(0, 1) : stated;
  const hasSetup = stated.some(({ file }) => !file.endsWith('.toml'));
  return {
    name: stated.find(({ name }) => name !== null)?.name ?? null,
    requirements: requiring.flatMap(({ requirements }) => requirements),
    requiresPython: stated.find(({ requiresPython }) => requiresPython !== null)?.requiresPython ?? null,
    scripts: stated.flatMap(({ scripts }) => scripts),
    localDependencies: [...stated.flatMap((each) => each.localDependencies), ...outsideSources(project)],
    files: [...new Set(stated.flatMap(({ file, includes }) => [file, ...includes]))],
    isPackage: hasSetup || (document !== null && buildBackend(document) !== null),
    extras: stated.flatMap(({ extras }) => extras),
    hasOpenExtras: stated.some(({ hasOpenExtras }) => hasOpenExtras),
    warnings: requiring.flatMap(({ warnings }) => warnings),
  };
}

/** A package with what some of its extras require. */
export function packageWithExtras(manifests: PackageManifests, extras: readonly string[]) {
  return withInstalled(manifests, select(manifests.extras, { extras, groups: [] }));
}

const isDynamic = (document: TomlDocument) =>
  stringsOr(document.get(['project', 'dynamic'])).includes('dependencies');

function readPyproject(project: ProjectSource, document: TomlDocument): SetupFile {
  const flit = readFlit(project, document);
  const table = readProjectTable(project, document);
  const dynamic = isDynamic(document) ? readListed(project, dynamicFiles(document)) : null;
  return {
    file: posix.join(project.root, 'pyproject.toml'),
    includes: dynamic?.includes ?? [],
    name: table.name ?? flit.name,
    requirements: [...table.requirements, ...flit.requirements, ...(dynamic?.requirements ?? [])],
    requiresPython: table.requiresPython ?? flit.requiresPython,
    scripts: [...table.scripts, ...readScripts(document, ['tool', 'flit', 'scripts'])],
    localDependencies: [...table.localDependencies, ...flit.localDependencies],
    extras: [
      ...readExtras(project, document),
      ...readExtras(project, document, ['tool', 'flit', 'metadata', 'requires-extra']),
      ...dynamicExtras(project, document),
    ],
    hasOpenExtras: stringsOr(document.get(['project', 'dynamic'])).includes('optional-dependencies'),
    warnings: [],
  };
}

// setuptools' own way, and that of hatch-requirements-txt.
function dynamicFiles(document: TomlDocument): string[] {
  const { file } = tableOr(document.get(['tool', 'setuptools', 'dynamic', 'dependencies']));
  const hatch = document.get(['tool', 'hatch', 'metadata', 'hooks', 'requirements_txt', 'files']);
  return [...(typeof file === 'string' ? [file] : stringsOr(file)), ...stringsOr(hatch)];
}

// setuptools reads extras from files as well.
function dynamicExtras(project: ProjectSource, document: TomlDocument): StatedSet[] {
  const path = ['tool', 'setuptools', 'dynamic', 'optional-dependencies'];
  return Object.entries(tableOr(document.get(path))).map(([key, stated]) => {
    const { file } = tableOr(stated);
    const files = typeof file === 'string' ? [file] : stringsOr(file);
    const requirements = lenient(() => readListed(project, files).requirements, []);
    const set = { kind: 'extra', key, source: document.place([...path, key]), includes: [] } as const;
    return { ...set, requirements, localDependencies: [] };
  });
}

// flit's table from before there was [project].
function readFlit(
  project: ProjectSource,
  document: TomlDocument,
): Pick<Manifest, 'name' | 'requirements' | 'requiresPython' | 'localDependencies'> {
  const path = ['tool', 'flit', 'metadata'];
  const metadata = tableOr(document.get(path));
  const module = metadata['dist-name'] ?? metadata['module'];
  const python = metadata['requires-python'];
  return {
    ...readDependencies(project, document, [...path, 'requires']),
    name: typeof module === 'string' ? normaliseName(module) : null,
    requiresPython:
      typeof python === 'string'
        ? { specifier: python, source: document.place([...path, 'requires-python']) }
        : null,
  };
}

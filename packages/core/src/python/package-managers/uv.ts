import { posix } from 'node:path';
import { readLockFile } from '../lock-file';
import { gitIn, isTable, readToml, stringsOr, type Table, tableOr } from '../manifest-values';
import { pythonsOfMarker } from '../markers';
import { outsideSources } from '../outside-sources';
import { installedNames, nothingAsked, select, type StatedSet, withInstalled } from '../optional/sets';
import { readDevelopmentList, readExtras, readGroups } from '../optional/stated-sets';
import { isFile, joinStated, localProjectOf } from '../paths';
import { normaliseName } from '../pep508';
import type { StatedDirectory } from '../project';
import { buildBackend, extrasIn, pyprojectOf, readProjectTable, requirePyproject } from '../pyproject';
import type { TomlDocument } from '../toml';
import type { Asked, Claim, Manifest, PackageManager, ProjectSource, Requirement } from './table';
import { localDirectory, uvLocked } from './uv-lock';
import { memberNamed, type UvWorkspace, uvWorkspaceOf } from './uv-workspace';

/** uv: a project of its own, or a member of a workspace with one lock file for all. */
export const uv: PackageManager = { name: 'uv', claim, read };

function claim(project: ProjectSource): Claim | null {
  if (!isFile(project.tree, pyprojectOf(project))) return null;
  const own = posix.join(project.root, 'uv.lock');
  if (isFile(project.tree, own)) return { strength: 'lock', source: { file: own } };
  const workspace = uvWorkspaceOf(project);
  if (workspace) {
    const lock = isFile(project.tree, posix.join(workspace.root, 'uv.lock'));
    return { strength: lock ? 'workspace-lock' : 'tool', source: workspace.source };
  }
  const document = readToml(project.tree, pyprojectOf(project));
  const keys = Object.keys(tableOr(document?.get(['tool', 'uv'])));
  // uv's build back end is used with other package managers as well.
  return document && keys.some((key) => key !== 'build-backend')
    ? { strength: 'tool', source: document.place(['tool', 'uv']) }
    : null;
}

function read(project: ProjectSource, asked: Asked = nothingAsked): Manifest {
  const { root, tree } = project;
  const document = requirePyproject(project);
  const table = readProjectTable(project, document);
  const workspace = uvWorkspaceOf(project);
  const lockfile = [workspace?.root, root]
    .filter((directory) => directory !== undefined)
    .map((directory) => posix.join(directory, 'uv.lock'))
    .find((file) => isFile(tree, file));
  const lock = lockfile === undefined ? null : readLockFile(tree, lockfile);
  let locked: Manifest['locked'] | undefined;
  const member = posix.relative(posix.dirname(lockfile ?? document.file), root) || '.';
  const lockBase = posix.dirname(lockfile ?? document.file);
  const local = (name: string) => {
    const directory = lock && localDirectory(lock, name);
    return directory === null ? null : posix.join(lockBase, directory);
  };
  const withSources = <Stated extends Pick<Manifest, 'requirements' | 'localDependencies'>>(
    stated: Stated,
  ): Stated => ({
    ...stated,
    requirements: stated.requirements.map((each) =>
      Object.assign({ ...each }, ...sourceTables(document, workspace, each.name).map(gitIn)),
    ),
    localDependencies: [
      ...stated.localDependencies,
      ...stated.requirements.flatMap((each) => sourcesOf(project, document, workspace, each, local)),
    ],
  });
  const optional = select(statedSets(project, document).map(withSources), asked);
  const chosen = {
    extras: installedNames(optional, 'extra'),
    groups: installedNames(optional, 'group'),
  };
  const stated = withInstalled(withSources(table), optional);
  return {
    ...stated,
    localDependencies: [...stated.localDependencies, ...outsideSources(project)],
    manifest: document.file,
    lockfile: lockfile ?? null,
    installFiles: installFiles(project, workspace, lockfile),
    workspace: workspace?.root ?? null,
    isPackage: isPackage(document),
    hashed: false,
    // Where it is asked for: it takes longer than all the rest, for each member of a large workspace.
    get locked() {
      return (locked ??= lock ? uvLocked(lock, member, table.name, chosen) : []);
    },
  };
}

// Of groups, uv installs dev where default-groups says nothing else.
function statedSets(project: ProjectSource, document: TomlDocument): StatedSet[] {
  const stated = document.get(['tool', 'uv', 'default-groups']);
  const defaults = stated === undefined ? ['dev'] : stringsOr(stated).map(normaliseName);
  const groups = [
    ...readGroups(project, document),
    ...readDevelopmentList(project, document, ['tool', 'uv', 'dev-dependencies']),
  ];
  return [
    ...readExtras(project, document),
    ...groups.map((each) => ({
      ...each,
      isDefault: stated === 'all' || defaults.includes(normaliseName(each.key)),
    })),
  ];
}

function installFiles(
  { root, tree }: ProjectSource,
  workspace: UvWorkspace | null,
  lockfile?: string,
): string[] {
  const roots = [...new Set([root, ...(workspace ? [workspace.root] : [])])];
  const manifests = roots.map((directory) => posix.join(directory, 'pyproject.toml'));
  const settings = roots
    .map((directory) => posix.join(directory, 'uv.toml'))
    .filter((file) => isFile(tree, file));
  return [...manifests, ...(lockfile === undefined ? [] : [lockfile]), ...settings];
}

function isPackage(document: TomlDocument): boolean {
  const stated = document.get(['tool', 'uv', 'package']);
  if (document.get(['project']) === undefined) return false;
  return typeof stated === 'boolean' ? stated : buildBackend(document) !== null;
}

// A source is stated by the project itself or, for all members, by the workspace.
function sourcesOf(
  project: ProjectSource,
  document: TomlDocument,
  workspace: UvWorkspace | null,
  { name, extras, source: required }: Requirement,
  locked: (name: string) => string | null,
): StatedDirectory[] {
  const own = sourceNamed(document, name);
  const place = own ? document.place(['tool', 'uv', 'sources', own.key]) : required;
  const base = own || !workspace ? project.root : workspace.root;
  return sourceTables(document, workspace, name).flatMap((source) => {
    const directory = typeof source['path'] === 'string' ? joinStated(base, source['path']) : null;
    if (directory !== null)
      return [
        {
          directory: localProjectOf(project.tree, directory, project.root),
          source: place,
          ...extrasIn({ extras }),
        },
      ];
    if (source['workspace'] !== true || !workspace) return [];
    const member = locked(name) ?? memberNamed(project.tree, workspace, name);
    return member === null ? [] : [{ directory: member, source: place, ...extrasIn({ extras }) }];
  });
}

// One source, or one for each of several platforms; what no Linux takes is left out.
function sourceTables(document: TomlDocument, workspace: UvWorkspace | null, name: string): Table[] {
  const stated = sourceNamed(document, name) ?? (workspace && sourceNamed(workspace.document, name));
  const sources = (Array.isArray(stated?.value) ? stated.value : [stated?.value]).filter(isTable);
  return sources.filter(({ marker }) => typeof marker !== 'string' || pythonsOfMarker(marker) !== 0);
}

function sourceNamed(document: TomlDocument, name: string): { key: string; value: unknown } | null {
  const sources = tableOr(document.get(['tool', 'uv', 'sources']));
  const key = Object.keys(sources).find((each) => normaliseName(each) === name);
  return key === undefined ? null : { key, value: sources[key] };
}

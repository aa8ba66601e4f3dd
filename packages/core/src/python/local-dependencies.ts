import { posix } from 'node:path';
import { localPathMissing, localPathOutside } from '../messages/manifests';
import { extraOfLocalUnknown } from '../messages/optional';
import { isForDevelopmentByName } from './optional/names';
import { packageManagerNamed, strongestClaims } from './package-managers/choose';
import type { Manifest, ProjectSource } from './package-managers/table';
import { isFile, kindOf, leavesWorkspace } from './paths';
import type { LocalDependency, StatedDirectory, Warning } from './project';
import { hasSetupScript } from './setup-py';

/** The local projects that go into an image, and those that it can't hold. */
export interface LocalDependencies {
  /** Transitive, sorted by directory; the project itself is not among them. */
  readonly localDependencies: readonly LocalDependency[];
  readonly warnings: readonly Warning[];
}

/**
 * Follows the local dependencies of a project through those of each, read by its own package manager.
 * @throws PydockError of a manifest on the way that could not be understood
 */
export function localDependenciesOf(project: ProjectSource, manifest: Manifest): LocalDependencies {
  const { root, tree } = project;
  const found = new Map<string, LocalDependency>();
  const warnings = new Map<string, Warning>();
  const open = [...manifest.localDependencies].reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    const { directory, source } = next;
    const before = found.get(directory);
    const extras = [...new Set([...(before?.extras ?? []), ...(next.extras ?? [])])];
    const isKnown = before !== undefined && extras.length === (before.extras?.length ?? 0);
    if (directory === root || isKnown || warnings.has(directory)) continue;
    if (leavesWorkspace(directory)) warnings.set(directory, { message: localPathOutside(directory), source });
    else if (kindOf(tree, directory) === null)
      warnings.set(directory, { message: localPathMissing(directory), source });
    else {
      const there = { root: directory, tree };
      const stated = before ?? { ...next, isPackage: isPackage(there) };
      found.set(directory, extras.length > 0 ? { ...stated, extras } : stated);
      const read = readDependency(there, extras);
      for (const extra of read ? unknownExtras(there, read, next.extras ?? []) : [])
        warnings.set(`${directory} ${extra}`, {
          message: extraOfLocalUnknown(directory, extra, extrasOf(read)),
          source,
        });
      open.push(...[...(read?.localDependencies ?? [])].reverse());
    }
  }
  const sorted = [...found.values()].sort((a, b) => (a.directory < b.directory ? -1 : 1));
  return { localDependencies: sorted, warnings: [...warnings.values()] };
}

const isPackage = (project: ProjectSource) =>
  isFile(project.tree, posix.join(project.root, 'pyproject.toml')) || hasSetupScript(project);

/**
 * The local dependencies that a project states itself, for its extras and for groups that production may install as well.
 * Plain sources have no manifest, and so none; where two package managers claim a project, any will do.
 * @throws PydockError of a manifest that could not be understood
 */
export function directDependencies(project: ProjectSource): readonly StatedDirectory[] {
  const [claim] = strongestClaims(project);
  if (!claim) return [];
  const { localDependencies, optional = [] } = packageManagerNamed(claim.name).read(project);
  const others = optional.filter(({ name, isInstalled }) => !isInstalled && !isForDevelopmentByName(name));
  return [...localDependencies, ...others.flatMap((each) => each.localDependencies)];
}

function readDependency(project: ProjectSource, extras: readonly string[]): Manifest | null {
  const [claim] = strongestClaims(project);
  const asked = { extras, groups: [], asDependency: true } as const;
  return claim ? packageManagerNamed(claim.name).read(project, asked) : null;
}

const extrasOf = (manifest: Manifest | null) =>
  (manifest?.optional ?? []).filter(({ kind }) => kind === 'extra');

// A Pipfile says nothing of the package beside it.
function unknownExtras(project: ProjectSource, manifest: Manifest, extras: readonly string[]): string[] {
  if (manifest.hasOpenExtras === true || manifest.manifest.endsWith('Pipfile')) return [];
  if (!isPackage(project)) return [];
  return extras.filter((extra) => !extrasOf(manifest).some(({ name }) => name === extra));
}

import { posix } from 'node:path';
import { localPathMissing, localPathOutside } from '../messages/manifests';
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
    if (directory === root || found.has(directory) || warnings.has(directory)) continue;
    if (leavesWorkspace(directory)) warnings.set(directory, { message: localPathOutside(directory), source });
    else if (kindOf(tree, directory) === null)
      warnings.set(directory, { message: localPathMissing(directory), source });
    else {
      found.set(directory, { ...next, isPackage: isPackage({ root: directory, tree }) });
      open.push(...[...directDependencies({ root: directory, tree })].reverse());
    }
  }
  const sorted = [...found.values()].sort((a, b) => (a.directory < b.directory ? -1 : 1));
  return { localDependencies: sorted, warnings: [...warnings.values()] };
}

const isPackage = (project: ProjectSource) =>
  isFile(project.tree, posix.join(project.root, 'pyproject.toml')) || hasSetupScript(project);

/**
 * The local dependencies that a project states itself. Plain sources have no manifest, and so none; where two package
 * managers claim a project, any will do.
 * @throws PydockError of a manifest that could not be understood
 */
export function directDependencies(project: ProjectSource): readonly StatedDirectory[] {
  const [claim] = strongestClaims(project);
  return claim ? packageManagerNamed(claim.name).read(project).localDependencies : [];
}

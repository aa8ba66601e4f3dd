import { packageManagerNamed, strongestClaims } from './package-managers/choose';
import { packageWithExtras, readPackageManifests } from './package-managers/setuptools';
import type { Manifest, ProjectSource, RequiresPython } from './package-managers/table';
import type { LocalDependency } from './project';
import type { SourceTree } from './source-tree';

/** What the local dependencies of a project ask for as packages. */
export interface LocalRequirements {
  readonly requirements: Manifest['requirements'];
  readonly requiresPython: readonly RequiresPython[];
}

/**
 * Reads what comes along with the local dependencies, in their order. Sources that are no package bring nothing.
 * @throws PydockError of a manifest that could not be understood
 */
export function localRequirementsOf(
  tree: SourceTree,
  localDependencies: readonly LocalDependency[],
): LocalRequirements {
  const read = localDependencies
    .filter(({ isPackage }) => isPackage)
    .map(({ directory, extras = [] }) => readPackage({ root: directory, tree }, extras));
  return {
    requirements: read.flatMap(({ requirements }) => requirements),
    requiresPython: read.flatMap(({ requiresPython }) => requiresPython ?? []),
  };
}

/** A project's manifest with what its local dependencies ask for; a lock file has that already. */
export const withLocal = (manifest: Manifest, { requirements }: LocalRequirements): Manifest =>
  manifest.lockfile === null
    ? { ...manifest, requirements: [...manifest.requirements, ...requirements] }
    : manifest;

/** The same, where what comes along must be told from what the project itself requires. */
export const withBrought = (manifest: Manifest, { requirements }: LocalRequirements): Manifest =>
  manifest.lockfile === null ? { ...manifest, brought: requirements } : manifest;

// Requirements files and Pipfiles are for whoever works on a package: what installs it reads its own manifests.
function readPackage(
  project: ProjectSource,
  extras: readonly string[],
): Pick<Manifest, 'requirements' | 'requiresPython'> {
  const [claim] = strongestClaims(project);
  return claim && !['pip', 'pipenv'].includes(claim.name)
    ? packageManagerNamed(claim.name).read(project, { extras, groups: [], asDependency: true })
    : packageWithExtras(readPackageManifests(project), extras);
}

import type { Place } from '../../errors';
import type { FromGit } from '../manifest-values';
import type { StatedDirectory, Warning } from '../project';
import type { SourceTree } from '../source-tree';

/** A project to be read: its directory relative to the workspace root, and the files of the workspace. */
export interface ProjectSource {
  readonly root: string;
  readonly tree: SourceTree;
}

/**
 * How strongly a project shows that it is a package manager's, the strongest first: a lock file in the project, the
 * lock file of a workspace that lists the project, a [tool.x] table, requirements files, a bare pyproject.toml.
 */
export const claimStrengths = ['lock', 'workspace-lock', 'tool', 'requirements', 'pyproject'] as const;
export type ClaimStrength = (typeof claimStrengths)[number];

/** A package manager's claim to a project, and where it is stated. */
export interface Claim {
  readonly strength: ClaimStrength;
  readonly source: Place;
}

/** A direct requirement: a PEP 508 name, normalised as PEP 503 says. */
export interface Requirement {
  readonly name: string;
  /** The version specifier as written, such as `==2.0.1`; empty where there is none. */
  readonly specifier: string;
  readonly extras: readonly string[];
  /** Where its package manager says beside the specifier that it comes from a git repository; left out elsewhere. */
  readonly fromGit?: FromGit | undefined;
  readonly source: Place;
}

/** A package that a lock file pins. */
export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** File names of its wheels, as the lock file lists them; null where it lists no files. */
  readonly wheels: readonly string[] | null;
  /** Whether it can be built from source as well. */
  readonly hasSource: boolean;
  /** The released Pythons, such as `3.12`, for which it is installed; left out where that is all of them. */
  readonly pythons?: readonly string[] | undefined;
  /** Where it is built from a git repository; left out elsewhere. */
  readonly fromGit?: FromGit | undefined;
  readonly source: Place;
}

/** The Pythons that a manifest allows: `requires-python` or its like, as a PEP 440 specifier set. */
export interface RequiresPython {
  readonly specifier: string;
  readonly source: Place;
}

/** A `[project.scripts]` or `[tool.poetry.scripts]` entry. */
export interface ConsoleScript {
  readonly name: string;
  /** `package.module:function`. */
  readonly target: string;
  readonly source: Place;
}

/** What a project's manifests and lock file say. Paths are relative to the workspace root. */
export interface Manifest {
  /** The name that the manifest gives the project, normalised; null where it gives none. */
  readonly name: string | null;
  readonly manifest: string;
  readonly lockfile: string | null;
  readonly installFiles: readonly string[];
  /** What development installs besides, where files of their own say it: requirements-dev.txt and what it includes. */
  readonly developmentFiles?: readonly string[];
  readonly workspace: string | null;
  readonly isPackage: boolean;
  readonly hashed: boolean;
  /** Direct, for production; development groups left out. */
  readonly requirements: readonly Requirement[];
  /** Everything that will be installed for production, with versions; empty where nothing is locked. */
  readonly locked: readonly LockedPackage[];
  readonly requiresPython: RequiresPython | null;
  readonly scripts: readonly ConsoleScript[];
  /** Direct local dependencies, sources outside the project's directory included. */
  readonly localDependencies: readonly StatedDirectory[];
  /** What could not be told from the files; left out where there is nothing. */
  readonly warnings?: readonly Warning[];
}

export const packageManagerNames = ['uv', 'poetry', 'pdm', 'pipenv', 'pip'] as const;
export type PackageManagerName = (typeof packageManagerNames)[number];

/** One package manager: says whether a project is its own, and reads what its files say. */
export interface PackageManager {
  readonly name: PackageManagerName;
  /** Null where the project shows no sign of this package manager. */
  claim(project: ProjectSource): Claim | null;
  /** @throws PydockError with the file and line that could not be understood */
  read(project: ProjectSource): Manifest;
}

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
  /** The environment marker as written; left out where there is none. */
  readonly marker?: string | undefined;
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

export type OptionalKind = 'extra' | 'group';

/** An extra or a dependency group: what a project installs besides where it is asked for, or by default. */
export interface OptionalDependencies {
  readonly kind: OptionalKind;
  /** Normalised. */
  readonly name: string;
  /** As it is written; a group of pip's is a requirements file, relative to the workspace root. */
  readonly key: string;
  /** Its own key, and those of the others of its kind that it includes. */
  readonly keys: readonly string[];
  /** With those of the others that it includes. */
  readonly requirements: readonly Requirement[];
  readonly localDependencies: readonly StatedDirectory[];
  /** Whether the package manager installs it where nothing is said. */
  readonly isDefault: boolean;
  /** Whether the image has it. */
  readonly isInstalled: boolean;
  readonly source: Place;
}

/** The extras and groups that are asked for, by normalised name. */
export interface Asked {
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  /** Where it is another project that asks: groups are not for others. */
  readonly asDependency?: true;
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
  /** Direct, for production: with the extras and groups that are installed, development groups left out. */
  readonly requirements: readonly Requirement[];
  /** What constraints files say of versions, of whatever comes along; left out where there are none. */
  readonly constraints?: readonly Requirement[];
  /** Everything that will be installed for production, with versions; empty where nothing is locked. */
  readonly locked: readonly LockedPackage[];
  readonly requiresPython: RequiresPython | null;
  readonly scripts: readonly ConsoleScript[];
  /** Direct local dependencies, sources outside the project's directory included. */
  readonly localDependencies: readonly StatedDirectory[];
  /** All extras and groups; left out where there are none. */
  readonly optional?: readonly OptionalDependencies[];
  /** Whether there may be other extras than these: only running the manifest would tell. */
  readonly hasOpenExtras?: boolean;
  /** What local dependencies require; left out where there are none, or a lock file has it. */
  readonly brought?: readonly Requirement[];
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
  /**
   * @param asked the extras and groups to install; none, if it is left out
   * @throws PydockError with the file and line that could not be understood
   */
  read(project: ProjectSource, asked?: Asked): Manifest;
}

import type { Place } from '../../errors';
import type { ProjectFiles } from '../project';
import type { Requirement } from '../requirements';
import { pip } from './pip';

/** What a package manager says of a project that is its own. */
export interface Manifest {
  readonly manifests: readonly string[];
  readonly requirements: readonly Requirement[];
  /** Whether nothing can be installed without a hash. */
  readonly hashed: boolean;
  readonly source: Place;
}

/** One package manager: says whether a project is its own, and reads what it asks for. */
export interface PackageManager {
  readonly name: PackageManagerName;
  /** The manifest it goes by, for the message where there is none. */
  readonly manifest: string;
  /** Null where the project is not this package manager's. */
  read(project: ProjectFiles): Manifest | null;
}

export type PackageManagerName = 'pip';

/** In the order in which they are asked. A new package manager is one file and one line here. */
export const packageManagers: readonly PackageManager[] = [pip];

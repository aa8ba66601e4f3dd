import type { Place } from '../errors';
import type { FrameworkName } from './frameworks/table';
import type { PackageManagerName } from './package-managers/table';

/** The files of one project as detection sees them: paths relative to the project, with `/`. */
export interface ProjectFiles {
  /** The project's directory relative to the workspace root, with `/`; `.` for the root itself. */
  readonly root: string;
  /** Text by path, for manifests and Python sources. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What starts the app: a WSGI target `module:object`, `module:factory()`, or a script's path. */
export interface Entrypoint {
  readonly kind: 'wsgi' | 'script';
  readonly target: string;
  /** The directory, relative to the project, that must be on the import path. */
  readonly importRoot: '.' | 'src';
}

/** The facts that detection settles; each has its source. */
export type Fact = 'packageManager' | 'pythonVersion' | 'framework' | 'entrypoint' | 'port' | 'server';

/** The production server of a web app; `install` is the pinned version where the project brings none. */
export interface Server {
  readonly name: 'gunicorn';
  readonly install: string | null;
}

/** A Python project, detected: everything that its Dockerfile needs. */
export interface PythonProject {
  readonly name: string;
  readonly root: string;
  readonly packageManager: PackageManagerName;
  /** Manifests that the install step reads, relative to the project, the main one first. */
  readonly manifests: readonly string[];
  /** Whether the manifests have hashes: nothing without one can be installed along with them. */
  readonly hashed: boolean;
  /** `major.minor`, such as `3.13`. */
  readonly pythonVersion: string;
  readonly framework: FrameworkName;
  readonly entrypoint: Entrypoint;
  readonly server: Server | null;
  /** The port that the app listens on in its container; null where it serves nothing. */
  readonly port: number | null;
  /** A path that answers 200 when the app is well; null where any answer will do. */
  readonly healthPath: string | null;
  readonly sources: Readonly<Record<Fact, Place | 'default' | 'option'>>;
}

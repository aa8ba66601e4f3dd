import type { Place } from '../errors';
import type { Problem, Settled, Source } from './fact';
import type { FrameworkName } from './frameworks/table';
import type { OptionalDependencies, PackageManagerName } from './package-managers/table';
import type { SystemPackages } from './system-packages';

/** What starts the app. Targets read `app.main:app`, `app.main:create_app()`, `app.py`, `pkg`, or a command's words. */
export interface Entrypoint {
  readonly kind: 'asgi' | 'wsgi' | 'script' | 'module' | 'command';
  readonly target: string;
  /** Directories, relative to the project, that must be on the import path beside what is installed. */
  readonly importPath: readonly string[];
  /** `package.module:function` of a console script that nothing installs: it is called from its sources. */
  readonly calls?: string;
}

/** The Python that a project runs on. */
export interface PythonVersion {
  /** `major.minor`, such as `3.13`: it names the base image. */
  readonly version: string;
  /** What the manifest allows, as written, such as `>=3.11,<4`; null where it says nothing. */
  readonly requires: string | null;
  /** The package, `name==version`, without a wheel for a newer Python; null where none held it back. */
  readonly heldBackBy: string | null;
}

/** The server of a web app. */
export interface Server {
  readonly name: 'uvicorn' | 'gunicorn' | 'granian' | 'hypercorn' | 'daphne' | 'waitress';
  /** The version that the Dockerfile installs; null where the project brings its own. */
  readonly install: string | null;
  /** The version that will run: the one above, or what the project pins or locks; null where that is open. */
  readonly version?: string | null;
}

/** A directory, or a file, outside the project that it needs, and what states that. */
export interface StatedDirectory {
  /** Relative to the workspace root. */
  readonly directory: string;
  /** Where it is stated: the manifest's line that makes this project, or one that it depends on, need it. */
  readonly source: Place;
  /** The extras of it that are asked for, by normalised name; left out where there are none. */
  readonly extras?: readonly string[];
}

/** A local project whose sources go into the image as well. */
export interface LocalDependency extends StatedDirectory {
  /** Whether pip can install it: bare sources that a build back end takes from elsewhere are no package. */
  readonly isPackage: boolean;
}

/** What is known of a Python project: every fact with its source, or the problem that keeps it from being settled. */
export interface Detection {
  readonly name: string;
  /** Relative to the workspace root; `.` for the root itself. */
  readonly root: string;
  /** Relative to the workspace root, like all paths below. */
  readonly manifest: string;
  readonly lockfile: string | null;
  /** Whatever the install step reads: manifests, lock files, included requirements; the main one first. */
  readonly installFiles: readonly string[];
  /** What development installs besides, where files of their own say it, with what these include. */
  readonly developmentFiles: readonly string[];
  /** The root of the enclosing workspace of the package manager; null where there is none. */
  readonly workspace: string | null;
  /** Whether the project itself is installed, as a package with a build back end. */
  readonly isPackage: boolean;
  /** Whether pip will want a hash of everything that it installs. */
  readonly hashed: boolean;
  readonly packageManager: Settled<PackageManagerName>;
  readonly python: Settled<PythonVersion>;
  readonly framework: Settled<FrameworkName>;
  readonly entrypoint: Settled<Entrypoint>;
  /** The port in the container; null where it serves nothing. */
  readonly port: Settled<number | null>;
  readonly server: Settled<Server | null>;
  /** The words that start the app; null where it can't be told yet. */
  readonly command: readonly string[] | null;
  /** What the app's process must find in its environment; none of it is secret. */
  readonly environment: Readonly<Record<string, string>>;
  /** A path that answers 200 when the app is well; null where any answer will do. */
  readonly healthPath: string | null;
  readonly systemPackages: SystemPackages;
  /** The project's extras and groups, those that are left out too. */
  readonly optional: readonly OptionalDependencies[];
  /** Transitive, sorted. */
  readonly localDependencies: readonly LocalDependency[];
  readonly warnings: readonly Warning[];
  readonly problems: readonly Problem[];
}

/** Something that will likely go wrong, and what to do about it. */
export interface Warning {
  readonly message: string;
  readonly source: Source;
}

/** A Python project with every fact settled: all that its Dockerfile needs. */
export interface PythonProject extends Omit<
  Detection,
  'packageManager' | 'python' | 'framework' | 'entrypoint' | 'port' | 'server' | 'command' | 'problems'
> {
  readonly packageManager: PackageManagerName;
  readonly python: PythonVersion;
  readonly framework: FrameworkName;
  readonly entrypoint: Entrypoint;
  readonly port: number | null;
  readonly server: Server | null;
  readonly command: readonly string[];
}

import type { FrameworkName } from '../python/frameworks/table';
import type { PackageManagerName } from '../python/package-managers/table';

/** Files to write, text by path relative to the new service's directory. */
export type ScaffoldFiles = Readonly<Record<string, string>>;

/** What a service can be scaffolded as: a web framework, a worker, a gRPC server, plain Python. */
export type ServiceFramework = Exclude<FrameworkName, 'none'> | 'script' | 'command';

/** A service that is to be. */
export interface NewService {
  /** The project's name in Nx. */
  readonly name: string;
  /** The name of its distribution, which no package that it installs has. */
  readonly distribution: string;
  /** The package to import, where it is installed as one. */
  readonly module: string;
  /** `major.minor`. */
  readonly python: string;
  /** Celery: whether a schedule is to be sent out. */
  readonly beat: boolean;
}

/** A variable of the environment that a service reads. */
export interface Setting {
  readonly name: string;
  readonly means: string;
}

/** One framework: the sources of a service, and what they need. */
export interface FrameworkTemplate {
  readonly name: ServiceFramework;
  /** As people write it: `FastAPI`. */
  readonly title: string;
  /** What a service of it is, in a few words: `A web API`. */
  readonly what: string;
  /** What it requires, without versions: these are in pins.json. A bound such as `django<6` is for `npm run pins`. */
  readonly requires: readonly string[];
  /** What its tests require beside pytest. */
  readonly develops: readonly string[];
  readonly settings: readonly Setting[];
  /** Settings of pytest, beside those of all. */
  readonly pytest?: Readonly<Record<string, string>>;
  /** The console script, `module:function`, of a service that is installed as a package from src/. */
  script?(service: NewService): string;
  /** Lines for its README. */
  readonly notes?: readonly string[];
  files(service: NewService): ScaffoldFiles;
}

/** A package that a service requires, at the one version that it is pinned to. */
export interface PinnedRequirement {
  readonly name: string;
  readonly extras: readonly string[];
  readonly version: string;
}

/** What a manifest has to say, whichever package manager reads it. */
export interface ManifestContents {
  readonly requires: readonly PinnedRequirement[];
  readonly develops: readonly PinnedRequirement[];
  /** Everything that will be installed, as lines of a requirements file. */
  readonly everything: readonly string[];
  /** Everything that development adds, as well. */
  readonly everythingMore: readonly string[];
  readonly script: string | null;
  readonly pytest: Readonly<Record<string, string>>;
  /** Exact versions of build back ends, such as `poetry-core==2.5.1`. */
  readonly backends: readonly string[];
}

/** One package manager: the manifest of a service, and the commands that go with it. */
export interface ManifestTemplate {
  readonly name: PackageManagerName;
  /** What writes the lock file, in the service's directory; null where the manifest pins everything by itself. */
  readonly lock: readonly string[] | null;
  /** How a person runs the tests. */
  readonly test: readonly string[];
  /** How a person adds a package. */
  readonly add: string;
  files(service: NewService, contents: ManifestContents): ScaffoldFiles;
}

import type { Place } from '../errors';
import type { StatedSsh } from '../secrets/ssh';
import type { StatedSecrets } from '../secrets/build-secrets';
import type { PortMapping } from './ports';
import type { Secret } from './secrets';
import type { VolumeMount } from './volumes';

/** A Compose service of one Nx project, resolved: every default settled, every short syntax read. */
export interface Service {
  /** Its name in Compose. */
  readonly name: string;
  /** The Nx project that it comes from. */
  readonly project: string;
  /** The project's directory relative to the workspace root, with `/`. */
  readonly root: string;
  /** The image's tag. */
  readonly image: string;
  /** Whether the image is built from its Dockerfile; false where it is run as it is. */
  readonly builds: boolean;
  /** Relative to the workspace root. */
  readonly dockerfile: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly buildTarget: string | null;
  readonly platform: string | null;
  /** Paths of the workspace that go into the build context beside the project. */
  readonly include: readonly string[];
  /** What the steps of its build are lent as secrets. */
  readonly buildSecrets: StatedSecrets;
  readonly buildSsh: StatedSsh;
  /** Whether they are given this machine's proxies. */
  readonly buildProxies: boolean;
  /** Addresses by host name that they find. */
  readonly extraHosts: Readonly<Record<string, string>>;
  readonly ports: readonly PortMapping[];
  readonly volumes: readonly VolumeMount[];
  /** A null value is taken from the environment of whoever starts it. */
  readonly environment: Readonly<Record<string, string | null>>;
  /** Relative to the workspace root. */
  readonly envFile: readonly string[];
  readonly secrets: readonly Secret[];
  /** Environment variables of the services that depend on it; `${name}` in a value stands for a secret of its own. */
  readonly connection: Readonly<Record<string, string>>;
  /** How the connection strings of what it depends on reach it, where they hold a secret. */
  readonly connections: Connections;
  /** Bytes; null for no limit. */
  readonly memory: number | null;
  /** Processors, such as 0.5; null for no limit. */
  readonly cpus: number | null;
  /** Processes and threads; null for no limit. */
  readonly pids: number | null;
  /** Null for Compose's default, `no`. */
  readonly restart: string | null;
  readonly command: string | readonly string[] | null;
  readonly user: string | null;
  readonly readOnly: boolean;
  readonly init: boolean;
  readonly noNewPrivileges: boolean;
  readonly capDrop: readonly string[];
  readonly capAdd: readonly string[];
  readonly healthcheck: Healthcheck;
  /** Whether there is a check at all, in the image or in the options. */
  readonly checksHealth: boolean;
  /** Names of the services that must be healthy first. */
  readonly dependsOn: readonly string[];
  /** Merged in last, in Compose's own words. */
  readonly compose: Readonly<Record<string, unknown>>;
  /** Where an option of it stands, for messages. */
  readonly place: (option: string) => Place;
  /** The same of an option of its image. */
  readonly buildPlace: (option: string) => Place;
}

/** In environment variables, in files that environment variables name, or not at all. */
export type Connections = 'environment' | 'files' | 'none';

/** How often and how patiently a service's health is asked; durations in milliseconds, null for the image's own. */
export interface Healthcheck {
  readonly disable: boolean;
  readonly test: string | readonly string[] | null;
  readonly interval: number | null;
  readonly timeout: number | null;
  readonly startPeriod: number | null;
  readonly startInterval: number;
  readonly retries: number | null;
}

/** The whole Compose project. */
export interface ComposeProject {
  readonly name: string;
  /** Sorted by name. */
  readonly services: readonly Service[];
}

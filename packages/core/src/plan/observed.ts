/** What the engine has of a Compose project, as plain data. */
export interface ObservedState {
  /** Image by tag; an absent tag is not there. */
  readonly images: ReadonlyMap<string, ObservedImage>;
  readonly containers: readonly ObservedContainer[];
}

export interface ObservedImage {
  readonly id: string;
  /** The fingerprint label; null for an image that pydock did not build. */
  readonly fingerprint: string | null;
}

export interface ObservedContainer {
  readonly id: string;
  readonly name: string;
  /** The Compose service that it belongs to. */
  readonly service: string;
  /** The directory that it was started from, as Compose noted it; null where it noted none. */
  readonly workingDirectory: string | null;
  /** The compose files that it was started with, as Compose noted them: paths, separated by commas. */
  readonly configFiles: string | null;
  /** The ID of the image that it was made from. */
  readonly imageId: string;
  readonly state: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  /** Null where the container has no health check. */
  readonly health: 'starting' | 'healthy' | 'unhealthy' | null;
  /** The engine's names of the volumes that it mounts. */
  readonly volumes: readonly string[];
  /** The ports of the host that it publishes, by the port in the container: `8000/tcp`. */
  readonly ports: Readonly<Record<string, number>>;
}

/** Networks and volumes of a Compose project. */
export interface ObservedResources {
  /** Names, sorted. */
  readonly networks: readonly string[];
  readonly volumes: readonly ObservedVolume[];
}

/** A volume of a Compose project. */
export interface ObservedVolume {
  /** The engine's name for it: `<project>_<volume>`. */
  readonly name: string;
  /** Its name in docker-compose.yml. */
  readonly volume: string;
}

/** The definition, as it stood in docker-compose.yml, that each container was last started with, by container ID. */
export type Applied = Readonly<Record<string, unknown>>;

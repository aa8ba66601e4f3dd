/** What a backing service is made for. */
export interface BackingRequest {
  /** The service's name in Compose, which is its host name for other services as well. */
  readonly service: string;
  /** The image that it runs. */
  readonly image: string;
}

/** A kind of backing service: what its image needs to know, keep and be allowed. */
export interface BackingKind {
  /** What `--type` calls it. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** The image, unless another is asked for. */
  readonly image: string;
  /** Ports of the container that are published; services connect to the first. */
  readonly ports: readonly number[];
  /** Options of docker-up, but for the image and its ports. */
  readonly options: (request: BackingRequest) => BackingOptions;
}

/** Options of docker-up, as they go into project.json. */
export interface BackingOptions {
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Made at random, each a file below /run/secrets. */
  readonly secrets?: readonly string[];
  /** The image's own user: it then needs no capability to become one. */
  readonly user?: string;
  readonly capAdd?: readonly string[];
  readonly readOnly?: boolean;
  readonly command?: readonly string[];
  readonly healthcheck?: Readonly<Record<string, unknown>>;
  readonly memory?: string;
  /** Environment variables of the services that depend on it; `${password}` stands for the secret of that name. */
  readonly connection?: Readonly<Record<string, string>>;
  readonly compose?: Readonly<Record<string, unknown>>;
}

/** A connection string under the service's own variable, `<NAME>_URL`, and under those that libraries look for. */
export const connectionOf = (service: string, url: string, ...also: string[]): Record<string, string> =>
  Object.fromEntries([...also, `${variableOf(service)}_URL`].map((name) => [name, url]));

/** The variable that a service's name gives: `order-db` is `ORDER_DB`. */
export const variableOf = (service: string): string =>
  service
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^(?=\d)/, '_');

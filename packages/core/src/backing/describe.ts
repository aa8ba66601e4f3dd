import { commandLine } from '../errors';
import { backingKindMissing, backingKindUnknown, imageNameInvalid } from '../messages/backing';
import { type BackingKind, type BackingOptions, connectionOf } from './kind';
import { backingKinds } from './table';

/** What the generator is asked for. */
export interface BackingChoice {
  readonly type?: string | undefined;
  readonly image?: string | undefined;
}

/** What is told of an image that is of no known kind. */
export interface AnyImage {
  /** The port that it listens on; null where it has none. */
  readonly port: number | null;
  /** The directory that it keeps its data in. */
  readonly dataDirectory?: string | undefined;
  /** A shell command that succeeds when it is well. */
  readonly healthcheck?: string | undefined;
  /** Names of secrets to make. */
  readonly secrets?: readonly string[] | undefined;
  /** What services connect to. */
  readonly url?: string | undefined;
}

/**
 * The kind that is asked for, by its name or by its own image; null for an image of no known kind.
 * @throws PydockError PYDOCK_OPTION_INVALID
 */
export function chooseKind({ type, image }: BackingChoice): BackingKind | null {
  const names = backingKinds.map(({ name }) => name);
  if (image !== undefined && !/^[a-z0-9][\w./:@-]*$/.test(image))
    throw imageNameInvalid(image, commandLine('image'));
  if (type === undefined && image === undefined) throw backingKindMissing(names);
  if (type === undefined)
    return backingKinds.find((kind) => repository(kind.image) === repository(image)) ?? null;
  const kind = backingKinds.find(({ name }) => name === type);
  if (!kind) throw backingKindUnknown(type, names);
  return kind;
}

// `docker.io/library/postgres:17@sha256:…` is `postgres`. Of another registry, or another maker, it may be anything.
const repository = (image = '') =>
  image
    .replace(/@.*$/, '')
    .replace(/:[^/:]*$/, '')
    .replace(/^(index\.)?docker\.io\//, '')
    .replace(/^library\//, '');

/** Options of docker-up in the order in which they read well. */
export function backingOptions(
  image: string,
  ports: readonly string[],
  { volumes, environment, secrets, ...rest }: BackingOptions,
): Record<string, unknown> {
  return {
    image,
    ...(ports.length > 0 && { ports }),
    ...(volumes && { volumes }),
    ...(environment && { environment }),
    ...(secrets && { secrets }),
    ...rest,
  };
}

/**
 * Options for an image of no known kind. Such images mostly start as root, make their data directory their own and go on
 * as another user: for that they keep the capabilities that it takes.
 */
export function anyImageOptions(service: string, known: AnyImage): BackingOptions {
  const { port, dataDirectory, healthcheck, secrets = [] } = known;
  const url = known.url ?? (port === null ? null : `http://${service}:${port}`);
  return {
    ...(dataDirectory !== undefined && { volumes: [`${service}-data:${dataDirectory}`] }),
    ...(secrets.length > 0 && { secrets }),
    capAdd: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETGID', 'SETUID'],
    ...(healthcheck !== undefined && { healthcheck: { test: healthcheck } }),
    ...(url !== null && { connection: connectionOf(service, url) }),
  };
}

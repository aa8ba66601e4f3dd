import { posix } from 'node:path';
import { optionReaders, type PlaceOf } from './options';

/** A value that a service reads from a file below /run/secrets, and that is in no other place of its container. */
export interface Secret {
  /** The file's name below /run/secrets. */
  readonly name: string;
  /** The file on the host: relative to the workspace root, or absolute. */
  readonly file: string;
  /** Whether pydock makes the value, at random, where the file is not there. */
  readonly random: boolean;
}

/** Where pydock keeps the secrets that it makes, relative to the workspace root: never in git, never in an image. */
export const secretsDirectory = '.pydock/secrets';

/** The file of a service's own in that directory. */
export const secretFile = (service: string, name: string): string =>
  posix.join(secretsDirectory, service, name);

/** Reads `secrets`: a list of names, or an object of names and files; one without a file is made at random. */
export function resolveSecrets(value: unknown, service: string, root: string, place: PlaceOf): Secret[] {
  if (value === undefined || value === null) return [];
  const read = optionReaders(place);
  const name = (given: unknown, option: string) =>
    read.oneOf(/^[A-Za-z0-9][\w-]*$/, 'a name of letters, digits, "_" and "-"')(given, option);
  const random = (given: string): Secret => ({ name: given, file: secretFile(service, given), random: true });
  if (Array.isArray(value)) return read.list(name)(value, 'secrets').map(random);
  const given = Object.entries(read.record(value, 'secrets', ', or a list of names'));
  return given.map(([key, path]) => {
    const secret = name(key, `secrets.${key}`);
    if (path === null) return random(secret);
    const file = read.text(path, `secrets.${key}`);
    return { name: secret, file: hostFile(file, root), random: false };
  });
}

// As an environment file's: `token` and `./token` are the project's, any other path is the workspace's.
const hostFile = (path: string, root: string) =>
  posix.isAbsolute(path)
    ? path
    : /^\.\.?\//.test(path) || !path.includes('/')
      ? posix.join(root, path)
      : posix.normalize(path);

/** A secret as the Compose file has it, at the top and with the service that mounts it. */
export interface SecretMount {
  /** Its name at the top. */
  readonly source: string;
  /** Its file's name below /run/secrets. */
  readonly target: string;
  readonly file: string;
}

/** The service's own secrets. */
export const ownSecrets = (service: { name: string; secrets: readonly Secret[] }): SecretMount[] =>
  service.secrets.map(({ name, file }) => ({ source: `${service.name}_${name}`, target: name, file }));

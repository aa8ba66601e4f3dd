import { posix } from 'node:path';
import { indexEnvSecret } from '../dockerfile/network-secrets';
import type { SecretSource, StatedSecrets } from '../secrets/build-secrets';
import { optionReaders, type PlaceOf, type Read, refuseUnknown } from './options';

const expected = 'a path, false, or one of { "file": … } and { "environment": … }';

/**
 * Reads a path of this machine: absolute, from the user's home, or of the workspace.
 * @param root the project's directory: a path that begins with a dot, or has no slash, is relative to it
 */
export function projectFile(root: string, place: PlaceOf): Read<string> {
  const read = optionReaders(place);
  return (value, option) => {
    const path = read.text(value, option);
    const isAlone = posix.isAbsolute(path) || path.startsWith('~/');
    const isOwn = !isAlone && (/^\.\.?(\/|$)/.test(path) || !path.includes('/'));
    return isOwn ? posix.join(root, path) : path;
  };
}

/**
 * Reads the secrets of a build, by id, as Compose has them.
 * @param root the project's directory: a path that begins with a dot, or has no slash, is relative to it
 */
export function secretsReader(root: string, place: PlaceOf): Read<StatedSecrets> {
  const read = optionReaders(place);
  const path = projectFile(root, place);
  const file: Read<SecretSource> = (value, option) => ({ file: path(value, option) });
  const variable: Read<string> = (value, option) => {
    if (typeof value !== 'string' || !/^[A-Za-z_]\w*$/.test(value))
      throw read.fail(value, option, 'the name of an environment variable');
    return value;
  };
  const source = (id: string, value: unknown, option: string): SecretSource => {
    if (value === false || value === null) return null;
    if (typeof value === 'string') return file(value, option);
    if (typeof value !== 'object' || Array.isArray(value)) throw read.fail(value, option, expected);
    refuseUnknown(value, ['file', 'environment'], place, `${option}.`);
    const { file: stated, environment } = value as { file?: unknown; environment?: unknown };
    if ((stated === undefined) === (environment === undefined)) throw read.fail(value, option, expected);
    if (stated !== undefined) return file(stated, `${option}.file`);
    const at = `${option}.environment`;
    // One variable is a secret's value; several are variables of the step's shell.
    if (id === indexEnvSecret) return { environment: read.list(variable)([environment].flat(), at) };
    return { environment: variable(environment, at) };
  };
  return (value, option) => {
    if (typeof value === 'boolean') return { usual: value, byId: {} };
    const given = Object.entries(read.record(value, option, ', or false for none'));
    return {
      usual: true,
      byId: Object.fromEntries(given.map(([id, each]) => [id, source(id, each, `${option}.${id}`)])),
    };
  };
}

import { connectionConflict, connectionSecretUnknown } from '../messages/backing';
import { optionReaders, type PlaceOf } from './options';
import { type Secret, secretFile, type SecretMount } from './secrets';
import type { ComposeProject, Service } from './service';

const reference = /\$\{([\w-]+)\}/g;

/** Reads `connection`: variables for the services that depend on this one. */
export function resolveConnection(
  value: unknown,
  secrets: readonly Secret[],
  place: PlaceOf,
): Record<string, string> {
  if (value === undefined || value === null) return {};
  const read = optionReaders(place);
  const given = Object.entries(read.record(value, 'connection'));
  const names = secrets.map(({ name }) => name);
  const entries = given.map(([variable, each]) => {
    const option = `connection.${variable}`;
    if (!/^[A-Za-z_]\w*$/.test(variable))
      throw read.fail(variable, option, 'a variable: letters, digits and "_"');
    const text = read.text(each, option);
    const unknown = referencesOf(text).find((name) => !names.includes(name));
    if (unknown !== undefined) throw connectionSecretUnknown(unknown, names, place(option));
    return [variable, text] as const;
  });
  return Object.fromEntries(entries);
}

const referencesOf = (text: string) => [...text.matchAll(reference)].map(([, name = '']) => name);

/** The variables of a connection that hold a secret, and those that may be read by anyone. */
export function partsOf({ connection }: Service) {
  const entries = Object.entries(connection);
  const secret = entries.filter(([, text]) => referencesOf(text).length > 0);
  const open = entries.filter(([, text]) => referencesOf(text).length === 0);
  return { secret: Object.fromEntries(secret), open: Object.fromEntries(open) };
}

/** A connection string with its secrets in it; in a URL they are written as its syntax wants. */
export function connectionText(text: string, values: ReadonlyMap<string, string>): string {
  const encode = text.includes('://') ? urlEncoded : (value: string) => value;
  return text.replace(reference, (_, name: string) => encode(values.get(name) ?? ''));
}

const urlEncoded = (value: string) =>
  encodeURIComponent(value).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The environment file with the connection strings of a service that hold a secret. */
export const connectionFile = (service: string): string => secretFile(service, 'connection.env');

/** The file of one connection string. */
export const connectionStringFile = (service: string, variable: string): string =>
  secretFile(service, `connection/${variable}`);

/** What reaches a service of the connections of what it depends on. */
export interface Handed {
  readonly environment: Readonly<Record<string, string>>;
  readonly envFiles: readonly string[];
  readonly secrets: readonly SecretMount[];
}

/** What the services that it depends on hand to a service. */
export function handedTo(service: Service, { services }: ComposeProject): Handed {
  if (service.connections === 'none') return { environment: {}, envFiles: [], secrets: [] };
  const givers = services.filter(({ name }) => service.dependsOn.includes(name));
  const parts = givers.map((giver) => ({ giver, ...partsOf(giver) }));
  const open = Object.assign({}, ...parts.map((each) => each.open)) as Record<string, string>;
  const holders = parts.filter(({ secret }) => Object.keys(secret).length > 0);
  if (service.connections === 'environment')
    return {
      environment: open,
      envFiles: holders.map(({ giver }) => connectionFile(giver.name)),
      secrets: [],
    };
  const secrets = holders.flatMap(({ giver, secret }) =>
    Object.keys(secret).map((variable) => ({
      source: `${giver.name}_${variable}`,
      target: variable.toLowerCase(),
      file: connectionStringFile(giver.name, variable),
      variable,
    })),
  );
  const files = secrets.map(({ variable, target }) => [`${variable}_FILE`, `/run/secrets/${target}`]);
  return { environment: { ...open, ...Object.fromEntries(files) }, envFiles: [], secrets };
}

/**
 * Refuses a service to which two others hand the same variable, unless it has a value of its own.
 * @throws PydockError PYDOCK_OPTION_INVALID
 */
export function refuseConnectionConflicts(services: readonly Service[]): void {
  for (const service of services.filter(({ connections }) => connections !== 'none')) {
    const seen = new Map<string, Service>();
    for (const giver of services.filter(({ name }) => service.dependsOn.includes(name)))
      for (const variable of Object.keys(giver.connection)) {
        const other = seen.get(variable);
        if (other && !(variable in service.environment))
          throw connectionConflict(service, variable, other, giver);
        seen.set(variable, giver);
      }
  }
}

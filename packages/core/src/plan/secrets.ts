import { connectionFile, connectionStringFile, connectionText, partsOf } from '../compose/connection';
import { type Secret } from '../compose/secrets';
import type { ComposeProject, Service } from '../compose/service';
import { secretLost } from '../messages/backing';
import type { Cause } from './plan';

/** A file of secrets to write. */
export interface SecretWrite {
  /** Relative to the workspace root. */
  readonly file: string;
  readonly text: string;
  readonly cause: Cause;
  /** Whether it is mounted, and read by whatever user a container has; else the user's alone. */
  readonly mounted: boolean;
  /** Services that read it from their environment, and must be started anew to see it. */
  readonly readers: readonly string[];
}

/** What there is of secrets. */
export interface SecretState {
  /** What the files hold, by path; one that is not there has no entry. */
  readonly texts: ReadonlyMap<string, string>;
  /** Names of the Compose project's volumes that there are. */
  readonly volumes: readonly string[];
  /** Names of the services that have a container. */
  readonly running: readonly string[];
}

/** Every file of secrets that a Compose project reads. */
export const secretFiles = ({ services }: ComposeProject): string[] =>
  services.flatMap((service) => [
    ...service.secrets.map(({ file }) => file),
    connectionFile(service.name),
    ...Object.keys(service.connection).map((variable) => connectionStringFile(service.name, variable)),
  ]);

/**
 * Decides which secrets are made, and which connection strings are written from them. A secret that is there is never
 * written over.
 * @param needed names of the services that are to be started
 * @param random makes a value; null where none may be made
 * @throws PydockError PYDOCK_SECRET_MISSING where a secret is gone that a volume or a container was made with
 */
export function planSecrets(
  project: ComposeProject,
  needed: readonly string[],
  state: SecretState,
  random: (() => string) | null,
): SecretWrite[] {
  return project.services.flatMap((service) => {
    const { texts } = state;
    const missing = service.secrets.filter(({ random: ours, file }) => ours && !texts.has(file));
    const lost = missing.length === 0 ? null : madeWith(service, state);
    if (lost !== null && needed.includes(service.name)) throw lostError(service, missing, lost);
    const made = lost === null && random !== null ? missing.map((secret) => newSecret(secret, random)) : [];
    const values = new Map([
      ...service.secrets.map(({ name, file }) => [name, texts.get(file)?.replace(/\r?\n$/, '')] as const),
      ...made.map(({ name, text }) => [name, text] as const),
    ]);
    return [...made, ...connectionWrites(service, project, values, texts)];
  });
}

// What a secret of a service was used for, and would not fit another one.
function madeWith(service: Service, { volumes, running }: SecretState): string | null {
  const volume = volumesOf(service).find((name) => volumes.includes(name));
  if (volume !== undefined) return `the volume ${volume}`;
  return running.includes(service.name) ? 'its container' : null;
}

const volumesOf = ({ volumes }: Service) =>
  volumes.flatMap((mount) => (mount.kind === 'volume' && mount.name !== null ? [mount.name] : []));

function lostError(service: Service, missing: readonly Secret[], lost: string) {
  const file = missing[0]?.file ?? '';
  return secretLost(service.name, service.project, file, lost, service.place('secrets'));
}

const newSecret = ({ name, file }: Secret, random: () => string) => ({
  name,
  file,
  text: random(),
  cause: 'it is not there; its value is made at random',
  mounted: true,
  readers: [],
});

// Connection strings are as their secrets and the options say: written anew where they are not.
function connectionWrites(
  service: Service,
  { services }: ComposeProject,
  found: ReadonlyMap<string, string | undefined>,
  texts: ReadonlyMap<string, string>,
): SecretWrite[] {
  const values = new Map(
    [...found].flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])),
  );
  const secret = Object.entries(partsOf(service).secret);
  if (secret.length === 0 || values.size < found.size) return [];
  const dependents = services.filter(({ dependsOn }) => dependsOn.includes(service.name));
  const by = (how: Service['connections']) =>
    dependents.filter(({ connections }) => connections === how).map(({ name }) => name);
  const strings = secret.map(([variable, text]) => [variable, connectionText(text, values)] as const);
  const writes: SecretWrite[] = [];
  const add = (file: string, text: string, mounted: boolean, readers: readonly string[]) => {
    const present = texts.get(file);
    const cause = present === undefined ? 'it is not there' : 'a connection string changed';
    if (present !== text)
      writes.push({ file, text, cause, mounted, readers: present === undefined ? [] : readers });
  };
  if (by('environment').length > 0)
    add(connectionFile(service.name), environmentText(strings), false, by('environment'));
  if (by('files').length > 0)
    for (const [variable, text] of strings) add(connectionStringFile(service.name, variable), text, true, []);
  return writes;
}

// Compose reads escapes and variables in double quotes: none of a value's own must be taken for one.
const environmentText = (strings: readonly (readonly [string, string])[]) =>
  [
    '# Written by pydock from the secrets beside it.',
    ...strings.map(
      ([variable, text]) => `${variable}="${text.replace(/[\\"$]/g, '\\$&').replaceAll('\n', '\\n')}"`,
    ),
    '',
  ].join('\n');

/** What a registry is shown. Without a name, the secret is an identity token. */
export interface RegistryCredentials {
  readonly username: string;
  readonly secret: string;
}

/** Where the docker CLI keeps the credentials of a registry: in its configuration, or with a credential helper. */
export type CredentialSource =
  | { readonly stated: RegistryCredentials }
  /** A program `docker-credential-<helper>`, and the name that it knows the registry by. */
  | { readonly helper: string; readonly server: string };

/** What Docker Hub is called in Docker's configuration, whatever name it is reached by. */
const hub = 'https://index.docker.io/v1/';
const hubHosts = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];

/** A registry's key in Docker's configuration. */
export const registryKey = (host: string) => (hubHosts.includes(host) ? hub : host);

/** The registry of an image's name: what stands before the first `/`, if it is a host. */
export function registryOf(image: string): string {
  const [first = '', ...rest] = image.split('/');
  const isHost =
    rest.length > 0 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  return isHost && !hubHosts.includes(first) ? first : 'docker.io';
}

/**
 * Where the credentials of a registry are, by the docker CLI's rules: a helper of that registry's own, then the store
 * of all, then what the file has itself. Null where nobody has logged in.
 * @param config ~/.docker/config.json
 */
export function credentialSource(config: unknown, host: string): CredentialSource | null {
  const server = registryKey(host);
  const helper = textAt(recordAt(config, 'credHelpers'), server) || textAt(config, 'credsStore');
  if (helper) return { helper, server };
  const stated = statedCredentials(config, host);
  return stated && { stated };
}

/** What the file says itself of a registry; its names there may have a scheme and a path. */
export function statedCredentials(config: unknown, host: string): RegistryCredentials | null {
  const auths = recordAt(config, 'auths');
  const server = registryKey(host);
  const alike = Object.keys(auths).find((name) => hostname(name) === server);
  return entryOf(auths[server] ?? (alike === undefined ? undefined : auths[alike]));
}

/**
 * Reads what a helper answers to `get`. Null where it has none.
 * @throws Error where it says anything else
 */
export function helperAnswer(text: string): RegistryCredentials | null {
  const [username, secret] = [textAt(parsed(text), 'Username'), textAt(parsed(text), 'Secret')];
  if (secret === '') return null;
  return { username: username === identityToken ? '' : username, secret };
}

/** Whether a helper that failed only says that it has no credentials. */
export const hasNone = (said: string) => /credentials not found|no credentials server URL/i.test(said);

// The name by which helpers mark an identity token.
const identityToken = '<token>';

const hostname = (name: string) => name.replace(/^https?:\/\//, '').replace(/\/.*$/, '');

function entryOf(entry: unknown): RegistryCredentials | null {
  const token = textAt(entry, 'identitytoken');
  if (token) return { username: '', secret: token };
  const auth = textAt(entry, 'auth');
  const [, user = '', password = ''] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(auth, 'base64').toString().replace(/\0+$/, '')) ?? [];
  const stated = auth
    ? { username: user, secret: password }
    : { username: textAt(entry, 'username'), secret: textAt(entry, 'password') };
  return stated.secret === '' ? null : stated;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What it says instead may hold a secret.
    throw new Error('it did not answer with JSON');
  }
}

const recordAt = (value: unknown, key: string): Readonly<Record<string, unknown>> => {
  const found = isRecord(value) ? value[key] : undefined;
  return isRecord(found) ? found : {};
};

const textAt = (value: unknown, key: string): string => {
  const found = isRecord(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : '';
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

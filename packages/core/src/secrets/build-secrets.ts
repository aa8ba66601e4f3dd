import { posix } from 'node:path';
import type { BuildSecret } from '../context/build-request';
import { indexEnvSecret, type NetworkSecret, networkSecrets } from '../dockerfile/network-secrets';
import type { PydockError } from '../errors';
import { buildSecretMissing } from '../messages/build';
import type { Service } from '../compose/service';
import { indexEnvironment } from './index-environment';

/** What the option `secrets` of docker-build says of one of them, in Compose's words; null where it is not lent. */
export type SecretSource =
  { readonly file: string } | { readonly environment: string | readonly string[] } | null;

/** What the option says of all of them. */
export interface StatedSecrets {
  /** Whether the steps are lent what this machine has, and nothing was said of. */
  readonly usual: boolean;
  readonly byId: Readonly<Record<string, SecretSource>>;
}

/** This machine, as far as secrets are found on it. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Absolute; files of the option are relative to it. */
  readonly workspaceRoot: string;
  readonly exists: (path: string) => boolean;
}

/** The secrets of a build: what the option says, and by default what this machine has. */
export function buildSecrets({ usual, byId }: StatedSecrets, host: Host): BuildSecret[] {
  const found = usual ? usualSecrets(host) : [];
  const stated = Object.entries(byId).flatMap(([id, source]) => secretOf(id, source, host));
  const variables = found.flatMap((each) =>
    'variables' in each && byId[each.id] !== null ? each.variables : [],
  );
  return [...found.filter(({ id }) => byId[id] === undefined), ...stated].map((secret) =>
    'variables' in secret
      ? { ...secret, variables: [...new Set([...variables, ...secret.variables])] }
      : secret,
  );
}

/**
 * Where the stated secrets come from, by id, in the words of the options: the same on every machine. What a machine lends by itself
 * is no part of it; that changes how a step reaches the network, not what it makes.
 */
export function secretPlaces({ usual, byId }: StatedSecrets): Record<string, string> {
  const places = Object.entries(byId).map(([id, source]) => [id, placeOf(source)] as const);
  return Object.fromEntries([...(usual ? [] : [['*', 'none'] as const]), ...places]);
}

function placeOf(source: SecretSource): string {
  if (source === null) return 'none';
  return 'file' in source ? `file ${source.file}` : `environment ${[source.environment].flat().join(' ')}`;
}

/** The error for the first stated secret that is not there; a build would go on without it. */
export function missingSecret(service: Service, host: Host): PydockError | null {
  for (const [id, source] of Object.entries(service.buildSecrets.byId)) {
    const [secret] = secretOf(id, source, host);
    const missing = secret && missingPart(secret, host);
    if (missing) return buildSecretMissing(service.name, id, missing, service.buildPlace(`secrets.${id}`));
  }
  return null;
}

function missingPart(secret: BuildSecret, { env, exists }: Host): string | null {
  if ('file' in secret) return exists(secret.file) ? null : `there is no file ${secret.file}`;
  const names = 'variables' in secret ? secret.variables : [secret.environment];
  const unset = names.find((name) => env[name] === undefined);
  return unset === undefined ? null : `the environment variable ${unset} is not set`;
}

function secretOf(id: string, source: SecretSource, { home, workspaceRoot }: Host): BuildSecret[] {
  if (source === null) return [];
  if ('file' in source) {
    const file = source.file.replace(/^~(?=\/)/, home);
    return [{ id, file: posix.isAbsolute(file) ? file : posix.join(workspaceRoot, file) }];
  }
  const { environment } = source;
  return [typeof environment === 'string' ? { id, environment } : { id, variables: environment }];
}

function usualSecrets(host: Host): BuildSecret[] {
  const files = networkSecrets.flatMap((secret) => {
    const file = fileOf(secret, host);
    return file === undefined ? [] : [{ id: secret.id, file }];
  });
  const variables = indexEnvironment(host.env);
  return [...files, ...(variables.length > 0 ? [{ id: indexEnvSecret, variables }] : [])];
}

function fileOf({ variables, files }: NetworkSecret, { env, home, exists }: Host): string | undefined {
  const named = variables.map((name) => env[name]);
  const usual = files.map((file) => file.replace(/^~/, home));
  return [...named, ...usual].find((file) => file && exists(file));
}

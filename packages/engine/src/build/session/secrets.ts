import { readFile } from 'node:fs/promises';
import { type ServerUnaryCall, type sendUnaryData, status } from '@grpc/grpc-js';
import { type BuildSecret, exportsText, sensitiveTexts, sensitiveVariables } from '@pydock/core';
import type { SessionService } from './session';

/** A secret's bytes, which stay in memory, and the parts of it that no log may have. */
export interface SecretContent {
  readonly id: string;
  readonly data: Buffer;
  readonly sensitive: readonly string[];
}

/** Reads secrets; one that is not there is left out, and so it is of the step. */
export async function readSecrets(
  secrets: readonly BuildSecret[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<SecretContent[]> {
  const read = await Promise.all(secrets.map((secret) => contentOf(secret, env)));
  return read.flatMap((content) => content ?? []);
}

async function contentOf(
  secret: BuildSecret,
  env: Readonly<Record<string, string | undefined>>,
): Promise<SecretContent | null> {
  const { id } = secret;
  if ('variables' in secret) {
    const set = secret.variables.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value] as const];
    });
    const variables = Object.fromEntries(set);
    return { id, data: Buffer.from(exportsText(variables)), sensitive: sensitiveVariables(variables) };
  }
  const data = 'file' in secret ? await readFile(secret.file).catch(() => null) : env[secret.environment];
  if (data === null || data === undefined) return null;
  return { id, data: Buffer.from(data), sensitive: sensitiveTexts(id, data.toString()) };
}

/** Serves secrets by id, when a step asks for them. */
export function secretsService(secrets: readonly SecretContent[]): SessionService {
  const getSecret = (call: ServerUnaryCall<{ ID: string }, object>, done: sendUnaryData<object>) => {
    const secret = secrets.find(({ id }) => id === call.request.ID);
    if (secret) done(null, { data: secret.data });
    else done({ code: status.NOT_FOUND, message: `secret ${call.request.ID} not found` });
  };
  return { name: 'moby.buildkit.secrets.v1.Secrets', implementation: { GetSecret: getSecret } };
}

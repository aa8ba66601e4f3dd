import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { connectionInvalid } from '@pydock/core';
import { type Endpoint, parseEndpoint } from './endpoint';

/** Where the docker CLI keeps its configuration; an empty variable counts as none. */
export const configDirectory = (env: NodeJS.ProcessEnv): string =>
  env['DOCKER_CONFIG'] || join(homedir(), '.docker');

/** The docker context in use: DOCKER_CONTEXT, else the docker CLI's current one; null for the default context. */
export function contextEndpoint(env: NodeJS.ProcessEnv): Endpoint | null {
  const directory = configDirectory(env);
  const name = env['DOCKER_CONTEXT'] || currentContext(join(directory, 'config.json'));
  if (!name || name === 'default') return null;
  const id = createHash('sha256').update(name).digest('hex');
  const source = `docker context ${name}`;
  const meta = readJson(join(directory, 'contexts', 'meta', id, 'meta.json'));
  const host = (meta as ContextMeta | null)?.Endpoints?.docker?.Host;
  if (!host) throw connectionInvalid(source, 'there is no such context; `docker context ls` lists them');
  const tls = join(directory, 'contexts', 'tls', id, 'docker');
  return parseEndpoint(host, source, existsSync(tls) ? tls : null);
}

interface ContextMeta {
  readonly Endpoints?: { readonly docker?: { readonly Host?: string } };
}

const currentContext = (file: string) =>
  (readJson(file) as { currentContext?: string } | null)?.currentContext;

function readJson(file: string): unknown {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw connectionInvalid(file, `it is not JSON: ${(error as Error).message}`);
  }
}

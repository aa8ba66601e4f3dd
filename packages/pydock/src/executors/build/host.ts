import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { buildProxies, type BuildProxies, type DockerConfig, type Host } from '@pydock/core';
import { type Engine, engineAddress } from '@pydock/engine';

/** This machine, as far as secrets are found on it. */
export const host = (workspaceRoot: string, env: NodeJS.ProcessEnv = process.env): Host => ({
  env,
  home: homedir(),
  workspaceRoot,
  exists: existsSync,
});

/** The proxies that builds of an engine are given. */
export async function hostProxies(
  { endpoint }: Engine,
  env: NodeJS.ProcessEnv = process.env,
): Promise<BuildProxies> {
  return buildProxies(await dockerConfig(env), engineAddress(endpoint), env);
}

// The docker CLI's configuration; empty where there is none, or none that can be read: builds go on without it.
async function dockerConfig(env: NodeJS.ProcessEnv): Promise<DockerConfig> {
  const directory = env['DOCKER_CONFIG'] ?? join(homedir(), '.docker');
  try {
    const config: unknown = JSON.parse(await readFile(join(directory, 'config.json'), 'utf8'));
    return typeof config === 'object' && config !== null ? config : {};
  } catch {
    return {};
  }
}

import { afterAll, beforeAll } from 'vitest';
import { buildImage } from '../build/build';
import type { Engine } from '../connection/connect';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { python, removeImage, requestOf, unique } from './engine';

const packages = [
  'apache2-utils',
  'docker-registry',
  'docker.io',
  'docker-cli',
  'git',
  'iptables',
  'openssh-client',
  'openssh-server',
  'openssl',
];

// The same text everywhere, so that the engine's cache has it after the first time.
const dockerfile = `FROM ${python}
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends ${packages.join(' ')}
`;

/** An image with the servers that specs talk to: registry, sshd, git, a Docker engine. Gone when the file ends. */
export function serverImage(engine: () => Engine): () => string {
  const image = `${unique('servers')}:latest`;
  beforeAll(async () => {
    const root = await mkdtemp(join(tmpdir(), 'pydock-servers-'));
    const request = await requestOf(root, dockerfile, { image });
    await buildImage(engine(), request, () => undefined, AbortSignal.timeout(280_000));
    await rm(root, { recursive: true });
  }, 300_000);
  afterAll(() => removeImage(engine(), image));
  return () => image;
}

/** Tries until it succeeds; fails with the last error when time is up. */
export async function until<Value>(attempt: () => Promise<Value>, milliseconds = 30_000): Promise<Value> {
  const deadline = Date.now() + milliseconds;
  for (;;)
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

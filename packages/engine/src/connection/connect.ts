import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectionInvalid, engineTooOld, engineUnreachable, minimumApiVersion } from '@pydock/core';
import Docker from 'dockerode';
import { contextEndpoint } from './context';
import { type Endpoint, formatEndpoint } from './endpoint';
import { environmentEndpoint } from './environment';
import { socketEndpoints } from './sockets';
import { sshAgent } from './ssh';

/** A Docker engine that answers and is new enough. */
export interface Engine {
  readonly docker: Docker;
  readonly endpoint: Endpoint;
  /** Such as `28.5.2`. */
  readonly version: string;
  readonly apiVersion: string;
}

/**
 * Finds the engine as the docker CLI does: DOCKER_HOST, then the docker context, then the sockets of this machine.
 * @throws PydockError PYDOCK_ENGINE_UNREACHABLE, PYDOCK_ENGINE_TOO_OLD
 */
export async function connectEngine(env: NodeJS.ProcessEnv = process.env): Promise<Engine> {
  const stated = environmentEndpoint(env) ?? contextEndpoint(env);
  const candidates = stated ? [stated] : socketEndpoints(env);
  const details = new Set<string>();
  for (const endpoint of candidates) {
    try {
      const docker = new Docker({ ...dockerOptions(endpoint, env), timeout: 0 });
      const { Version: version, ApiVersion: apiVersion } = await answerOf(docker, endpoint);
      if (older(apiVersion, minimumApiVersion))
        throw engineTooOld(formatEndpoint(endpoint), version, apiVersion);
      return { docker, endpoint, version, apiVersion };
    } catch (error) {
      if (error instanceof Error && error.name === 'PydockError') throw error;
      details.add(explain(error));
    }
  }
  throw engineUnreachable(candidates.map(formatEndpoint), [...details].join('; '));
}

const answerWithin = 5000;

// A socket that accepts and never answers must not hang the command, nor keep its process alive.
async function answerOf(docker: Docker, endpoint: Endpoint): Promise<Docker.DockerVersion> {
  const milliseconds = (endpoint.kind === 'ssh' ? 4 : 1) * answerWithin;
  const abort = new AbortController();
  const late = new Error(`it did not answer within ${milliseconds / 1000} s`);
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late), milliseconds);
  });
  try {
    // The types do not know that version() can be aborted.
    const version = docker.version.bind(docker) as (options: object) => Promise<Docker.DockerVersion | null>;
    const answer = await Promise.race([version({ abortSignal: abort.signal }), deadline]);
    if (typeof answer?.ApiVersion === 'string') return answer;
    throw new Error('what answers there is no Docker engine');
  } catch (error) {
    abort.abort();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function dockerOptions(endpoint: Endpoint, env: NodeJS.ProcessEnv): Docker.DockerOptions {
  // The client would fill what is left open from DOCKER_HOST, which may not be where this endpoint comes from.
  if (endpoint.kind === 'socket') return { host: '', protocol: 'http', socketPath: endpoint.path };
  if (endpoint.kind === 'ssh')
    return { protocol: 'http', host: 'docker', agent: sshAgent(endpoint, env) } as Docker.DockerOptions;
  const { host, port, tlsDirectory } = endpoint;
  if (!tlsDirectory) return { protocol: 'http', host, port };
  const pem = (name: string) => readPem(join(tlsDirectory, name), endpoint.source);
  return { protocol: 'https', host, port, ca: pem('ca.pem'), cert: pem('cert.pem'), key: pem('key.pem') };
}

function readPem(file: string, source: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw connectionInvalid(
      source,
      `TLS is asked for, and ${file} can't be read: ${(error as Error).message}`,
    );
  }
}

function older(a: string, b: string): boolean {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor < bMajor || (aMajor === bMajor && aMinor < bMinor);
}

function explain(error: unknown): string {
  const { code, message, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' && syscall === 'connect') return 'the socket is not there, so no engine runs';
  if (code === 'ECONNREFUSED') return 'the connection was refused, so no engine listens there';
  if (code === 'EACCES') return 'you may not use the socket; add yourself to the group docker, or use sudo';
  return message || String(code);
}

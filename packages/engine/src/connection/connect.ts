import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineTooOld, engineUnreachable, minimumApiVersion } from '@pydock/core';
import Docker from 'dockerode';
import { contextEndpoint } from './context';
import { type Endpoint, formatEndpoint } from './endpoint';
import { environmentEndpoint } from './environment';
import { socketEndpoints } from './sockets';

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
  let detail = 'there is nothing to try';
  for (const endpoint of candidates) {
    const docker = new Docker({ ...dockerOptions(endpoint), timeout: 0 });
    try {
      const { Version: version, ApiVersion: apiVersion } = await withDeadline(docker.version(), endpoint);
      if (older(apiVersion, minimumApiVersion))
        throw engineTooOld(formatEndpoint(endpoint), version, apiVersion);
      return { docker, endpoint, version, apiVersion };
    } catch (error) {
      if (error instanceof Error && error.name === 'PydockError') throw error;
      detail = explain(error);
    }
  }
  throw engineUnreachable(candidates.map(formatEndpoint), detail);
}

const answerWithin = 5000;

// A socket that accepts and never answers must not hang the command.
async function withDeadline<Value>(answer: Promise<Value>, endpoint: Endpoint): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    const seconds = (endpoint.kind === 'ssh' ? 4 : 1) * (answerWithin / 1000);
    timer = setTimeout(() => reject(new Error(`it did not answer within ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

function dockerOptions(endpoint: Endpoint): Docker.DockerOptions {
  if (endpoint.kind === 'socket') return { socketPath: endpoint.path };
  if (endpoint.kind === 'ssh')
    return {
      protocol: 'ssh',
      host: endpoint.host,
      port: endpoint.port,
      username: endpoint.user,
      sshOptions: {
        agentForward: false,
        ...(process.env['SSH_AUTH_SOCK'] && { agent: process.env['SSH_AUTH_SOCK'] }),
      },
    };
  const { host, port, tlsDirectory } = endpoint;
  if (!tlsDirectory) return { protocol: 'http', host, port };
  const pem = (name: string) => readFileSync(join(tlsDirectory, name));
  return { protocol: 'https', host, port, ca: pem('ca.pem'), cert: pem('cert.pem'), key: pem('key.pem') };
}

function older(a: string, b: string): boolean {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor < bMajor || (aMajor === bMajor && aMinor < bMinor);
}

function explain(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'the socket is not there, so no engine runs';
  if (code === 'ECONNREFUSED') return 'the connection was refused, so no engine listens there';
  if (code === 'EACCES') return 'you may not use the socket; add yourself to the group docker, or use sudo';
  return message || String(code);
}

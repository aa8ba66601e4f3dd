import type { Readable } from 'node:stream';
import {
  type BuildEvent,
  type BuildRequest,
  engineFailed,
  explainBuildFailure,
  interrupted,
  type Mask,
  maskOf,
  PydockError,
  sensitiveUrls,
} from '@pydock/core';
import type { Engine } from '../connection/connect';
import { failureFacts, StepLog } from './failure';
import { jsonLines } from './json-lines';
import { maskEvents } from './masking';
import { credentialsOf } from '../registry/credentials';
import { authService } from './session/auth';
import { progressDecoder } from './progress';
import { dockerfileDirectory } from './session/dockerfile';
import { fileSyncService } from './session/filesync';
import { readSecrets, secretsService } from './session/secrets';
import { openSession } from './session/session';
import { sshService } from './session/ssh';
import { sshAgents } from './session/ssh-agents';

/** An image, built. `intact` is false where a file changed while it was sent: then the image must not be used. */
export interface BuildResult {
  readonly imageId: string;
  readonly intact: boolean;
}

/**
 * Builds an image: files, Dockerfile and secrets reach the engine over a BuildKit session, as it asks for them.
 * What it tells, and what is thrown, has no secret in it.
 * @param signal aborts the build in the engine
 * @throws PydockError PYDOCK_BUILD_FAILED and its kin, PYDOCK_INTERRUPTED, PYDOCK_ENGINE_FAILED
 */
export async function buildImage(
  engine: Engine,
  request: BuildRequest,
  onEvent: (event: BuildEvent) => void,
  signal: AbortSignal,
): Promise<BuildResult> {
  const changed: string[] = [];
  const directories = new Map([
    ['context', { root: request.contextRoot, entries: request.entries }],
    ['dockerfile', await dockerfileDirectory(request)],
  ]);
  const files = fileSyncService(directories, (path) => changed.push(path));
  const agents = await sshAgents(request.service, request.ssh);
  const secrets = await readSecrets(request.secrets, process.env);
  const proxies = Object.values(request.proxies).flatMap(sensitiveUrls);
  const mask = maskOf([...secrets.flatMap(({ sensitive }) => sensitive), ...proxies]);
  const session = await openSession(engine, request.sharedKey, [
    files,
    secretsService(secrets),
    authService(credentialsOf(process.env)),
    sshService(agents),
  ]);
  try {
    const answer = await startBuild(engine, request, session.id, signal);
    const imageId = await followBuild(answer, request, onEvent, changed, mask);
    return { imageId, intact: changed.length === 0 };
  } catch (error) {
    if (signal.aborted) throw interrupted('the build', 'the engine dropped the build, and no image was made');
    if (changed.length > 0) return { imageId: '', intact: false };
    throw error instanceof PydockError
      ? error
      : engineFailed(`build ${request.image}`, mask((error as Error).message));
  } finally {
    session.close();
  }
}

function startBuild(
  engine: Engine,
  request: BuildRequest,
  session: string,
  signal: AbortSignal,
): Promise<Readable> {
  const query = {
    version: '2',
    remote: 'client-session',
    session,
    buildid: session,
    dockerfile: request.dockerfile,
    t: request.image,
    buildargs: JSON.stringify({ ...request.proxies, ...request.args }),
    labels: JSON.stringify(request.labels),
    ...extraHosts(request),
    ...(request.target !== null && { target: request.target }),
    ...(request.platform !== null && { platform: request.platform }),
  };
  const options = {
    path: '/build?',
    method: 'POST',
    isStream: true,
    abortSignal: signal,
    options: { _query: query, _body: {} },
    statusCodes: { 200: true, 400: 'bad request', 500: 'server error' },
  };
  return new Promise((resolve, reject) => {
    engine.docker.modem.dial(options as never, (error: unknown, answer: unknown) => {
      if (error) reject(engineFailed('start a build', (error as Error).message));
      else resolve(answer as Readable);
    });
  });
}

// The engine takes `name:address`, a parameter for each; without any, none.
function extraHosts({ extraHosts: hosts }: BuildRequest) {
  const pairs = Object.entries(hosts).map(([name, address]) => `${name}:${address}`);
  return pairs.length > 0 ? { extrahosts: pairs } : {};
}

interface Message {
  readonly id?: string;
  readonly aux?: string | { readonly ID?: string };
  readonly error?: string;
}

async function followBuild(
  answer: Readable,
  request: BuildRequest,
  onEvent: (event: BuildEvent) => void,
  changed: readonly string[],
  mask: Mask,
): Promise<string> {
  const decode = progressDecoder();
  const log = new StepLog();
  const tell = maskEvents(mask, (event) => {
    log.add(event);
    onEvent(event);
  });
  let imageId = '';
  for await (const line of jsonLines(answer)) {
    const { id, aux, error } = line as Message;
    if (id === 'moby.buildkit.trace' && typeof aux === 'string') for (const event of decode(aux)) tell(event);
    if (id === 'moby.image.id' && typeof aux === 'object') imageId = aux.ID ?? '';
    if (error !== undefined && changed.length === 0)
      throw explainBuildFailure(failureFacts(request, mask(error), log));
    if (error !== undefined) return '';
  }
  if (imageId === '') throw engineFailed(`build ${request.image}`, 'its answer ended without an image');
  return imageId;
}

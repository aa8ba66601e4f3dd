import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  interrupted,
  pushDenied,
  pushFailed,
  pushFailure,
  pushPauses,
  type RegistryCredentials,
  registryKey,
  registryOf,
} from '@pydock/core';
import { jsonLines } from '../build/json-lines';
import { asked } from '../connection/asked';
import type { Engine } from '../connection/connect';
import type { CredentialsOf } from './credentials';

/** What a push tells of itself while it runs. */
export type PushEvent =
  | {
      readonly kind: 'layer';
      readonly layer: string;
      readonly status: string;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'again'; readonly attempt: number; readonly why: string };

/** An image in a registry. */
export interface PushedImage {
  readonly image: string;
  /** `sha256:…`, by which it can be pulled whatever becomes of its tag. */
  readonly digest: string;
}

/**
 * Pushes an image to the registry that its name begins with, as whoever has logged in there.
 * @param image with its tag
 * @throws PydockError PYDOCK_PUSH_DENIED, PYDOCK_PUSH_FAILED, PYDOCK_CREDENTIALS_UNREADABLE, PYDOCK_INTERRUPTED
 */
export async function pushImage(
  engine: Engine,
  image: string,
  credentialsOf: CredentialsOf,
  onEvent: (event: PushEvent) => void,
  signal: AbortSignal,
): Promise<PushedImage> {
  const registry = registryOf(image);
  const credentials = await credentialsOf(registry);
  for (let attempt = 1; ; attempt++)
    try {
      const digest = await attemptPush(engine, image, credentials, onEvent, signal);
      return { image, digest };
    } catch (error) {
      if (signal.aborted)
        throw interrupted(`the push of ${image}`, 'what the registry has is not sent again');
      const why = (error as Error).message.trim();
      const failure = pushFailure(why);
      if (failure === 'denied') throw pushDenied(image, registry, why);
      const pause = pushPauses[attempt - 1];
      if (failure === 'permanent' || pause === undefined) throw pushFailed(image, why, attempt);
      onEvent({ kind: 'again', attempt: attempt + 1, why });
      await sleep(pause, undefined, { signal }).catch(() => undefined);
    }
}

/**
 * Gives an image another name.
 * @throws PydockError PYDOCK_ENGINE_FAILED
 */
export async function tagImage(engine: Engine, image: string, name: string): Promise<void> {
  const [, repo = name, tag = 'latest'] = /^(.*):([^:/]+)$/.exec(name) ?? [];
  await asked(`tag ${image} as ${name}`, engine.docker.getImage(image).tag({ repo, tag }));
}

interface Message {
  readonly id?: string;
  readonly status?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  readonly error?: string;
  readonly aux?: { readonly Digest?: string };
}

async function attemptPush(
  engine: Engine,
  image: string,
  credentials: RegistryCredentials | null,
  onEvent: (event: PushEvent) => void,
  signal: AbortSignal,
): Promise<string> {
  signal.throwIfAborted();
  const authconfig = authOf(registryOf(image), credentials);
  const answer = await engine.docker.getImage(image).push({ authconfig, abortSignal: signal });
  let digest = '';
  for await (const line of jsonLines(answer as Readable)) {
    const { id, status = '', progressDetail = {}, error, aux } = line as Message;
    if (error !== undefined) throw new Error(error);
    digest = aux?.Digest ?? /digest: (sha256:[0-9a-f]{64})/.exec(status)?.[1] ?? digest;
    const { current: done = 0, total = 0 } = progressDetail;
    if (id !== undefined && id !== '') onEvent({ kind: 'layer', layer: id, status, done, total });
  }
  if (digest === '') throw new Error("the engine's answer ended without a digest: unexpected EOF");
  return digest;
}

// Goes in a header. Without credentials it must be there all the same: empty.
function authOf(host: string, credentials: RegistryCredentials | null): object {
  if (credentials === null) return {};
  const { username, secret } = credentials;
  const serveraddress = registryKey(host);
  return username === ''
    ? { identitytoken: secret, serveraddress }
    : { username, password: secret, serveraddress };
}

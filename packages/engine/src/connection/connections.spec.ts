import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { buildImage } from '../build/build';
import { observeImage } from '../observe/state';
import { loadImages, saveImages } from '../registry/archive';
import { credentialsOf } from '../registry/credentials';
import { pushImage } from '../registry/push';
import { directoryOf } from '../specs/directory';
import { buildFor, python, removeImage, requestOf, unique } from '../specs/engine';
import { codeOf, failureOf } from '../specs/failures';
import { Registry } from '../specs/registry';
import { type Connection, SecondEngine } from '../specs/second-engine';
import { serverImage } from '../specs/servers';
import { storedZstd } from '../specs/zstd';
import { connectEngine, type Engine } from './connect';

const never = new AbortController().signal;

// The first engine has the classic image store and is reached over its socket; this one has containerd's.
describe('an engine with the containerd image store', { tags: ['docker'], timeout: 60_000 }, () => {
  let first: Engine;
  let second: SecondEngine;

  beforeAll(async () => {
    first = await connectEngine();
  });
  const image = serverImage(() => first);
  beforeAll(async () => {
    second = await SecondEngine.start(first, image(), {
      features: { 'containerd-snapshotter': true },
      'insecure-registries': ['172.16.0.0/12'],
    });
  }, 120_000);
  afterAll(() => second?.stop());

  const connections: Connection[] = ['unix', 'tls', 'ssh'];

  it.each(connections)('is reached over %s, and builds there', async (connection) => {
    const engine = await connectEngine(second.env(connection));
    const root = await directoryOf({ 'a/one.txt': 'one', token: 's3cret' });
    const request = await requestOf(
      root,
      [
        `FROM ${python}`,
        'COPY a /a',
        `RUN --mount=type=secret,id=token grep -q s3cret /run/secrets/token && cat /a/one.txt && echo over ${connection}\n`,
      ].join('\n'),
      { secrets: [{ id: 'token', file: `${root}/token` }], labels: { 'dev.pydock.fingerprint': connection } },
    );
    const { imageId, intact, events } = await buildFor(engine, request);
    expect(intact).toBe(true);
    expect(imageId).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(events.some((event) => event.kind === 'log' && event.text.includes(`over ${connection}`))).toBe(
      true,
    );
    expect(await observeImage(engine, request.image)).toMatchObject({ id: imageId, fingerprint: connection });
  });

  it.each(connections)('drops a build over %s when it is aborted', async (connection) => {
    const engine = await connectEngine(second.env(connection));
    const abort = new AbortController();
    const step = `RUN echo ${connection}; sleep 60.25`;
    const request = await requestOf(await directoryOf(), `FROM ${python}\n${step}\n`);
    const build = codeOf(() => buildImage(engine, request, () => undefined, abort.signal));
    const sleeps = expect.poll(() => second.processes(), { timeout: 10_000, interval: 50 });
    await sleeps.toContain('sleep 60.25');
    abort.abort();
    expect(await build).toBe('PYDOCK_INTERRUPTED');
    await sleeps.not.toContain('sleep 60.25');
  });

  it('pushes an image, and reads it as a base image from where it was pushed', async () => {
    const registry = await Registry.start(first, image(), 'ann');
    onTestFinished(() => registry.stop());
    const config = await directoryOf({ 'config.json': JSON.stringify({ auths: registry.auth }) });
    vi.stubEnv('DOCKER_CONFIG', config);
    onTestFinished(() => void vi.unstubAllEnvs());
    const engine = await connectEngine(second.env('tls'));
    const base = `${registry.address}/specs/base:1`;
    await buildFor(
      engine,
      await requestOf(await directoryOf({ a: 'a' }), 'FROM scratch\nCOPY a /a\n', { image: base }),
    );
    const { digest } = await pushImage(engine, base, credentialsOf(process.env), () => undefined, never);
    expect((await registry.get(`specs/base/manifests/${digest}`)).status).toBe(200);
    await removeImage(engine, base);
    const request = await requestOf(await directoryOf({ b: 'b' }), `FROM ${base}\nCOPY b /b\n`);
    expect(await buildFor(engine, request)).toMatchObject({ intact: true });
  });

  it('takes images of the other store, compressed by gzip or zstd', async () => {
    const engine = await connectEngine(second.env('tls'));
    const directory = await directoryOf({ a: unique('archive') });
    const { image } = await requestOf(directory, 'FROM scratch\nCOPY a /a\n');
    await buildFor(first, await requestOf(directory, 'FROM scratch\nCOPY a /a\n', { image }));
    for (const name of ['image.tar', 'image.tar.gz'])
      await saveImages(first, [image], join(directory, name), never);
    await writeFile(
      join(directory, 'image.tar.zst'),
      storedZstd(await readFile(join(directory, 'image.tar'))),
    );
    for (const name of ['image.tar.gz', 'image.tar.zst']) {
      expect(await loadImages(engine, join(directory, name), never)).toEqual([image]);
      await removeImage(engine, image);
    }
  });

  it('says why ssh does not connect, in its own words', async () => {
    const { DOCKER_HOST } = second.env('ssh');
    const failure = await failureOf(() => connectEngine({ ...process.env, DOCKER_HOST }));
    expect(failure.why).toMatch(/Host key verification failed/);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildImage } from '../build/build';
import { observeImage } from '../observe/state';
import { directoryOf } from '../specs/directory';
import { buildFor, python, requestOf } from '../specs/engine';
import { codeOf, failureOf } from '../specs/failures';
import { type Connection, SecondEngine } from '../specs/second-engine';
import { serverImage } from '../specs/servers';
import { connectEngine, type Engine } from './connect';

// The first engine has the classic image store and is reached over its socket; this one has containerd's.
describe('an engine with the containerd image store', { tags: ['docker'], timeout: 60_000 }, () => {
  let first: Engine;
  let second: SecondEngine;

  beforeAll(async () => {
    first = await connectEngine();
  });
  const image = serverImage(() => first);
  beforeAll(async () => {
    second = await SecondEngine.start(first, image(), { 'containerd-snapshotter': true });
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

  it('says why ssh does not connect, in its own words', async () => {
    const { DOCKER_HOST } = second.env('ssh');
    const failure = await failureOf(() => connectEngine({ ...process.env, DOCKER_HOST }));
    expect(failure.why).toMatch(/Host key verification failed/);
  });
});

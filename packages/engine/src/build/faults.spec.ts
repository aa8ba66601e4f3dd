import { randomBytes } from 'node:crypto';
import { appendFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEngine, type Engine } from '../connection/connect';
import { readContext } from '../files/context';
import { directoryOf } from '../specs/directory';
import { buildFor, python, requestOf } from '../specs/engine';
import { codeOf } from '../specs/failures';
import { Gate } from '../specs/gate';
import { type Connection, SecondEngine } from '../specs/second-engine';
import { serverImage, until } from '../specs/servers';
import { buildImage } from './build';

const megabyte = 1024 * 1024;
const never = new AbortController().signal;

/** What of this process is open: sockets, pipes, child processes. */
const open = () =>
  process.getActiveResourcesInfo().filter((name) => /^(TCPSocket|Pipe|TLS|Process)Wrap$/.test(name)).length;

describe('a build whose files change while they are sent', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  /** An engine behind a gate that counts what is sent to it, and a build of one large file that it has not seen. */
  const large = async () => {
    const { endpoint } = engine;
    const gate = await Gate.open(
      endpoint.kind === 'socket' ? endpoint.path : `${endpoint.host}:${endpoint.port}`,
    );
    const root = await directoryOf();
    await writeFile(join(root, 'large.bin'), randomBytes(48 * megabyte));
    const request = await requestOf(root, `FROM scratch\nCOPY large.bin /\n`);
    const behind = await connectEngine({ DOCKER_HOST: `tcp://${gate.host}` });
    return { gate, request, behind, file: join(root, 'large.bin') };
  };

  /** Waits until the file is on its way: what comes before it is no megabyte. */
  const underWay = async (gate: Gate) => until(async () => expect(gate.sent).toBeGreaterThan(2 * megabyte));

  const edits: [string, (file: string) => Promise<unknown>][] = [
    ['grows', (file) => appendFile(file, 'more')],
    ['is cut off', (file) => truncate(file, 3 * megabyte)],
    ['is written over', (file) => writeFile(file, randomBytes(48 * megabyte))],
  ];

  it.each(edits)('makes no image where one %s, and the right one the next time', async (_how, edit) => {
    const { gate, request, behind, file } = await large();
    const build = buildFor(behind, request);
    await underWay(gate);
    await edit(file);
    expect(await build).toMatchObject({ imageId: '', intact: false });
    await expect(engine.docker.getImage(request.image).inspect()).rejects.toMatchObject({ statusCode: 404 });
    const entries = await readContext(request.contextRoot, { roots: ['.'], ignoreFile: '**/Dockerfile' });
    expect(await buildFor(engine, { ...request, entries })).toMatchObject({ intact: true });
  });

  it('makes the right image where one is deleted that is open already', async () => {
    const { gate, request, behind, file } = await large();
    const build = buildFor(behind, request);
    await underWay(gate);
    await rm(file);
    // The bytes of a deleted file are there for who has it open.
    expect(await build).toMatchObject({ intact: true });
  });

  it('does not read for ever what grows for ever', async () => {
    const root = await directoryOf();
    await writeFile(join(root, 'log'), 'x'.repeat(megabyte));
    const request = await requestOf(root, `FROM scratch\nCOPY log /\n`);
    let grows = true;
    const growth = (async () => {
      while (grows) await appendFile(join(root, 'log'), 'y'.repeat(megabyte));
    })();
    const built = await buildFor(engine, request);
    grows = false;
    await growth;
    expect(built).toMatchObject({ imageId: '', intact: false });
  });

  it('says that the engine failed where the connection is cut, and leaves nothing open', async () => {
    const before = open();
    const { gate, request, behind } = await large();
    const build = codeOf(() => buildFor(behind, request));
    await underWay(gate);
    gate.cut();
    gate.closed = true;
    expect(await build).toBe('PYDOCK_ENGINE_FAILED');
    await expect.poll(open, { timeout: 5000 }).toBeLessThanOrEqual(before);
    expect(await buildFor(engine, request)).toMatchObject({ intact: true });
  });
});

describe('an engine that is killed', { tags: ['docker'], timeout: 60_000 }, () => {
  let first: Engine;
  let second: SecondEngine;
  beforeAll(async () => {
    first = await connectEngine();
  });
  const image = serverImage(() => first);
  beforeAll(async () => {
    second = await SecondEngine.start(first, image(), {});
  }, 120_000);
  afterAll(() => second?.stop());

  it('fails every build that it runs, over every connection, and leaves nothing open', async () => {
    const before = open();
    const connections: Connection[] = ['unix', 'tls', 'ssh'];
    const builds = await Promise.all(
      connections.map(async (connection) => {
        const engine = await connectEngine(second.env(connection));
        const text = `FROM ${python}\nRUN echo ${connection}; sleep 60.5 # ${connection}\n`;
        const request = await requestOf(await directoryOf(), text);
        return { ended: codeOf(() => buildImage(engine, request, () => undefined, never)) };
      }),
    );
    for (const connection of connections)
      await expect
        .poll(() => second.processes(), { timeout: 20_000 })
        .toContain(`sleep 60.5 # ${connection}`);
    await second.kill();
    const codes = await Promise.all(builds.map(({ ended }) => ended));
    expect(codes).toEqual(connections.map(() => 'PYDOCK_ENGINE_FAILED'));
    await expect.poll(open, { timeout: 5000 }).toBeLessThanOrEqual(before);
  });
});

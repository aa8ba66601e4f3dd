import { chmod, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildEvent, BuildRequest } from '@pydock/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEngine, type Engine } from '../connection/connect';
import { readContext } from '../files/context';
import { buildImage } from './build';

const dockerfile = `FROM python:3.11-slim AS app
ARG GREETING=hello
RUN --mount=type=secret,id=token,target=/run/token test ! -e /run/token || sha256sum < /run/token > /token.sha256
COPY app /app
RUN echo "$GREETING" > /greeting
`;

describe('buildImage', { tags: ['docker'], timeout: 120_000 }, () => {
  let engine: Engine;
  let root: string;
  const image = `pydock-test-build:${process.pid}`;
  const never = new AbortController().signal;

  beforeAll(async () => {
    engine = await connectEngine();
    root = await mkdtemp(join(tmpdir(), 'pydock-build-'));
    await mkdir(join(root, 'app', 'a'), { recursive: true });
    await writeFile(join(root, 'app', 'Dockerfile'), dockerfile);
    await writeFile(join(root, 'app', 'a', 'one.txt'), 'one');
    await writeFile(join(root, 'app', 'a.txt'), 'beside a/');
    await writeFile(join(root, 'app', 'run.sh'), '#!/bin/sh\n');
    await chmod(join(root, 'app', 'run.sh'), 0o755);
    await symlink('a/one.txt', join(root, 'app', 'link'));
    await writeFile(join(root, 'token'), 's3cret');
  });

  afterAll(async () => {
    await engine.docker
      .getImage(image)
      .remove({ force: true })
      .catch(() => undefined);
    await rm(root, { recursive: true, force: true });
  });

  const request = async (over: Partial<BuildRequest> = {}): Promise<BuildRequest> => ({
    service: 'app',
    contextRoot: root,
    entries: await readContext(root, { roots: ['app'], ignoreFile: '**/Dockerfile' }),
    dockerfile: 'app/Dockerfile',
    dockerfileText: over.dockerfileText ?? dockerfile,
    image,
    sharedKey: `pydock-test-${process.pid}`,
    args: {},
    labels: { 'dev.pydock.test': 'yes' },
    target: null,
    platform: null,
    proxies: {},
    extraHosts: {},
    secrets: [],
    ssh: [],
    ...over,
  });

  const build = async (over: Partial<BuildRequest> = {}) => {
    const events: BuildEvent[] = [];
    const full = await request(over);
    await writeFile(join(root, 'app', 'Dockerfile'), full.dockerfileText);
    const result = await buildImage(engine, full, (event) => events.push(event), never);
    return { ...result, events };
  };

  const run = async (...command: string[]) => {
    const chunks: Buffer[] = [];
    const container = await engine.docker.createContainer({ Image: image, Cmd: command, Tty: true });
    const stream = await container.attach({ stream: true, stdout: true, stderr: true });
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    const ended = new Promise((resolve) => stream.on('end', resolve));
    await container.start();
    await ended;
    await container.remove({ force: true });
    return Buffer.concat(chunks).toString().replaceAll('\r', '');
  };

  it('builds files, directories, links and modes as they are on disk', async () => {
    const { imageId, intact } = await build();
    expect(imageId).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(intact).toBe(true);
    const listing = await run(
      'sh',
      '-c',
      'cd /app && find . ! -type d -printf "%p %M %l\\n" | sort && cat a.txt',
    );
    expect(listing).toBe(
      [
        './a.txt -rw-r--r-- ',
        './a/one.txt -rw-r--r-- ',
        './link lrwxrwxrwx a/one.txt',
        './run.sh -rwxr-xr-x ',
        'beside a/',
      ].join('\n'),
    );
    const { Config } = await engine.docker.getImage(image).inspect();
    expect(Config.Labels['dev.pydock.test']).toBe('yes');
  });

  it('tells of its steps, and of the cached ones when nothing changed', async () => {
    await build();
    const { events } = await build();
    const copy = events.find((event) => event.kind === 'step-completed' && event.name.includes('COPY app'));
    expect(copy).toMatchObject({ cached: true, error: '' });
  });

  it('never misses an edit of the same size with the same time', async () => {
    const file = join(root, 'app', 'a', 'one.txt');
    const time = new Date(2024, 1, 1);
    for (const text of ['two', 'six', 'ten']) {
      await writeFile(file, text);
      await utimes(file, time, time);
      await build();
      expect(await run('cat', '/app/a/one.txt')).toBe(text);
    }
  });

  it('takes arguments, and secrets that stay out of the image', async () => {
    await build({ args: { GREETING: 'moin' }, secrets: [{ id: 'token', file: join(root, 'token') }] });
    expect(await run('cat', '/greeting', '/token.sha256')).toMatch(/^moin\n[0-9a-f]{64}/);
    expect(await run('sh', '-c', 'ls /run/token 2>&1 || true')).toContain('No such file');
  });

  it('goes on without a secret that is not there', async () => {
    await build({ args: { GREETING: 'no secret' } });
    expect(await run('sh', '-c', 'ls /token.sha256 2>&1 || true')).toContain('No such file');
  });

  // One stream: the engine reads a step's two by themselves, so that their order is not kept.
  it('names the step that failed, with its last lines', async () => {
    const failing = `${dockerfile}RUN { echo before; echo broken; } >&2; exit 3\n`;
    await expect(build({ dockerfileText: failing })).rejects.toMatchObject({
      code: 'PYDOCK_BUILD_FAILED',
      failure: { quote: ['before', 'broken'], why: 'the command ended with exit code: 3' },
    });
  });

  it('names a base image that can not be had', async () => {
    await expect(build({ dockerfileText: 'FROM localhost:1/nothing:here\n' })).rejects.toMatchObject({
      code: 'PYDOCK_BASE_IMAGE_NOT_FOUND',
      message: expect.stringContaining('localhost:1/nothing:here') as string,
    });
  });

  it('says that the image is not to be trusted when a file changes while it is sent', async () => {
    const stale = await request();
    await writeFile(join(root, 'app', 'a', 'one.txt'), 'changed after it was hashed');
    const result = await buildImage(
      engine,
      { ...stale, entries: stale.entries.map(retimed) },
      () => undefined,
      never,
    );
    expect(result.intact).toBe(false);
  });

  // A hash that the engine has not seen makes it ask for the file's bytes.
  const retimed = (entry: BuildRequest['entries'][number]) =>
    entry.path === 'app/a/one.txt' ? { ...entry, sha256: 'f'.repeat(64) } : entry;

  it('drops the build in the engine when it is aborted', async () => {
    const abort = new AbortController();
    const slow = await request({
      dockerfileText: `${dockerfile}RUN sleep 60 # ${process.pid} ${Date.now()}\n`,
    });
    await writeFile(join(root, 'app', 'Dockerfile'), slow.dockerfileText);
    const onEvent = (event: BuildEvent) => {
      if (event.kind === 'step-started' && event.name.includes('sleep 60'))
        setTimeout(() => abort.abort(), 300);
    };
    const started = Date.now();
    await expect(buildImage(engine, slow, onEvent, abort.signal)).rejects.toMatchObject({
      code: 'PYDOCK_INTERRUPTED',
    });
    expect(Date.now() - started).toBeLessThan(30_000);
    await expect.poll(() => sleepers(), { timeout: 10_000 }).toEqual([]);
  });

  // Processes of this machine that still run the aborted step.
  const sleepers = async () => {
    const { execFileSync } = await import('node:child_process');
    const all = execFileSync('ps', ['-eo', 'args']).toString().split('\n');
    return all.filter((line) => line.includes('sleep 60 #') && line.includes(String(process.pid)));
  };
});

import { createHash, randomBytes } from 'node:crypto';
import { rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import Docker from 'dockerode';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connectEngine, type Engine } from '../../connection/connect';
import { directoryOf, fill } from '../../specs/directory';
import { buildFor, python, requestOf } from '../../specs/engine';
import { codeOf, failureOf } from '../../specs/failures';
import { buildImage } from '../build';
import { openSession } from './session';

describe('a build session', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  /** Builds what is in a directory; the Dockerfile's own tests say whether all has arrived. */
  const build = async (root: string, dockerfile: string, over = {}) =>
    buildFor(engine, await requestOf(root, `FROM ${python}\n${dockerfile}`, over));
  const sha = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');

  it('takes files without a byte, and one of 50 MB', async () => {
    const root = await directoryOf({ 'empty.txt': '', 'sub/also empty': '' });
    const big = randomBytes(50 * 1024 * 1024);
    await writeFile(join(root, 'big.bin'), big);
    const checks = `test ! -s /c/empty.txt && test -f "/c/sub/also empty" && echo "${sha(big)}  /c/big.bin" | sha256sum -c`;
    expect(await build(root, `COPY . /c\nRUN ${checks}\n`)).toMatchObject({ intact: true });
  });

  it('takes 2,000 files', async () => {
    const root = await directoryOf();
    const names = Array.from({ length: 2000 }, (_, index) => `d${index % 50}/f${index}`);
    await fill(root, Object.fromEntries(names.map((name) => [name, `${name}\n`])));
    const sum = sha(
      [...names]
        .sort((a, b) => (a < b ? -1 : 1))
        .map((name) => `${name}\n`)
        .join(''),
    );
    const check = `find . -type f | LC_ALL=C sort | xargs cat | sha256sum | grep ${sum}`;
    expect(await build(root, `COPY . /c\nRUN cd /c && ${check}\n`)).toMatchObject({ intact: true });
  });

  it('takes any name that a file can have, and links that lead nowhere', async () => {
    const names = ['a b', 'ünï-日本', '$x "q"', "it's", 'line\nbreak', '[x]*?'];
    const root = await directoryOf(Object.fromEntries(names.map((name) => [`c/${name}`, name])));
    await symlink('nowhere', join(root, 'c/dangling'));
    const program = `import os; names = sorted(os.listdir("/c")); assert len(names) == ${names.length + 1}, names; [open("/c/" + n).read() == n or exit(1) for n in names if n != "dangling"]; assert os.readlink("/c/dangling") == "nowhere"`;
    expect(await build(root, `COPY c /c\nRUN python -c '${program}'\n`)).toMatchObject({ intact: true });
  });

  it('finds a nested Dockerfile, without a newline at its end and with bytes that are no UTF-8', async () => {
    const root = await directoryOf({ 'apps/api/deep/app.py': 'x' });
    const dockerfile = 'apps/api/deep/docker/Prod.Dockerfile';
    expect(await build(root, 'COPY apps/api/deep/app.py /app.py', { dockerfile })).toMatchObject({
      intact: true,
    });
    const bytes = Buffer.from(`FROM ${python}\n# caf\xe9\nRUN true`, 'latin1');
    const request = await requestOf(root, bytes.toString());
    await writeFile(join(root, 'Dockerfile'), bytes);
    expect(await buildFor(engine, request)).toMatchObject({ intact: true });
  });

  it('does not build a Dockerfile that was edited after it was read', async () => {
    const request = await requestOf(await directoryOf(), `FROM ${python}\nRUN true\n`);
    await writeFile(join(request.contextRoot, 'Dockerfile'), `FROM ${python}\nRUN false\n`);
    expect(await buildFor(engine, request)).toMatchObject({ intact: false });
  });

  it('builds side by side, each from its own files', async () => {
    const roots = await Promise.all(['one', 'two', 'three'].map((text) => directoryOf({ file: text })));
    const results = await Promise.all(
      roots.map(async (root, index) => {
        const text = ['one', 'two', 'three'][index];
        return build(root, `COPY file /file\nRUN test "$(cat /file)" = ${text}\n`);
      }),
    );
    expect(new Set(results.map(({ imageId }) => imageId)).size).toBe(3);
  });

  it('makes no image of a file that changed after it was hashed, and the right one the next time', async () => {
    const root = await directoryOf({ 'a.txt': 'old', 'b.txt': 'b' });
    const dockerfile = `COPY . /c\nRUN test "$(cat /c/a.txt)" = new\n`;
    const request = await requestOf(root, `FROM ${python}\n${dockerfile}`);
    await writeFile(join(root, 'a.txt'), 'new');
    expect(await buildFor(engine, request)).toMatchObject({ imageId: '', intact: false });
    await expect(engine.docker.getImage(request.image).inspect()).rejects.toMatchObject({ statusCode: 404 });
    const { sharedKey, image } = request;
    expect(await build(root, dockerfile, { sharedKey, image })).toMatchObject({ intact: true });
  });

  it('makes no image where a file went away after it was hashed', async () => {
    const root = await directoryOf({ 'a.txt': 'a', 'b.txt': 'b' });
    const request = await requestOf(root, `FROM ${python}\nCOPY . /c\n`);
    await rm(join(root, 'a.txt'));
    expect(await buildFor(engine, request)).toMatchObject({ imageId: '', intact: false });
    expect(await build(root, 'COPY b.txt /b\n', request)).toMatchObject({ intact: false });
  });

  it.each([1, 6])('makes no image of a file of 3 bytes that it was told has %d', async (size) => {
    const root = await directoryOf({ 'a.txt': 'abc', 'b.txt': 'b' });
    const request = await requestOf(root, `FROM ${python}\nCOPY . /c\n`);
    const entries = request.entries.map((entry) => (entry.path === 'a.txt' ? { ...entry, size } : entry));
    expect(await buildFor(engine, { ...request, entries })).toMatchObject({ imageId: '', intact: false });
    await expect(engine.docker.getImage(request.image).inspect()).rejects.toMatchObject({ statusCode: 404 });
    const { sharedKey, image } = request;
    const check = 'COPY . /c\nRUN test "$(cat /c/a.txt)" = abc\n';
    expect(await build(root, check, { sharedKey, image })).toMatchObject({ intact: true });
  });

  it('asks for no byte again that it has', async () => {
    const root = await directoryOf({ 'a.txt': 'a', 'sub/b.txt': 'b' });
    const request = await requestOf(root, `FROM ${python}\nCOPY . /c\n`);
    await buildFor(engine, request);
    await rm(join(root, 'a.txt'));
    await rm(join(root, 'sub'), { recursive: true });
    // With the files gone, whatever is asked for could not be answered.
    const dockerfileText = `FROM ${python}\nCOPY . /again\n`;
    await writeFile(join(root, 'Dockerfile'), dockerfileText);
    expect(await buildFor(engine, { ...request, dockerfileText })).toMatchObject({ intact: true });
  });

  it('drops files from the copy that the engine keeps when they are gone', async () => {
    const root = await directoryOf({ 'a.txt': 'a', 'b.txt': 'b' });
    const first = await requestOf(root, `FROM ${python}\nCOPY . /c\n`);
    await buildFor(engine, first);
    await rm(join(root, 'a.txt'));
    const { sharedKey, image } = first;
    await build(root, 'COPY . /c\nRUN test "$(ls /c)" = b.txt\n', { sharedKey, image });
  });

  it('serves secrets when they are asked for, and goes on without one that is not there', async () => {
    const root = await directoryOf({ token: 's3cret\n' });
    const mount = (id: string) => `RUN --mount=type=secret,id=${id},target=/s`;
    const secrets = [
      { id: 'token', file: join(root, 'token') },
      { id: 'gone', file: join(root, 'none') },
    ];
    const dockerfile = `${mount('token')} grep -q s3cret /s\n${mount('gone')} test ! -e /s\n${mount('other')} test ! -e /s\n`;
    expect(await build(root, dockerfile, { secrets })).toMatchObject({ intact: true });
    const required = `${mount('gone')},required=true true\n`;
    const failure = await failureOf(() => build(root, required, { secrets }));
    expect(failure.why).toContain('secret gone');
  });

  it('does not start a build that is aborted already', async () => {
    const request = await requestOf(await directoryOf(), `FROM ${python}\n`);
    expect(await codeOf(() => buildFor(engine, request, AbortSignal.abort()))).toBe('PYDOCK_INTERRUPTED');
  });
});

describe('on a connection that fails', () => {
  /** An engine that takes a session and does what it is told with a build. */
  const engineThat = async (onBuild: (socket: Socket) => void, onSession = upgraded): Promise<Engine> => {
    const path = join(await directoryOf(), 'engine.sock');
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', (chunk) => (String(chunk).startsWith('POST /build') ? onBuild : onSession)(socket));
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const endpoint = { kind: 'socket', path, source: 'a test' } as const;
    return { docker: new Docker({ socketPath: path }), endpoint, version: '28', apiVersion: '1.51' };
  };
  const upgraded = (socket: Socket) =>
    void socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n');
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
  const codeOfBuild = async (onBuild: (socket: Socket) => void) => {
    const engine = await engineThat(onBuild);
    const request = await requestOf(await directoryOf(), 'FROM scratch\n');
    return codeOf(() => buildImage(engine, request, () => undefined, new AbortController().signal));
  };

  it('says that the engine failed when it goes away during a build', async () => {
    const cut = (socket: Socket) => socket.write(`${head}8\r\n{"id":"x`, () => socket.destroy());
    expect(await codeOfBuild(cut)).toBe('PYDOCK_ENGINE_FAILED');
    expect(await codeOfBuild((socket) => socket.destroy())).toBe('PYDOCK_ENGINE_FAILED');
  });

  it('says that the engine failed when it answers without an image, or with garbage', async () => {
    expect(await codeOfBuild((socket) => socket.end(`${head}0\r\n\r\n`))).toBe('PYDOCK_ENGINE_FAILED');
    expect(await codeOfBuild((socket) => socket.end(`${head}4\r\noops\r\n0\r\n\r\n`))).toBe(
      'PYDOCK_ENGINE_FAILED',
    );
  });

  it('says that the engine failed when it opens no session', async () => {
    const refuse = (socket: Socket) =>
      void socket.end('HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\nno');
    const engine = await engineThat(() => undefined, refuse);
    expect(await codeOf(() => openSession(engine, 'key', []))).toBe('PYDOCK_ENGINE_FAILED');
  });
});

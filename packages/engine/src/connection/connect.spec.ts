import { createServer, type Server, type Socket } from 'node:net';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { directoryOf, fill, withoutRights } from '../specs/directory';
import { failureOf } from '../specs/failures';
import { connectEngine } from './connect';
import { socketEndpoints } from './sockets';

/** A server that is no engine: it does with each connection what it is told. */
async function serverOn(where: string | number, host: string, onSocket: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) =>
    typeof where === 'string' ? server.listen(where, resolve) : server.listen(where, host, resolve),
  );
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { sockets, port: (server.address() as { port?: number }).port ?? 0 };
}

const answering = (body: string, status = '200 OK') => {
  const head = `HTTP/1.1 ${status}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n`;
  return (socket: Socket) => socket.once('data', () => socket.end(head + body));
};

const whyNot = async (env: NodeJS.ProcessEnv) => {
  const failure = await failureOf(() => connectEngine(env));
  expect(failure.code).toBe('PYDOCK_ENGINE_UNREACHABLE');
  return failure.why;
};

describe('connectEngine, where no engine answers', () => {
  it('says that the socket is not there', async () => {
    const path = join(await directoryOf(), 'none.sock');
    expect(await whyNot({ DOCKER_HOST: `unix://${path}` })).toBe(
      `tried ${path} (DOCKER_HOST): the socket is not there, so no engine runs`,
    );
  });

  it('says that the connection was refused', async () => {
    expect(await whyNot({ DOCKER_HOST: 'tcp://127.0.0.1:1' })).toContain('the connection was refused');
  });

  it('says that a name can not be resolved', async () => {
    expect(await whyNot({ DOCKER_HOST: 'tcp://nowhere.invalid:2375' })).toMatch(/nowhere\.invalid/);
  });

  it('says that the socket may not be used', async () => {
    const directory = await directoryOf();
    const path = join(directory, 'closed.sock');
    await serverOn(path, '', () => undefined);
    const { chmod } = await import('node:fs/promises');
    await chmod(directory, 0o755);
    await chmod(path, 0o600);
    const why = await withoutRights(() => whyNot({ DOCKER_HOST: `unix://${path}` }));
    expect(why).toContain('you may not use the socket');
  });

  it('gives up on a socket that accepts and never answers, and lets go of it', async () => {
    const path = join(await directoryOf(), 'mute.sock');
    const { sockets } = await serverOn(path, '', (socket) => socket.resume());
    const started = Date.now();
    expect(await whyNot({ DOCKER_HOST: `unix://${path}` })).toContain('it did not answer within 5 s');
    expect(Date.now() - started).toBeLessThan(15_000);
    await vi.waitUntil(() => [...sockets].every(({ destroyed }) => destroyed));
  }, 20_000);

  it.each([
    ['what is no HTTP', (socket: Socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n'))],
    ['a web page', answering('<html>hello</html>')],
    ['JSON of something else', answering('{"hello":"world"}')],
    ['null', answering('null')],
    ['an error', answering('broken', '500 Internal Server Error')],
    ['not found', answering('{"message":"page not found"}', '404 Not Found')],
  ])('is not taken in by %s', async (_case, onSocket) => {
    const path = join(await directoryOf(), 'other.sock');
    await serverOn(path, '', onSocket);
    const why = await whyNot({ DOCKER_HOST: `unix://${path}` });
    expect(why).toContain(path);
    expect(why).not.toMatch(/undefined|Cannot read/);
  });

  it('reaches an IPv6 address', async () => {
    const { port } = await serverOn(0, '::1', answering('{"Version":"19.03.0","ApiVersion":"1.40"}'));
    const failure = await failureOf(() => connectEngine({ DOCKER_HOST: `tcp://[::1]:${port}` }));
    expect(failure).toMatchObject({
      code: 'PYDOCK_ENGINE_TOO_OLD',
      what: `the Docker engine at tcp://[::1]:${port} (DOCKER_HOST) is too old: 19.03.0 with API 1.40`,
    });
  });

  it('names the certificate that is missing', async () => {
    const certificates = await directoryOf({ 'ca.pem': 'x' });
    const env = { DOCKER_HOST: 'tcp://127.0.0.1', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates };
    const why = await whyNot(env);
    expect(why).toContain(
      `DOCKER_HOST: TLS is asked for, and ${join(certificates, 'cert.pem')} can't be read`,
    );
  });

  it('names an ssh host that can not be reached', async () => {
    expect(await whyNot({ DOCKER_HOST: 'ssh://me@127.0.0.1:1' })).toContain(
      'ssh://me@127.0.0.1:1 (DOCKER_HOST): ssh: connect to host 127.0.0.1 port 1: Connection refused',
    );
  });
});

describe('socketEndpoints', () => {
  it('has the default socket first, and others where they are', async () => {
    const home = await directoryOf();
    const runtime = await directoryOf();
    vi.stubEnv('HOME', home);
    onTestFinished(() => void vi.unstubAllEnvs());
    const paths = () =>
      socketEndpoints({ XDG_RUNTIME_DIR: runtime }).map((each) => 'path' in each && each.path);
    expect(paths()).toEqual(['/var/run/docker.sock']);
    await fill(runtime, { 'docker.sock': '' });
    await fill(home, { '.docker/run/docker.sock': '', '.docker/desktop/docker.sock': '' });
    expect(paths()).toEqual([
      '/var/run/docker.sock',
      join(runtime, 'docker.sock'),
      join(home, '.docker/run/docker.sock'),
      join(home, '.docker/desktop/docker.sock'),
    ]);
  });
});

describe('connectEngine, on an engine', { tags: ['docker'], timeout: 60_000 }, () => {
  it('finds the engine of this machine and its version', async () => {
    const engine = await connectEngine();
    expect(engine.version).toMatch(/^\d+\.\d+/);
    expect(engine.apiVersion).toMatch(/^1\.\d+$/);
    expect(await engine.docker.ping()).toBeTruthy();
  });

  it.skipIf(!existsSync('/var/run/docker.sock'))('finds it by DOCKER_HOST and by a context', async () => {
    const { createHash } = await import('node:crypto');
    const id = createHash('sha256').update('here').digest('hex');
    const meta = { Endpoints: { docker: { Host: 'unix:///var/run/docker.sock' } } };
    const config = await directoryOf({ [`contexts/meta/${id}/meta.json`]: JSON.stringify(meta) });
    const byHost = await connectEngine({ DOCKER_HOST: 'unix:///var/run/docker.sock' });
    const byContext = await connectEngine({ DOCKER_CONFIG: config, DOCKER_CONTEXT: 'here' });
    expect([byHost.endpoint.source, byContext.endpoint.source]).toEqual([
      'DOCKER_HOST',
      'docker context here',
    ]);
    expect(byContext.version).toBe(byHost.version);
  });
});

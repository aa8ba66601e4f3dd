import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { connectEngine, type Engine } from '../connection/connect';
import { createContainer, startContainer, unique } from '../specs/engine';
import { portOwner, publishingContainers } from './port-owner';

/** A port that nothing has; another process may take it at any time, if it is unlucky. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A process of its own that has a port. */
async function listener(kind: 'SOCK_STREAM' | 'SOCK_DGRAM', host: string, port: number) {
  const family = host.includes(':') ? 'AF_INET6' : 'AF_INET';
  const only = host.includes(':') ? 's.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1); ' : '';
  const program = `import socket, time; s = socket.socket(socket.${family}, socket.${kind}); ${only}s.bind(("${host}", ${port})); ${
    kind === 'SOCK_STREAM' ? 's.listen(); ' : ''
  }print("ready", flush=True); time.sleep(60)`;
  const child: ChildProcess = spawn('python3', ['-c', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stdout) await once(child.stdout, 'data');
  return child.pid ?? 0;
}

// What a process of the host has can be told without asking the engine.
const local = { endpoint: { kind: 'socket', path: '/x', source: '' } } as Engine;
const remote = {
  endpoint: { kind: 'tcp', host: 'build', port: 2375, tlsDirectory: null, source: '' },
} as Engine;
const wanted = (port: number, over: object = {}) => ({ hostIp: '127.0.0.1', port, protocol: 'tcp', ...over });

describe('portOwner, of processes', () => {
  it('is nobody where the port is free', async () => {
    const port = await freePort();
    for (const hostIp of ['127.0.0.1', '0.0.0.0', '::1', '::'])
      for (const protocol of ['tcp', 'udp'])
        expect(await portOwner(local, wanted(port, { hostIp, protocol }), [])).toBeNull();
  });

  it.each(['127.0.0.1', '0.0.0.0'])(
    'names the process that listens on %s, with its command',
    async (host) => {
      const port = await freePort();
      const pid = await listener('SOCK_STREAM', host, port);
      const owner = await portOwner(local, wanted(port), []);
      expect(owner?.text).toMatch(new RegExp(`^process ${pid} \\(.*python3 -c import socket`));
      expect(await portOwner(local, wanted(port, { hostIp: '0.0.0.0' }), [])).toEqual(owner);
    },
  );

  it('keeps IPv4 and IPv6 apart', async () => {
    const port = await freePort();
    const pid = await listener('SOCK_STREAM', '::1', port);
    expect((await portOwner(local, wanted(port, { hostIp: '::1' }), []))?.text).toContain(`process ${pid}`);
    expect((await portOwner(local, wanted(port, { hostIp: '::' }), []))?.text).toContain(`process ${pid}`);
    expect(await portOwner(local, wanted(port), [])).toBeNull();
    const other = await freePort();
    await listener('SOCK_STREAM', '0.0.0.0', other);
    expect(await portOwner(local, wanted(other, { hostIp: '::' }), [])).toBeNull();
  });

  it('keeps TCP and UDP apart', async () => {
    const port = await freePort();
    const pid = await listener('SOCK_DGRAM', '127.0.0.1', port);
    expect((await portOwner(local, wanted(port, { protocol: 'udp' }), []))?.text).toContain(`process ${pid}`);
    expect(await portOwner(local, wanted(port), [])).toBeNull();
  });

  it('says nothing of the ports of another machine', async () => {
    const port = await freePort();
    await listener('SOCK_STREAM', '127.0.0.1', port);
    expect(await portOwner(remote, wanted(port), [])).toBeNull();
  });

  it('leaves an address that this machine does not have to the engine', async () => {
    expect(await portOwner(local, wanted(await freePort(), { hostIp: '203.0.113.7' }), [])).toBeNull();
  });
});

describe('portOwner, of containers', { tags: ['docker'], timeout: 60_000 }, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await connectEngine();
  });

  it('names the container and its Compose project', async () => {
    const [tcp, udp] = [await freePort(), await freePort()];
    const project = unique('project');
    const name = unique('publishing');
    await startContainer(engine, project, 'api', {
      name,
      Cmd: ['sleep', '100'],
      ExposedPorts: { '80/tcp': {}, '53/udp': {}, '99/tcp': {} },
      HostConfig: {
        PortBindings: {
          '80/tcp': [{ HostIp: '127.0.0.1', HostPort: String(tcp) }],
          '53/udp': [{ HostIp: '0.0.0.0', HostPort: String(udp) }],
        },
      },
    });
    await createContainer(engine, project, 'idle', {});
    const containers = await publishingContainers(engine);
    const own = containers.find((each) => each.name === name);
    expect(own).toMatchObject({ project, service: 'api' });
    expect([...(own?.ports ?? [])].sort((a, b) => (a.protocol < b.protocol ? -1 : 1))).toEqual([
      { hostIp: '127.0.0.1', port: tcp, protocol: 'tcp' },
      { hostIp: '0.0.0.0', port: udp, protocol: 'udp' },
    ]);
    const owner = (port: number, over: object = {}) => portOwner(engine, wanted(port, over), containers);
    const taken = { text: `the container ${name} of the Compose project ${project}`, container: own };
    expect(await owner(tcp)).toEqual(taken);
    expect(await owner(tcp, { hostIp: '0.0.0.0' })).toEqual(taken);
    expect(await owner(tcp, { hostIp: '127.0.0.2' })).toBeNull();
    expect(await owner(udp, { protocol: 'udp' })).toEqual(taken);
    expect(await owner(udp)).toBeNull();
  });
});

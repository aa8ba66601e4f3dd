import { execFile } from 'node:child_process';
import { createSocket, Socket } from 'node:dgram';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { promisify } from 'node:util';
import { addressesOverlap } from '@pydock/core';
import { asked } from '../connection/asked';
import type { Engine } from '../connection/connect';
import { isLocal } from '../connection/endpoint';
import { composeLabels } from './state';

/** A port of the host that a service wants. */
export interface WantedPort {
  readonly hostIp: string;
  readonly port: number;
  readonly protocol: string;
}

/** A container that publishes a port. */
export interface PublishingContainer {
  readonly id: string;
  readonly name: string;
  readonly project: string | null;
  readonly service: string | null;
  /** The compose files that it was started with; null where it was not started by Compose. */
  readonly configFiles: string | null;
  readonly ports: readonly WantedPort[];
}

/** Every running container that publishes ports, of whatever project. */
export async function publishingContainers(engine: Engine): Promise<PublishingContainer[]> {
  const list = await asked('list containers', engine.docker.listContainers());
  return list.map(({ Id, Names, Labels, Ports }) => ({
    id: Id,
    name: (Names[0] ?? '').replace(/^\//, ''),
    project: Labels[composeLabels.project] ?? null,
    service: Labels[composeLabels.service] ?? null,
    configFiles: Labels[composeLabels.configFiles] ?? null,
    ports: Ports.flatMap(({ IP, PublicPort, Type }) =>
      PublicPort ? [{ hostIp: IP ?? '0.0.0.0', port: PublicPort, protocol: Type }] : [],
    ),
  }));
}

/** Who has a port. */
export interface PortOwner {
  /** In words: `process 4242 (python3 -m http.server)`. */
  readonly text: string;
  /** Null where it is a process of the host. */
  readonly container: PublishingContainer | null;
}

/** Who has a port; null where it is free, or on a machine that can't be looked at. */
export async function portOwner(
  engine: Engine,
  wanted: WantedPort,
  others: readonly PublishingContainer[],
): Promise<PortOwner | null> {
  const container = others.find(({ ports }) => ports.some((port) => clashes(port, wanted)));
  if (container) {
    const { name, project } = container;
    return { text: `the container ${name}${project ? ` of the Compose project ${project}` : ''}`, container };
  }
  if (!isLocal(engine.endpoint) || (await canListen(wanted))) return null;
  const text = (await listeningProcess(wanted)) ?? 'a process of another user, or of the system,';
  return { text, container: null };
}

const clashes = (a: WantedPort, b: WantedPort) =>
  a.port === b.port && a.protocol === b.protocol && addressesOverlap(a.hostIp, b.hostIp);

function canListen({ hostIp, port, protocol }: WantedPort): Promise<boolean> {
  return new Promise((resolve) => {
    const isIpv6 = hostIp.includes(':');
    const server =
      protocol === 'udp'
        ? createSocket({ type: isIpv6 ? 'udp6' : 'udp4', ipv6Only: isIpv6 })
        : createServer();
    // An address that this machine does not have, or a port that we may not use, is the engine's to judge.
    server.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'EADDRINUSE'));
    const onListening = () => server.close(() => resolve(true));
    if (server instanceof Socket) server.bind({ address: hostIp, port, exclusive: true }, onListening);
    else server.listen({ host: hostIp, port, exclusive: true, ipv6Only: isIpv6 }, onListening);
  });
}

const run = promisify(execFile);

/** The process that has a port, such as `process 4242 (python3 -m http.server)`; null where it can't be told. */
async function listeningProcess(wanted: WantedPort): Promise<string | null> {
  const pid = platform() === 'linux' ? await linuxListener(wanted) : await lsofListener(wanted);
  if (pid === null) return null;
  const { stdout } = await run('ps', ['-o', 'args=', '-p', pid]).catch(() => ({ stdout: '' }));
  const command = stdout.trim().slice(0, 120);
  return command ? `process ${pid} (${command})` : `process ${pid}`;
}

async function lsofListener({ port, protocol }: WantedPort): Promise<string | null> {
  const where = protocol === 'udp' ? [`-iUDP:${port}`] : [`-iTCP:${port}`, '-sTCP:LISTEN'];
  const answer = await run('lsof', ['-nP', '-t', ...where]).catch(() => null);
  return answer?.stdout.split('\n')[0] || null;
}

// /proc/net/tcp names the socket's inode, and the descriptors of its process link to it. 0A is LISTEN; UDP has 07 only.
async function linuxListener({ port, protocol }: WantedPort): Promise<string | null> {
  const inodes = new Set<string>();
  const listens = protocol === 'udp' ? '07' : '0A';
  for (const file of [`/proc/net/${protocol}`, `/proc/net/${protocol}6`]) {
    const rows = (await readFile(file, 'utf8').catch(() => '')).split('\n').slice(1);
    for (const row of rows.map((line) => line.trim().split(/\s+/))) {
      const [, local = '', , state, , , , , , inode] = row;
      if (state === listens && parseInt(local.split(':')[1] ?? '', 16) === port && inode)
        inodes.add(`socket:[${inode}]`);
    }
  }
  if (inodes.size === 0) return null;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const descriptor of descriptors) {
      const link = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
      if (inodes.has(link)) return pid;
    }
  }
  return null;
}

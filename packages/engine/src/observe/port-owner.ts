import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { promisify } from 'node:util';
import { addressesOverlap } from '@pydock/core';
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
  readonly ports: readonly WantedPort[];
}

/** Every running container that publishes ports, of whatever project. */
export async function publishingContainers(engine: Engine): Promise<PublishingContainer[]> {
  const list = await engine.docker.listContainers();
  return list.map(({ Id, Names, Labels, Ports }) => ({
    id: Id,
    name: (Names[0] ?? '').replace(/^\//, ''),
    project: Labels[composeLabels.project] ?? null,
    service: Labels[composeLabels.service] ?? null,
    ports: Ports.flatMap(({ IP, PublicPort, Type }) =>
      PublicPort ? [{ hostIp: IP ?? '0.0.0.0', port: PublicPort, protocol: Type }] : [],
    ),
  }));
}

/** Who has a port, in words; null where it is free, or on a machine that can't be looked at. */
export async function portOwner(
  engine: Engine,
  wanted: WantedPort,
  others: readonly PublishingContainer[],
): Promise<string | null> {
  const container = others.find(({ ports }) => ports.some((port) => clashes(port, wanted)));
  if (container)
    return `the container ${container.name}${container.project ? ` of the Compose project ${container.project}` : ''}`;
  if (!isLocal(engine.endpoint) || wanted.protocol !== 'tcp' || (await canListen(wanted))) return null;
  return (await listeningProcess(wanted.port)) ?? 'a process of another user, or of the system,';
}

const clashes = (a: WantedPort, b: WantedPort) =>
  a.port === b.port && a.protocol === b.protocol && addressesOverlap(a.hostIp, b.hostIp);

function canListen({ hostIp, port }: WantedPort): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // An address that this machine does not have, or a port that we may not use, is the engine's to judge.
    server.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'EADDRINUSE'));
    server.listen({ host: hostIp, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

const run = promisify(execFile);

/** The process that listens on a TCP port, such as `process 4242 (python3 -m http.server)`; null where it can't be told. */
async function listeningProcess(port: number): Promise<string | null> {
  const pid = platform() === 'linux' ? await linuxListener(port) : await lsofListener(port);
  if (pid === null) return null;
  const { stdout } = await run('ps', ['-o', 'args=', '-p', pid]).catch(() => ({ stdout: '' }));
  const command = stdout.trim().slice(0, 120);
  return command ? `process ${pid} (${command})` : `process ${pid}`;
}

async function lsofListener(port: number): Promise<string | null> {
  const answer = await run('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN']).catch(() => null);
  return answer?.stdout.split('\n')[0] || null;
}

// /proc/net/tcp names the socket's inode, and the descriptors of its process link to it. 0A is LISTEN.
async function linuxListener(port: number): Promise<string | null> {
  const inodes = new Set<string>();
  for (const file of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const rows = (await readFile(file, 'utf8').catch(() => '')).split('\n').slice(1);
    for (const row of rows.map((line) => line.trim().split(/\s+/))) {
      const [, local = '', , state, , , , , , inode] = row;
      if (state === '0A' && parseInt(local.split(':')[1] ?? '', 16) === port && inode)
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

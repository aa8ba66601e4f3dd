import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { ToolError } from '../shared/tool-error.mjs';
import { demoContainers, isOurs, publishers } from './docker.mjs';
import { services } from './places.mjs';

/** Refuses to begin where somebody else has a port that the demo publishes, or another copy's demo is there. */
export async function requirePlace() {
  const stranger = (await demoContainers()).find((container) => !isOurs(container));
  if (stranger) throw otherCopy(stranger.directory);
  for (const { name, port } of services) {
    if (await isFree(port)) continue;
    const holders = await publishers(port);
    if (holders.some(isOurs)) continue;
    const container = holders.find(({ state }) => state === 'running');
    throw portTaken(name, port, container ? `the container ${container.name}` : await listener(port));
  }
}

/** @param {number} port @returns {Promise<boolean>} */
const isFree = (port) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });

/** The process that listens on a port, in words; Linux tells, elsewhere there are other tools. @param {number} port */
async function listener(port) {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(readText));
  const inode = listeningInode(tables.join('\n'), port);
  const pid = inode && (await holderOf(inode));
  if (!pid) return `another process (\`lsof -i :${port}\` tells which)`;
  const words = (await readText(`/proc/${pid}/cmdline`)).split('\0').join(' ').trim();
  return `process ${pid} (${words.slice(0, 100)})`;
}

/** The socket that listens on a port, out of the kernel's table. @param {string} table @param {number} port */
export function listeningInode(table, port) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/));
  return rows.find(([, local, , state]) => local?.endsWith(`:${hex}`) && state === '0A')?.[9] ?? null;
}

/** @param {string} inode */
async function holderOf(inode) {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const names = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const targets = await Promise.all(
      names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')),
    );
    if (targets.includes(`socket:[${inode}]`)) return pid;
  }
  return null;
}

const readText = (/** @type {string} */ file) => readFile(file, 'utf8').catch(() => '');

/** @param {string} service @param {number} port @param {string} holder */
const portTaken = (service, port, holder) =>
  new ToolError('PYDOCK_DEMO_PORT_TAKEN', {
    what: `Port ${port} of this machine is taken by ${holder}. Nothing was started.`,
    why: `The demo's service ${service} is published on 127.0.0.1:${port}.`,
    todo: 'Stop it, then: npm run demo',
  });

/** @param {string} directory */
const otherCopy = (directory) =>
  new ToolError('PYDOCK_DEMO_OTHER_COPY', {
    what: `The demo of another copy of this repository is there: ${directory}. Nothing was started.`,
    why: 'Both would have the same containers, ports and volume.',
    todo: `Stop that one first, in its repository:\nnpm run demo -- --stop\nIf the repository is gone: docker compose -p pydock-demo down`,
  });

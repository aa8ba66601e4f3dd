import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';

/**
 * A way to the engine that counts what goes there, whoever sends it.
 * @param {string} directory
 * @param {string} socket the engine's
 */
export async function countingSocket(directory, socket) {
  let sent = 0;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const engine = createConnection({ path: socket, allowHalfOpen: true });
    client.on('data', (/** @type {Buffer} */ chunk) => (sent += chunk.length));
    client.pipe(engine).pipe(client);
    for (const each of [client, engine])
      each.on('error', () => {
        client.destroy();
        engine.destroy();
      });
    client.on('close', () => engine.destroy());
  });
  const path = join(directory, 'counted.sock');
  await new Promise((resolve, reject) => server.once('error', reject).listen(path, () => resolve(undefined)));
  return {
    /** How many bytes are sent while something is done. @param {() => Promise<unknown>} work */
    async during(work) {
      const before = [sent, process.env['DOCKER_HOST']];
      process.env['DOCKER_HOST'] = `unix://${path}`;
      try {
        await work();
      } finally {
        if (before[1] === undefined) delete process.env['DOCKER_HOST'];
        else process.env['DOCKER_HOST'] = String(before[1]);
      }
      return sent - Number(before[0]);
    },
    close: () => server.close(),
  };
}

import { createServer } from 'node:net';

const given = new Set<number>();

/** A port of 127.0.0.1 that is free now, and was not given before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await listenable();
    if (given.has(port)) continue;
    given.add(port);
    return port;
  }
}

function listenable(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The status and body of a page of a port of this machine. */
export async function get(port: number, path = '/'): Promise<{ status: number; body: string }> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: answer.status, body: await answer.text() };
}

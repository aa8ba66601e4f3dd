import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Stands between a client and a server on this machine, and can stand in its way. Gone when the test ends. */
export class Gate {
  /** Whether connections are ended as they come. */
  closed = false;
  /** Whether connections are taken and nothing is passed on. */
  mute = false;
  connections = 0;
  /** Bytes that the client sent. */
  sent = 0;
  private readonly sockets = new Set<Socket>();

  /** Where clients connect to, `127.0.0.1:40000`. */
  private constructor(readonly host: string) {}

  /** @param target a port of this machine, `127.0.0.1:5000`, or a socket's path */
  static async open(target: string): Promise<Gate> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const gate = new Gate(`127.0.0.1:${(server.address() as { port: number }).port}`);
    server.on('connection', (socket) => gate.pass(socket, target));
    onTestFinished(() => {
      gate.cut();
      server.close();
    });
    return gate;
  }

  /** Ends every connection, as a network does that goes away. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private pass(client: Socket, target: string): void {
    this.connections++;
    this.sockets.add(client);
    client.on('error', () => undefined);
    if (this.closed) return void client.destroy();
    if (this.mute) return void client.resume();
    const [host = '', port] = target.split(':');
    const upstream = target.startsWith('/') ? connect(target) : connect(Number(port), host);
    this.sockets.add(upstream);
    upstream.on('error', () => client.destroy());
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
    client.on('data', (chunk: Buffer) => (this.sent += chunk.length));
    client.pipe(upstream).pipe(client);
  }
}

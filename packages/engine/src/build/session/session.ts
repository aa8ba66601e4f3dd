import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { Server, ServerCredentials, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { engineFailed } from '@pydock/core';
import type { Engine } from '../../connection/connect';
import { serviceDefinition } from './protocol';

/** What a client serves to a build: a gRPC service by name and its implementation. */
export interface SessionService {
  readonly name: string;
  readonly implementation: UntypedServiceImplementation;
}

/** An open BuildKit session: the engine calls back over it for files, secrets and the like. */
export interface BuildSession {
  readonly id: string;
  /** Ends it; the engine drops whatever build still uses it. */
  close(): void;
}

const health: SessionService = {
  name: 'grpc.health.v1.Health',
  // 1 is SERVING. Without an answer the engine closes the session after 5 s.
  implementation: {
    Check: (_call: unknown, done: (error: null, reply: object) => void) => done(null, { status: 1 }),
  },
};

/**
 * Opens a session and serves on it.
 * @param sharedKey names the engine's own copy of the context, kept from build to build
 */
export async function openSession(
  engine: Engine,
  sharedKey: string,
  services: readonly SessionService[],
): Promise<BuildSession> {
  const server = new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
  const all = [health, ...services];
  for (const { name, implementation } of all) server.addService(serviceDefinition(name), implementation);
  const methods = all.flatMap(({ name }) => Object.values(serviceDefinition(name)).map(({ path }) => path));
  const id = randomUUID();
  const socket = await upgrade(engine, {
    'X-Docker-Expose-Session-Uuid': id,
    'X-Docker-Expose-Session-Name': 'pydock',
    'X-Docker-Expose-Session-Sharedkey': sharedKey,
    'X-Docker-Expose-Session-Grpc-Method': methods,
  });
  socket.on('error', () => undefined);
  // Over TLS, Node takes HTTP/2 from a socket only if that was agreed on in TLS; the upgrade has agreed on it here.
  if (socket instanceof TLSSocket) socket.alpnProtocol = 'h2c';
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  injector.injectConnection(socket);
  const close = () => {
    server.forceShutdown();
    injector.destroy();
    socket.destroy();
  };
  return { id, close };
}

// POST /session, upgraded to HTTP/2 in clear text: the engine is the client from then on.
function upgrade(engine: Engine, headers: Record<string, string | string[]>): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      path: '/session',
      hijack: true,
      headers: { Upgrade: 'h2c', ...headers },
      statusCodes: { 101: true, 200: true, 500: 'server error' },
    };
    engine.docker.modem.dial(options as never, (error: unknown, socket: unknown) => {
      if (error || !socket)
        reject(engineFailed('open a build session', (error as Error | null)?.message ?? 'no socket'));
      else resolve(socket as Duplex);
    });
  });
}

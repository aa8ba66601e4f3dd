import { type sendUnaryData, type ServerDuplexStream, type ServerUnaryCall, status } from '@grpc/grpc-js';
import type { Duplex } from 'node:stream';
import { onlySigning } from './agent-messages';
import type { SessionService } from './session';

/** An open agent: the program that signs, at the other end of a stream. */
export type OpenAgent = () => Duplex;

interface Bytes {
  readonly data: Buffer;
}

/** Lets steps sign over ssh, with the agent of the id that they name. They can list keys and sign, and nothing else. */
export function sshService(agents: ReadonlyMap<string, OpenAgent>): SessionService {
  const checkAgent = (call: ServerUnaryCall<{ ID: string }, object>, done: sendUnaryData<object>) => {
    const id = call.request.ID || 'default';
    if (agents.has(id)) done(null, {});
    else done({ code: status.NOT_FOUND, message: `no SSH key "${id}" forwarded from the client` });
  };
  const forwardAgent = (stream: ServerDuplexStream<Bytes, Bytes>) => {
    const open = agents.get(String(stream.metadata.get('buildkit.ssh.id')[0] ?? 'default'));
    if (!open) return void stream.end();
    const agent = open();
    const requests = onlySigning((refusal) => stream.write({ data: refusal }));
    const over = () => {
      agent.destroy();
      stream.end();
    };
    stream.on('data', ({ data }: Bytes) => {
      try {
        for (const request of requests(data)) agent.write(request);
      } catch {
        over();
      }
    });
    agent.on('data', (data: Buffer) => stream.write({ data }));
    for (const each of ['end', 'error', 'cancelled']) stream.on(each, over);
    for (const each of ['end', 'error', 'close']) agent.on(each, over);
  };
  return {
    name: 'moby.sshforward.v1.SSH',
    implementation: { CheckAgent: checkAgent, ForwardAgent: forwardAgent },
  };
}

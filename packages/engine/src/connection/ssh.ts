import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Agent } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { SshEndpoint } from './endpoint';

/**
 * Connections to an engine behind ssh, made as the docker CLI makes them: by the program ssh, so that the user's
 * configuration, known hosts and agent count. It never asks: a prompt could not be seen among builds.
 */
export function sshAgent(endpoint: SshEndpoint, env: NodeJS.ProcessEnv): Agent {
  const agent = new Agent({ keepAlive: true });
  agent.createConnection = () => new SshConnection(sshArguments(endpoint), env);
  return agent;
}

/** The arguments of ssh that end in the engine's own socket. */
export function sshArguments({ host, port, user, path }: SshEndpoint): string[] {
  return [
    ...(user === '' ? [] : ['-l', user]),
    ...(port === null ? [] : ['-p', String(port)]),
    ...['-o', 'BatchMode=yes', '-o', 'ConnectTimeout=15', '-T', '--', host],
    ...['docker', ...(path === '' ? [] : ['--host', `'unix://${path}'`]), 'system', 'dial-stdio'],
  ];
}

/** An ssh process as a stream. Its failure is the stream's, in its own words. */
class SshConnection extends Duplex {
  private readonly child: ChildProcessWithoutNullStreams;
  private said = '';

  constructor(args: readonly string[], env: NodeJS.ProcessEnv) {
    super();
    this.child = spawn('ssh', args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    const { stdin, stdout, stderr } = this.child;
    stdin.on('error', () => undefined);
    stderr.on('data', (chunk: Buffer) => (this.said = `${this.said}${chunk.toString()}`.slice(-2000)));
    stdout.on('data', (chunk: Buffer) => this.push(chunk) || stdout.pause());
    this.child.on('error', (error) => this.destroy(new Error(`ssh can't be run: ${error.message}`)));
    this.child.on('close', (code) => {
      if (code === 0) this.push(null);
      else this.destroy(new Error(this.said.trim() || `ssh ended with ${code}`));
    });
  }

  override _read(): void {
    this.child.stdout.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.child.stdin.write(chunk, done);
  }

  override _final(done: () => void): void {
    this.child.stdin.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.child.kill();
    done(error);
  }

  // What an HTTP agent asks of a socket. One that is idle must not keep the process alive.
  setKeepAlive = () => this;
  setNoDelay = () => this;
  setTimeout = () => this;
  ref = () => this.forEachPart((part) => part.ref());
  unref = () => this.forEachPart((part) => part.unref());

  private forEachPart(act: (part: { ref(): unknown; unref(): unknown }) => void): this {
    const { stdin, stdout, stderr } = this.child;
    for (const part of [this.child, stdin, stdout, stderr]) act(part as unknown as Socket);
    return this;
  }
}

import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { must, userEnvironment } from './command';
import { engineSocket } from './docker';

/** A socket before the engine's own, which notes the requests that pass. */
export class EngineRecorder {
  private readonly sockets = new Set<Socket>();
  private seen: string[] = [];

  private constructor(
    private readonly server: Server,
    /** What DOCKER_HOST is set to. */
    readonly address: string,
  ) {}

  static async open(path: string): Promise<EngineRecorder> {
    const server = createServer();
    const recorder = new EngineRecorder(server, `unix://${path}`);
    server.on('connection', (socket) => recorder.pass(socket));
    await new Promise<void>((resolve) => server.listen(path, resolve));
    return recorder;
  }

  /** The requests since the last time, such as `POST /build`: without API version and query. */
  take(): string[] {
    const seen = this.seen;
    this.seen = [];
    return seen;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private pass(client: Socket): void {
    const engine = createConnection(engineSocket);
    for (const [from, to] of [
      [client, engine],
      [engine, client],
    ] as const) {
      this.sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
      from.pipe(to);
    }
    client.on('data', (chunk) => this.note(chunk.toString('latin1')));
  }

  private note(text: string): void {
    const requests = text.matchAll(/^(GET|HEAD|POST|PUT|DELETE) (\/\S*) HTTP\/1\.1\r$/gm);
    for (const [, method = '', path = ''] of requests)
      this.seen.push(`${method} ${path.replace(/^\/v[\d.]+/, '').replace(/\?.*$/, '')}`);
  }
}

/** A `docker` first on the PATH that notes its arguments, then becomes the real one. */
export class CliRecorder {
  private constructor(
    private readonly log: string,
    /** The PATH to run commands with. */
    readonly path: string,
  ) {}

  static async open(directory: string): Promise<CliRecorder> {
    await mkdir(directory, { recursive: true });
    const env = userEnvironment();
    const real = (await must('sh', ['-c', 'command -v docker'], { cwd: '/', env })).trim();
    const log = join(directory, 'calls');
    await writeFile(log, '');
    await writeFile(join(directory, 'docker'), `#!/bin/sh\necho "$*" >> '${log}'\nexec '${real}' "$@"\n`);
    await chmod(join(directory, 'docker'), 0o755);
    return new CliRecorder(log, `${directory}:${env['PATH'] ?? ''}`);
  }

  /** The calls since the last time, one string of arguments each. */
  async take(): Promise<string[]> {
    const calls = (await readFile(this.log, 'utf8')).split('\n').filter((line) => line !== '');
    await writeFile(this.log, '');
    return calls;
  }
}

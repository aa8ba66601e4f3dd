import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, must, run, userEnvironment } from './command';

const program = '/usr/sbin/dockerd';

/**
 * A real engine that is too old: Debian 12's own, which `npm run engine` installs for its runc and never starts.
 * It runs in a network namespace of its own, so that it touches nothing of the engine in use.
 */
export class OldEngine {
  private constructor(
    readonly socket: string,
    private readonly directory: string,
    private readonly daemon: Command,
  ) {}

  static async start(directory: string): Promise<OldEngine> {
    if (!existsSync(program)) await install();
    await mkdir(directory, { recursive: true });
    const socket = join(directory, 'docker.sock');
    const daemon = new Command(
      'unshare',
      [
        ...['--net', '--', program, `--host=unix://${socket}`, `--data-root=${join(directory, 'data')}`],
        ...[`--exec-root=${join(directory, 'exec')}`, `--pidfile=${join(directory, 'pid')}`],
        ...['--storage-driver=vfs', '--iptables=false', '--bridge=none'],
      ],
      { cwd: '/', env: userEnvironment({ PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }) },
    );
    await daemon.until(/API listen on/, 60_000);
    return new OldEngine(socket, directory, daemon);
  }

  async stop(): Promise<void> {
    this.daemon.terminate();
    await this.daemon.finished;
    await rm(this.directory, { recursive: true, force: true, maxRetries: 3 });
  }
}

// A machine that had an engine before: only this test needs the old one, unpacked and never started by the system.
async function install(): Promise<void> {
  const env = userEnvironment({ DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' });
  await run('apt-get', ['update'], { cwd: '/', env });
  await must('apt-get', ['install', '--yes', '--no-install-recommends', 'docker.io'], { cwd: '/', env });
}

import { type ChildProcess, spawn } from 'node:child_process';
import { composeFailed, composeMissing, refuseOldCompose } from '@pydock/core';
import type { Engine } from '../connection/connect';

/** How a `docker compose` command is run. */
export interface ComposeRun {
  /** The directory that relative paths of the file start from: the workspace root. */
  readonly directory: string;
  /** The compose file: by its name in the directory, or as a text that goes to standard input. */
  readonly file?: string;
  readonly text?: string;
  readonly project: string;
  readonly signal?: AbortSignal;
}

/**
 * Runs `docker compose` and waits for it. An abort ends it: first asked, then, after 2 s, killed.
 * @throws PydockError PYDOCK_COMPOSE_MISSING, PYDOCK_COMPOSE_FAILED
 */
export async function compose(engine: Engine, args: readonly string[], run: ComposeRun): Promise<void> {
  const global = [
    'compose',
    '--project-directory',
    run.directory,
    '--project-name',
    run.project,
    '--file',
    run.file ?? '-',
  ];
  const { exitCode, output } = await docker(
    engine,
    [...global, '--ansi', 'never', '--progress', 'plain', ...args],
    run,
  );
  if (exitCode === 0) return;
  if (isMissing(output)) throw composeMissing(output[0] ?? '');
  throw composeFailed(`docker compose ${args.join(' ')}`, exitCode, output);
}

/** @throws PydockError PYDOCK_COMPOSE_MISSING, PYDOCK_COMPOSE_TOO_OLD */
export async function requireCompose(engine: Engine): Promise<void> {
  const { exitCode, output } = await docker(engine, ['compose', 'version', '--short'], {});
  if (exitCode !== 0) throw composeMissing(output[0] ?? 'it printed nothing');
  refuseOldCompose(output[0] ?? '');
}

/**
 * Fetches an image, with the logins that the docker CLI has.
 * @returns the CLI's last words where it can't be had; null where it is there
 */
export async function pullImage(engine: Engine, image: string, signal: AbortSignal): Promise<string | null> {
  const { exitCode, output } = await docker(engine, ['pull', '--quiet', image], { signal });
  return exitCode === 0 ? null : (output.at(-1) ?? 'it printed nothing');
}

const isMissing = (output: readonly string[]) =>
  output.some((line) =>
    /is not a docker command|unknown (shorthand )?flag: .*(project-directory|'f')/.test(line),
  );

interface Finished {
  readonly exitCode: number | null;
  readonly output: string[];
}

function docker(engine: Engine, args: readonly string[], run: Partial<ComposeRun>) {
  return new Promise<Finished>((resolve, reject) => {
    // A process group of its own: a terminal's Ctrl+C reaches us alone, and we decide what is undone.
    const child = spawn('docker', args, {
      ...(run.directory !== undefined && { cwd: run.directory }),
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...engineEnvironment(engine), COMPOSE_MENU: 'false' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stdin.on('error', () => undefined);
    child.stdin.end(run.text ?? '');
    let timer: NodeJS.Timeout | undefined;
    const stop = () => {
      kill(child, 'SIGTERM');
      timer = setTimeout(() => kill(child, 'SIGKILL'), 2000);
    };
    if (run.signal?.aborted) stop();
    run.signal?.addEventListener('abort', stop, { once: true });
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      run.signal?.removeEventListener('abort', stop);
      reject(error.code === 'ENOENT' ? composeMissing('there is no command `docker` on the PATH') : error);
    });
    child.once('close', (exitCode) => {
      clearTimeout(timer);
      run.signal?.removeEventListener('abort', stop);
      resolve({ exitCode, output: output.split(/\r?\n/).filter((line) => line.trim() !== '') });
    });
  });
}

// The plugin is a process of its own below the docker command: the whole group must go.
function kill(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid === undefined || process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

// The CLI finds DOCKER_HOST and contexts by itself; a socket that only we looked for it must be told.
function engineEnvironment({ endpoint }: Engine): Record<string, string> {
  const found = endpoint.kind === 'socket' && !/^(DOCKER_HOST|docker context )/.test(endpoint.source);
  return found
    ? { DOCKER_HOST: `${process.platform === 'win32' ? 'npipe' : 'unix'}://${endpoint.path}` }
    : {};
}

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** A command that has ended. `output` is both streams as they came. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly output: string;
  readonly milliseconds: number;
}

/** What a command is run with, beside its arguments. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Whether standard input stays open, to be typed at. */
  readonly typing?: boolean;
}

/** A running command, in a process group of its own as a shell's foreground job has it. */
export class Command {
  readonly finished: Promise<Finished>;
  output = '';
  private readonly child: ChildProcess;
  private readonly onOutput = new Set<() => void>();

  constructor(command: string, args: readonly string[], { cwd, env, typing }: CommandOptions) {
    const started = performance.now();
    this.child = spawn(command, args, {
      cwd,
      env: env ?? userEnvironment(),
      detached: true,
      stdio: [typing ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    this.child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
        for (const notify of this.onOutput) notify();
      });
    this.finished = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code) =>
        resolve({ code, stdout, output: this.output, milliseconds: performance.now() - started }),
      );
    });
  }

  /** Waits until the output matches; fails with the output where the command ends or time is up before. */
  async until(pattern: RegExp, milliseconds = 60_000): Promise<void> {
    const seen = new Promise<void>((resolve) => {
      const look = () => {
        if (pattern.test(this.output)) resolve();
      };
      this.onOutput.add(look);
      look();
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve('time is up'), milliseconds);
    });
    const ended = this.finished.then(() => 'the command ended');
    const missed = await Promise.race([seen, late, ended]);
    clearTimeout(timer);
    if (missed && !pattern.test(this.output))
      throw new Error(`${missed} before ${pattern.source}:\n${this.output}`);
  }

  /** What Ctrl+C does: SIGINT to every process of the group. */
  interrupt(): void {
    this.signal('SIGINT');
  }

  /** Types at the command's terminal. */
  type(text: string): void {
    this.child.stdin?.write(text);
  }

  /** Asks the whole group to end. */
  terminate(): void {
    this.signal('SIGTERM');
  }

  /** Ends the whole group, if it still runs. */
  kill(): void {
    this.signal('SIGKILL');
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, signal);
    } catch {
      // It has ended.
    }
  }
}

/** Runs a command to its end, whatever its exit code. */
export const run = (command: string, args: readonly string[], options: CommandOptions): Promise<Finished> =>
  new Command(command, args, options).finished;

/** Runs a command that must succeed. */
export async function must(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<string> {
  const { code, stdout, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`);
  return stdout;
}

// What this repository's own runner leaves in the environment is not part of a user's.
const foreign =
  /^(CI|FORCE_COLOR|INIT_CWD|NODE_ENV|NODE_PATH|NODE_OPTIONS|TEST|DEV|PROD|MODE|SSR|VITE.*|VITEST.*|NX_.*|npm_(?!config_).*)$/;

/** The environment of a user at a shell: nothing of npm scripts, Nx or vitest. */
export function userEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((each) => !each.includes('node_modules'));
  return {
    ...Object.fromEntries(kept),
    PATH: path.join(delimiter),
    NO_COLOR: '1',
    NX_TUI: 'false',
    NX_DAEMON: 'false',
    ...more,
  };
}

/** A PATH with everything that the user's has, but no program whose name starts with one of some words. */
export async function pathWithout(words: readonly string[], directory: string): Promise<string> {
  const path = (userEnvironment()['PATH'] ?? '').split(delimiter);
  await mkdir(directory, { recursive: true });
  for (const each of path) {
    const names = await readdir(each).catch(() => []);
    for (const name of names)
      if (!words.some((word) => name.startsWith(word)))
        await symlink(join(each, name), join(directory, name)).catch(() => undefined);
  }
  return directory;
}

import { spawn } from 'node:child_process';
import { childEnvironment } from './environment.mjs';

/**
 * A command: `shown` is what a user would type, in `directory`.
 * @typedef {{ shown: string, program: string, args: readonly string[], directory: string }} Command
 */
/** @typedef {{ code: number | null, lines: string[] }} Outcome code is null when the program can't be started */
/** @typedef {{ signal?: AbortSignal, onLine?: (line: string) => void }} Following */

const PATIENCE_MS = 15_000;

/** A command by its words. @param {string} directory @param {string} program @param {readonly string[]} args @returns {Command} */
export const command = (directory, program, ...args) => ({
  shown: [program, ...args].map(quoted).join(' '),
  program,
  args,
  directory,
});

/** As a shell wants it. @param {string} word */
const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`);

/**
 * Runs a command to its end. When the signal aborts, its processes are told as Ctrl+C would tell them, and it is
 * waited for: the promise is rejected with the signal's reason once it has put its things in order.
 * @param {Command} wanted
 * @param {Following} [following]
 * @returns {Promise<Outcome>}
 */
export function execute({ program, args, directory }, { signal, onLine } = {}) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    // A process group of its own: a terminal's Ctrl+C reaches us alone, and the group hears of it once.
    const child = spawn(program, args, {
      cwd: directory,
      env: childEnvironment(process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    /** @type {string[]} */
    const lines = [];
    const take = lineReader((line) => {
      lines.push(line);
      onLine?.(line);
    });
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const stop = () => {
      end(child, 'SIGINT');
      setTimeout(() => end(child, 'SIGKILL'), PATIENCE_MS).unref();
    };
    signal?.addEventListener('abort', stop, { once: true });
    /** @param {number | null} code */
    const finish = (code) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) reject(/** @type {Error} */ (signal.reason));
      else resolve({ code, lines });
    };
    child.once('error', ({ message }) => {
      lines.push(message);
      finish(null);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}

/** Signals a child's whole group. @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function end(child, signal) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // It has just ended.
  }
}

/** Cuts chunks into lines; blank ones are left out. @param {(line: string) => void} onLine */
function lineReader(onLine) {
  return (/** @type {Buffer} */ chunk) => {
    for (const line of chunk.toString().split(/[\r\n]+/)) if (line.trim()) onLine(line.trimEnd());
  };
}

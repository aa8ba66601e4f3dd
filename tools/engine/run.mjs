import { spawn } from 'node:child_process';

/** @typedef {(line: string) => void} Log */
/** @typedef {{ code: number | null, stdout: string, stderr: string }} Outcome */
/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string} [cwd]
 * @property {number} [limitMs] ends the program after so long
 * @property {number} [firstOutputMs] ends the program when it has printed nothing for so long
 * @property {Log} [onLine] gets the latest line of output
 */

const KEPT_OUTPUT = 65_536;
const BEAT_MS = 15_000;

/**
 * Runs a program to its end. A program that can't be started has code null; nothing is thrown.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Outcome>}
 */
export function run(command, args, { env, cwd, limitMs, firstOutputMs, onLine } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const outcome = { stdout: '', stderr: '' };
    const ends = limitMs ? setTimeout(() => child.kill(), limitMs) : undefined;
    const silence = firstOutputMs ? setTimeout(() => child.kill(), firstOutputMs) : undefined;
    /** @param {'stdout' | 'stderr'} stream */
    const keep = (stream) => (/** @type {Buffer} */ chunk) => {
      clearTimeout(silence);
      outcome[stream] = (outcome[stream] + chunk.toString()).slice(-KEPT_OUTPUT);
      const line = lastLines(chunk.toString(), 1);
      if (line) onLine?.(line);
    };
    /** @param {number | null} code @param {string} [error] */
    const finish = (code, error) => {
      clearTimeout(ends);
      clearTimeout(silence);
      resolve({ code, stdout: outcome.stdout, stderr: outcome.stderr + (error ?? '') });
    };
    child.stdout.on('data', keep('stdout'));
    child.stderr.on('data', keep('stderr'));
    child.on('error', (error) => finish(null, error.message));
    child.on('close', (code) => finish(code));
  });
}

/**
 * Says what is about to happen, that it goes on, and how long it took.
 * @template T
 * @param {Log} log
 * @param {string} what
 * @param {(onLine: Log) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(log, what, work) {
  const started = Date.now();
  const seconds = (/** @type {number} */ digits) => `${((Date.now() - started) / 1000).toFixed(digits)} s`;
  let latest = '';
  log(`${what} …`);
  const beat = setInterval(() => log(`  ${what}: ${seconds(0)} so far${latest && `, ${latest}`}`), BEAT_MS);
  try {
    const result = await work((line) => (latest = line.slice(0, 80)));
    log(`  ${what}: ${seconds(1)}`);
    return result;
  } finally {
    clearInterval(beat);
  }
}

/** The last lines of a text that say something. @param {string} text @param {number} count */
export const lastLines = (text, count) =>
  text
    .split(/[\r\n]+/)
    .filter((line) => line.trim())
    .slice(-count)
    .join('\n');

/** What a program said last, or how it ended when it said nothing. @param {Outcome} outcome @param {number} [lines] */
export const lastWords = ({ code, stdout, stderr }, lines = 5) =>
  lastLines(stderr, lines) ||
  lastLines(stdout, lines) ||
  (code === null ? 'it was ended, or took too long' : `it exited with code ${code}`);

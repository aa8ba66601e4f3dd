import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countTests } from './counts.mjs';
import { reportFile, root } from './places.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

export const say = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);

/**
 * Runs a program of this repository in its root, its output line by line behind a label.
 * @param {string} label
 * @param {string} program `npm`, or one of node_modules/.bin
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number | null>} its exit code
 */
export function run(label, program, args, env) {
  const command = program === 'npm' ? program : join(root, 'node_modules', '.bin', program);
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) printLines(label, stream);
    child.once('error', ({ message }) => {
      say(`${label} │ ${message}`);
      resolve(null);
    });
    child.once('close', resolve);
  });
}

/** @param {string} label @param {import('node:stream').Readable} stream */
function printLines(label, stream) {
  let rest = '';
  stream.on('data', (/** @type {Buffer} */ chunk) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    // What the tag filter left out is nobody's news.
    for (const line of lines) if (line.trim() !== '' && !line.startsWith(' ↓')) say(`${label} │ ${line}`);
  });
  stream.on('end', () => {
    if (rest !== '') say(`${label} │ ${rest}`);
  });
}

/**
 * Does one thing and says how it ended and how long it took; what it throws has failed.
 * @param {string} name
 * @param {() => Promise<Counts>} work
 * @returns {Promise<Counts>}
 */
export async function stage(name, work) {
  const started = Date.now();
  say(`▸ ${name}`);
  const counts = await work().catch((/** @type {unknown} */ error) => {
    say(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1 };
  });
  const seconds = Math.round((Date.now() - started) / 1000);
  say(
    `${counts.failed === 0 ? '✓' : '✗'} ${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`,
  );
  return counts;
}

/** A program that passes or fails as a whole. @param {number | null} exitCode @returns {Counts} */
export const asOne = (exitCode) => (exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

/**
 * Runs vitest and counts its tests. The arguments name the reporter for people.
 * @param {string} label
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {(tags: readonly string[]) => boolean} wanted
 */
export async function vitest(label, args, env, wanted = () => true) {
  const file = reportFile(label);
  rmSync(file, { force: true });
  const reporters = ['--reporter=json', `--outputFile.json=${file}`];
  const exitCode = await run(label, 'vitest', ['run', ...args, ...reporters], env);
  return countTests(readReport(file), exitCode, wanted);
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { get } from './api.mjs';
import { isOurDaemon, isProgram } from './decide.mjs';
import { EngineError } from './errors.mjs';
import { read } from './observe.mjs';
import { CONTAINERD_PID_FILE, DEFAULT_URL, LOG_FILE, PID_FILE, RUNTIME, STATE, STORE } from './paths.mjs';
import { lastLines, step } from './run.mjs';

/** @typedef {import('./run.mjs').Log} Log */

const START_MS = 60_000;
const STOP_MS = 60_000;
const POLL_MS = 100;
/** @type {import('./endpoints.mjs').Endpoint} */
const SOCKET = { url: DEFAULT_URL, source: 'the default socket', configured: false, tls: false };

/** The pid of the running dockerd that this tool started; null when there is none. */
export function ourDaemon() {
  const pid = recordedPid(PID_FILE);
  return pid !== null && isOurDaemon(commandLine(pid), PID_FILE) ? pid : null;
}

/**
 * Starts dockerd apart from this process and waits until it answers.
 * @param {Log} log
 * @param {{ program: string, env: NodeJS.ProcessEnv }} daemon
 */
export async function startDaemon(log, { program, env }) {
  if (ourDaemon() !== null) return step(log, 'Waiting for the Docker engine', () => answers(() => false));
  mkdirSync(STATE, { recursive: true });
  mkdirSync(RUNTIME, { recursive: true });
  clearStale(PID_FILE, 'dockerd');
  clearStale(CONTAINERD_PID_FILE, 'containerd');
  await step(log, 'Starting the Docker engine', async () => {
    const child = launch(program, env);
    let ended = false;
    child.once('exit', () => (ended = true));
    child.once('error', () => (ended = true));
    try {
      await answers(() => ended);
    } catch (error) {
      child.kill();
      throw error;
    }
    child.unref();
  });
}

/** @param {string} program @param {NodeJS.ProcessEnv} env */
function launch(program, env) {
  if (existsSync(LOG_FILE)) renameSync(LOG_FILE, `${LOG_FILE}.1`);
  const log = openSync(LOG_FILE, 'w');
  const args = [`--pidfile=${PID_FILE}`, `--data-root=${STORE}`, `--exec-root=${RUNTIME}`];
  const child = spawn(program, args, { detached: true, cwd: '/', env, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}

/** Waits until the engine answers, it ended, or patience did. @param {() => boolean} ended */
async function answers(ended) {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline && !ended()) {
    const status = await get(SOCKET, '/_ping').then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await sleep(POLL_MS);
  }
  const why = ended() ? 'dockerd ended' : `dockerd did not answer within ${START_MS / 1000} s`;
  throw new EngineError('START', {
    what: 'The Docker engine did not start.',
    why: `${why}; the end of its log:\n${lastLines(read(LOG_FILE), 20)}`,
    todo: `Settle what the log says (all of it: ${LOG_FILE}), then run \`npm run engine\` again.`,
  });
}

/** Stops our dockerd, if it runs, and waits for its end. @param {Log} log @returns {Promise<boolean>} whether it ran */
export async function stopDaemon(log) {
  const pid = ourDaemon();
  if (pid === null) return false;
  await step(log, 'Stopping the Docker engine', async () => {
    process.kill(pid, 'SIGTERM');
    const deadline = Date.now() + STOP_MS;
    while (isOurDaemon(commandLine(pid), PID_FILE)) {
      if (Date.now() > deadline) throw stillRuns(pid);
      await sleep(POLL_MS);
    }
  });
  return true;
}

/** @param {number} pid */
const stillRuns = (pid) =>
  new EngineError('STOP', {
    what: 'The Docker engine did not stop.',
    why: `dockerd (pid ${pid}) still runs ${STOP_MS / 1000} s after SIGTERM.`,
    todo: `See ${LOG_FILE}; \`kill -9 ${pid}\` ends it, and \`npm run engine\` recovers from that.`,
  });

/** Removes a pid file that names no running program of that name. @param {string} file @param {string} program */
function clearStale(file, program) {
  const pid = recordedPid(file);
  if (pid === null || !isProgram(commandLine(pid), program)) rmSync(file, { force: true });
}

/** @param {string} file */
function recordedPid(file) {
  const pid = Number(read(file).trim());
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

/** Empty for a process that is no more, or a zombie. @param {number} pid */
const commandLine = (pid) => read(`/proc/${pid}/cmdline`).split('\0');

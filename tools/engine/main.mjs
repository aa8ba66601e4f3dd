import { BASE_IMAGES, EngineError, engineStatus, ensureEngine, stopEngine } from './engine.mjs';

const USAGE = `npm run engine [-- <command>]
  start [--no-images]  finds or starts a Docker engine and gives it the base images (the default)
  stop                 stops the engine that start started
  status               says in one line whether an engine answers; exit code 0 or 1
  help                 says this`;

const log = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);

/** The commands; each returns its exit code. @type {Map<string, () => Promise<number>>} */
const commands = new Map([
  ['start', () => start(BASE_IMAGES)],
  ['start --no-images', () => start([])],
  ['--no-images', () => start([])],
  ['stop', stop],
  ['status', status],
  ['help', help],
  ['--help', help],
]);

/** @param {readonly string[]} images */
async function start(images) {
  await ensureEngine({ log, images });
  return 0;
}

async function stop() {
  await stopEngine({ log });
  return 0;
}

async function status() {
  const engine = await engineStatus();
  if (!engine) {
    log('No Docker engine answers.');
    return 1;
  }
  const { version, apiVersion, socket, source, startedByUs } = engine;
  const origin = startedByUs ? 'started by this tool' : 'not started by this tool';
  log(`Docker engine ${version} (API ${apiVersion}) is running at ${socket} (${source}), ${origin}.`);
  return 0;
}

async function help() {
  log(USAGE);
  return 0;
}

/** @param {string} given */
const misused = (given) =>
  new EngineError('USAGE', {
    what: 'That is not a command of this tool.',
    why: `It was called with: ${given}`,
    todo: USAGE,
  });

try {
  const given = process.argv.slice(2).join(' ') || 'start';
  const command = commands.get(given);
  if (!command) throw misused(given);
  process.exitCode = await command();
} catch (error) {
  if (!(error instanceof EngineError)) throw error;
  process.stderr.write(`${error.message}\n  Code:       ${error.code}\n`);
  process.exitCode = 1;
}

import { BASE_IMAGES, baseImages } from './base-images.mjs';
import { ourDaemon, startDaemon, stopDaemon } from './daemon.mjs';
import { decide } from './decide.mjs';
import { EngineError } from './errors.mjs';
import { daemonProgram, hasSystemd, install } from './install.mjs';
import { withLock } from './lock.mjs';
import { observe, observeEngines } from './observe.mjs';
import { isDefaultSocket } from './paths.mjs';
import { run, step } from './run.mjs';

export { BASE_IMAGES, EngineError };

/** @typedef {import('./run.mjs').Log} Log */
/** @typedef {import('./api.mjs').Engine} Engine */
/**
 * An engine that can be used. `socket` is the socket's path, or the URL of an engine elsewhere.
 * @typedef {{ version: string, apiVersion: string, socket: string, startedByUs: boolean }} RunningEngine
 */

/**
 * Finds an engine, or installs and starts one, and gives it the base images asked for.
 * @param {{ log?: Log, images?: readonly string[] }} [options]
 * @returns {Promise<RunningEngine>}
 */
export async function ensureEngine({ log = () => undefined, images = BASE_IMAGES } = {}) {
  const engine = await ready(log);
  await baseImages(images, engine, log);
  return describe(engine);
}

/** Stops the engine if this tool started it, and says what it did. @param {{ log?: Log }} [options] */
export async function stopEngine({ log = () => undefined } = {}) {
  if (await stopDaemon(log)) return log('The Docker engine is stopped.');
  const { engine } = await observeEngines();
  if (!engine) return log('No Docker engine is running.');
  log(`Docker engine ${engine.version} at ${engine.url} was not started by this tool: left alone.`);
}

/** The engine that answers; null when none does. @returns {Promise<(RunningEngine & { source: string }) | null>} */
export async function engineStatus() {
  const { engine } = await observeEngines();
  return engine && { ...describe(engine), source: engine.source };
}

/** From observation by decision to an engine that answers. @param {Log} log @returns {Promise<Engine>} */
async function ready(log) {
  const decision = decide(await observe());
  if (decision.do === 'use') return use(decision, log);
  if (decision.do === 'explain') throw new EngineError(decision.kind, decision);
  return withLock(log, async () => {
    const after = decide(await observe());
    if (after.do === 'install') await carryOut(after, log);
    const result = decide(await observe());
    if (result.do === 'use') return use(result, log);
    if (result.do === 'explain') throw new EngineError(result.kind, result);
    throw incomplete();
  });
}

/** @param {Extract<import('./decide.mjs').Decision, { do: 'install' }>} decision @param {Log} log */
async function carryOut({ distribution, daemon }, log) {
  log(
    daemon ? 'No Docker engine answers on this machine.' : '`docker compose` does not work on this machine.',
  );
  await install(log, distribution);
  if (!daemon) return;
  const bySystemd = distribution === 'ubuntu' && hasSystemd();
  if (bySystemd) await step(log, 'Starting the Docker engine', () => run('systemctl', ['start', 'docker']));
  else await startDaemon(log, daemonProgram(distribution));
  const user = process.env['SUDO_USER'];
  if (user) log(`  To use it without sudo: sudo usermod -aG docker ${user}, then log in again.`);
}

/** @param {Extract<import('./decide.mjs').Decision, { do: 'use' }>} decision @param {Log} log */
function use({ engine, compose }, log) {
  const { version, apiVersion, url, source } = engine;
  log(`Docker engine ${version} (API ${apiVersion}) is running at ${url} (${source}), Compose ${compose}.`);
  if (source === 'the rootless socket') log(`  For other programs to find it: export DOCKER_HOST=${url}`);
  return engine;
}

/** @param {Engine} engine @returns {RunningEngine} */
const describe = ({ version, apiVersion, url }) => ({
  version,
  apiVersion,
  socket: url.replace(/^(unix|npipe):\/\//, ''),
  startedByUs: isDefaultSocket(url) && ourDaemon() !== null,
});

const incomplete = () =>
  new EngineError('INSTALL', {
    what: 'The Docker engine is installed, but it can not be used.',
    why: 'Either it does not answer, or `docker compose version` still fails.',
    todo: 'See `docker version` and `docker compose version`; https://docs.docker.com/engine/install/ has the rest.',
  });

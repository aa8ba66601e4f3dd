import { existsSync } from 'node:fs';
import { address, hasImage } from './api.mjs';
import { EngineError } from './errors.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, engineLast } from './paths.mjs';
import { lastWords, run, step } from './run.mjs';
import { makeRootFilesystem } from './stand-in.mjs';

/** @typedef {import('./run.mjs').Log} Log */
/** @typedef {import('./api.mjs').Engine} Engine */

/** The Debian whose Python has that version. */
const DEBIAN_OF = new Map([
  ['3.11', 'bookworm'],
  ['3.13', 'trixie'],
  ['3.14', 'forky'],
]);

export const BASE_IMAGES = [...DEBIAN_OF.keys()];

const REGISTRY_MS = 20_000;
const PULL_MS = 900_000;
const CHANGES = [
  'CMD ["python3"]',
  'ENV PATH=/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin',
  'ENV LANG=C.UTF-8',
  'LABEL dev.pydock.stand-in=true',
];

/** @param {string} minor */
const reference = (minor) => `python:${minor}-slim`;

/**
 * Sees to it that the engine has the Python base images: pulled, or where no registry answers made from Debian packages.
 * @param {readonly string[]} minors
 * @param {Engine} engine
 * @param {Log} log
 */
export async function baseImages(minors, engine, log) {
  // An engine behind ssh or TLS is no development machine without a registry: builds pull there as they need.
  if (minors.length === 0 || !address(engine)) return;
  if ((await missing(minors, engine)).length > 0) await alone(log, () => supply(minors, engine, log));
  log(`Base images: ${minors.map(reference).join(', ')}.`);
}

/** @param {readonly string[]} minors @param {Engine} engine */
async function missing(minors, engine) {
  const there = await Promise.all(minors.map((minor) => hasImage(engine, reference(minor))));
  return minors.filter((_, index) => !there[index]);
}

/** Only root makes stand-ins, so only root must not do it twice at once. @param {Log} log @param {() => Promise<void>} work */
const alone = (log, work) =>
  process.platform === 'linux' && process.getuid?.() === 0 ? withLock(log, work) : work();

/** @param {readonly string[]} minors @param {Engine} engine @param {Log} log */
async function supply(minors, engine, log) {
  const standIns = await pullInTurn(await missing(minors, engine), engine, log);
  const made = await Promise.allSettled(standIns.map((minor) => standIn(minor, engine, log)));
  for (const result of made) if (result.status === 'rejected') throw result.reason;
}

/**
 * Pulls one after the other, and stops at the first that fails: those left need stand-ins.
 * @param {readonly string[]} minors
 * @param {Engine} engine
 * @param {Log} log
 */
async function pullInTurn(minors, engine, log) {
  for (const [index, minor] of minors.entries()) {
    const what = `Pulling ${reference(minor)}`;
    const pulled = await step(log, what, (onLine) =>
      docker(engine, ['pull', reference(minor)], { onLine, limitMs: PULL_MS, firstOutputMs: REGISTRY_MS }),
    );
    if (pulled.code === 0) continue;
    const left = minors.slice(index);
    log(`  no registry has it for us: ${lastWords(pulled, 1)}`);
    log(`  making stand-ins for ${left.map(reference).join(', ')} from Debian packages`);
    return left;
  }
  return [];
}

/** Imports a stand-in, made now or kept from last time. @param {string} minor @param {Engine} engine @param {Log} log */
async function standIn(minor, engine, log) {
  const suite = DEBIAN_OF.get(minor);
  if (!suite) throw unknown(minor);
  const file = `${cacheFolder(process.env)}/python-${minor}-slim.tar`;
  if (!existsSync(file)) await makeRootFilesystem(log, { suite, minor, file });
  const changes = CHANGES.flatMap((change) => ['--change', change]);
  const imported = await step(log, `Importing ${reference(minor)} from ${file}`, () =>
    docker(engine, ['import', ...changes, file, reference(minor)]),
  );
  if (imported.code !== 0) throw notImported(minor, file, lastWords(imported));
}

/**
 * @param {Engine} engine
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
const docker = ({ url }, args, options) =>
  run('docker', args, { ...options, env: { ...engineLast(process.env), DOCKER_HOST: url } });

/** @param {string} minor */
const unknown = (minor) =>
  new EngineError('IMAGE', {
    what: `There is no stand-in for ${reference(minor)}.`,
    why: `Stand-ins are made from the Debian releases that have Python ${BASE_IMAGES.join(', ')}.`,
    todo: `Pull ${reference(minor)} where a registry answers, or ask for one of those versions.`,
  });

/** @param {string} minor @param {string} file @param {string} why */
const notImported = (minor, file, why) =>
  new EngineError('IMAGE', {
    what: `${reference(minor)} could not be imported.`,
    why,
    todo: `Remove ${file} if it is damaged, then run \`npm run engine\` again.`,
  });

import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from '../../../demo/places.mjs';
import { command, execute } from '../../../shared/command.mjs';
import { ToolError } from '../../../shared/tool-error.mjs';

/** @typedef {import('./monorepo.mjs').Service} Service */
/** @typedef {typeof import('../../../../packages/pydock/src/executors/build/build.js')} BuildModule */
/** @typedef {typeof import('../../../../packages/pydock/src/report/build-report.js')} ReportModule */
/** A workspace to build in. @typedef {{ directory: string, services: readonly Service[], lent: readonly string[], signal: AbortSignal }} Place */

/** @param {import('../../../shared/command.mjs').Command} wanted @param {AbortSignal} [signal] */
export async function succeed(wanted, signal) {
  const { code, lines } = await execute(wanted, signal && { signal });
  if (code === 0) return lines;
  throw new ToolError('PYDOCK_BENCH_COMMAND_FAILED', {
    what: `${wanted.shown} failed, so nothing can be measured.`,
    why: lines.slice(-20).join('\n'),
    todo: 'Mend what it says, and run it again.',
  });
}

/**
 * The body of the docker-build executor, as Nx runs it in its process: options and Dockerfiles are read, the engine is found and
 * asked, every file of the context is looked at, and what is stale is built. Not timed is Nx itself.
 */
export async function executorBody() {
  const file = join(repository, 'packages/pydock/dist/executors/build/build.js');
  const { build } = /** @type {BuildModule} */ (await import(pathToFileURL(file).href));
  const reports = join(repository, 'packages/pydock/dist/report/build-report.js');
  const { reportOf } = /** @type {ReportModule} */ (await import(pathToFileURL(reports).href));
  /** @param {Place} place @param {readonly string[]} names */
  return async ({ directory, services, signal }, ...names) => {
    /** @type {string[]} */
    const told = [];
    const open = () => reportOf('plain', false, (text) => told.push(text));
    const outcomes = await build(tasksOf(directory, services, names), signal, open);
    if (names.every((name) => outcomes.get(name))) return;
    throw new ToolError('PYDOCK_BENCH_COMMAND_FAILED', {
      what: `docker-build of ${names.join(', ')} failed, so nothing can be measured.`,
      why: told.slice(-20).join('\n'),
      todo: 'Mend what it says, and run it again.',
    });
  };
}

/** What Nx gives an executor. @param {string} directory @param {readonly Service[]} services @param {readonly string[]} names */
function tasksOf(directory, services, names) {
  const targets = { 'docker-up': { executor: 'pydock:up' }, 'docker-build': { executor: 'pydock:build' } };
  const nodes = services.map(({ name, root }) => [name, { name, type: 'app', data: { root, targets } }]);
  const context = /** @type {never} */ ({
    root: directory,
    projectGraph: { nodes: Object.fromEntries(nodes), dependencies: {} },
    nxJsonConfiguration: { plugins: [{ plugin: 'pydock', options: { composeProject: 'pydock-bench' } }] },
  });
  const projects = new Map(names.map((name) => [name, {}]));
  return { projects, context, target: 'docker-build', configuration: undefined };
}

/** @param {Place} place @param {string} name */
const rootOf = ({ services }, name) => services.find((each) => each.name === name)?.root ?? name;
/** @param {string} name */
export const tagOf = (name) => `pydock-bench-${name}`;
/** @param {string} name */
const peerTag = (name) => `pydock-bench-peer-${name}`;

/** @param {Place} place @param {readonly string[]} names */
export const buildx = async (place, ...names) => {
  for (const name of names) {
    const file = `${rootOf(place, name)}/Dockerfile`;
    const lent = place.lent.flatMap((each) => ['--secret', each]);
    const args = ['buildx', 'build', '--file', file, '--tag', peerTag(name), ...lent, '.'];
    await succeed(command(place.directory, 'docker', ...args), place.signal);
  }
};

/** @param {Place} place @param {readonly string[]} names */
export const bake = async (place, ...names) => {
  const allowed = place.lent.map((each) => `--allow=fs.read=${each.replace(/^.*src=/, '')}`);
  const args = ['buildx', 'bake', '--file', 'bake.json', ...allowed, ...names];
  await succeed(command(place.directory, 'docker', ...args), place.signal);
};

/** Writes the file that bake reads. @param {Place} place */
export async function writeBakeFile({ directory, services, lent }) {
  const target = services.map(({ name, root }) => [
    name,
    { context: '.', dockerfile: `${root}/Dockerfile`, tags: [peerTag(name)], secret: lent },
  ]);
  await writeFile(join(directory, 'bake.json'), JSON.stringify({ target: Object.fromEntries(target) }));
}

let edits = 0;
/** One more line in a source file of a service. @param {Place} place @param {string} name @param {string} [file] */
export const edit = (place, name, file = 'main.py') =>
  appendFile(join(place.directory, rootOf(place, name), file), `# edit ${Date.now()}-${edits++}\n`);

/** Removes what was tagged. @param {readonly string[]} names */
export async function removeImages(names) {
  const tags = names.flatMap((name) => [tagOf(name), peerTag(name), `services-${name}`]);
  await execute(command('.', 'docker', 'rmi', '--force', ...tags));
}

import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { demoContainers, isOurs } from '../../demo/docker.mjs';
import { nx, repository, services, workspace } from '../../demo/places.mjs';
import { requirePlace } from '../../demo/ports.mjs';
import { createReport } from '../../demo/report.mjs';
import { build, prepareDemo } from '../../demo/run.mjs';
import { command, execute } from '../../shared/command.mjs';
import { ToolError } from '../../shared/tool-error.mjs';
import { runner, timed } from '../suite.mjs';

/** @typedef {typeof import('../../../packages/pydock/src/executors/up/up.js')} UpModule */
/** @typedef {typeof import('../../../packages/pydock/src/graph/workspace.js')} WorkspaceModule */
/** @typedef {import('../../../packages/pydock/src/graph/service-source.js').Requested} Requested */
/**
 * The demo's workspace, with both images built.
 * @typedef {{ ours: () => Promise<void>, ran: boolean, signal: AbortSignal }} Context
 */

/** @param {import('../suite.mjs').Surroundings} surroundings @returns {Promise<Context>} */
async function open({ say, signal }) {
  await requirePlace();
  const report = createReport((text) => void process.stderr.write(text));
  await prepareDemo(report, signal);
  await report.step('Build both images', async (step) => void (await build({ step, signal })));
  say('');
  const ran = (await demoContainers()).some(isOurs);
  return { ours: await executorBody(signal), ran, signal };
}

/**
 * The body of the docker-up executor, as `nx run-many -t docker-up` runs it. Timed is what pydock does from the moment
 * that Nx calls it: readServices (options and Dockerfiles into a ComposeProject) and up (engine, lock, every file of
 * both contexts hashed, the engine observed, the plan, and, where it is not empty, `docker compose up` and the wait for
 * health). Not timed is Nx itself: the project graph is made beforehand, and the process runs already.
 * @param {AbortSignal} signal
 */
async function executorBody(signal) {
  const dist = join(repository, 'packages', 'pydock', 'dist');
  const load = async (/** @type {string} */ path) => import(pathToFileURL(join(dist, path)).href);
  const { up } = /** @type {UpModule} */ (await load('executors/up/up.js'));
  const { readServices } = /** @type {WorkspaceModule} */ (await load('graph/workspace.js'));
  const requested = { workspaceRoot: workspace, ...(await projectGraph(signal)), configuration: undefined };
  return async () => {
    const { project } = await readServices(requested);
    await up({
      workspaceRoot: workspace,
      command: 'npm run bench',
      project,
      known: project.services.map(({ name }) => name),
      downTarget: 'docker-down',
      services: services.map(({ name }) => name),
      timeout: 120_000,
      dryRun: false,
      tell: () => undefined,
      report: { say: () => undefined, tell: () => undefined, close: () => undefined },
      signal,
    });
  };
}

/** What Nx gives an executor. @param {AbortSignal} signal @returns {Promise<Pick<Requested, 'graph' | 'nxJson'>>} */
async function projectGraph(signal) {
  const directory = await mkdtemp(join(tmpdir(), 'pydock-bench-'));
  try {
    const file = join(directory, 'graph.json');
    await succeed(nx('graph', `--file=${file}`), signal);
    const { graph } = /** @type {Pick<Requested, 'graph'>} */ (JSON.parse(await readFile(file, 'utf8')));
    const nxJson = /** @type {Requested['nxJson']} */ (
      JSON.parse(await readFile(join(workspace, 'nx.json'), 'utf8'))
    );
    return { graph, nxJson };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const composeFile = join(workspace, 'docker-compose.yml');
const compose = (/** @type {readonly string[]} */ ...args) =>
  command(workspace, 'docker', 'compose', '--file', 'docker-compose.yml', ...args);

/** As `docker compose up` is run for the same end: it returns when all are healthy. */
const peer = {
  name: 'docker compose up',
  /** @param {Context} context */
  run: ({ signal }) => timed(() => succeed(compose('up', '--wait'), signal)),
};

/** Without the wait, which takes half a second at least: it does not look at health. */
const detached = {
  name: 'docker compose up --detach',
  /** @param {Context} context */
  run: ({ signal }) => timed(() => succeed(compose('up', '--detach'), signal)),
};

const ours = (/** @type {Context} */ context) => timed(context.ours);

/** Containers and network go; images and the volume stay. Before the first start there is nothing. @param {Context} context */
const removeContainers = async ({ signal }) => {
  if (existsSync(composeFile)) await succeed(compose('down', '--timeout', '2'), signal);
};

/** @param {import('../../shared/command.mjs').Command} wanted @param {AbortSignal} [signal] */
async function succeed(wanted, signal) {
  const { code, lines } = await execute(wanted, signal && { signal });
  if (code === 0) return;
  const why = lines.slice(-20).join('\n');
  const what = `${wanted.shown} failed, so nothing can be measured.`;
  throw new ToolError('PYDOCK_BENCH_COMMAND_FAILED', {
    what,
    why,
    todo: 'Mend what it says, and run it again.',
  });
}

/** Leaves both services as they were found. @param {Context} context */
async function close({ ran, ours: up, signal }) {
  if (!ran && existsSync(composeFile)) await succeed(compose('down', '--timeout', '2'));
  else if (ran && !signal.aborted) await up();
}

export const up = runner({
  open,
  close,
  benches: [
    // From no containers to all healthy.
    { name: 'up/cold', unit: 'ms', runs: 15, reset: removeContainers, ours, peer },
    // Everything is up already.
    { name: 'up/noop', unit: 'ms', runs: 25, prepare: ({ ours: start }) => start(), ours, peer },
    { name: 'up/noop', unit: 'ms', runs: 25, prepare: ({ ours: start }) => start(), ours, peer: detached },
  ],
});

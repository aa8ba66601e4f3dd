import { ensureEngine } from '../engine/engine.mjs';
import { engineLast } from '../engine/paths.mjs';
import { sum } from './counts.mjs';
import { dependenciesAreStale } from './places.mjs';
import { asOne, run, say, stage, vitest } from './run.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

const specs = ['--config', 'vitest.config.mjs', '--exclude', 'e2e/**', '--reporter=default'];
const usesDocker = (/** @type {readonly string[]} */ tags) => tags.includes('docker');
const env = { ...process.env, NO_COLOR: '1', NX_TUI: 'false', NX_DAEMON: 'false' };

/** Whatever makes no sense once this has failed is not tried. @param {Counts} counts */
const failed = (counts) => counts.failed > 0;

/** @param {Counts[]} counts */
async function everything(counts) {
  // An engine may take a minute to make, and needs nothing of what goes on beside it.
  const engine = stage('engine', startEngine);
  const installed = await stage('dependencies', install);
  const built = failed(installed) ? installed : await stage('build', () => nx('build'));
  counts.push(installed, ...(built === installed ? [] : [built]));
  if (!failed(built)) counts.push(...(await checks()), await stage('unit', unit));
  const started = await engine;
  counts.push(started);
  if (failed(built) || failed(started)) return;
  counts.push(await stage('docker', docker), await stage('e2e', e2e));
}

async function install() {
  return asOne(dependenciesAreStale() ? await run('npm', 'npm', ['ci', '--no-audit', '--no-fund'], env) : 0);
}

async function startEngine() {
  const { socket, startedByUs } = await ensureEngine({ log: (line) => say(`engine │ ${line}`) });
  const elsewhere = !startedByUs && !process.env['DOCKER_HOST'] && /rootless|user/.test(socket);
  if (elsewhere) Object.assign(env, { DOCKER_HOST: `unix://${socket}` });
  Object.assign(env, { PATH: engineLast(env)['PATH'] });
  return asOne(0);
}

const checks = () =>
  Promise.all([
    stage('lint', () => nx('lint')),
    stage('typecheck', () => nx('typecheck')),
    stage('format', async () =>
      asOne(await run('format', 'prettier', ['--check', '.', '--log-level=warn'], env)),
    ),
  ]);

/** @param {string} target */
const nx = async (target) =>
  asOne(await run(target, 'nx', ['run-many', '-t', target, '--output-style=stream', '--parallel=2'], env));

const unit = () => vitest('unit', [...specs, '--tags-filter', '!docker'], env, (tags) => !usesDocker(tags));
const docker = () => vitest('docker', [...specs, '--tags-filter', 'docker'], env, usesDocker);
const e2e = () => vitest('e2e', ['--config', 'e2e/vitest.config.mjs', '--reporter=verbose'], env);

/** @type {Counts[]} */
const results = [];
await everything(results).catch((error) => {
  say(String(error));
  results.push({ passed: 0, failed: 1 });
});
const { passed, failed: broken } = sum(results);
say(`\n${passed} passed, ${broken} failed`);
process.exitCode = broken > 0 || passed === 0 ? 1 : 0;

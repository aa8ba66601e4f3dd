import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../demo/places.mjs';
import { command, execute } from '../../shared/command.mjs';
import { ToolError } from '../../shared/tool-error.mjs';
import { runner } from '../suite.mjs';
import { makeWorkspace } from './graph/workspace.mjs';

/** @typedef {{ directory: string, workspace: string, list: string, signal: AbortSignal }} Context */

const projects = 1000;
const plugin = join(repository, 'packages', 'pydock', 'dist', 'index.js');

/** @param {import('../suite.mjs').Surroundings} surroundings @returns {Promise<Context>} */
async function open({ say, signal }) {
  if (!existsSync(plugin))
    throw new ToolError('PYDOCK_BENCH_COMMAND_FAILED', {
      what: 'There is nothing to be measured.',
      why: `${plugin} is not there.`,
      todo: 'npm run build',
    });
  say(`${projects} projects of all package managers, two fifths of them in a uv workspace`);
  const directory = await mkdtemp(join(tmpdir(), 'pydock-bench-'));
  const [workspace, list] = [join(directory, 'workspace'), join(directory, 'files.json')];
  await writeFile(list, JSON.stringify(await makeWorkspace(workspace, projects)));
  return { directory, workspace, list, signal };
}

/**
 * What pydock adds to Nx's graph, in a process of its own as Nx has one for each plugin: loading pydock, createNodes and
 * createDependencies. Not timed is what Nx does by itself: starting the process, finding files, merging nodes.
 * @param {Context} context
 */
async function ours({ workspace, list, signal }) {
  const probe = join(repository, 'tools', 'bench', 'suites', 'graph', 'probe.mjs');
  const { code, lines } = await execute(
    command(workspace, process.execPath, probe, plugin, workspace, list),
    {
      signal,
    },
  );
  const outcome = code === 0 ? JSON.parse(lines.at(-1) ?? '{}') : {};
  if (outcome.projects === projects && outcome.dependencies > 0) return outcome.milliseconds;
  throw new ToolError('PYDOCK_BENCH_COMMAND_FAILED', {
    what: 'The graph could not be made, so nothing can be measured.',
    why: lines.slice(-20).join('\n'),
    todo: 'Mend what it says, and run it again.',
  });
}

/** As after `nx reset`. @param {Context} context */
const forget = ({ workspace }) => rm(join(workspace, '.nx'), { recursive: true, force: true });

export const graph = runner({
  open,
  close: ({ directory }) => rm(directory, { recursive: true, force: true }),
  benches: [
    { name: 'graph/cold', unit: 'ms', runs: 9, reset: forget, ours, peer: null },
    { name: 'graph/warm', unit: 'ms', runs: 15, ours, peer: null },
  ],
});

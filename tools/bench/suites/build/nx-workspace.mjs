import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packPackages, tarballsIn } from '../../../demo/packages.mjs';
import { createReport } from '../../../demo/report.mjs';
import { command } from '../../../shared/command.mjs';
import { succeed } from './subjects.mjs';

/** The last release of @nx/docker, and the Nx that it belongs to. */
const release = '23.2.1';

/** An executor that does nothing, in a batch like ours. */
const nothing = {
  'package.json': JSON.stringify({ name: 'bench-nothing', version: '1.0.0', executors: './executors.json' }),
  'executors.json': JSON.stringify({
    executors: {
      nothing: {
        implementation: './nothing.js#single',
        batchImplementation: './nothing.js#batch',
        preferBatch: true,
        schema: './schema.json',
      },
    },
  }),
  'schema.json': JSON.stringify({ version: 2, type: 'object', properties: {} }),
  'nothing.js': [
    'exports.single = async () => ({ success: true });',
    'exports.batch = async (graph) =>',
    "  Object.fromEntries(Object.keys(graph.tasks).map((id) => [id, { success: true, terminalOutput: '' }]));",
    '',
  ].join('\n'),
};

/**
 * Makes an Nx workspace of a directory: pydock as it is packed, and its peer beside it.
 * @param {string} directory
 * @param {AbortSignal} signal
 */
export async function installNx(directory, signal) {
  const report = createReport((text) => void process.stderr.write(text));
  const packed = await report.step('Pack pydock', (step) => packPackages({ step, signal }));
  const docker = {
    plugin: '@nx/docker',
    options: { buildTarget: { name: 'docker:build', cwd: '.', args: ['--file {projectRoot}/Dockerfile'] } },
  };
  const pydock = { plugin: 'pydock', options: { composeProject: 'pydock-bench' } };
  await writeFile(join(directory, 'package.json'), JSON.stringify({ name: 'bench', private: true }));
  await writeFile(
    join(directory, 'nx.json'),
    JSON.stringify({ analytics: false, neverConnectToCloud: true, plugins: [pydock, docker] }),
  );
  await writeFile(join(directory, '.gitignore'), 'node_modules/\n.nx/\n');
  const packages = [`nx@${release}`, `@nx/devkit@${release}`, `@nx/docker@${release}`];
  const flags = ['--no-audit', '--no-fund', '--loglevel=error'];
  const install = command(
    directory,
    'npm',
    'install',
    '-D',
    ...flags,
    ...packages,
    ...(await tarballsIn(packed)),
  );
  await report.step(`Install Nx and @nx/docker ${release}`, () => succeed(install, signal));
  const place = join(directory, 'node_modules', 'bench-nothing');
  await mkdir(place, { recursive: true });
  for (const [name, text] of Object.entries(nothing)) await writeFile(join(place, name), text);
}

/** @param {string} directory @param {readonly string[]} args */
export const nxCommand = (directory, ...args) =>
  command(directory, join(directory, 'node_modules', '.bin', 'nx'), ...args);

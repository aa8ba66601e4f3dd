import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { command, execute } from '../shared/command.mjs';
import { demoContainers, docker, imageId, isOurs } from './docker.mjs';
import { nx, packs, projectName, repository, services, short, workspace } from './places.mjs';
import { run } from './run-command.mjs';

/** @typedef {import('./report.mjs').Report} Report */
/** @typedef {import('./run-command.mjs').Work} Work */

/** Stops what the demo started. @param {Report} report @param {AbortSignal} signal @param {boolean} clean */
export async function stopDemo(report, signal, clean) {
  const ours = (await demoContainers()).filter(isOurs);
  if (ours.length > 0)
    await report.step('Stop and remove the containers', (step) => removeContainers({ step, signal }));
  else report.say('Nothing is running.');
  if (!clean) return report.say(ours.length > 0 ? '\nStopped. Images, volume and workspace are kept.' : '');
  await report.step('Remove images, volume and workspace', (step) => removeRest({ step, signal }));
}

/** @param {Work} work */
async function removeContainers(work) {
  if (existsSync(join(workspace, 'node_modules', 'pydock'))) {
    const wanted = nx('run-many', '-t', 'docker-down');
    try {
      await run(wanted, work);
    } catch (error) {
      work.signal.throwIfAborted();
      work.step.line(error instanceof Error ? error.message : String(error));
    }
  }
  // Whatever the workspace's state is, nothing of the demo stays.
  if ((await demoContainers()).some(isOurs))
    await run(command(repository, 'docker', 'compose', '--project-name', projectName, 'down'), work);
}

/** @param {Work} work */
async function removeRest(work) {
  const { step } = work;
  const volumes =
    (await docker(
      'volume',
      'ls',
      '--quiet',
      '--filter',
      `label=com.docker.compose.project=${projectName}`,
    )) ?? [];
  if (volumes.length > 0)
    await run(command(repository, 'docker', 'volume', 'rm', ...volumes), { ...work, show: () => [] });
  const ids = await Promise.all(services.map(({ image }) => imageId(image)));
  const images = services.filter((_service, index) => ids[index] !== null).map(({ image }) => image);
  if (images.length > 0)
    await run(command(repository, 'docker', 'image', 'rm', ...images), { ...work, show: () => [] });
  // A daemon that the user's own commands started would outlive its workspace.
  if (existsSync(nx().program)) await execute(nx('daemon', '--stop'));
  for (const directory of [workspace, packs].filter(existsSync)) {
    step.command(`rm -rf ${short(directory)}`);
    await rm(directory, { recursive: true, force: true });
  }
}

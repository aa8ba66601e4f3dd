import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from '../../../demo/places.mjs';

/** @typedef {typeof import('../../../../packages/core/src/index.js')} Core */
/** @typedef {typeof import('../../../../packages/engine/src/index.js')} Engine */
/** @typedef {typeof import('../../../../packages/pydock/src/executors/build/host.js')} Host */

/**
 * The uv workspace of examples/ with its Dockerfiles scaffolded, and what its builds are lent of this machine.
 * @param {string} directory
 * @returns {Promise<{ services: import('./monorepo.mjs').Service[], lent: string[] }>}
 */
export async function scaffoldExample(directory) {
  const load = async (/** @type {string} */ path) =>
    import(pathToFileURL(join(repository, 'packages', path)).href);
  const core = /** @type {Core} */ (await load('core/dist/index.js'));
  const { diskTree } = /** @type {Engine} */ (await load('engine/dist/index.js'));
  const { host } = /** @type {Host} */ (await load('pydock/dist/executors/build/host.js'));
  await cp(join(repository, 'examples', 'uv-workspace'), directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), JSON.stringify({ name: 'shop' }));
  const tree = diskTree(directory);
  const services = [];
  for (const { name } of tree.list('services')) {
    const root = `services/${name}`;
    const detection = core.detectPythonProject({ root, tree }, { name, pythonVersion: '3.13' });
    const project = core.settledProject(detection);
    await writeFile(join(directory, root, 'Dockerfile'), core.renderDockerfile(project));
    await writeFile(join(directory, root, 'Dockerfile.dockerignore'), core.renderDockerignore(project));
    services.push({ name, root });
  }
  const lent = core
    .buildSecrets({ usual: true, byId: {} }, host(directory))
    .flatMap((secret) => ('file' in secret ? [`id=${secret.id},src=${secret.file}`] : []));
  return { services, lent };
}

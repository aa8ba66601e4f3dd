import { formatFiles, type GeneratorCallback, readNxJson, type Tree } from '@nx/devkit';
import { directoryMissing, directoryNotGiven, inspectText } from '@pydock/core';
import { pluginOptions, targetNames } from '../../graph/plugin-options';
import { projectDirectory } from '../directory';
import { initGenerator } from '../init/generator';
import { nextSteps } from '../next-steps';
import { dockerizeAll } from './all';
import { detectProject, dockerizeProject } from './project';
import type { DockerizeOptions } from './schema-types';

/** Makes an existing project, or all of them, a service: Dockerfile, ignore file, and a port in project.json. */
export async function dockerizeGenerator(tree: Tree, options: DockerizeOptions): Promise<GeneratorCallback> {
  if (options.all) return dockerizeAll(tree, options);
  if (options.directory === undefined) throw directoryNotGiven();
  const root = projectDirectory(tree, options.directory);
  if (root !== '.' && (!tree.exists(root) || tree.isFile(root))) throw directoryMissing(options.directory);
  const { name, detection, port } = dockerizeProject(tree, detectProject(tree, root, options), options);
  await initGenerator(tree, { skipFormat: true });
  if (!options.skipFormat) await formatFiles(tree);
  const names = targetNames(pluginOptions(readNxJson(tree) ?? {}));
  // What was found and where, as `pydock inspect` tells it.
  return nextSteps(name, names, port, [inspectText(root, detection, '.'), '']);
}

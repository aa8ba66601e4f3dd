import { posix } from 'node:path';
import { formatFiles, type GeneratorCallback, readNxJson, type Tree, visitNotIgnoredFiles } from '@nx/devkit';
import {
  type Detection,
  directoryMissing,
  dockerizedText,
  forOneProject,
  likelyProjects,
  projectsUnsettled,
  PydockError,
  surveyProjects,
  type Unsettled,
} from '@pydock/core';
import { pluginOptions, targetNames } from '../../graph/plugin-options';
import { notSources, projectDirectory } from '../directory';
import { initGenerator } from '../init/generator';
import { nxTree } from '../nx-tree';
import { projectName } from '../project-name';
import { type WorkspaceNames, workspaceNames } from '../workspace-names';
import { detectProject, dockerizeProject, type Dockerized, type ProjectOptions } from './project';
import type { DockerizeOptions } from './schema-types';

/**
 * Makes every app below a directory that has no Dockerfile a service. Libraries are named and left alone; what must be
 * settled by hand is told of at the end, when the others are written.
 */
export async function dockerizeAll(tree: Tree, options: DockerizeOptions): Promise<GeneratorCallback> {
  refuseForOne(options);
  const top = projectDirectory(tree, options.directory ?? '.');
  if (top !== '.' && (!tree.exists(top) || tree.isFile(top))) throw directoryMissing(options.directory ?? '');
  const roots = likelyProjects(filesBelow(tree, top)).filter(isPlace);
  const { packageManager, pythonVersion } = options;
  const common: ProjectOptions = {
    ...(packageManager && { packageManager }),
    ...(pythonVersion !== undefined && { pythonVersion }),
  };
  const names = workspaceNames(tree);
  const survey = surveyProjects(nxTree(tree), roots, (root) => detectProject(tree, root, common, names));
  const made: Dockerized[] = [];
  const unsettled: Unsettled[] = survey.unsettled.filter(({ root }) => !hasDockerfile(tree, root));
  for (const detection of survey.apps.filter(({ root }) => !hasDockerfile(tree, root))) {
    const outcome = attempt(tree, detection, common, names);
    if ('error' in outcome) unsettled.push(outcome);
    else made.push(outcome);
  }
  if (made.length > 0) await initGenerator(tree, { skipFormat: true });
  if (!options.skipFormat) await formatFiles(tree);
  const { up } = targetNames(pluginOptions(readNxJson(tree) ?? {}));
  return () => {
    process.stdout.write(`\n${dockerizedText(made, survey.libraries, up).join('\n')}\n`);
    if (unsettled.length > 0) throw projectsUnsettled(unsettled);
  };
}

const perProject = ['name', 'entrypoint', 'port', 'healthPath', 'extras', 'groups'] as const;

function refuseForOne(options: DockerizeOptions): void {
  const given = perProject.find((name) => options[name] !== undefined);
  if (given !== undefined) throw forOneProject(given);
}

const hasDockerfile = (tree: Tree, root: string) => tree.exists(posix.join(root, 'Dockerfile'));

function filesBelow(tree: Tree, directory: string): string[] {
  const files: string[] = [];
  visitNotIgnoredFiles(tree, directory, (file) => {
    files.push(file.replaceAll('\\', '/'));
  });
  return files;
}

const isPlace = (root: string) => !root.split('/').some((part) => notSources.includes(part));

// Each for itself: one that can't be written is no reason to leave out the others.
function attempt(
  tree: Tree,
  detection: Detection,
  options: ProjectOptions,
  names: WorkspaceNames,
): Dockerized | Unsettled {
  try {
    // The one before may have taken the name of its service.
    projectName(tree, detection.root, detection.name, names);
    return dockerizeProject(tree, detection, options);
  } catch (error) {
    if (error instanceof PydockError) return { root: detection.root, error, detection };
    throw error;
  }
}

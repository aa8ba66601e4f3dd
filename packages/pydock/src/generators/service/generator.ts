import { writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { formatFiles, type GeneratorCallback, readNxJson, type Tree } from '@nx/devkit';
import {
  buildView,
  detectPythonProject,
  fileExists,
  type Files,
  lockPartFile,
  nearestUvWorkspace,
  notAMember,
  scaffold,
  scaffoldPython,
  serviceNameOf,
  settledProject,
} from '@pydock/core';
import { diskTree } from '@pydock/engine';
import { pluginOptions, targetNames } from '../../graph/plugin-options';
import { projectDirectory } from '../directory';
import { dockerFiles, dockerFilesOf } from '../dockerfile';
import { initGenerator } from '../init/generator';
import { plainBuild } from '../lock-part';
import { nextSteps } from '../next-steps';
import { nxTree } from '../nx-tree';
import { hostPort } from '../port';
import { projectJson } from '../project-json';
import { newProjectName } from '../project-name';
import { pythonVersionText } from '../python-version';
import { keepNames, workspaceNames } from '../workspace-names';
import { diskShelf, refreshFiles, writeNewFiles } from '../write';
import { beatProject, beatRoot, refuseBeat } from './beat';
import { lock } from './lock';
import type { ServiceOptions } from './schema-types';

/** Starts a new service: sources, a test, manifests, Dockerfile, project.json. */
export async function serviceGenerator(tree: Tree, options: ServiceOptions): Promise<GeneratorCallback> {
  const { framework = 'flask', packageManager = 'pip', beat = false, tags } = options;
  const root = projectDirectory(tree, options.directory);
  const known = workspaceNames(tree);
  const name = newProjectName(tree, root, options.name, known);
  const python = scaffoldPython(pythonVersionText(options.pythonVersion) ?? '3.13');
  const names = targetNames(pluginOptions(readNxJson(tree) ?? {}));
  if (beat) refuseBeat(framework);
  if (beat) newProjectName(tree, beatRoot(root), `${name}-beat`, known);
  const sources = scaffold({
    ...{ name, serviceName: serviceNameOf(name), framework, packageManager, python, beat },
    targets: names,
  });
  const files = new Map(Object.entries(sources).map(([path, text]) => [posix.join(root, path), text]));
  const project = posix.join(root, 'project.json');
  const beatFile = posix.join(beatRoot(root), 'project.json');
  refuseExisting(tree, [project, ...(beat ? [beatFile] : []), ...dockerPaths(root), ...files.keys()]);
  const given = options.port === undefined ? undefined : hostPort(tree, options.port);
  writeNewFiles(tree, files);
  const detection = detectPythonProject({ root, tree: nxTree(tree) }, { name });
  const { port } = settledProject(detection);
  const mapping = port === null ? null : { host: given ?? hostPort(tree, undefined), container: port };
  const docker = dockerFiles(settledProject(detection));
  writeNewFiles(tree, docker);
  const upOptions = mapping === null ? {} : { ports: [`${mapping.host}:${mapping.container}`] };
  tree.write(project, json(projectJson(root, name, tags ?? '', { [names.up]: upOptions })));
  if (beat) tree.write(beatFile, json(beatProject(root, name, names)));
  keepNames(tree, known);
  await initGenerator(tree, { skipFormat: true });
  if (!options.skipFormat) await formatFiles(tree);
  const remark = membership(tree, root, packageManager);
  return () => {
    const unlocked = lock(tree.root, detection, packageManager, options.skipLock ?? false);
    if (unlocked === null) followLock(tree.root, root, docker, name);
    const remarks = [remark, unlocked].filter((each) => each !== null);
    nextSteps(
      name,
      names,
      mapping?.host ?? null,
      remarks.flatMap((each) => [each, '']),
    )();
  };
}

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

const dockerPaths = (root: string) =>
  ['Dockerfile', 'Dockerfile.dockerignore'].map((file) => posix.join(root, file));

function refuseExisting(tree: Tree, paths: readonly string[]): void {
  const clash = [...paths].sort().find((path) => tree.isFile(path));
  if (clash) throw fileExists(clash, []);
}

// Once it is locked, the image installs what is locked; of a lock file that it shares, its part is kept beside it.
function followLock(workspaceRoot: string, root: string, written: Files, name: string): void {
  const tree = diskTree(workspaceRoot);
  refreshFiles(diskShelf(workspaceRoot), dockerFilesOf(tree, root, { name }), written);
  const part = buildView(tree, plainBuild(root))?.lock?.part ?? null;
  if (part !== null) writeFileSync(join(workspaceRoot, root, lockPartFile), part);
}

// The manifest of a workspace is the user's: it is told of, not changed.
function membership(tree: Tree, root: string, packageManager: string): string | null {
  const nearest = packageManager === 'uv' ? nearestUvWorkspace({ root, tree: nxTree(tree) }) : null;
  return nearest === null || nearest.hasProject
    ? null
    : notAMember(root, nearest.workspace.root, nearest.workspace.source);
}

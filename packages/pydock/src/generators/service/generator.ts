import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import {
  formatFiles,
  type GeneratorCallback,
  generateFiles,
  joinPathFragments,
  OverwriteStrategy,
  readNxJson,
  type Tree,
} from '@nx/devkit';
import { detectPythonProject, fileExists, settledProject } from '@pydock/core';
import { pluginOptions, targetNames } from '../../graph/plugin-options';
import { projectDirectory } from '../directory';
import { dockerFiles } from '../dockerfile';
import { initGenerator } from '../init/generator';
import { nextSteps } from '../next-steps';
import { nxTree } from '../nx-tree';
import { hostPort } from '../port';
import { projectName } from '../project-name';
import { pythonVersionText } from '../python-version';
import { writeNewFiles } from '../write';
import type { ServiceOptions } from './schema-types';

const containerPort = 8000;

/** Starts a new service: sources, a test, manifests, Dockerfile, project.json. */
export async function serviceGenerator(tree: Tree, options: ServiceOptions): Promise<GeneratorCallback> {
  const root = projectDirectory(tree, options.directory);
  const name = projectName(tree, root, options.name);
  const port = hostPort(tree, options.port);
  const template = `${options.framework ?? 'flask'}-${options.packageManager ?? 'pip'}`;
  const templates = join(__dirname, 'files', template);
  refuseExisting(tree, root, templates);
  await initGenerator(tree, { skipFormat: true });
  const names = targetNames(pluginOptions(readNxJson(tree) ?? {}));
  generateFiles(
    tree,
    templates,
    root,
    { name, names, pythonVersion: pythonVersionText(options.pythonVersion) ?? '3.13', dot: '.', tmpl: '' },
    { overwriteStrategy: OverwriteStrategy.ThrowIfExisting },
  );
  const detection = detectPythonProject({ root, tree: nxTree(tree) }, { name, healthPath: '/health' });
  writeNewFiles(tree, dockerFiles(settledProject(detection)));
  tree.write(
    posix.join(root, 'project.json'),
    `${JSON.stringify(projectJson(root, name, names.up, port, options.tags), null, 2)}\n`,
  );
  if (!options.skipFormat) await formatFiles(tree);
  return nextSteps(name, names, port);
}

function refuseExisting(tree: Tree, root: string, templates: string): void {
  const written = (readdirSync(templates, { recursive: true }) as string[]).map((each) =>
    each.replace('__dot__', '.').replace('.template', ''),
  );
  const clash = ['project.json', 'Dockerfile', 'Dockerfile.dockerignore', ...written.sort()].find((each) =>
    tree.isFile(joinPathFragments(root, each)),
  );
  if (clash) throw fileExists(joinPathFragments(root, clash), []);
}

function projectJson(root: string, name: string, up: string, port: number, tags = '') {
  return {
    name,
    $schema: posix.join(posix.relative(root, '.') || '.', 'node_modules/nx/schemas/project-schema.json'),
    projectType: 'application',
    sourceRoot: root,
    tags: tags
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
    targets: { [up]: { options: { ports: [`${port}:${containerPort}`] } } },
  };
}

import { posix } from 'node:path';
import { formatFiles, type GeneratorCallback, readNxJson, type Tree } from '@nx/devkit';
import {
  type Detection,
  detectPythonProject,
  type DetectOptions,
  directoryMissing,
  inspectText,
  PydockError,
  type PythonProject,
  settledProject,
  type SourceTree,
} from '@pydock/core';
import { applyEdits, modify, parse } from 'jsonc-parser';
import { pluginOptions, targetNames } from '../../graph/plugin-options';
import { projectDirectory } from '../directory';
import { dockerFiles } from '../dockerfile';
import { initGenerator } from '../init/generator';
import { scaffolded, writeLockPart } from '../lock-part';
import { nextSteps } from '../next-steps';
import { nxTree } from '../nx-tree';
import { hostPort } from '../port';
import { projectName } from '../project-name';
import { pythonVersionText } from '../python-version';
import { type Files, writeNewFiles } from '../write';
import type { DockerizeOptions } from './schema-types';

/** Makes an existing project a service: Dockerfile, ignore file, and a port in project.json. */
export async function dockerizeGenerator(tree: Tree, options: DockerizeOptions): Promise<GeneratorCallback> {
  const root = projectDirectory(tree, options.directory);
  if (root !== '.' && (!tree.exists(root) || tree.isFile(root))) throw directoryMissing(options.directory);
  const file = posix.join(root, 'project.json');
  const present = textOf(tree, file);
  const manifest = textOf(tree, posix.join(root, 'package.json'));
  const name = projectName(tree, root, options.name ?? statedName(present) ?? statedName(manifest));
  const { entrypoint, packageManager, healthPath } = options;
  const pythonVersion = pythonVersionText(options.pythonVersion);
  const wanted = { name, entrypoint, packageManager, pythonVersion, healthPath };
  const detection = detectPythonProject({ root, tree: nxTree(tree) }, wanted);
  const detected = settledProject(detection);
  const port = detected.port === null ? null : hostPort(tree, options.port);
  writeNewFiles(tree, dockerFiles(detected), beforeLocking(tree, detected, wanted));
  writeLockPart(tree, nxTree(tree), scaffolded(root));
  await initGenerator(tree, { skipFormat: true });
  const names = targetNames(pluginOptions(readNxJson(tree) ?? {}));
  const text = withPort(present, root, name, names.up, port === null ? null : `${port}:${detected.port}`);
  if (text !== present) tree.write(file, text);
  if (!options.skipFormat) await formatFiles(tree);
  // A docker-up target that was there has ports of its own.
  return nextSteps(name, names, text === present ? null : port, [found(root, detection), '']);
}

// The texts of a project that has been locked since: only the lock file is hidden.
function beforeLocking(tree: Tree, { root, lockfile }: PythonProject, wanted: DetectOptions): Files {
  if (lockfile === null) return new Map();
  const present = nxTree(tree);
  const unlocked: SourceTree = {
    read: (path) => (path === lockfile ? null : present.read(path)),
    list: (directory) =>
      present.list(directory).filter(({ name }) => posix.join(directory, name) !== lockfile),
  };
  try {
    return dockerFiles(settledProject(detectPythonProject({ root, tree: unlocked }, wanted)));
  } catch (error) {
    if (error instanceof PydockError) return new Map();
    throw error;
  }
}

const textOf = (tree: Tree, file: string) => (tree.exists(file) ? (tree.read(file, 'utf8') ?? '') : null);

const statedName = (text: string | null) =>
  text === null ? undefined : (parse(text) as { name?: string } | undefined)?.name;

// A project.json that is there keeps its text; only a docker-up target that it has not is added.
function withPort(
  present: string | null,
  root: string,
  name: string,
  up: string,
  mapping: string | null,
): string {
  const target = { options: mapping === null ? {} : { ports: [mapping] } };
  if (present === null) {
    const $schema = posix.join(
      posix.relative(root, '.') || '.',
      'node_modules/nx/schemas/project-schema.json',
    );
    return `${JSON.stringify({ name, $schema, projectType: 'application', sourceRoot: root, targets: { [up]: target } }, null, 2)}\n`;
  }
  if ((parse(present) as { targets?: Record<string, unknown> } | undefined)?.targets?.[up] !== undefined)
    return present;
  const indentation = /^[ \t]+/m.exec(present)?.[0] ?? '  ';
  const formattingOptions = {
    tabSize: indentation.length,
    insertSpaces: !indentation.includes('\t'),
    eol: present.includes('\r\n') ? '\r\n' : '\n',
  };
  return applyEdits(present, modify(present, ['targets', up], target, { formattingOptions }));
}

// What was found and where, as `pydock inspect` tells it.
const found = (root: string, detection: Detection) => inspectText(root, detection, '.');

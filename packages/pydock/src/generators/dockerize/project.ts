import { posix } from 'node:path';
import { readNxJson, type Tree } from '@nx/devkit';
import {
  type Detection,
  detectPythonProject,
  portUnused,
  PydockError,
  type PythonProject,
  settledProject,
  type SourceTree,
} from '@pydock/core';
import { applyEdits, modify, parse } from 'jsonc-parser';
import { pluginOptions, targetNames } from '../../graph/plugin-options';
import { dockerFiles } from '../dockerfile';
import { scaffolded, writeLockPart } from '../lock-part';
import { nxTree } from '../nx-tree';
import { hostPort } from '../port';
import { projectJson } from '../project-json';
import { projectName } from '../project-name';
import { pythonVersionText } from '../python-version';
import { type Files, writeNewFiles } from '../write';
import type { WorkspaceNames } from '../workspace-names';
import type { DockerizeOptions } from './schema-types';

/** What the user may settle of one project. */
export type ProjectOptions = Omit<DockerizeOptions, 'all' | 'directory' | 'skipFormat'>;

/** What was made of a project. */
export interface Dockerized {
  readonly name: string;
  readonly root: string;
  readonly detection: Detection;
  /** The host port of the docker-up target that was added; null where none was, or the project serves nothing. */
  readonly port: number | null;
}

/** What a project is detected to be, with what the user settles, under the name that it will have in Nx. */
export function detectProject(
  tree: Tree,
  root: string,
  options: ProjectOptions,
  names?: WorkspaceNames,
): Detection {
  const name = projectName(tree, root, options.name, names);
  return detectPythonProject({ root, tree: nxTree(tree) }, wanted(name, options));
}

function wanted(name: string, { entrypoint, packageManager, healthPath, pythonVersion }: ProjectOptions) {
  return { name, entrypoint, packageManager, pythonVersion: pythonVersionText(pythonVersion), healthPath };
}

/**
 * Writes the Docker files of a detected project, and a docker-up target into its project.json.
 * @throws PydockError before anything is written
 */
export function dockerizeProject(tree: Tree, detection: Detection, options: ProjectOptions): Dockerized {
  const { name, root } = detection;
  const detected = settledProject(detection);
  if (detected.port === null && options.port !== undefined) throw portUnused(name, detected.framework);
  const port = detected.port === null ? null : hostPort(tree, options.port, { own: root });
  writeNewFiles(tree, dockerFiles(detected), beforeLocking(tree, detected, options));
  writeLockPart(tree, nxTree(tree), scaffolded(root));
  const { up } = targetNames(pluginOptions(readNxJson(tree) ?? {}));
  const present = textOf(tree, projectFile(root));
  const text = withPort(present, root, name, up, port === null ? null : `${port}:${detected.port}`);
  if (text !== present) tree.write(projectFile(root), text);
  // A docker-up target that was there has ports of its own.
  return { name, root, detection, port: text === present ? null : port };
}

// The texts of a project that has been locked since: only the lock file is hidden.
function beforeLocking(tree: Tree, { name, root, lockfile }: PythonProject, options: ProjectOptions): Files {
  if (lockfile === null) return new Map();
  const present = nxTree(tree);
  const unlocked: SourceTree = {
    read: (path) => (path === lockfile ? null : present.read(path)),
    list: (directory) =>
      present.list(directory).filter((entry) => posix.join(directory, entry.name) !== lockfile),
  };
  try {
    const detection = detectPythonProject({ root, tree: unlocked }, wanted(name, options));
    return dockerFiles(settledProject(detection));
  } catch (error) {
    if (error instanceof PydockError) return new Map();
    throw error;
  }
}

const projectFile = (root: string) => posix.join(root, 'project.json');

const textOf = (tree: Tree, file: string) => (tree.exists(file) ? (tree.read(file, 'utf8') ?? '') : null);

// A project.json that is there keeps its text; only a docker-up target that it has not is added.
function withPort(
  present: string | null,
  root: string,
  name: string,
  up: string,
  mapping: string | null,
): string {
  const options = mapping === null ? {} : { ports: [mapping] };
  if (present === null)
    return `${JSON.stringify(projectJson(root, name, undefined, { [up]: options }), null, 2)}\n`;
  if ((parse(present) as { targets?: Record<string, unknown> } | undefined)?.targets?.[up] !== undefined)
    return present;
  const indentation = /^[ \t]+/m.exec(present)?.[0] ?? '  ';
  const formattingOptions = {
    tabSize: indentation.length,
    insertSpaces: !indentation.includes('\t'),
    eol: present.includes('\r\n') ? '\r\n' : '\n',
  };
  return applyEdits(present, modify(present, ['targets', up], { options }, { formattingOptions }));
}

import { posix } from 'node:path';
import { readNxJson, type Tree } from '@nx/devkit';
import {
  type Detection,
  detectPythonProject,
  type DockerizedProject,
  portUnused,
  settledProject,
} from '@pydock/core';
import { applyEdits, modify, parse } from 'jsonc-parser';
import { pluginOptions, targetNames } from '../../graph/plugin-options';
import { dockerFiles, dockerFilesOf, without } from '../dockerfile';
import { plainBuild, writeLockPart } from '../lock-part';
import { nxTree } from '../nx-tree';
import { hostPort } from '../port';
import { projectJson } from '../project-json';
import { projectName } from '../project-name';
import { pythonVersionText } from '../python-version';
import { writeNewFiles } from '../write';
import type { WorkspaceNames } from '../workspace-names';
import type { DockerizeOptions } from './schema-types';

/** What the user may settle of one project. */
export type ProjectOptions = Omit<DockerizeOptions, 'all' | 'directory' | 'skipFormat'>;

/** What was made of a project. */
export interface Dockerized extends DockerizedProject {
  readonly name: string;
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

function wanted(name: string, { pythonVersion, ...options }: ProjectOptions) {
  const { entrypoint, packageManager, healthPath, extras, groups } = options;
  const stated = { entrypoint, packageManager, healthPath, extras, groups };
  return { ...stated, name, pythonVersion: pythonVersionText(pythonVersion) };
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
  const present = nxTree(tree);
  // The texts of a project that has been locked since.
  const unlocked = detected.lockfile === null ? null : without(present, detected.lockfile);
  const before = unlocked === null ? undefined : dockerFilesOf(unlocked, root, wanted(name, options));
  writeNewFiles(tree, dockerFiles(detected), before);
  writeLockPart(tree, nxTree(tree), plainBuild(root));
  const { up } = targetNames(pluginOptions(readNxJson(tree) ?? {}));
  const stated = textOf(tree, projectFile(root));
  const text = withPort(stated, root, name, up, port === null ? null : `${port}:${detected.port}`);
  if (text !== stated) tree.write(projectFile(root), text);
  // A docker-up target that was there has ports of its own.
  return { name, root, detection, port: text === stated ? null : port };
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

import { posix } from 'node:path';
import {
  type DetectOptions,
  detectPythonProject,
  type Files,
  PydockError,
  type PythonProject,
  renderDockerfile,
  renderDockerignore,
  settledProject,
  type SourceTree,
  tried,
} from '@pydock/core';

/** The Docker files of a project: a Dockerfile and the ignore file that goes with it. */
export function dockerFiles(project: PythonProject): Files {
  return new Map([
    [posix.join(project.root, 'Dockerfile'), renderDockerfile(project)],
    [posix.join(project.root, 'Dockerfile.dockerignore'), renderDockerignore(project)],
  ]);
}

/** Those of a project as it lies there; none where something must be settled first. */
export function dockerFilesOf(tree: SourceTree, root: string, options: DetectOptions): Files {
  const files = tried(() => dockerFiles(settledProject(detectPythonProject({ root, tree }, options))));
  return files instanceof PydockError ? new Map<string, string>() : files;
}

/** A tree as it would be without a file. */
export const without = (tree: SourceTree, file: string): SourceTree => ({
  read: (path) => (path === file ? null : tree.read(path)),
  list: (directory) => tree.list(directory).filter(({ name }) => posix.join(directory, name) !== file),
});

import { posix } from 'node:path';
import { type PythonProject, renderDockerfile, renderDockerignore } from '@pydock/core';
import type { Files } from './write';

/** The Docker files of a project: a Dockerfile and the ignore file that goes with it. */
export function dockerFiles(project: PythonProject): Files {
  return new Map([
    [posix.join(project.root, 'Dockerfile'), renderDockerfile(project)],
    [posix.join(project.root, 'Dockerfile.dockerignore'), renderDockerignore(project)],
  ]);
}

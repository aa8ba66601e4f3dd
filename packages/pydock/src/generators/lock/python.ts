import { posix } from 'node:path';
import {
  detectPythonProject,
  pythonVersionInvalid,
  readDockerfile,
  type SourceTree,
  valueOf,
} from '@pydock/core';

/**
 * The Python, `major.minor`, that the versions must run on: the one asked for, else that of the Dockerfile, which may
 * have been told another than is detected, else the detected one.
 */
export function pythonFor(tree: SourceTree, root: string, asked: string | undefined): string {
  const text = asked === undefined ? tree.read(posix.join(root, 'Dockerfile')) : null;
  const bases = text === null ? [] : readDockerfile(text).baseImages;
  const based = bases.flatMap((image) => /(?:^|\/)python:(3\.\d+)/.exec(image)?.[1] ?? []).at(-1);
  const { python } = detectPythonProject({ root, tree }, { name: root, pythonVersion: asked ?? based });
  const version = valueOf(python)?.version;
  if (version !== undefined) return version;
  throw 'problem' in python ? python.problem.error : pythonVersionInvalid(asked ?? '', undefined);
}

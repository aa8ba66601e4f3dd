import { posix } from 'node:path';
import {
  detectPythonProject,
  pythonOfDay,
  pythonVersionInvalid,
  readDockerfile,
  type SourceTree,
} from '@pydock/core';

/** The Python, `major.minor`, that versions must run on, and whether anybody has said so. */
export interface LockPython {
  readonly version: string;
  readonly stated: boolean;
}

/**
 * The Python that was asked for, else that of the Dockerfile, which may have been told another than is detected, else
 * the detected one.
 */
export function pythonFor(tree: SourceTree, root: string, asked: string | undefined): LockPython {
  const { python } = detectPythonProject({ root, tree }, { name: root, pythonVersion: asked });
  if ('problem' in python) throw python.problem.error;
  const { value, source } = python.known;
  if (asked !== undefined || source !== 'default') return { version: value.version, stated: true };
  const text = tree.read(posix.join(root, 'Dockerfile'));
  const bases = text === null ? [] : readDockerfile(text).baseImages;
  const based = bases.flatMap((image) => /(?:^|\/)python:(3\.\d+)/.exec(image)?.[1] ?? []).at(-1);
  // What dockerize took by default, nobody has said.
  return based === undefined || based === value.version
    ? { version: value.version, stated: false }
    : { version: based, stated: true };
}

/** The Python for packages of a day: where none is stated, one that they can be expected to run on. */
export function pythonAsOf({ version, stated }: LockPython, day: string, today: string): string {
  if (stated) return version;
  const older = pythonOfDay(day, today);
  if (older === '') throw pythonVersionInvalid(version, undefined);
  return Number(older.slice(2)) < Number(version.slice(2)) ? older : version;
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
  type Detection,
  lockCommandFailed,
  lockSkipped,
  manifestTemplate,
  notLocked,
  type PackageManagerName,
  toolMissing,
} from '@pydock/core';

// Locking asks an index for every package; offline some package managers try for long.
const limitMilliseconds = 300_000;

// Nobody is there to answer, and an environment that is active is not the project's.
const quiet = {
  PDM_CHECK_UPDATE: '0',
  PDM_NON_INTERACTIVE: '1',
  PIPENV_IGNORE_VIRTUALENVS: '1',
  PIPENV_NOSPIN: '1',
  POETRY_NO_INTERACTION: '1',
};

/**
 * Locks what a new project installs with its own package manager, where that is on the PATH.
 * @returns null where it is locked, or needs no lock file; else what to tell the user
 */
export function lock(
  workspaceRoot: string,
  { root, lockfile }: Pick<Detection, 'root' | 'lockfile'>,
  packageManager: PackageManagerName,
  skip: boolean,
): string | null {
  const command = manifestTemplate(packageManager).lock;
  const [program, ...args] = command ?? [];
  if (command === null || program === undefined) return null;
  const text = command.join(' ');
  const because = (why: string) => notLocked(root, text, why, lockfile);
  if (skip) return because(lockSkipped);
  process.stdout.write(`\nLocking what ${root} installs: ${text}\n`);
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd: join(workspaceRoot, root),
    encoding: 'utf8',
    env: { ...process.env, ...quiet },
    timeout: limitMilliseconds,
  });
  if (status === 0) return null;
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return because(toolMissing(program));
  return because(lockCommandFailed(text, lastLine(stderr) || lastLine(stdout) || (error?.message ?? '')));
}

const lastLine = (text: string | null) =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .at(-1) ?? '';

import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { workspaceOf } from '../../specs/workspace';
import { lock } from './lock';

const project = { root: 'apps/api', lockfile: null };

/** A workspace, and a PATH that has one program. */
async function withProgram(name: string, script: string): Promise<string> {
  const root = await workspaceOf({ 'apps/api/pyproject.toml': '' });
  const bin = join(root, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(bin, name), 0o755);
  vi.stubEnv('PATH', bin);
  return root;
}

describe('lock', () => {
  it.each(['uv', 'poetry', 'pdm', 'pipenv'] as const)('runs %s lock in the project', async (name) => {
    const root = await withProgram(name, 'echo "$0 $* in $PWD" > lock-file');
    expect(lock(root, project, name, false)).toBeNull();
    expect(await readFile(join(root, 'apps/api/lock-file'), 'utf8')).toBe(
      `${root}/bin/${name} lock in ${root}/apps/api\n`,
    );
  });

  it('has nothing to do for pip', () => {
    expect(lock('/nowhere', project, 'pip', false)).toBeNull();
  });

  it('tells what to do where the package manager is not there', async () => {
    const root = await withProgram('other', '');
    expect(lock(root, project, 'uv', false)).toBe(
      [
        'Not locked: uv is not installed here. Until it is, each build chooses the versions of what your packages need.',
        'Lock it:   cd apps/api && uv lock',
        '           nx g pydock:dockerize apps/api   (the Dockerfile then installs what is locked)',
      ].join('\n'),
    );
  });

  it('tells why it failed', async () => {
    const root = await withProgram('uv', 'echo first; echo "error: no network" >&2; exit 2');
    expect(lock(root, project, 'uv', false)).toContain('Not locked: `uv lock` failed (error: no network).');
  });

  it('says that a lock file of a workspace lacks the project', async () => {
    const root = await withProgram('uv', 'exit 1');
    expect(lock(root, { ...project, lockfile: 'uv.lock' }, 'uv', false)).toContain(
      '`uv lock` failed. uv.lock does not know apps/api yet, and no build will succeed before it does.',
    );
  });

  it('does not run where it is not to', async () => {
    const root = await withProgram('uv', 'touch ran');
    expect(lock(root, project, 'uv', true)).toContain('Not locked: --skipLock was given.');
    await expect(readFile(join(root, 'apps/api/ran'))).rejects.toThrow('ENOENT');
  });
});

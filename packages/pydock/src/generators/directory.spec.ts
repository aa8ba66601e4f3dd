import { join } from 'node:path';
import { workspaceRoot } from '@nx/devkit';
import { describe, expect, it, vi } from 'vitest';
import { emptyWorkspace, failureOf } from '../specs/workspace';
import { projectDirectory } from './directory';

describe('projectDirectory', () => {
  it.each([
    ['apps/api', 'apps/api'],
    ['./apps//api/', 'apps/api'],
    ['apps/x/../api', 'apps/api'],
    ['apps\\api', 'apps/api'],
    ['.', '.'],
    ['..api', '..api'],
    [join(workspaceRoot, 'apps/api'), 'apps/api'],
  ])('takes %s', (given, expected) => {
    expect(projectDirectory(emptyWorkspace(), given)).toBe(expected);
  });

  it('is relative to where the user is', () => {
    const tree = emptyWorkspace();
    vi.stubEnv('INIT_CWD', join(workspaceRoot, 'packages/pydock'));
    expect(projectDirectory(tree, 'api')).toBe('packages/pydock/api');
    expect(projectDirectory(tree, '../api')).toBe('packages/api');
  });

  it.each(['..', '../api', 'apps/../../api', '/etc/api'])('refuses %s', async (given) => {
    const { code } = await failureOf(() => projectDirectory(emptyWorkspace(), given));
    expect(code).toBe('PYDOCK_DIRECTORY_OUTSIDE_WORKSPACE');
  });

  it.each(['apps/My API', 'apps/größe', 'apps/日本', 'a,b', 'a"b', '$HOME', 'a*', '[a]'])(
    'refuses %s, which a Dockerfile would misread',
    async (given) => {
      const { code } = await failureOf(() => projectDirectory(emptyWorkspace(), given));
      expect(code).toBe('PYDOCK_OPTION_INVALID');
    },
  );

  it.each(['node_modules/x', 'apps/.venv/x', '.git/x', '.git', 'apps/venv/lib/site-packages/x'])(
    'refuses %s, which is no place for sources',
    async (given) => {
      const { code, place } = await failureOf(() => projectDirectory(emptyWorkspace(), given));
      expect([code, place?.option]).toEqual(['PYDOCK_OPTION_INVALID', '--directory']);
    },
  );
});

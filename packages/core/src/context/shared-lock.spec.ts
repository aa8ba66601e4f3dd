import { describe, expect, it } from 'vitest';
import { tree } from '../specs/trees';
import { buildView, isSharedLock, sharedLock } from './shared-lock';

const source = {
  root: 'apps/api',
  dockerfile: 'apps/api/Dockerfile',
  include: ['shared'],
  buildArgs: {},
  buildTarget: null,
};
const dockerfile = [
  'FROM python',
  'WORKDIR /src/apps/api',
  'RUN --mount=type=bind,source=uv.lock,target=/src/uv.lock --mount=source=apps/api,target=. uv sync --frozen',
];
const lock = [
  'version = 1',
  '',
  '[[package]]',
  'name = "api"',
  'version = "1"',
  'source = { virtual = "apps/api" }',
];
const files = {
  'apps/api/Dockerfile': dockerfile,
  'apps/api/Dockerfile.dockerignore': ['**', '!apps/api', '!libs/core', '!uv.lock', '**/.venv'],
  'uv.lock': lock,
};

describe('buildView', () => {
  it('is what the ignore file lets in, with the part of the lock file', () => {
    const view = buildView(tree(files), source);
    expect(view).toMatchObject({
      visible: ['apps/api', 'libs/core', 'uv.lock'],
      ignoreFile: 'apps/api/Dockerfile.dockerignore',
      lock: { file: 'uv.lock' },
    });
    expect(view?.lock?.part).toMatch(/\napi apps\/api [0-9a-f]{32}\n$/);
  });

  it('is the project and what is included, without an ignore file that lets in', () => {
    const own = { 'apps/api/Dockerfile': dockerfile };
    expect(buildView(tree(own), source)).toEqual({
      visible: ['apps/api', 'shared'],
      ignoreFile: null,
      lock: null,
    });
    const view = buildView(tree({ ...own, '.dockerignore': '**/.venv' }), source);
    expect(view).toEqual({ visible: ['apps/api', 'shared'], ignoreFile: '.dockerignore', lock: null });
  });

  it('does not tell of a lock file that is broken, or one of several, or missing', () => {
    const view = (over: Record<string, string>) => buildView(tree({ ...files, ...over }), source)?.lock;
    expect(view({ 'uv.lock': '[[package' })).toBeNull();
    expect(view({ 'apps/api/Dockerfile.dockerignore': '**\n!uv.lock\n!other/uv.lock' })).toBeNull();
    expect(view({ 'apps/api/Dockerfile.dockerignore': '**\n!gone/uv.lock' })).toBeNull();
  });

  it('is nothing without a Dockerfile', () => {
    expect(buildView(tree({ 'uv.lock': lock }), source)).toBeNull();
  });
});

it('knows a lock file that is shared', () => {
  expect(isSharedLock('uv.lock', 'apps/api')).toBe(true);
  expect(isSharedLock('backend/uv.lock', '.')).toBe(true);
  expect(isSharedLock('apps/api/uv.lock', 'apps/api')).toBe(false);
  expect(isSharedLock('poetry.lock', 'apps/api')).toBe(false);
});

it('reads a lock file, if it can be read', () => {
  expect(sharedLock('uv.lock', lock.join('\n'))?.packages).toHaveLength(1);
  expect(sharedLock('uv.lock', '[[package')).toBeNull();
});

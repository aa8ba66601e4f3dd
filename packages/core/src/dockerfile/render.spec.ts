import { describe, expect, it } from 'vitest';
import type { PythonProject } from '../python/project';
import { locals, locked, member, pythonProject, script, sets } from '../specs/projects';
import { readDockerfile } from './instructions';
import { renderDockerfile } from './render';

const libs = locals('libs/core', 'libs/shared');
const pipfile = {
  packageManager: 'pipenv',
  manifest: 'apps/api/Pipfile',
  lockfile: 'apps/api/Pipfile.lock',
  installFiles: ['apps/api/Pipfile', 'apps/api/Pipfile.lock'],
} as const;
const bare = {
  manifest: 'apps/api/pyproject.toml',
  installFiles: ['apps/api/pyproject.toml'],
  isPackage: true,
} as const;

const chosen = sets('extra web', 'extra postgres', 'group prod', 'group test left by default');

const projects: Record<string, Partial<PythonProject>> = {
  uv: locked('uv'),
  'uv-package': { ...locked('uv'), isPackage: true },
  'uv-member': { ...member, localDependencies: libs },
  'uv-member-package': {
    ...member,
    ...script(),
    isPackage: true,
    localDependencies: libs,
    entrypoint: { kind: 'command', target: 'worker', importPath: [] },
    command: ['worker'],
  },
  'uv-unlocked': { ...locked('uv'), lockfile: null, installFiles: ['apps/api/pyproject.toml'] },
  poetry: locked('poetry'),
  'poetry-package': { ...locked('poetry'), isPackage: true, localDependencies: libs },
  'poetry-old-python': {
    ...locked('poetry'),
    python: { version: '3.9', requires: '^3.9', heldBackBy: 'numpy==1.24.4' },
  },
  pdm: locked('pdm'),
  'pdm-package': { ...locked('pdm'), isPackage: true, localDependencies: libs },
  pipenv: pipfile,
  'pipenv-local': { ...pipfile, localDependencies: libs },
  pip: {},
  'pip-nested': {
    installFiles: ['apps/api/requirements.txt', 'apps/api/requirements/base.txt', 'apps/api/constraints.txt'],
    developmentFiles: ['apps/api/requirements-dev.txt', 'apps/api/requirements.txt'],
  },
  'pip-hashed': { hashed: true },
  'pip-git-over-ssh': { systemPackages: { build: ['git', 'openssh-client'], runtime: [] } },
  'uv-git-over-ssh': { ...locked('uv'), systemPackages: { build: ['git', 'openssh-client'], runtime: [] } },
  'pip-local': {
    isPackage: true,
    installFiles: ['apps/api/requirements.txt', 'apps/api/requirements/base.txt', 'apps/api/pyproject.toml'],
    localDependencies: libs,
  },
  'pip-pyproject': bare,
  'pip-setup': { ...bare, manifest: 'apps/api/setup.py', installFiles: ['apps/api/setup.py'] },
  'uv-extras': { ...locked('uv'), isPackage: true, optional: chosen },
  'pip-extras': {
    ...{ ...bare, optional: chosen },
    localDependencies: locals('libs/core', 'libs/db').map((each, index) =>
      index === 0 ? each : { ...each, extras: ['postgres', 'redis'] },
    ),
  },
  root: {
    root: '.',
    manifest: 'requirements.txt',
    installFiles: ['requirements.txt'],
    healthPath: '/health',
    port: 5000,
  },
  script: script(),
  'import-path': {
    entrypoint: { kind: 'wsgi', target: 'shop.app:app', importPath: ['src', '../../libs/common/src'] },
    command: ['gunicorn', '--bind', '0.0.0.0:8000', 'shop.app:app'],
    localDependencies: locals('libs/common'),
  },
  'system-packages': { systemPackages: { build: ['gcc', 'libpq-dev'], runtime: ['libpq5'] } },
  grpc: { ...script('server.py'), framework: 'grpc', port: 50051 },
  celery: { ...script(), framework: 'celery', command: ['celery', '--app', 'worker', 'worker'] },
};

const all = Object.entries(projects).map(([name, given]) => [name, pythonProject(given)] as const);

describe('renderDockerfile', () => {
  it.each(all)('writes %s', async (name, project) => {
    await expect(renderDockerfile(project)).toMatchFileSnapshot(`__golden__/${name}.Dockerfile`);
  });

  it.each(all)('can be read by pydock itself: %s', (_name, project) => {
    const text = renderDockerfile(project);
    expect(readDockerfile(text, { PYTHON_IMAGE: 'mirror.example/python:3' })).toEqual({
      baseImages: ['mirror.example/python:3'],
      args: ['PYTHON_IMAGE', 'VOLUME_DIRS'],
      stages: ['builder', 'dev', 'runtime'],
      healthcheck: project.port !== null,
    });
    expect(readDockerfile(text).baseImages).toEqual([`python:${project.python.version}-slim`]);
  });

  it('takes no image but the base, and no frontend but the engine’s own', () => {
    for (const [, project] of all)
      expect(renderDockerfile(project)).not.toMatch(/^# *syntax=|--from=(?!builder)/m);
  });
});

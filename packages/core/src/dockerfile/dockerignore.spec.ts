import { describe, expect, it } from 'vitest';
import { contextFilter } from '../context/select';
import { locals, member, pythonProject } from '../specs/projects';
import { renderDockerignore } from './dockerignore';

const workspace = { ...member, localDependencies: locals('libs/core', 'libs/shared', 'libs/shared/nested') };

describe('renderDockerignore', () => {
  it('lets one project in', async () => {
    await expect(renderDockerignore(pythonProject())).toMatchFileSnapshot('__golden__/project.dockerignore');
  });

  it('lets everything in for a project at the root', async () => {
    const project = pythonProject({ root: '.', installFiles: ['requirements.txt'] });
    await expect(renderDockerignore(project)).toMatchFileSnapshot('__golden__/root.dockerignore');
  });

  it('lets a member of a workspace in, with its libraries and the install files of the workspace', async () => {
    await expect(renderDockerignore(pythonProject(workspace))).toMatchFileSnapshot(
      '__golden__/member.dockerignore',
    );
  });

  const inWorkspace = contextFilter({
    roots: ['.'],
    ignoreFile: renderDockerignore(pythonProject(workspace)),
  });
  it.each(['pyproject.toml', 'uv.lock', 'libs/shared/src/shared/__init__.py', 'apps/api/app.py'])(
    'of a workspace lets %s in',
    (path) => {
      expect(inWorkspace(path)).toBe(true);
    },
  );
  it.each([
    'apps/web/pyproject.toml',
    'libs/other/x.py',
    'libs/shared/.env',
    'libs/shared/.venv/x',
    'package.json',
  ])('of a workspace keeps %s out', (path) => {
    expect(inWorkspace(path)).toBe(false);
  });

  const admits = contextFilter({ roots: ['.'], ignoreFile: renderDockerignore(pythonProject()) });
  it.each([
    'apps/api/app.py',
    'apps/api/requirements.txt',
    'apps/api/requirements/base.txt',
    'apps/api/shop/templates/index.html',
    'apps/api/.env.example',
    'apps/api/deep/.env.example',
    'apps/api/environment.py',
    'apps/api/venv.py',
    'apps/api/keys.py',
  ])('lets %s in', (path) => {
    expect(admits(path)).toBe(true);
  });

  it.each([
    'nx.json',
    'app.py',
    'apps/web/app.py',
    'apps/api2/app.py',
    'libs/apps/api/app.py',
    'apps/web/.env.example',
    '.env.example',
    'apps/api/.env',
    'apps/api/.env.local',
    'apps/api/deep/.env',
    'apps/api/.venv/bin/python',
    'apps/api/venv/lib/x.py',
    'apps/api/__pycache__/app.cpython-313.pyc',
    'apps/api/shop/app.pyc',
    'apps/api/shop/app.pyo',
    'apps/api/ext.pyd',
    'apps/api/.git/config',
    'apps/api/tls/server.key',
    'apps/api/tls/server.pem',
    'apps/api/.netrc',
    'apps/api/.pypirc',
    'apps/api/.pytest_cache/x',
    'apps/api/.ruff_cache/x',
    'apps/api/.mypy_cache/x',
    'apps/api/.tox/x',
    'apps/api/.coverage',
    'apps/api/node_modules/x/index.js',
    'apps/api/.pydock/applied.json',
    'apps/api/Dockerfile',
    'apps/api/Dockerfile.dockerignore',
    'apps/api/docker-compose.yml',
    'apps/api/docker-compose.override.yml',
    'apps/api/project.json',
    'apps/api/.DS_Store',
  ])('keeps %s out', (path) => {
    expect(admits(path)).toBe(false);
  });
});

import { type Tree } from '@nx/devkit';
import { describe, expect, it } from 'vitest';
import { emptyWorkspace, failureOf, written } from '../../specs/workspace';
import { serviceGenerator } from './generator';

const projectJson = (tree: Tree, root: string) =>
  JSON.parse(tree.read(`${root}/project.json`, 'utf8') ?? '') as Record<string, unknown>;

describe('service', () => {
  it('writes a service', async () => {
    const tree = emptyWorkspace();
    const before = Object.keys(written(tree));
    await serviceGenerator(tree, { directory: 'apps/api' });
    const files = Object.entries(written(tree)).filter(([path]) => !before.includes(path));
    // The text of Dockerfiles has golden files of its own.
    const shown = (path: string, content: string) =>
      path.endsWith('/Dockerfile') ? `${content.split('\n', 1).join()}\n` : content;
    const text = files.map(([path, content]) => `=== ${path}\n${shown(path, content)}`).join('\n');
    await expect(text).toMatchFileSnapshot('__golden__/service.txt');
  });

  it('takes a name, a Python version, a port and tags', async () => {
    const tree = emptyWorkspace();
    const options = { name: '@acme/api', pythonVersion: '3.11', port: 9000, tags: 'scope:api, type:app,,' };
    await serviceGenerator(tree, { directory: 'api', ...options });
    expect(projectJson(tree, 'api')).toEqual({
      name: '@acme/api',
      $schema: '../node_modules/nx/schemas/project-schema.json',
      projectType: 'application',
      sourceRoot: 'api',
      tags: ['scope:api', 'type:app'],
      targets: { 'docker-up': { options: { ports: ['9000:8000'] } } },
    });
    expect(tree.read('api/Dockerfile', 'utf8')).toContain('ARG PYTHON_IMAGE=python:3.11-slim');
    expect(tree.read('api/.python-version', 'utf8')).toBe('3.11\n');
    expect(tree.read('api/README.md', 'utf8')).toContain('nx run @acme/api:docker-up');
  });

  it('gives the second service the next port', async () => {
    const tree = emptyWorkspace();
    await serviceGenerator(tree, { directory: 'apps/api' });
    await serviceGenerator(tree, { directory: 'apps/deep/web' });
    expect(projectJson(tree, 'apps/deep/web')).toMatchObject({
      name: 'web',
      $schema: '../../../node_modules/nx/schemas/project-schema.json',
      targets: { 'docker-up': { options: { ports: ['8001:8000'] } } },
    });
  });

  it('writes the target that the plugin is told to use', async () => {
    const nxJson = { plugins: [{ plugin: 'pydock', options: { upTargetName: 'up' } }] };
    const tree = emptyWorkspace({ 'nx.json': JSON.stringify(nxJson) });
    await serviceGenerator(tree, { directory: 'api' });
    expect(projectJson(tree, 'api')['targets']).toEqual({ up: { options: { ports: ['8000:8000'] } } });
  });

  it.each(['My API', '@acme/api', '9lives', 'ünï'])('takes the name %s', async (name) => {
    const tree = emptyWorkspace();
    await serviceGenerator(tree, { directory: 'api', name });
    expect(projectJson(tree, 'api')).toMatchObject({ name });
  });

  it.each(['日本', '---', ''])('refuses the name "%s"', async (name) => {
    const { code } = await failureOf(() => serviceGenerator(emptyWorkspace(), { directory: 'api', name }));
    expect(code).toBe('PYDOCK_NAME_INVALID');
  });

  it('refuses the name of another project', async () => {
    const tree = emptyWorkspace({ 'libs/api/project.json': '{"name":"api"}' });
    const { code } = await failureOf(() => serviceGenerator(tree, { directory: 'apps/api' }));
    expect(code).toBe('PYDOCK_NAME_CONFLICT');
  });

  it.each([
    'project.json',
    'app.py',
    'requirements.txt',
    'Dockerfile',
    'Dockerfile.dockerignore',
    'README.md',
    '.python-version',
    'tests/test_app.py',
  ])('refuses a directory that has %s, and writes nothing', async (file) => {
    const tree = emptyWorkspace({ [`apps/api/${file}`]: '{"name":"api"}' });
    const before = written(tree);
    const failure = await failureOf(() => serviceGenerator(tree, { directory: 'apps/api' }));
    expect(failure).toMatchObject({ code: 'PYDOCK_FILE_EXISTS', place: { file: `apps/api/${file}` } });
    expect(written(tree)).toEqual(before);
  });

  it('takes a directory that has other files', async () => {
    const tree = emptyWorkspace({ 'apps/api/notes.txt': 'x', 'apps/api/tests/other.py': '' });
    await serviceGenerator(tree, { directory: 'apps/api' });
    expect(tree.read('apps/api/notes.txt', 'utf8')).toBe('x');
    expect(tree.exists('apps/api/Dockerfile')).toBe(true);
  });

  it.each([
    [{ directory: '../api' }, 'PYDOCK_DIRECTORY_OUTSIDE_WORKSPACE'],
    [{ directory: 'apps/My API' }, 'PYDOCK_OPTION_INVALID'],
    [{ directory: 'api', port: 70_000 }, 'PYDOCK_PORT_INVALID'],
    [{ directory: 'api', pythonVersion: '2.7' }, 'PYDOCK_PYTHON_VERSION_INVALID'],
  ])('refuses %j', async (options, code) => {
    expect((await failureOf(() => serviceGenerator(emptyWorkspace(), options))).code).toBe(code);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Tree } from '@nx/devkit';
import { frameworkTemplates, packageManagerNames, type PackageManagerName } from '@pydock/core';
import { describe, expect, it } from 'vitest';
import { emptyWorkspace, failureOf, written } from '../../specs/workspace';
import { dockerizeGenerator } from '../dockerize/generator';
import { serviceGenerator } from './generator';

const projectJson = (tree: Tree, root: string) =>
  JSON.parse(tree.read(`${root}/project.json`, 'utf8') ?? '') as Record<string, unknown>;

/** What a generator says in the end. */
function outputOf(callback: () => unknown): string {
  const lines: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = ((text: string) => lines.push(text) > 0) as typeof process.stdout.write;
  try {
    callback();
  } finally {
    process.stdout.write = write;
  }
  return lines.join('');
}

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

  it('leaves the others the names that they have by where they lie', async () => {
    const tree = emptyWorkspace({ 'libs/api/pyproject.toml': '[project]\nname = "api"\n' });
    await serviceGenerator(tree, { directory: 'apps/api', name: 'shop' });
    expect(JSON.parse(tree.read('libs/api/project.json', 'utf8') ?? '')).toMatchObject({ name: 'api' });
    await serviceGenerator(tree, { directory: 'apps/other' });
    expect(tree.exists('libs/other/project.json')).toBe(false);
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
    'requirements.in',
    'pytest.ini',
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
    [{ directory: 'api', pythonVersion: 3.1 }, 'PYDOCK_PYTHON_VERSION_INVALID'],
    [{ directory: 'api', beat: true }, 'PYDOCK_OPTION_INVALID'],
  ])('refuses %j', async (options, code) => {
    expect((await failureOf(() => serviceGenerator(emptyWorkspace(), options))).code).toBe(code);
  });

  it('offers every framework and package manager', () => {
    const { properties } = JSON.parse(readFileSync(join(__dirname, 'schema.json'), 'utf8')) as {
      properties: Record<string, { enum: string[]; 'x-prompt': { items: { value: string }[] } }>;
    };
    for (const [name, values] of [
      ['framework', frameworkTemplates.map((each) => each.name)],
      ['packageManager', packageManagerNames],
    ] as const) {
      expect(properties[name]?.enum).toEqual(values);
      expect(properties[name]?.['x-prompt'].items.map(({ value }) => value)).toEqual(values);
    }
  });

  const matrix = frameworkTemplates.flatMap(({ name }) =>
    packageManagerNames.map((packageManager) => [name, packageManager] as const),
  );

  it.each(matrix)('of %s with %s is what dockerize makes of it', async (framework, packageManager) => {
    const tree = emptyWorkspace();
    await serviceGenerator(tree, { directory: 'apps/api', framework, packageManager });
    const first = written(tree);
    await dockerizeGenerator(tree, { directory: 'apps/api' });
    expect(written(tree)).toEqual(first);
  });

  it('publishes the port that the framework has, and none for what serves nothing', async () => {
    const tree = emptyWorkspace();
    await serviceGenerator(tree, { directory: 'page', framework: 'streamlit' });
    await serviceGenerator(tree, { directory: 'worker', framework: 'celery' });
    expect(projectJson(tree, 'page')['targets']).toEqual({
      'docker-up': { options: { ports: ['8000:8501'] } },
    });
    expect(projectJson(tree, 'worker')['targets']).toEqual({ 'docker-up': { options: {} } });
  });

  it('has beat beside a worker: the same image, another command', async () => {
    const tree = emptyWorkspace();
    await serviceGenerator(tree, { directory: 'apps/jobs', name: 'worker', framework: 'celery', beat: true });
    expect(projectJson(tree, 'apps/jobs-beat')).toEqual({
      name: 'worker-beat',
      $schema: '../../node_modules/nx/schemas/project-schema.json',
      projectType: 'application',
      sourceRoot: 'apps/jobs',
      implicitDependencies: ['worker'],
      targets: {
        'docker-build': { options: { dockerfile: '../jobs/Dockerfile', include: ['apps/jobs'] } },
        'docker-up': { options: { command: expect.arrayContaining(['celery', 'app.celery:app', 'beat']) } },
      },
    });
  });

  it('refuses beat where its name is taken, and writes nothing', async () => {
    const tree = emptyWorkspace({ 'libs/x/project.json': '{"name":"worker-beat"}' });
    const before = written(tree);
    const options = { directory: 'worker', framework: 'celery', beat: true } as const;
    expect((await failureOf(() => serviceGenerator(tree, options))).code).toBe('PYDOCK_NAME_CONFLICT');
    expect(written(tree)).toEqual(before);
  });

  it('says where the service will be, and what is not locked', async () => {
    const options = { directory: 'apps/api', packageManager: 'pdm', port: 9001, skipLock: true } as const;
    const output = outputOf(await serviceGenerator(emptyWorkspace(), options));
    expect(output).toContain('cd apps/api && pdm lock');
    expect(output).toContain('nx run api:docker-up   http://localhost:9001');
  });

  describe('in a uv workspace', () => {
    const workspace = (members: string) =>
      emptyWorkspace({ 'pyproject.toml': `[tool.uv.workspace]\nmembers = ["${members}"]\n` });
    const say = async (tree: Tree, packageManager: PackageManagerName = 'uv') =>
      outputOf(await serviceGenerator(tree, { directory: 'apps/api', packageManager, skipLock: true }));

    it('is a member where the workspace lists it', async () => {
      const tree = workspace('apps/*');
      expect(await say(tree)).not.toContain('does not list');
      expect(tree.read('apps/api/Dockerfile', 'utf8')).toContain('source=pyproject.toml,');
    });

    it('stands alone where the workspace does not, and says so; the manifest of the workspace stays', async () => {
      const tree = workspace('libs/*');
      const manifest = tree.read('pyproject.toml', 'utf8');
      expect(await say(tree)).toContain(
        'The uv workspace of pyproject.toml does not list apps/api (pyproject.toml:2',
      );
      expect(tree.read('pyproject.toml', 'utf8')).toBe(manifest);
      expect(tree.read('apps/api/Dockerfile', 'utf8')).not.toContain('source=pyproject.toml,');
    });

    it('is no matter to other package managers', async () => {
      expect(await say(workspace('libs/*'), 'pdm')).not.toContain('uv workspace');
    });
  });
});

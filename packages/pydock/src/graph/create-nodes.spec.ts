import { basename } from 'node:path';
import { manifestNames } from '@pydock/core/projects/manifest-names';
import { describe, expect, it } from 'vitest';
import { matchedFiles, workspaceOf } from '../specs/workspace';
import { createNodes } from './create-nodes';
import type { PluginOptions } from './plugin-options';

/** What the plugin makes of a workspace: projects by root. */
async function nodesOf(files: Record<string, string>, options?: PluginOptions, nxJsonConfiguration = {}) {
  const workspaceRoot = await workspaceOf(files);
  const matched = matchedFiles(files);
  const results = await createNodes[1](matched, options, { workspaceRoot, nxJsonConfiguration });
  const projects = Object.assign({}, ...results.map(([, { projects: each }]) => each)) as Record<
    string,
    {
      name: string;
      targets: Record<string, { executor: string; configurations?: object; inputs?: string[] }>;
    }
  >;
  const names = Object.fromEntries(Object.entries(projects).map(([root, { name }]) => [root, name]));
  return { workspaceRoot, results, projects, names };
}

const service = (root: string) => ({ [`${root}/Dockerfile`]: '', [`${root}/requirements.txt`]: '' });

describe('createNodes', () => {
  it('infers targets of a Python project with a Dockerfile', async () => {
    const { results, projects } = await nodesOf({ ...service('apps/api'), 'libs/x/requirements.txt': '' });
    expect(results.map(([file]) => file)).toEqual(['apps/api/Dockerfile']);
    expect(projects['apps/api']).toMatchObject({ name: 'api', projectType: 'application', root: 'apps/api' });
    const targets = Object.entries(projects['apps/api']?.targets ?? {});
    expect(targets.map(([name, { executor }]) => `${name} ${executor}`)).toEqual([
      'docker-build pydock:build',
      'docker-compose pydock:compose',
      'docker-up pydock:up',
      'docker-down pydock:down',
      'docker-push pydock:push',
      'docker-save pydock:save',
      'docker-load pydock:load',
    ]);
  });

  it.each([
    ...['requirements.txt', 'requirements/prod.txt', 'requirements-prod.txt', 'requirements.lock'],
    ...['pyproject.toml', 'Pipfile', 'setup.py', 'setup.cfg'],
  ])('knows %s', async (file) => {
    const { results, names } = await nodesOf({ 'a/Dockerfile': '', [`a/${file}`]: 'setup()' });
    expect(names).toEqual({ a: 'a' });
    expect(results.map(([from]) => from)).toEqual(['a/Dockerfile']);
  });

  it('does not take whatever is called setup.py for a manifest', async () => {
    expect((await nodesOf({ 'a/Dockerfile': '', 'a/setup.py': 'print("hello")' })).names).toEqual({});
    const files = { 'a/Dockerfile': '', 'a/setup.py': 'print("hello")', 'a/requirements/base.txt': '' };
    expect((await nodesOf(files)).names).toEqual({ a: 'a' });
  });

  it('takes the name that project.json or package.json states, with comments and a BOM', async () => {
    const { names } = await nodesOf({
      ...service('a'),
      'a/project.json': '\uFEFF{ // ours\n "name": "one", }',
      ...service('b'),
      'b/package.json': '{"name": "@acme/two"}',
      ...service('c'),
      'c/project.json': '{}',
      'c/package.json': '{"name": "three"}',
      ...service('d'),
      'd/project.json': '{ broken',
    });
    expect(names).toEqual({ a: 'one', b: '@acme/two', c: 'three', d: 'd' });
  });

  it('keeps apart what would have one name', async () => {
    const { names } = await nodesOf({
      ...service('apps/api'),
      ...service('old/api'),
      ...service('apps/web'),
      'libs/web/project.json': '{"name":"web"}',
      ...service('apps/job'),
      ...service('apps/other'),
      'apps/other/project.json': '{"name":"job"}',
    });
    expect(names).toEqual({
      'apps/api': 'apps-api',
      'old/api': 'old-api',
      'apps/web': 'apps-web',
      'apps/job': 'apps-job',
      'apps/other': 'job',
    });
  });

  it('names the root after its directory', async () => {
    const { names, workspaceRoot } = await nodesOf({ Dockerfile: '', 'pyproject.toml': '' });
    expect(names).toEqual({ '.': basename(workspaceRoot) });
  });

  it('leaves projects of other kinds alone', async () => {
    const up = (target: object) => JSON.stringify({ targets: { 'docker-up': target } });
    const { names } = await nodesOf({
      'node/Dockerfile': '',
      'node/package.json': '{"name":"node"}',
      'node/project.json': '{"name":"node"}',
      'other/project.json': up({ executor: 'other:up' }),
      'command/project.json': up({ command: 'docker run' }),
      'broken/project.json': '{',
      'python/requirements.txt': '',
    });
    expect(names).toEqual({});
  });

  it('keeps the targets of a service that lost its Dockerfile or its manifest', async () => {
    const { names, results } = await nodesOf({
      'a/project.json': '{"name":"a","targets":{"docker-up":{}}}',
      'b/project.json': '{"name":"b","targets":{"docker-up":{"executor":"pydock:up"}}}',
      'b/Dockerfile': '',
    });
    expect(names).toEqual({ a: 'a', b: 'b' });
    expect(results.map(([file]) => file)).toEqual(['a/project.json', 'b/Dockerfile']);
  });

  it('infers no build where an image is run as it is, whatever else lies there', async () => {
    const project = JSON.stringify({ targets: { 'docker-up': { options: { image: 'postgres:18' } } } });
    const { projects, names } = await nodesOf({
      'db/project.json': project,
      ...service('apps/db2'),
      'apps/db2/project.json': project,
      'odd/project.json': '{"targets":{"docker-up":{"options":{"image":5}}}}',
    });
    expect(names).toEqual({ db: 'db', 'apps/db2': 'db2', odd: 'odd' });
    const targets = (root: string) => Object.keys(projects[root]?.targets ?? {});
    for (const root of ['db', 'apps/db2'])
      expect(targets(root)).toEqual(['docker-compose', 'docker-up', 'docker-down']);
    expect(targets('odd')).toContain('docker-build');
    expect(projects['db']).toMatchObject({ metadata: { technologies: ['docker'] } });
  });

  it('takes other names for the targets', async () => {
    const options = { upTargetName: 'up', downTargetName: 'down', buildTargetName: 'image' };
    const files = { ...service('a'), 'b/project.json': '{"targets":{"up":{}}}' };
    const { projects } = await nodesOf(files, options);
    expect(Object.keys(projects['a']?.targets ?? {})).toEqual([
      'image',
      'docker-compose',
      'up',
      'down',
      'docker-push',
      'docker-save',
      'docker-load',
    ]);
    expect(projects['b']?.name).toBe('b');
  });

  it('gives every target the configurations of docker-up', async () => {
    const up = (configurations: object) => JSON.stringify({ targets: { 'docker-up': { configurations } } });
    const files = {
      ...service('a'),
      'a/project.json': up({ production: { memory: '1g' } }),
      ...service('b'),
      'b/package.json': JSON.stringify({ nx: JSON.parse(up({ staging: {} })) as object }),
      ...service('c'),
    };
    const { projects } = await nodesOf(files, undefined, {
      targetDefaults: { 'docker-up': { configurations: { debug: {} } } },
    });
    const of = (project: string) =>
      Object.values(projects[project]?.targets ?? {}).map((each) => each.configurations);
    expect(of('a')).toEqual(Array(7).fill({ debug: {}, production: {} }));
    expect(of('b')).toEqual(Array(7).fill({ debug: {}, staging: {} }));
    expect(of('c')).toEqual(Array(7).fill({ debug: {} }));
  });

  it('skips what was installed', async () => {
    const installed = ['node_modules/x', 'a/.venv/lib/x', 'a/venv/x', 'x/site-packages/y'].map(service);
    expect((await nodesOf(Object.assign({}, ...installed) as Record<string, string>)).names).toEqual({});
  });

  it('takes in what the build can see as inputs of the image', async () => {
    const { projects } = await nodesOf({
      ...service('a'),
      'a/project.json': '{"targets":{"docker-build":{"options":{"include":["./shared","notes.txt"]}}}}',
      'shared/x.py': '',
      'notes.txt': '',
      '.dockerignore': '**/.venv',
      ...service('b'),
      'b/Dockerfile.dockerignore': '**\n!b\n!libs/core\n!uv.lock\n**/*.pyc',
      'libs/core/x.py': '',
      ...service('c'),
      'c/Dockerfile.dockerignore': '[',
      ...service('d'),
      'd/project.json': '{"targets":{"docker-build":{"options":{"include":"not a list"}}}}',
      'd/Dockerfile.dockerignore': '',
    });
    const of = (root: string) => projects[root]?.targets['docker-build']?.inputs;
    const path = (each: string) => `{workspaceRoot}/${each}`;
    expect(of('a')).toEqual([
      'default',
      ...['a/**/*', 'notes.txt', 'shared/**/*', '.dockerignore'].map(path),
    ]);
    expect(of('b')).toEqual(['default', ...['b/**/*', 'libs/core/**/*', 'uv.lock'].map(path)]);
    expect(of('c')).toEqual(['default', path('c/**/*')]);
    expect(of('d')).toEqual(['default', '^default']);
    expect(projects['b']?.targets['docker-up']?.inputs).toEqual([...(of('b') ?? []), '^default']);
  });

  it('takes in all that a root service can see', async () => {
    const { projects } = await nodesOf({ Dockerfile: '', 'setup.py': 'setup()' });
    expect(projects['.']?.targets['docker-build']?.inputs).toEqual(['default', '{workspaceRoot}/**/*']);
  });

  it('takes a thousand directories in its stride', async () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      service(`apps/s${index % 500}/v${index % 2}x${index}`),
    );
    const started = performance.now();
    const { names } = await nodesOf(Object.assign({}, ...many) as Record<string, string>);
    expect(Object.keys(names)).toHaveLength(1000);
    expect(performance.now() - started).toBeLessThan(20_000);
  }, 40_000);
});

it('has the files that the glob of the plugin names', () => {
  expect(createNodes[0]).toBe(`**/{Dockerfile,project.json,package.json,${manifestNames.join(',')}}`);
});

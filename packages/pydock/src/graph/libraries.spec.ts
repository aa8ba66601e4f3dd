import { expect, it } from 'vitest';
import { matchedFiles, workspaceOf } from '../specs/workspace';
import { createNodes } from './create-nodes';

const project = (name: string, ...more: string[]) => [`[project]`, `name = "${name}"`, ...more].join('\n');

async function nodesOf(files: Record<string, string>) {
  const workspaceRoot = await workspaceOf(files);
  const matched = matchedFiles(files);
  const results = await createNodes[1](matched, undefined, { workspaceRoot, nxJsonConfiguration: {} });
  return Object.fromEntries(
    results.flatMap(([, { projects = {} }]) =>
      Object.entries(projects).map(([root, { name, targets }]) => [root, { name, targets }]),
    ),
  );
}
const namesOf = async (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(await nodesOf(files)).map(([root, { name }]) => [root, name]));

it('are projects with a name and without targets', async () => {
  const nodes = await nodesOf({
    'libs/core/pyproject.toml': project('acme-core'),
    'libs/old/setup.py': 'setup()',
    'libs/web/Pipfile': '',
    'tools/board/setup.py': 'import django\ndjango.setup()\n',
    'libs/named/pyproject.toml': project('x'),
    'libs/named/project.json': '{"name":"other","targets":{"test":{}}}',
  });
  expect(nodes).toEqual({
    'libs/core': { name: 'core', targets: undefined },
    'libs/old': { name: 'old', targets: undefined },
    'libs/web': { name: 'web', targets: undefined },
    'libs/named': { name: 'other', targets: undefined },
  });
});

it('are not what a JavaScript workspace has for its tools', async () => {
  const files = {
    'package.json': '{"name":"root","workspaces":["packages/*"]}',
    'pyproject.toml': project('docs'),
    'requirements.txt': 'mkdocs',
    'docs/requirements.txt': 'mkdocs',
    'packages/ui/package.json': '{"name":"ui"}',
    'packages/ui/requirements.txt': 'pre-commit',
    'packages/ui/pyproject.toml': '[tool.ruff]\nline-length = 100',
    'packages/ui/setup.cfg': '[flake8]\n',
  };
  expect(await namesOf(files)).toEqual({});
});

it('take no name that another project has', async () => {
  const files = {
    'packages/core/package.json': '{"name":"core"}',
    'libs/core/pyproject.toml': project('core'),
    'tools/Shared/project.json': '{}',
    'libs/shared/pyproject.toml': project('shared'),
    'a/util/pyproject.toml': project('a'),
    'b/util/pyproject.toml': project('b'),
    'mixed/package.json': '{"name":"@acme/mixed"}',
    'mixed/pyproject.toml': project('mixed'),
  };
  expect(await namesOf(files)).toEqual({
    'libs/core': 'libs-core',
    'libs/shared': 'libs-shared',
    'a/util': 'a-util',
    'b/util': 'b-util',
    mixed: '@acme/mixed',
  });
});

it('have names by where they lie, which stay when one of them becomes a service', async () => {
  const files = { 'services/api/pyproject.toml': project('a'), 'legacy/api/requirements-prod.txt': '' };
  expect(await namesOf(files)).toEqual({ 'services/api': 'services-api' });
  const both = { 'services/api': 'services-api', 'legacy/api': 'legacy-api' };
  expect(await namesOf({ ...files, 'legacy/api/Dockerfile': '' })).toEqual(both);
  const dockerized = {
    ...files,
    'legacy/api/Dockerfile': '',
    'legacy/api/project.json': '{"name":"legacy-api"}',
  };
  expect(await namesOf(dockerized)).toEqual(both);
});

it('are members of a uv workspace, and not its root', async () => {
  const workspace = '[tool.uv.workspace]\nmembers = ["libs/*", "tests/*"]';
  const members = {
    'libs/core/pyproject.toml': project('core'),
    'tests/end/pyproject.toml': project('end'),
  };
  const names = { 'libs/core': 'core', 'tests/end': 'end' };
  expect(await namesOf({ 'pyproject.toml': workspace, ...members })).toEqual(names);
  expect(await namesOf({ 'pyproject.toml': project('all', workspace), ...members })).toEqual(names);
  const nested = Object.fromEntries(Object.entries(members).map(([file, text]) => [`py/${file}`, text]));
  expect(await namesOf({ 'py/pyproject.toml': project('all', workspace), ...nested })).toEqual({
    'py/libs/core': 'core',
    'py/tests/end': 'end',
  });
});

it('lie beside a root that is a service', async () => {
  const names = await namesOf({
    Dockerfile: '',
    'pyproject.toml': project('all', '[tool.uv.workspace]\nmembers = ["libs/*"]'),
    'package.json': '{"name":"shop"}',
    'libs/core/pyproject.toml': project('core'),
    'other/pyproject.toml': project('other'),
  });
  expect(names).toEqual({ '.': 'shop', 'libs/core': 'core', other: 'other' });
});

it('are no fixtures, unless something needs them', async () => {
  const files = {
    'libs/a/pyproject.toml': project('a', 'dependencies = ["kit @ file:///${PROJECT_ROOT}/tests/kit"]'),
    'libs/a/tests/kit/pyproject.toml': project('kit'),
    'libs/a/tests/fixture/pyproject.toml': project('fixture'),
    'fixtures/x/setup.py': 'setup()',
    '__fixtures__/x/setup.py': 'setup()',
    'test-data/x/setup.py': 'setup()',
    '.github/x/setup.py': 'setup()',
    'templates/{{name}}/pyproject.toml': project('{{name}}'),
    'tests/own/pyproject.toml': project('own'),
    'tests/own/project.json': '{}',
  };
  expect(await namesOf(files)).toEqual({ 'libs/a': 'a', 'libs/a/tests/kit': 'kit', 'tests/own': 'own' });
});

it('are no part of another Python project, unless something needs them', async () => {
  const files = {
    'apps/api/Dockerfile': '',
    'apps/api/pyproject.toml': project('api', 'dependencies = ["near @ file:///${PROJECT_ROOT}/libs/near"]'),
    'apps/api/libs/near/pyproject.toml': project('near'),
    'apps/api/vendored/pyproject.toml': project('vendored'),
    'libs/core/pyproject.toml': project('core'),
    'libs/core/plugin/deep/setup.py': 'setup()',
    'libs/core/service/Dockerfile': '',
    'libs/core/service/requirements.txt': '',
  };
  expect(await namesOf(files)).toEqual({
    'apps/api': 'api',
    'apps/api/libs/near': 'near',
    'libs/core': 'core',
    'libs/core/service': 'service',
  });
});

it('are not told of by what is broken, and break nothing', async () => {
  const files = {
    'libs/a/pyproject.toml': '[project\n',
    'libs/b/pyproject.toml': 'a = "\0"',
    'libs/c/pyproject.toml': project('c', 'dependencies = [1]'),
    'apps/api/Dockerfile': '',
    'apps/api/pyproject.toml': '[project\n',
  };
  expect(await namesOf(files)).toEqual({ 'libs/c': 'c', 'apps/api': 'api' });
});

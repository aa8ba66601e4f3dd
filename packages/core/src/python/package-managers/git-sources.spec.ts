import { expect, it } from 'vitest';
import { tree } from '../../specs/trees';
import { systemPackages } from '../system-packages';
import { packageManagerNamed } from './choose';
import type { PackageManagerName } from './table';

const url = 'https://git.example/x.git';
const project = '[project]\nname = "api"\ndependencies = ["x"]\n';
const poetryProject = '[tool.poetry]\nname = "api"\n[tool.poetry.dependencies]\n';
const member = '[tool.uv.workspace]\nmembers = ["api"]\n[tool.uv.sources]\n';

const read = (name: PackageManagerName, files: Record<string, string>) =>
  packageManagerNamed(name).read({ root: 'api', tree: tree(files) });
const needs = (name: PackageManagerName, files: Record<string, string>) => systemPackages(read(name, files));

const uvLock = (marker: string) =>
  [
    ...['[[package]]', 'name = "api"', 'version = "1"', 'source = { virtual = "." }'],
    ...['dependencies = [{ name = "x" }]', '[[package]]', 'name = "x"', 'version = "1"'],
    ...['source = { registry = "https://index.example/simple" }', 'sdist = { url = "x-1.tar.gz" }'],
    ...[`dependencies = [{ name = "y"${marker} }]`, '[[package]]', 'name = "y"', 'version = "1"'],
    `source = { git = "${url}?rev=main#0123" }`,
  ].join('\n');

it.each<[string, PackageManagerName, Record<string, string>, string, number]>([
  [
    'a source of uv',
    'uv',
    { 'api/pyproject.toml': `${project}[tool.uv.sources]\nX = { git = "${url}" }` },
    'api/pyproject.toml',
    3,
  ],
  [
    'a source of the workspace',
    'uv',
    { 'api/pyproject.toml': project, 'pyproject.toml': `${member}x = [{ git = "${url}" }]` },
    'api/pyproject.toml',
    3,
  ],
  [
    'what a package in uv.lock leads to',
    'uv',
    { 'api/pyproject.toml': project, 'api/uv.lock': uvLock('') },
    'api/uv.lock',
    12,
  ],
  [
    'pdm.lock',
    'pdm',
    {
      'api/pyproject.toml': project,
      'api/pdm.lock': `[[package]]\nname = "y"\nversion = "1"\ngit = "${url}"\ngroups = ["default"]`,
    },
    'api/pdm.lock',
    1,
  ],
  [
    'a Pipfile',
    'pipenv',
    { 'api/Pipfile': `[packages]\nx = { git = "${url}", ref = "main" }` },
    'api/Pipfile',
    2,
  ],
  [
    'Pipfile.lock',
    'pipenv',
    {
      'api/Pipfile': '[packages]\nx = "*"',
      'api/Pipfile.lock': `{\n"default": {\n"y": { "git": "${url}", "ref": "0123" } } }`,
    },
    'api/Pipfile.lock',
    3,
  ],
  [
    'a dependency of Poetry',
    'poetry',
    { 'api/pyproject.toml': `${poetryProject}x = { git = "${url}" }` },
    'api/pyproject.toml',
    4,
  ],
  [
    "Poetry's source for a dependency of [project]",
    'poetry',
    { 'api/pyproject.toml': `${project}[tool.poetry.dependencies]\nx = { git = "${url}" }` },
    'api/pyproject.toml',
    3,
  ],
  [
    'poetry.lock',
    'poetry',
    {
      'api/pyproject.toml': `${poetryProject}x = "*"`,
      'api/poetry.lock': `[[package]]\nname = "y"\nversion = "1"\ngroups = ["main"]\n[package.source]\ntype = "git"\nurl = "${url}"`,
    },
    'api/poetry.lock',
    1,
  ],
])('git is there to build %s', (_what, name, files, file, line) => {
  expect(needs(name, files)).toEqual({
    build: ['git'],
    runtime: [],
    sources: { build: { git: { file, line } }, runtime: {} },
  });
});

it('no git for what no Linux takes from a repository, or another Python', () => {
  const marked = `${project}[tool.uv.sources]\nx = [{ git = "${url}", marker = "sys_platform == 'win32'" }]`;
  expect(needs('uv', { 'api/pyproject.toml': marked }).build).toEqual([]);
  const older = read('uv', {
    'api/pyproject.toml': project,
    'api/uv.lock': uvLock(`, marker = "python_full_version < '3.11'"`),
  });
  expect(systemPackages(older, '3.12').build).toEqual([]);
  expect(systemPackages(older, '3.10').build).toEqual(['git']);
});

import { expect, it } from 'vitest';
import { tree } from '../specs/trees';
import { directDependencies, localDependenciesOf } from './local-dependencies';
import { packageManagerNamed } from './package-managers/choose';
import type { PackageManagerName } from './package-managers/table';

function locals(root: string, name: PackageManagerName, files: Record<string, string>) {
  const project = { root, tree: tree(files) };
  return localDependenciesOf(project, packageManagerNamed(name).read(project));
}

it('follows local projects through every package manager, in circles too', () => {
  const found = locals('api', 'poetry', {
    'api/pyproject.toml': '[tool.poetry.dependencies]\nmodels = { path = "../libs/models" }',
    'libs/models/pyproject.toml':
      '[project]\ndependencies = ["log"]\n[tool.uv.sources]\nlog = { path = "../log" }\n[tool.hatch.build.force-include]\n"../../data" = "data"',
    'libs/log/requirements.txt': '-e ../../api\n-e ../models\n-e ../base',
    'libs/base/setup.py': 'from setuptools import setup\nsetup()\n',
    'data/a.json': '',
  });
  expect(found).toEqual({
    localDependencies: [
      { directory: 'data', source: { file: 'libs/models/pyproject.toml', line: 6 }, isPackage: false },
      { directory: 'libs/base', source: { file: 'libs/log/requirements.txt', line: 3 }, isPackage: true },
      { directory: 'libs/log', source: { file: 'libs/models/pyproject.toml', line: 4 }, isPackage: false },
      { directory: 'libs/models', source: { file: 'api/pyproject.toml', line: 2 }, isPackage: true },
    ],
    warnings: [],
  });
});

it('states those of extras, and of groups that production may install', () => {
  const files = {
    'api/pyproject.toml':
      '[project]\nname = "api"\ndependencies = ["a @ file:../a"]\n[project.optional-dependencies]\nweb = ["b[x] @ file:../b"]\n[dependency-groups]\nprod = ["c @ file:../c"]\ntest = ["d @ file:../d"]\n',
  };
  expect(directDependencies({ root: 'api', tree: tree(files) })).toEqual([
    { directory: 'a', source: { file: 'api/pyproject.toml', line: 3 } },
    { directory: 'b', source: { file: 'api/pyproject.toml', line: 5 }, extras: ['x'] },
    { directory: 'c', source: { file: 'api/pyproject.toml', line: 7 } },
  ]);
});

it('comes to an end where projects ask for extras of each other', () => {
  const library = (name: string, other: string) =>
    `[project]\nname = "${name}"\nversion = "1"\n[project.optional-dependencies]\nx = ["${other}[y] @ file:../${other}"]\ny = ["${other}[x] @ file:../${other}"]\n`;
  const found = locals('api', 'pip', {
    'api/requirements.txt': '-e ../a[x]\n-e ../a\n',
    'a/pyproject.toml': library('a', 'b'),
    'b/pyproject.toml': library('b', 'a'),
  });
  expect(found).toMatchObject({
    localDependencies: [
      { directory: 'a', extras: ['x'] },
      { directory: 'b', extras: ['y'] },
    ],
    warnings: [],
  });
});

it('warns of what an image can not hold', () => {
  const source = (line: number) => ({ file: 'api/requirements.txt', line });
  expect(locals('api', 'pip', { 'api/requirements.txt': '-e ../../other\n./gone\n/opt/lib\n' })).toEqual({
    localDependencies: [],
    warnings: [
      {
        message: expect.stringContaining('../other lies outside the workspace') as string,
        source: source(1),
      },
      { message: expect.stringContaining('api/gone is not there') as string, source: source(2) },
      {
        message: expect.stringContaining('/opt/lib lies outside the workspace') as string,
        source: source(3),
      },
    ],
  });
});

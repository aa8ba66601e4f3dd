import { expect, it } from 'vitest';
import { tree } from '../specs/trees';
import { localDependenciesOf } from './local-dependencies';
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

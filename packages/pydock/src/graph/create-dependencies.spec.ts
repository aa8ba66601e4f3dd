import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspaceOf } from '../specs/workspace';
import { createDependencies } from './create-dependencies';
import { createNodes } from './create-nodes';

type Files = Record<string, string>;
const nxJsonConfiguration = {};
const library = (name: string) => ({ [`libs/${name}/pyproject.toml`]: `[project]\nname = "${name}"\n` });

/** The edges of a workspace: `source -> target, file`. */
async function edgesOf(files: Files, roots: readonly string[], workspace?: string): Promise<string[]> {
  const workspaceRoot = workspace ?? (await workspaceOf(files));
  const owner = (file: string) =>
    [...roots]
      .sort((a, b) => b.length - a.length)
      .find((root) => root === '.' || file.startsWith(`${root}/`));
  const data = Object.keys(files).map((file) => ({ file, hash: '' }));
  const projectFileMap = Object.fromEntries(
    roots.map((root) => [nameOf(root), data.filter(({ file }) => owner(file) === root)]),
  );
  const fileMap = { projectFileMap, nonProjectFiles: data.filter(({ file }) => !owner(file)) };
  const found = await createDependencies(undefined, {
    workspaceRoot,
    nxJsonConfiguration,
    projects: Object.fromEntries(roots.map((root) => [nameOf(root), { root }])),
    externalNodes: {},
    fileMap,
    filesToProcess: fileMap,
  });
  return found
    .map(
      ({ source, target, type, ...more }) =>
        `${source} -> ${target}, ${'sourceFile' in more ? more.sourceFile : type}`,
    )
    .sort();
}
const nameOf = (root: string) => (root === '.' ? 'root' : (root.split('/').at(-1) ?? root));

describe('createDependencies', () => {
  const libs = { ...library('core'), ...library('shared') };
  const roots = ['apps/api', 'libs/core', 'libs/shared'];

  it.each<[string, Files, string]>([
    [
      'uv, by path',
      {
        'apps/api/pyproject.toml':
          '[project]\nname = "api"\ndependencies = ["core"]\n[tool.uv.sources]\ncore = { path = "../../libs/core" }',
      },
      'apps/api/pyproject.toml',
    ],
    [
      'poetry',
      {
        'apps/api/pyproject.toml':
          '[tool.poetry]\nname = "api"\n[tool.poetry.dependencies]\ncore = { path = "../../libs/core", develop = true }',
      },
      'apps/api/pyproject.toml',
    ],
    [
      'pdm',
      {
        'apps/api/pyproject.toml':
          '[project]\nname = "api"\ndependencies = ["core @ file:///${PROJECT_ROOT}/../../libs/core"]\n[tool.pdm]\ndistribution = false',
      },
      'apps/api/pyproject.toml',
    ],
    [
      'pipenv',
      { 'apps/api/Pipfile': '[packages]\ncore = { path = "../../libs/core", editable = true }' },
      'apps/api/Pipfile',
    ],
    [
      'pip, editable',
      { 'apps/api/requirements.txt': 'flask\n-e ../../libs/core\n' },
      'apps/api/requirements.txt',
    ],
    ['pip, a path', { 'apps/api/requirements.txt': './../../libs/core\n' }, 'apps/api/requirements.txt'],
    [
      'pip, by another file',
      { 'apps/api/requirements.txt': '-r more.txt\n', 'apps/api/more.txt': '-e ../../libs/core\n' },
      'apps/api/more.txt',
    ],
    ...['requirements/prod.txt', 'requirements-prod.txt', 'requirements.lock'].map(
      (name): [string, Files, string] => [
        `pip, by ${name}`,
        { [`apps/api/${name}`]: '-e ../../libs/core\n' },
        `apps/api/${name}`,
      ],
    ),
    [
      'pip, by a file that another folder of requirements includes',
      {
        'apps/api/requirements/prod.txt': '-r base.txt\n',
        'apps/api/requirements/base.txt': '-e ../../libs/core\n',
      },
      'apps/api/requirements/base.txt',
    ],
    [
      'setuptools',
      {
        'apps/api/setup.cfg':
          '[metadata]\nname = api\n[options]\ninstall_requires =\n  core @ file:../../libs/core\n',
      },
      'apps/api/setup.cfg',
    ],
    [
      'sources from elsewhere',
      {
        'apps/api/pyproject.toml':
          '[tool.poetry]\nname = "api"\npackages = [{ include = "core", from = "../../libs/core/src" }]',
      },
      'apps/api/pyproject.toml',
    ],
  ])('knows %s', async (_how, files, sourceFile) => {
    expect(await edgesOf({ ...libs, ...files }, roots)).toEqual([`api -> core, ${sourceFile}`]);
  });

  it('knows members of a uv workspace, with a lock file and without', async () => {
    const files = {
      'pyproject.toml':
        '[tool.uv.workspace]\nmembers = ["apps/*", "libs/*"]\n[tool.uv.sources]\nshared = { workspace = true }',
      'apps/api/pyproject.toml':
        '[project]\nname = "api"\ndependencies = ["core", "flask"]\n[tool.uv.sources]\ncore = { workspace = true }',
      ...libs,
      'libs/core/pyproject.toml': '[project]\nname = "core"\ndependencies = ["shared"]\n',
    };
    const edges = ['api -> core, apps/api/pyproject.toml', 'core -> shared, libs/core/pyproject.toml'];
    expect(await edgesOf(files, roots)).toEqual(edges);
    const entry = (name: string, path: string) =>
      `[[package]]\nname = "${name}"\nversion = "1"\nsource = { editable = "${path}" }\n`;
    const lock = `version = 1\n\n${entry('api', 'apps/api')}\n${entry('core', 'libs/core')}\n${entry('shared', 'libs/shared')}`;
    expect(await edgesOf({ ...files, 'uv.lock': lock }, roots)).toEqual(edges);
  });

  it('names a file that Nx takes: that of another project is no source', async () => {
    const files = {
      ...libs,
      'apps/api/requirements.txt': '-r ../../libs/shared/all.txt\n-r ../../common.txt\n',
      'libs/shared/all.txt': '-e ../../libs/core\n',
      'common.txt': '-e ./libs/shared\n',
    };
    expect(await edgesOf(files, roots)).toEqual([
      'api -> core, apps/api/requirements.txt',
      'api -> shared, common.txt',
    ]);
  });

  it('names the manifest by which a file of another project is read', async () => {
    const files = {
      ...libs,
      'apps/api/requirements/prod.txt': '-r ../../../libs/shared/all.txt\n',
      'libs/shared/all.txt': '-e ../../libs/core\n',
    };
    expect(await edgesOf(files, roots)).toEqual(['api -> core, apps/api/requirements/prod.txt']);
  });

  it('has no edge to itself, to the root for what lies in it, nor to what is no project', async () => {
    const files = {
      ...libs,
      'pyproject.toml': '[project]\nname = "root"\n',
      'README.md': '',
      'apps/api/pyproject.toml':
        '[project]\nname = "api"\nreadme = "../../README.md"\ndependencies = ["api", "gone @ file:../gone", "far @ file:../../../far"]\n',
      'other/pyproject.toml': '[project]\nname = "other"\ndependencies = ["root @ file:.."]\n',
    };
    expect(await edgesOf(files, [...roots, '.', 'other'])).toEqual(['other -> root, other/pyproject.toml']);
  });

  it('leaves out what can not be read', async () => {
    const files = {
      ...libs,
      'apps/api/pyproject.toml': '[project\n',
      'apps/web/Pipfile': '[packages]\ncore = { path = "../../libs/core" }',
    };
    expect(await edgesOf(files, [...roots, 'apps/web'])).toEqual(['web -> core, apps/web/Pipfile']);
  });

  it('takes up what createNodes found, once, and looks anew after that', async () => {
    const files = { ...libs, 'apps/api/requirements.txt': '-e ../../libs/core\n' };
    const workspace = await workspaceOf(files);
    await createNodes[1](Object.keys(files), undefined, { workspaceRoot: workspace, nxJsonConfiguration });
    await writeFile(join(workspace, 'apps/api/requirements.txt'), '-e ../../libs/shared\n');
    const target = async () => (await edgesOf(files, roots, workspace)).map((edge) => edge.split(/[ ,]+/)[2]);
    expect(await target()).toEqual(['core']);
    expect(await target()).toEqual(['shared']);
  });
});

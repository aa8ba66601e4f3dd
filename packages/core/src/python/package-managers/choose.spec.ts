import { describe, expect, it } from 'vitest';
import { codeOf } from '../../specs/failures';
import { tree } from '../../specs/trees';
import { choosePackageManager } from './choose';
import type { PackageManagerName } from './table';

const choose = (files: Record<string, string>, wanted: PackageManagerName | null = null) =>
  choosePackageManager({ root: 'api', tree: tree(files) }, wanted);

const workspace = { 'pyproject.toml': '[tool.uv.workspace]\nmembers = ["*"]', 'uv.lock': '' };

describe('choosePackageManager', () => {
  it.each<[Record<string, string>, PackageManagerName, string]>([
    [
      { 'api/pyproject.toml': '[tool.poetry]', 'api/uv.lock': '', 'api/requirements.txt': '' },
      'uv',
      'api/uv.lock',
    ],
    [{ 'api/pyproject.toml': '[tool.uv]', 'api/poetry.lock': '' }, 'poetry', 'api/poetry.lock'],
    [{ 'api/pyproject.toml': '', 'api/pdm.lock': '' }, 'pdm', 'api/pdm.lock'],
    [{ 'api/Pipfile': '', 'api/Pipfile.lock': '', 'api/requirements.txt': '' }, 'pipenv', 'api/Pipfile.lock'],
    [{ ...workspace, 'api/pyproject.toml': '[tool.poetry]' }, 'uv', 'pyproject.toml'],
    [{ ...workspace, 'api/pyproject.toml': '', 'api/poetry.lock': '' }, 'poetry', 'api/poetry.lock'],
    [{ 'api/pyproject.toml': '[tool.poetry]', 'api/requirements.txt': '' }, 'poetry', 'api/pyproject.toml'],
    [{ 'api/Pipfile': '', 'api/requirements.txt': '' }, 'pipenv', 'api/Pipfile'],
    [{ 'api/pyproject.toml': '[project]', 'api/requirements.txt': '' }, 'pip', 'api/requirements.txt'],
    [{ 'api/pyproject.toml': '[project]' }, 'pip', 'api/pyproject.toml'],
    [{ 'api/requirements.txt': '', 'api/poetry.lock': '' }, 'pip', 'api/requirements.txt'],
  ])('of %j is %s', (files, name, file) => {
    expect(choose(files)).toMatchObject({ known: { value: name, source: { file } } });
  });

  it('is the one that the user names', () => {
    expect(choose({ 'api/pyproject.toml': '', 'api/uv.lock': '' }, 'pip')).toEqual({
      known: { value: 'pip', source: 'option' },
    });
  });

  it('is a problem where two are as likely as each other', () => {
    const found = choose({ 'api/pyproject.toml': '', 'api/uv.lock': '', 'api/poetry.lock': '' });
    expect(found).toMatchObject({
      problem: {
        fact: 'packageManager',
        code: 'PYDOCK_PACKAGE_MANAGER_AMBIGUOUS',
        choices: ['uv', 'poetry'],
      },
    });
  });

  it('is refused where there is nothing', () => {
    expect(codeOf(() => choose({ 'api/main.py': '' }))).toBe('PYDOCK_MANIFEST_MISSING');
  });

  it('is refused where a setup.py sets up something else, which is said', () => {
    const files = { 'api/setup.py': 'import setup_database\n' };
    expect(() => choose(files)).toThrow(
      'api has no requirements.txt or pyproject.toml or setup.py that calls setup()',
    );
  });
});

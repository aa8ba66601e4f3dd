import { describe, expect, it } from 'vitest';
import { tree } from '../specs/trees';
import type { LockedPackage } from './package-managers/table';
import { settlePythonVersion } from './python-version';

const place = { file: 'apps/api/pyproject.toml', line: 3 };

function settle(
  files: Record<string, string>,
  requires: string | null = null,
  locked: readonly LockedPackage[] = [],
  wanted: string | null = null,
) {
  const requiresPython = requires === null ? null : { specifier: requires, source: place };
  return settlePythonVersion({ root: 'apps/api', tree: tree(files) }, { requiresPython, locked }, wanted);
}
const version = (...given: Parameters<typeof settle>) => {
  const settled = settle(...given);
  return 'known' in settled ? settled.known.value.version : settled.problem.code;
};
const invalid = 'PYDOCK_PYTHON_VERSION_INVALID';

const locked = (
  name: string,
  wheels: readonly string[] | null,
  pythons?: readonly string[],
): LockedPackage => ({
  ...{ name, version: '1.0', wheels, hasSource: true, pythons },
  source: { file: 'apps/api/uv.lock', line: 7 },
});
const compiled = (name: string, ...tags: string[]) =>
  locked(
    name,
    tags.map((tag) => `${name}-1.0-${tag}-${tag}-manylinux_2_17_x86_64.whl`),
  );

describe('settlePythonVersion, requires-python', () => {
  it.each([
    [null, '3.14'],
    ['>=3.11', '3.14'],
    ['>=3.11,<3.13', '3.12'],
    ['>=3.8, <3.12,', '3.11'],
    ['~=3.10', '3.14'],
    ['~=3.10.2', '3.10'],
    ['==3.11.*', '3.11'],
    ['==3.11.7', '3.11'],
    ['<=3.12', '3.11'],
    ['<=3.12,>=3.12', '3.12'],
    ['>=3.9,!=3.14.*', '3.13'],
    ['>3.12.1', '3.14'],
    ['>=3.20', invalid],
    ['>=3.8,<3.9', '3.8'],
    ['==3.7.*', invalid],
    ['<3', invalid],
    ['>=3.x', invalid],
    ['nonsense', invalid],
    ['', '3.14'],
  ])('of %j is %s', (requires, expected) => {
    expect(version({}, requires)).toBe(expected);
  });

  it('says where it stands', () => {
    expect(settle({}, '>=3.11')).toEqual({
      known: { value: { version: '3.14', requires: '>=3.11', heldBackBy: null }, source: place },
    });
    expect(settle({})).toMatchObject({ known: { source: 'default' } });
    expect(settle({}, '>=4')).toMatchObject({ problem: { fact: 'python', error: { failure: { place } } } });
  });
});

describe('settlePythonVersion, wheels', () => {
  it('is held back by a package without a wheel for a newer one', () => {
    expect(
      settle({}, '>=3.10', [
        locked('flask', ['flask-1.0-py3-none-any.whl']),
        compiled('numpy', 'cp311', 'cp312'),
      ]),
    ).toEqual({
      known: {
        value: { version: '3.12', requires: '>=3.10', heldBackBy: 'numpy==1.0' },
        source: { file: 'apps/api/uv.lock', line: 7 },
      },
    });
  });

  it.each([
    ['nothing listed', [locked('x', null)], '3.14'],
    ['only a source', [locked('x', [])], '3.14'],
    ['only Windows', [locked('x', ['x-1.0-cp39-cp39-win_amd64.whl'])], '3.14'],
    [
      'a fork',
      [
        locked('x', compiled('x', 'cp310').wheels, ['3.9', '3.10']),
        locked('x', compiled('x', 'cp314').wheels, ['3.14']),
      ],
      '3.14',
    ],
    ['an older Python alone', [locked('x', compiled('x', 'cp39').wheels, ['3.9'])], '3.14'],
    [
      'two that exclude each other',
      [compiled('a', 'cp310'), compiled('b', 'cp312'), compiled('c', 'cp312')],
      '3.12',
    ],
  ])('with %s is %s', (_what, packages, expected) => {
    expect(version({}, null, packages)).toBe(expected);
  });
});

describe('settlePythonVersion, files', () => {
  it.each<[Record<string, string>, string]>([
    [{ 'apps/api/.python-version': '3.12' }, '3.12'],
    [{ 'apps/api/.python-version': '# why\n\n3.12.4\n3.11\n' }, '3.12'],
    [{ '.python-version': '3.11' }, '3.11'],
    [{ 'apps/api/.python-version': '3.12', '.python-version': '3.11' }, '3.12'],
    [{ 'apps/api/.tool-versions': 'nodejs 22\npython 3.10.1 3.9', '.python-version': '3.11' }, '3.11'],
    [{ '.tool-versions': 'nodejs 22\npython 3.10.1 3.9' }, '3.10'],
    [{ 'apps/mise.toml': '[tools]\npython = ["3.13", "3.12"]' }, '3.13'],
    [{ '.mise.toml': '[tools]\npython = { version = "3.13.1" }' }, '3.13'],
    [{ '.config/mise/config.toml': '[tools]\npython = "latest"' }, '3.14'],
    [{ 'apps/api/Pipfile': '[requires]\npython_version = "3.10"' }, '3.10'],
    [{ 'apps/api/Pipfile': '[requires]\npython_full_version = "3.10.4"' }, '3.10'],
    [{ 'apps/api/runtime.txt': 'python-3.11.9\n' }, '3.11'],
    [{ 'runtime.txt': 'python-3.11.9\n' }, '3.14'],
    [{ 'apps/api/.python-version': 'system', '.python-version': '3.11' }, '3.11'],
    [{ 'apps/api/.python-version': 'shop-env-3\n' }, '3.14'],
    [{ 'apps/api/.python-version': '3.12.1/envs/shop' }, '3.12'],
    [{ 'apps/api/.python-version': 'cpython-3.12.4-linux-x86_64-gnu' }, '3.12'],
    [{ 'apps/api/.python-version': 'cpython@3.12' }, '3.12'],
    [{ 'apps/api/.python-version': '>=3.10,<3.13' }, '3.12'],
    [{ 'apps/api/.python-version': '3' }, '3.14'],
    [{ 'apps/api/.python-version': '3.14.0rc2' }, '3.14'],
    [{ 'apps/api/.python-version': '3.99-dev' }, invalid],
    [{ 'apps/api/.python-version': '3.13t' }, invalid],
    [{ 'apps/api/.python-version': 'pypy3.10-7.3' }, invalid],
    [{ 'apps/api/.python-version': '2.7.18' }, invalid],
    [{ 'apps/api/runtime.txt': 'python-2.7.18' }, invalid],
    [{ 'apps/api/.python-version': '3.8.20' }, '3.8'],
    [{ 'apps/api/.python-version': '3.7' }, invalid],
    [{ 'apps/api/.python-version': '3.15' }, invalid],
    [{ '.python-version': '3.6.15' }, invalid],
    [{ 'apps/api/runtime.txt': 'python-3.6.15' }, invalid],
    [{ 'apps/api/Pipfile': '[requires]\npython_version = "3.7"' }, invalid],
  ])('of %j is %s', (files, expected) => {
    expect(version(files)).toBe(expected);
  });

  it('is a problem where the project contradicts itself, but one above it is for others as well', () => {
    expect(settle({ 'apps/api/.python-version': '3.10' }, '>=3.12')).toMatchObject({
      problem: { code: invalid, choices: ['3.14', '3.13', '3.12'] },
    });
    expect(version({ '.python-version': '3.10' }, '>=3.12')).toBe('3.14');
  });

  it('is what the user names before all', () => {
    expect(settle({ 'apps/api/.python-version': '3.10' }, '>=3.12', [], '3.11.2')).toMatchObject({
      known: { value: { version: '3.11' }, source: 'option' },
    });
    expect(version({}, null, [], 'pypy')).toBe(invalid);
    for (const minor of ['3.7', '3.99']) expect(version({}, null, [], minor)).toBe(invalid);
  });

  it('is a problem with its place where nothing of the Dockerfile is known to run on it', () => {
    const runtime = { 'apps/api/runtime.txt': '# Heroku\npython-3.7.17\n' };
    expect(settle(runtime)).toMatchObject({
      problem: {
        message: expect.stringContaining('3.8 to 3.14') as string,
        error: { failure: { place: { file: 'apps/api/runtime.txt', line: 2 } } },
      },
    });
    expect(version({ '.python-version': '3.7' }, '>=3.12')).toBe('3.14');
  });
});

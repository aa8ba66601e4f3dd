import { expect, it } from 'vitest';
import { manifestNames, manifestOf } from './manifest-names';

it.each([
  ['pyproject.toml', '.', 'pyproject.toml'],
  ['apps/api/setup.py', 'apps/api', 'setup.py'],
  ['apps/api/requirements-prod.txt', 'apps/api', 'requirements-prod.txt'],
  ['apps/api/requirements/prod.txt', 'apps/api', 'requirements/prod.txt'],
  ['requirements/base.txt', '.', 'requirements/base.txt'],
  ['apps/requirements/requirements.txt', 'apps', 'requirements/requirements.txt'],
  ['apps/requirements/pyproject.toml', 'apps/requirements', 'pyproject.toml'],
])('%s is a manifest of %s', (file, directory, name) => {
  expect(manifestOf(file)).toEqual({ directory, name });
});

it.each(['apps/api/requirements/dev.txt', 'requirements-dev.txt', 'prod.txt', 'app.py', 'uv.lock', ''])(
  '%s is none',
  (file) => {
    expect(manifestOf(file)).toBeNull();
  },
);

it('finds each name again', () => {
  expect(manifestNames.filter((name) => manifestOf(`a/b/${name}`)?.directory !== 'a/b')).toEqual([]);
});

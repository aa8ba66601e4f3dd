import { describe, expect, it } from 'vitest';
import { tree } from '../../specs/trees';
import { pip } from './pip';
import { isForDevelopment } from './requirements-files';

const developmentFiles = (files: Record<string, string>) =>
  pip.read({ root: 'api', tree: tree({ 'api/requirements.txt': 'flask\n', ...files }) }).developmentFiles;

describe('requirements files for development', () => {
  it('come with what they include', () => {
    expect(
      developmentFiles({
        'api/requirements-dev.txt': '-r requirements.txt\n-r requirements/lint.txt\npytest\n',
        'api/requirements/lint.txt': 'ruff\n',
        'api/requirements/test.txt': 'pytest\n',
      }),
    ).toEqual([
      'api/requirements-dev.txt',
      'api/requirements.txt',
      'api/requirements/lint.txt',
      'api/requirements/test.txt',
    ]);
  });

  it('are left out where they can not be read, or install from directories', () => {
    expect(
      developmentFiles({
        'api/requirements-dev.txt': '=== nonsense\n',
        'api/requirements-test.txt': '-r gone.txt\n',
        'api/test-requirements.txt': '-e .[test]\n',
      }),
    ).toEqual([]);
  });

  it('are no part of what production installs', () => {
    const { installFiles } = pip.read({
      root: '.',
      tree: tree({ 'requirements.txt': 'flask\n', 'requirements-dev.txt': 'pytest\n' }),
    });
    expect(installFiles).toEqual(['requirements.txt']);
  });

  it.each([
    ['requirements-dev.txt', true],
    ['a/dev-requirements.txt', true],
    ['requirements/test.txt', true],
    ['requirements_dev.txt', true],
    ['requirements.txt', false],
    ['requirements/base.txt', false],
    ['dev.txt', false],
    ['requirements-devices.txt', false],
  ])('%s is one: %s', (path, expected) => {
    expect(isForDevelopment(path)).toBe(expected);
  });
});

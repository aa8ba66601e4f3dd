import { describe, expect, it } from 'vitest';
import { tree } from '../specs/trees';
import { detectPythonProject } from './detect';

const detect = (files: Record<string, string>) =>
  detectPythonProject({ root: 'svc', tree: tree({ 'svc/main.py': 'print()', ...files }) }, { name: 'svc' });
const apt = (files: Record<string, string>) => detect(files).systemPackages;
const python = (files: Record<string, string>) => detect(files).python;

const db = '[project]\nname = "db"\nrequires-python = ">=3.10,<3.13"\ndependencies = ["psycopg2"]';
const forPsycopg = { build: ['gcc', 'libc6-dev', 'libpq-dev'], runtime: ['libpq5'] };

describe('local dependencies without a lock file', () => {
  it('bring their system packages and their bounds of Python, from where they state them', () => {
    const files = { 'svc/requirements.txt': 'flask\n-e ../libs/db\n', 'libs/db/pyproject.toml': db };
    expect(apt(files)).toMatchObject({
      ...forPsycopg,
      sources: { runtime: { libpq5: { file: 'libs/db/pyproject.toml', line: 4 } } },
    });
    expect(python(files)).toEqual({
      known: {
        value: { version: '3.12', requires: '>=3.10,<3.13', heldBackBy: null },
        source: { file: 'libs/db/pyproject.toml', line: 3 },
      },
    });
  });

  it('bring them through other local dependencies, each read by its own package manager', () => {
    const files = {
      'svc/requirements.txt': './../libs/models\n',
      'libs/models/pyproject.toml':
        '[tool.poetry]\nname = "models"\n[tool.poetry.dependencies]\npython = "^3.9"\ndb = { path = "../db" }',
      'libs/db/pyproject.toml': db,
    };
    expect(apt(files)).toMatchObject(forPsycopg);
    expect(python(files)).toMatchObject({ known: { value: { version: '3.12' } } });
  });

  it('come after the project itself', () => {
    const files = {
      'svc/pyproject.toml':
        '[project]\nname = "svc"\nrequires-python = "<3.13"\ndependencies = ["db @ file:../libs/db", "psycopg2"]',
      'libs/db/pyproject.toml': db,
    };
    expect(apt(files)).toMatchObject({
      ...forPsycopg,
      sources: { runtime: { libpq5: { file: 'svc/pyproject.toml', line: 4 } } },
    });
    expect(python(files)).toMatchObject({
      known: {
        value: { version: '3.12', requires: '<3.13,>=3.10,<3.13' },
        source: { file: 'svc/pyproject.toml', line: 3 },
      },
    });
  });

  it('bring git where one of them comes from a repository', () => {
    const files = {
      'svc/requirements.txt': '-e ../libs/db',
      'libs/db/setup.py':
        'from setuptools import setup\nsetup(name="db", install_requires=["x @ git+https://git.example/x.git"])',
    };
    expect(apt(files)).toMatchObject({ build: ['git'] });
  });

  it('bring nothing that only their own development installs, nor as plain sources', () => {
    const files = {
      'svc/requirements.txt': '-e ../libs/db\n-e ../libs/plain',
      'libs/db/requirements.txt': 'mysqlclient',
      'libs/db/setup.py': 'from setuptools import setup\nsetup(name="db")',
      'libs/plain/requirements.txt': 'psycopg2',
    };
    expect(apt(files)).toEqual({ build: [], runtime: [] });
  });
});

it('a lock file has the packages of local dependencies already, not their bounds of Python', () => {
  const files = {
    'svc/pyproject.toml':
      '[tool.poetry]\nname = "svc"\n[tool.poetry.dependencies]\ndb = { path = "../libs/db" }',
    'svc/poetry.lock': '[[package]]\nname = "flask"\nversion = "3.1.2"\ngroups = ["main"]',
    'libs/db/pyproject.toml': db,
  };
  expect(apt(files)).toEqual({ build: [], runtime: [] });
  expect(python(files)).toMatchObject({ known: { value: { version: '3.12' } } });
});

it('a Python that a local dependency does not allow is told with its line', () => {
  const files = {
    'svc/requirements.txt': '-e ../libs/db',
    'svc/.python-version': '3.13',
    'libs/db/pyproject.toml': db,
  };
  const found = python(files);
  expect('problem' in found && found.problem.message).toContain('libs/db/pyproject.toml:3');
  expect('problem' in found && found.problem.choices).toEqual(['3.12', '3.11', '3.10']);
});

it('bounds that no Python is within are told where they can no longer be met', () => {
  const found = python({
    'svc/pyproject.toml':
      '[project]\nname = "svc"\nrequires-python = ">=3.13"\ndependencies = ["db @ file:../libs/db"]',
    'libs/db/pyproject.toml': db,
  });
  expect('problem' in found && found.problem.error).toMatchObject({
    failure: { place: { file: 'libs/db/pyproject.toml', line: 3 } },
  });
});

import { describe, expect, it } from 'vitest';
import { baseFor, classicDockerfile, layerBytes, lockCommands, megabytes } from './image-size.mjs';

describe('lockCommands', () => {
  const pyproject = (/** @type {string} */ directory, /** @type {string} */ text) => ({
    ...{ directory, name: 'pyproject.toml' },
    text,
  });

  it('locks what states its package manager', () => {
    const manifests = [
      pyproject('a', '[project]\nname = "a"\n[tool.uv]\npackage = false\n'),
      pyproject('b', '[tool.pdm]\ndistribution = false\n'),
      pyproject('c', '[tool.poetry]\n[tool.poetry.dependencies]\n'),
      { directory: 'd', name: 'Pipfile', text: '' },
    ];
    expect(lockCommands(manifests, new Set())).toEqual([
      '(cd a && uv lock -q)',
      '(cd b && pdm lock -q)',
      expect.stringMatching(/^\(cd c && poetry source add -q primary ".*" && poetry lock -q\)$/),
      '(cd d && pipenv lock)',
    ]);
    expect(lockCommands(manifests, new Set(['a', 'b', 'c', 'd']))).toEqual([]);
  });

  it('locks a workspace, and none of its members', () => {
    const manifests = [
      pyproject('shop', '[tool.uv.workspace]\nmembers = ["*"]\n'),
      pyproject('shop/api', '[tool.uv.sources]\nmodels = { workspace = true }\n'),
      pyproject('plain', '[project]\nname = "plain"\n'),
    ];
    expect(lockCommands(manifests, new Set())).toEqual(['(cd shop && uv lock -q)']);
  });
});

describe('classicDockerfile', () => {
  const source = { file: '', line: 1 };
  /** @type {import('./image-size.mjs').Subject} */
  const project = {
    root: 'tutorial',
    manifest: 'tutorial/requirements.txt',
    packageManager: 'pip',
    localDependencies: [],
    command: ['python', 'app.py'],
  };
  const lines = (/** @type {Partial<import('./image-size.mjs').Subject>} */ more) =>
    classicDockerfile({ ...project, ...more }, 'python:3.13-slim', ['--mount=type=secret,id=a']).split('\n');

  it('reads as in tutorials', () => {
    expect(lines({})).toEqual([
      'FROM python:3.13-slim',
      'ENV PIP_CERT=/etc/ssl/certs/ca-certificates.crt REQUESTS_CA_BUNDLE=/etc/ssl/certs/ca-certificates.crt',
      'ENV PIP_IGNORE_INSTALLED=1',
      'WORKDIR /app',
      'COPY tutorial/ /app',
      'RUN --mount=type=secret,id=a pip install -r requirements.txt',
      'CMD ["python","app.py"]',
      '',
    ]);
  });

  it.each([
    [{ manifest: 'tutorial/deploy/prod.txt' }, 'pip install -r deploy/prod.txt'],
    [{ manifest: 'tutorial/pyproject.toml' }, 'pip install .'],
    [
      { manifest: 'tutorial/Pipfile', packageManager: /** @type {const} */ ('pipenv') },
      'pip install pipenv && pipenv install --system --deploy',
    ],
  ])('installs %j', (more, run) => {
    expect(lines(more)).toContain(`RUN --mount=type=secret,id=a ${run}`);
  });

  it('brings along what it needs of its neighbours', () => {
    const localDependencies = [
      { directory: 'shop/libs/models', source, isPackage: true },
      { directory: 'shop/libs/words', source, isPackage: false },
    ];
    const manifest = 'shop/services/api/pyproject.toml';
    expect(lines({ root: 'shop/services/api', manifest, localDependencies })).toEqual(
      expect.arrayContaining([
        'WORKDIR /app/services/api',
        'COPY shop/ /app',
        'RUN --mount=type=secret,id=a pip install ../../libs/models .',
      ]),
    );
  });
});

it.each([
  ['3.13', '3.13'],
  ['3.12', '3.11'],
  ['3.9', '3.11'],
  ['3.15', '3.14'],
])('builds Python %s on %s', (python, base) => {
  expect(baseFor(python, ['3.11', '3.14', '3.13'])).toBe(base);
});

it('adds up layers', () => {
  expect(megabytes(layerBytes(['0', '4884049', '418']))).toBeCloseTo(4.884467);
});

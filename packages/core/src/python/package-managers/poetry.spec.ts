import { describe, expect, it } from 'vitest';
import { failureOf } from '../../specs/failures';
import { tree } from '../../specs/trees';
import { poetry } from './poetry';
import { poetrySpecifier } from './poetry-versions';

describe('poetrySpecifier', () => {
  it.each([
    ['^3.11', '>=3.11,<4'],
    ['^1.2.3', '>=1.2.3,<2'],
    ['^0.2.3', '>=0.2.3,<0.3'],
    ['^0.0.3', '>=0.0.3,<0.0.4'],
    ['^0.0', '>=0.0,<0.1'],
    ['^0', '>=0,<1'],
    ['~3.11', '>=3.11,<3.12'],
    ['~3', '>=3,<4'],
    ['~1.2.3', '>=1.2.3,<1.3'],
    ['~=3.11', '~=3.11'],
    ['*', ''],
    ['', ''],
    ['3.1.2', '==3.1.2'],
    ['=3.1.2', '==3.1.2'],
    ['==3.1.2', '==3.1.2'],
    ['3.11.*', '==3.11.*'],
    ['>=3.9,<3.13', '>=3.9,<3.13'],
    ['>= 3.9 < 3.13', '>=3.9,<3.13'],
    ['>=3.9, !=3.9.7', '>=3.9,!=3.9.7'],
    ['^2.7 || ^3.8', '>=3.8,<4'],
    ['^x', '^x'],
  ])('of %j is %j', (constraint, expected) => {
    expect(poetrySpecifier(constraint)).toBe(expected);
  });
});

const pyproject = [
  '[tool.poetry]',
  'name = "shop-api"',
  'packages = [',
  '  { include = "shop_api" },',
  '  { include = "acme/log", from = "../../components" },',
  ']',
  '[tool.poetry.dependencies]',
  'python = "^3.10"',
  'Flask = "^3.0"',
  'uvicorn = { version = "*", extras = ["standard"] }',
  'models = { path = "../../libs/models", develop = true }',
  'boto3 = { version = "^1", optional = true }',
  'pywin32 = { version = "*", platform = "win32" }',
  'numpy = [',
  '  { version = "2.2.6", python = "<3.11" },',
  '  { version = "^2.3", python = ">=3.11" },',
  ']',
  '[tool.poetry.group.dev.dependencies]',
  'pytest = "*"',
  '[tool.poetry.scripts]',
  'serve = "shop_api.cli:main"',
  'other = { reference = "shop_api.cli:other", type = "console" }',
];
const hash = `sha256:${'0'.repeat(64)}`;
const entry = (name: string, files: readonly string[], more: readonly string[] = []) => [
  ...['[[package]]', `name = "${name}"`, 'version = "1.0"', 'description = ""', 'optional = false', ...more],
  ...['files = [', ...files.map((file) => `    {file = "${file}", hash = "${hash}"},`), ']', ''],
];
const project = (lock: readonly string[]) => ({
  root: 'apps/api',
  tree: tree({
    'apps/api/pyproject.toml': pyproject,
    'apps/api/poetry.lock': lock,
    'libs/models/pyproject.toml': '[tool.poetry]\nname = "models"',
    'components/acme/log/core.py': '',
  }),
});
const locked = (lock: readonly string[]) => poetry.read(project(lock)).locked;

describe('poetry', () => {
  it('reads dependencies in its own table', () => {
    const at = (line: number) => ({ file: 'apps/api/pyproject.toml', line });
    expect(poetry.read(project([]))).toMatchObject({
      name: 'shop-api',
      manifest: 'apps/api/pyproject.toml',
      lockfile: 'apps/api/poetry.lock',
      installFiles: ['apps/api/pyproject.toml', 'apps/api/poetry.lock'],
      isPackage: true,
      requiresPython: { specifier: '>=3.10,<4', source: at(8) },
      requirements: [
        { name: 'flask', specifier: '>=3.0,<4', extras: [], source: at(9) },
        { name: 'uvicorn', specifier: '', extras: ['standard'], source: at(10) },
        { name: 'models', specifier: '', source: at(11) },
        { name: 'numpy', specifier: '==2.2.6', source: at(14) },
      ],
      scripts: [
        { name: 'serve', target: 'shop_api.cli:main', source: at(21) },
        { name: 'other', target: 'shop_api.cli:other', source: at(22) },
      ],
      localDependencies: [
        { directory: 'libs/models', source: at(11) },
        { directory: 'components/acme/log', source: at(5) },
      ],
    });
  });

  it('takes the main group of a lock file that lists groups', () => {
    const lock = [
      ...entry('Flask', ['flask-1.0-py3-none-any.whl', 'flask-1.0.tar.gz'], ['groups = ["main", "dev"]']),
      ...entry('pytest', ['pytest-1.0-py3-none-any.whl'], ['groups = ["dev"]']),
      ...entry(
        'pywin32',
        ['pywin32-1.0-cp313-cp313-win32.whl'],
        ['groups = ["main"]', 'markers = "sys_platform == \\"win32\\""'],
      ),
      ...entry(
        'tomli',
        ['tomli-1.0-py3-none-any.whl'],
        [
          'groups = ["main", "dev"]',
          'markers = {main = "python_version < \\"3.11\\"", dev = "python_version < \\"3.12\\""}',
        ],
      ),
      ...[
        ...entry('models', [], ['groups = ["main"]']),
        '[package.source]',
        'type = "directory"',
        'url = "../models"',
      ],
    ];
    expect(locked(lock)).toEqual([
      {
        ...{ name: 'flask', version: '1.0', wheels: ['flask-1.0-py3-none-any.whl'], hasSource: true },
        ...{ pythons: undefined, source: { file: 'apps/api/poetry.lock', line: 1 } },
      },
      {
        ...{ name: 'tomli', version: '1.0', wheels: ['tomli-1.0-py3-none-any.whl'], hasSource: false },
        ...{ pythons: ['3.8', '3.9', '3.10'], source: { file: 'apps/api/poetry.lock', line: 33 } },
      },
    ]);
  });

  it('takes the main category of an old lock file, with its files at the end', () => {
    const lock = [
      ...['[[package]]', 'name = "flask"', 'version = "1.0"', 'category = "main"', 'optional = false'],
      ...['[[package]]', 'name = "pytest"', 'version = "1.0"', 'category = "dev"', 'optional = false'],
      ...[
        '[metadata.files]',
        'flask = [',
        `    {file = "flask-1.0-py3-none-any.whl", hash = "${hash}"},`,
        ']',
        'pytest = []',
      ],
    ];
    expect(locked(lock)).toMatchObject([
      { name: 'flask', wheels: ['flask-1.0-py3-none-any.whl'], hasSource: false },
    ]);
  });

  it('follows the direct dependencies through a lock file that says neither', () => {
    const lock = [
      ...entry('flask', []),
      ...[
        '[package.dependencies]',
        'Jinja2 = ">=3"',
        'colorama = {version = "*", markers = "sys_platform == \\"win32\\""}',
        '',
      ],
      ...[...entry('jinja2', []), ...entry('colorama', []), ...entry('pytest', [])],
    ];
    expect(locked(lock).map(({ name }) => name)).toEqual(['flask', 'jinja2']);
  });

  it('reads [project], for which its own table only adds sources', () => {
    const text = [
      ...[
        '[project]',
        'name = "api"',
        'requires-python = ">=3.12"',
        'dependencies = ["models", "flask (>=3)"]',
      ],
      ...[
        '[tool.poetry]',
        'package-mode = false',
        '[tool.poetry.dependencies]',
        'models = { path = "../models" }',
      ],
    ];
    const files = tree({ 'api/pyproject.toml': text, 'models/pyproject.toml': '' });
    const manifest = poetry.read({ root: 'api', tree: files });
    expect(manifest.requirements.map(({ name, specifier }) => name + specifier)).toEqual([
      'models',
      'flask>=3',
    ]);
    expect(manifest).toMatchObject({
      isPackage: false,
      localDependencies: [{ directory: 'models', source: { line: 8 } }],
    });
  });

  it.each([
    ['dependencies = 5', 2, 'tool.poetry.dependencies is not a table'],
    ['name = 1', 2, 'tool.poetry.name is not a string'],
    [
      '[tool.poetry.dependencies]\nflask = 3',
      3,
      'tool.poetry.dependencies.flask is not a version or a table',
    ],
    ['[tool.poetry.dependencies]\n"flask 3" = "*"', 3, '"flask 3" is not a requirement that pydock can read'],
  ])('refuses %j with its line', (text, line, what) => {
    const broken = { root: '.', tree: tree({ 'pyproject.toml': `[tool.poetry]\n${text}` }) };
    expect(failureOf(() => poetry.read(broken)).failure).toMatchObject({
      what,
      place: { file: 'pyproject.toml', line },
    });
  });

  it('is claimed by a lock file, then by its table, but not by what poetry-core reads for another', () => {
    const claim = (text: string) => poetry.claim({ root: '.', tree: tree({ 'pyproject.toml': text }) });
    expect(poetry.claim(project([]))?.strength).toBe('lock');
    expect(claim('[tool.poetry]\nname = "x"')?.strength).toBe('tool');
    expect(claim('[tool.uv]\n[tool.poetry]\npackages = []')).toBeNull();
    expect(claim('[project]')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { failureOf } from '../../specs/failures';
import { tree } from '../../specs/trees';
import { uv } from './uv';

const wheel = (file: string) =>
  `    { url = "https://index.example/packages/ab/cd/${file}", hash = "sha256:${'0'.repeat(64)}", size = 12345 },`;
const registry = 'source = { registry = "https://index.example/simple" }';

const lock = [
  'version = 1',
  'revision = 3',
  'requires-python = ">=3.10"',
  '',
  '[manifest]',
  'members = ["api", "models", "worker"]',
  '',
  '[[package]]',
  'name = "api"',
  'version = "0.1.0"',
  'source = { editable = "apps/api" }',
  'dependencies = [',
  '    { name = "models" },',
  '    { name = "uvicorn", extra = ["standard"] },',
  '    { name = "pywin32", marker = "sys_platform == \'win32\'" },',
  ']',
  '',
  '[package.dev-dependencies]',
  'dev = [{ name = "pytest" }]',
  '',
  '[[package]]',
  'name = "models"',
  'version = "0.1.0"',
  'source = { virtual = "libs/models" }',
  'dependencies = [',
  '    { name = "numpy", version = "2.2.6", source = { registry = "https://index.example/simple" }, marker = "python_full_version < \'3.11\'" },',
  '    { name = "numpy", version = "2.3.5", source = { registry = "https://index.example/simple" }, marker = "python_full_version >= \'3.11\'" },',
  ']',
  '',
  '[[package]]',
  'name = "numpy"',
  'version = "2.2.6"',
  registry,
  `sdist = { url = "https://index.example/packages/numpy-2.2.6.tar.gz", hash = "sha256:00", size = 1 }`,
  'wheels = [',
  wheel('numpy-2.2.6-cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64.whl'),
  ']',
  '',
  '[[package]]',
  'name = "numpy"',
  'version = "2.3.5"',
  registry,
  'wheels = [',
  wheel('numpy-2.3.5-cp313-cp313-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl'),
  ']',
  '',
  '[[package]]',
  'name = "pytest"',
  'version = "9.0.0"',
  registry,
  'wheels = [',
  wheel('pytest-9.0.0-py3-none-any.whl'),
  ']',
  '',
  '[[package]]',
  'name = "pywin32"',
  'version = "311"',
  registry,
  'wheels = [',
  wheel('pywin32-311-cp313-cp313-win_amd64.whl'),
  ']',
  '',
  '[[package]]',
  'name = "uvicorn"',
  'version = "0.38.0"',
  'source = { git = "https://git.example/uvicorn?rev=main#0123" }',
  '',
  '[package.optional-dependencies]',
  'standard = [',
  '    { name = "uvloop", marker = "platform_python_implementation != \'PyPy\'" },',
  ']',
  '',
  '[[package]]',
  'name = "uvloop"',
  'version = "0.22.1"',
  registry,
  'sdist = { url = "https://index.example/packages/uvloop-0.22.1.tar.gz", hash = "sha256:00", size = 1 }',
  'wheels = [',
  wheel('uvloop-0.22.1-cp313-cp313-manylinux_2_17_x86_64.whl'),
  ']',
  '',
];

const workspace = {
  'pyproject.toml': ['[tool.uv.workspace]', 'members = ["apps/*", "libs/*"]', 'exclude = ["apps/old"]'],
  'uv.lock': lock,
  'apps/api/pyproject.toml': [
    '[project]',
    'name = "api"',
    'requires-python = ">=3.10"',
    'dependencies = [',
    '  "models",',
    '  "Uvicorn[standard]>=0.30",',
    '  "pywin32; sys_platform == \'win32\'",',
    ']',
    '[project.scripts]',
    'serve = "api.cli:main"',
    '[build-system]',
    'requires = ["hatchling"]',
    'build-backend = "hatchling.build"',
    '[tool.uv.sources]',
    'models = { workspace = true }',
    '[tool.hatch.build.targets.wheel.force-include]',
    '"../../shared/schemas" = "api/schemas"',
  ],
  'apps/old/pyproject.toml': ['[project]', 'name = "old"'],
  'libs/models/pyproject.toml': ['[project]', 'name = "models"', 'dependencies = ["numpy"]'],
  'shared/schemas/a.json': '{}',
};
const member = { root: 'apps/api', tree: tree(workspace) };

describe('uv, a member of a workspace', () => {
  it('is claimed by the workspace that lists it', () => {
    expect(uv.claim(member)).toEqual({
      strength: 'workspace-lock',
      source: { file: 'pyproject.toml', line: 2 },
    });
  });

  it.each(['apps/old', 'shared/x'])('does not claim %s, which the workspace does not list', (root) => {
    const files = { ...workspace, 'shared/x/pyproject.toml': '[project]' };
    expect(uv.claim({ root, tree: tree(files) })).toBeNull();
  });

  it('reads what the manifest says', () => {
    expect(uv.read(member)).toMatchObject({
      name: 'api',
      manifest: 'apps/api/pyproject.toml',
      lockfile: 'uv.lock',
      installFiles: ['apps/api/pyproject.toml', 'pyproject.toml', 'uv.lock'],
      workspace: '.',
      isPackage: true,
      hashed: false,
      requiresPython: { specifier: '>=3.10', source: { file: 'apps/api/pyproject.toml', line: 3 } },
      requirements: [
        { name: 'models', specifier: '', extras: [], source: { line: 5 } },
        { name: 'uvicorn', specifier: '>=0.30', extras: ['standard'], source: { line: 6 } },
      ],
      scripts: [{ name: 'serve', target: 'api.cli:main', source: { line: 10 } }],
      localDependencies: [
        { directory: 'libs/models', source: { file: 'apps/api/pyproject.toml', line: 15 } },
        { directory: 'shared/schemas', source: { file: 'apps/api/pyproject.toml', line: 17 } },
      ],
    });
  });

  it('locks what its production dependencies lead to on Linux, extras and forks included', () => {
    const { locked } = uv.read(member);
    expect(locked.map(({ name, version, pythons }) => [name, version, pythons])).toEqual([
      ['numpy', '2.2.6', ['3.8', '3.9', '3.10']],
      ['numpy', '2.3.5', ['3.11', '3.12', '3.13', '3.14']],
      ['uvicorn', '0.38.0', undefined],
      ['uvloop', '0.22.1', undefined],
    ]);
    expect(locked[1]).toEqual({
      name: 'numpy',
      version: '2.3.5',
      wheels: ['numpy-2.3.5-cp313-cp313-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl'],
      hasSource: false,
      pythons: ['3.11', '3.12', '3.13', '3.14'],
      source: { file: 'uv.lock', line: 39 },
    });
    expect(locked[2]).toMatchObject({ wheels: null, hasSource: true });
    expect(locked[3]).toMatchObject({ hasSource: true });
  });

  it('finds a member by name where there is no lock file', () => {
    const files = { ...workspace, 'uv.lock': '' };
    const without = tree(Object.fromEntries(Object.entries(files).filter(([name]) => name !== 'uv.lock')));
    const manifest = uv.read({ root: 'apps/api', tree: without });
    expect(manifest.localDependencies[0]?.directory).toBe('libs/models');
    expect(manifest.lockfile).toBeNull();
    expect(uv.claim({ root: 'apps/api', tree: without })?.strength).toBe('tool');
  });
});

describe('uv, a project of its own', () => {
  const alone = (pyproject: string, more: Record<string, string> = {}) => ({
    root: 'api',
    tree: tree({ 'api/pyproject.toml': pyproject, ...more }),
  });

  it('is claimed by its lock file, then by its table, but not by the table of the build back end', () => {
    expect(uv.claim(alone('[project]', { 'api/uv.lock': '' }))?.strength).toBe('lock');
    expect(uv.claim(alone('[project]\n[tool.uv]\npackage = false'))).toMatchObject({
      strength: 'tool',
      source: { file: 'api/pyproject.toml', line: 2 },
    });
    expect(uv.claim(alone('[tool.uv.build-backend]\nmodule-root = "src"'))).toBeNull();
    expect(uv.claim({ root: 'api', tree: tree({ 'api/uv.lock': '' }) })).toBeNull();
  });

  it('takes path sources, by platform as well, and leaves out what is not for Linux', () => {
    const sources = [
      '[project]',
      'dependencies = ["a", "b", "c"]',
      '[tool.uv.sources]',
      'A = { path = "../libs/a", editable = true }',
      'b = [{ path = "../libs/b", marker = "sys_platform == \'linux\'" }, { path = "../libs/w", marker = "sys_platform == \'win32\'" }]',
      'c = { git = "https://git.example/c" }',
      'd = { path = "../libs/d" }',
    ];
    expect(uv.read(alone(sources.join('\n'))).localDependencies).toEqual([
      { directory: 'libs/a', source: { file: 'api/pyproject.toml', line: 4 } },
      { directory: 'libs/b', source: { file: 'api/pyproject.toml', line: 5 } },
    ]);
  });

  it.each([
    ['[project]\nname = "x"', false],
    ['[project]\nname = "x"\n[build-system]\nrequires = []', true],
    ['[project]\nname = "x"\n[build-system]\n[tool.uv]\npackage = false', false],
    ['[project]\nname = "x"\n[tool.uv]\npackage = true', true],
    ['[build-system]', false],
  ])('knows whether %j is a package: %j', (text, expected) => {
    expect(uv.read(alone(text)).isPackage).toBe(expected);
  });

  it.each([
    ['[project]\ndependencies = "flask"', 2, 'project.dependencies is not a list of strings'],
    ['[project]\ndependencies = [\n1]', 3, 'project.dependencies is not a list of strings'],
    ['[project]\nname = 1', 2, 'project.name is not a string'],
    ['[project]\n\nrequires-python = 3.11', 3, 'project.requires-python is not a string'],
    [
      '[project]\ndependencies = ["flask",\n"flask = 3"]',
      3,
      '"flask = 3" is not a requirement that pydock can read',
    ],
    ['[project]\nscripts = 1', 2, 'project.scripts is not a table'],
  ])('refuses %j with its line', (text, line, what) => {
    expect(failureOf(() => uv.read(alone(text))).failure).toMatchObject({
      code: 'PYDOCK_REQUIREMENTS_INVALID',
      what,
      place: { file: 'api/pyproject.toml', line },
    });
  });

  it('refuses a lock file that is no TOML, with its line', () => {
    const broken = alone('[project]', { 'api/uv.lock': 'version = 1\n[[package]\n' });
    expect(failureOf(() => uv.read(broken)).failure).toMatchObject({
      code: 'PYDOCK_FILE_UNREADABLE',
      place: { file: 'api/uv.lock', line: 2 },
    });
  });

  it('reads a lock file of 1 MB quickly', () => {
    const names = Array.from({ length: 450 }, (_item, index) => `pkg-${index}`);
    const entries = names.map((name, index) =>
      [
        ...['[[package]]', `name = "${name}"`, `version = "1.0.${index}"`, registry],
        `dependencies = [{ name = "pkg-${(index * 7 + 1) % 450}" }, { name = "pkg-${(index + 1) % 450}" }]`,
        ...[
          'wheels = [',
          ...Array.from({ length: 12 }, () =>
            wheel(`${name}-1.0.${index}-cp313-cp313-manylinux_2_17_x86_64.whl`),
          ),
          ']',
        ],
      ].join('\n'),
    );
    const api =
      '[[package]]\nname = "api"\nversion = "1"\nsource = { virtual = "." }\ndependencies = [{ name = "pkg-0" }]';
    const text = ['version = 1', api, ...entries, ''].join('\n\n');
    expect(text.length).toBeGreaterThan(1_000_000);
    // The best of ten: the machine may be busy with other tests.
    const times = Array.from({ length: 10 }, () => {
      const big = alone('[project]\nname = "api"', { 'api/uv.lock': text });
      const start = performance.now();
      expect(uv.read(big).locked.length).toBe(450);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });
});

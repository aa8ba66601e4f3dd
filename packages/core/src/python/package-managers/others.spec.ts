import { describe, expect, it } from 'vitest';
import { failureOf } from '../../specs/failures';
import { tree } from '../../specs/trees';
import { pdm } from './pdm';
import { pip } from './pip';
import { pipenv } from './pipenv';

const at = (file: string, line: number) => ({ file, line });

describe('pdm', () => {
  const lock = [
    ...['[metadata]', 'groups = ["default", "test"]', 'lock_version = "4.5.0"', ''],
    ...['[[package]]', 'name = "Flask"', 'version = "3.1.2"', 'groups = ["default"]', 'files = ['],
    '    {file = "flask-3.1.2-py3-none-any.whl", hash = "sha256:00"},',
    '    {file = "flask-3.1.2.tar.gz", hash = "sha256:00"},',
    ...[']', '', '[[package]]', 'name = "pytest"', 'version = "9.0.0"', 'groups = ["test"]', 'files = []'],
    ...[
      '',
      '[[package]]',
      'name = "models"',
      'version = "0.1"',
      'path = "../models"',
      'groups = ["default"]',
    ],
    ...[
      '',
      '[[package]]',
      'name = "flask"',
      'version = "3.1.2"',
      'extras = ["async"]',
      'groups = ["default"]',
    ],
  ];
  const files = {
    'api/pyproject.toml': [
      ...['[project]', 'name = "api"', 'dependencies = [', '"flask[async]>=3",'],
      ...[
        '"models @ file:///${PROJECT_ROOT}/../models",',
        ']',
        '[build-system]',
        'build-backend = "pdm.backend"',
      ],
      ...[
        '[tool.pdm.build]',
        'package-dir = "../shared/src"',
        '[tool.pdm.dev-dependencies]',
        'test = ["pytest"]',
      ],
    ],
    'api/pdm.lock': lock,
    'models/pyproject.toml': '[project]\nname = "models"',
    'shared/src/a.py': '',
  };

  it('reads manifest and lock file', () => {
    expect(pdm.read({ root: 'api', tree: tree(files) })).toMatchObject({
      ...{ name: 'api', lockfile: 'api/pdm.lock', isPackage: true, workspace: null },
      requirements: [
        { name: 'flask', specifier: '>=3', extras: ['async'] },
        { name: 'models', source: { line: 5 } },
      ],
      locked: [
        {
          name: 'flask',
          version: '3.1.2',
          wheels: ['flask-3.1.2-py3-none-any.whl'],
          hasSource: true,
          source: at('api/pdm.lock', 5),
        },
      ],
      localDependencies: [
        { directory: 'models', source: at('api/pyproject.toml', 5) },
        { directory: 'shared/src', source: at('api/pyproject.toml', 10) },
      ],
    });
  });

  it('follows the direct dependencies through a lock file without groups', () => {
    const ungrouped = [
      ...[
        '[[package]]',
        'name = "flask"',
        'version = "3"',
        'dependencies = ["Jinja2>=3", "colorama; sys_platform == \'win32\'"]',
      ],
      ...[
        '[[package]]',
        'name = "jinja2"',
        'version = "3"',
        '[[package]]',
        'name = "colorama"',
        'version = "1"',
      ],
      ...['[[package]]', 'name = "pytest"', 'version = "9"'],
    ];
    const { locked } = pdm.read({ root: 'api', tree: tree({ ...files, 'api/pdm.lock': ungrouped }) });
    expect(locked.map(({ name }) => name)).toEqual(['flask', 'jinja2']);
  });

  it.each([
    ['[tool.pdm]\ndistribution = false', 'tool'],
    ['[tool.pdm.dev-dependencies]', 'tool'],
    ['[tool.pdm.build]', undefined],
    ['[project]', undefined],
  ])('claims %j as %j', (text, strength) => {
    expect(pdm.claim({ root: '.', tree: tree({ 'pyproject.toml': text }) })?.strength).toBe(strength);
  });
});

describe('pipenv', () => {
  const pipfile = [
    ...['[packages]', 'Flask = "==3.1.2"', 'redis = "*"', 'celery = {extras = ["redis"], version = ">=5"}'],
    ...[
      'models = {path = "../models", editable = true}',
      'pywin32 = {version = "*", sys_platform = "== \'win32\'"}',
    ],
    ...['[dev-packages]', 'pytest = "*"', '[requires]', 'python_version = "3.12"'],
  ];
  const lock = JSON.stringify(
    {
      _meta: { hash: { sha256: '00' } },
      default: {
        flask: { hashes: ['sha256:00'], index: 'pypi', version: '==3.1.2' },
        models: { editable: true, path: '../models' },
        tomli: { markers: "python_version < '3.11'", version: '==2.0' },
      },
      develop: { pytest: { version: '==9.0' } },
    },
    null,
    4,
  );
  const read = (lockText: string) =>
    pipenv.read({
      root: 'api',
      tree: tree({
        'api/Pipfile': pipfile,
        'api/Pipfile.lock': lockText,
        'models/setup.py': 'from setuptools import setup\nsetup()\n',
      }),
    });

  it('reads Pipfile and Pipfile.lock', () => {
    expect(read(lock)).toMatchObject({
      ...{ name: null, manifest: 'api/Pipfile', lockfile: 'api/Pipfile.lock', isPackage: false },
      requiresPython: { specifier: '==3.12.*', source: at('api/Pipfile', 10) },
      requirements: [
        { name: 'flask', specifier: '==3.1.2', source: at('api/Pipfile', 2) },
        { name: 'redis', specifier: '' },
        { name: 'celery', specifier: '>=5', extras: ['redis'] },
        { name: 'models' },
      ],
      locked: [
        { name: 'flask', version: '3.1.2', wheels: null, hasSource: true, source: at('api/Pipfile.lock', 8) },
        { name: 'tomli', version: '2.0', pythons: ['3.8', '3.9', '3.10'] },
      ],
      localDependencies: [{ directory: 'models', source: at('api/Pipfile', 5) }],
    });
  });

  it('takes a Pipfile that names its own directory for a package', () => {
    const files = tree({
      'apps/api/Pipfile': '[packages]\napi = { path = ".", editable = true }\n',
      'apps/api/pyproject.toml': [
        ...['[project]', 'name = "api"', 'requires-python = ">=3.12"', 'dependencies = ["click==8.5.1"]'],
        ...['[project.scripts]', 'api = "api.cli:main"', '[build-system]', 'requires = ["setuptools"]'],
        'build-backend = "setuptools.build_meta"',
      ],
    });
    expect(pipenv.read({ root: 'apps/api', tree: files })).toMatchObject({
      name: 'api',
      isPackage: true,
      requirements: [
        { name: 'api' },
        { name: 'click', source: { file: 'apps/api/pyproject.toml', line: 4 } },
      ],
      requiresPython: { specifier: '>=3.12' },
      scripts: [{ name: 'api', target: 'api.cli:main' }],
      localDependencies: [],
    });
  });

  it('refuses what is no JSON, with its line', () => {
    expect(failureOf(() => read('{\n"default": {\n,')).failure).toMatchObject({
      code: 'PYDOCK_FILE_UNREADABLE',
      place: at('api/Pipfile.lock', 3),
    });
    expect(failureOf(() => read('['.repeat(50_000))).code).toBe('PYDOCK_FILE_UNREADABLE');
  });

  it('takes JSON of another shape for nothing locked', () => {
    expect(read('{"default": 3}').locked).toEqual([]);
    expect(read('[]').locked).toEqual([]);
  });
});

describe('pip', () => {
  const read = (files: Record<string, string | string[]>, root = 'api') =>
    pip.read({ root, tree: tree(files) });

  it('reads requirements, with local projects from where pip is run or from the file', () => {
    const manifest = read({
      'api/requirements/production.txt': [
        '-r base.txt',
        '-e ../libs/models',
        './vendor/x-1.0-py3-none-any.whl',
      ],
      'api/requirements/base.txt': ['flask==3.1.2', '-c ../../constraints.txt', '-e .'],
      'api/vendor/x-1.0-py3-none-any.whl': '',
      'api/setup.py': 'from setuptools import setup\nsetup(name="Shop_API", install_requires=["redis"])',
      'constraints.txt': 'flask<4',
      'libs/models/setup.py': 'from setuptools import setup\nsetup()\n',
    });
    expect(manifest).toMatchObject({
      ...{
        name: 'shop-api',
        manifest: 'api/requirements/production.txt',
        isPackage: true,
        lockfile: null,
        hashed: false,
      },
      installFiles: [
        ...['api/requirements/production.txt', 'api/requirements/base.txt', 'constraints.txt'],
        ...['api/vendor/x-1.0-py3-none-any.whl', 'api/setup.py'],
      ],
      localDependencies: [{ directory: 'libs/models', source: at('api/requirements/production.txt', 2) }],
    });
    expect(manifest.requirements.map(({ name }) => name)).toEqual(['flask', 'x', 'redis']);
  });

  it('takes a file with hashes, or a compiled one, for locked', () => {
    const hashed = read({ 'api/requirements.txt': 'flask==3.1.2 --hash=sha256:00' });
    expect(hashed).toMatchObject({
      hashed: true,
      locked: [{ name: 'flask', version: '3.1.2', wheels: null }],
    });
    const header = '#\n# This file is autogenerated by pip-compile with Python 3.12\n';
    expect(read({ 'api/requirements.txt': `${header}flask==3.1.2` }).locked).toHaveLength(1);
    expect(read({ 'api/requirements.txt': 'Flask==2.0.1' }).locked).toEqual([]);
  });

  it('reads a bare pyproject.toml, with what setuptools takes from files', () => {
    const manifest = read({
      'api/pyproject.toml': [
        ...[
          '[project]',
          'name = "api"',
          'dynamic = ["dependencies"]',
          '[build-system]',
          'requires = ["setuptools"]',
        ],
        ...[
          '[tool.setuptools.dynamic]',
          'dependencies = { file = ["deps/app.txt"] }',
          '[tool.setuptools]',
          'package-dir = { "" = "../lib/src" }',
        ],
      ],
      'api/deps/app.txt': 'flask',
      'lib/src/a.py': '',
    });
    expect(manifest).toMatchObject({
      ...{
        manifest: 'api/pyproject.toml',
        isPackage: true,
        installFiles: ['api/pyproject.toml', 'api/deps/app.txt'],
      },
      requirements: [{ name: 'flask', source: at('api/deps/app.txt', 1) }],
      localDependencies: [{ directory: 'lib/src', source: at('api/pyproject.toml', 9) }],
    });
  });

  it('reads setup.cfg', () => {
    const cfg = [
      ...[
        '[metadata]',
        'name = shop',
        '[options]',
        'python_requires = >=3.10',
        'install_requires =',
        '    flask>=3  ; python_version > "3"',
        '    # why',
        '    redis',
      ],
      ...[
        'package_dir =',
        '    = ../src',
        '[options.entry_points]',
        'console_scripts =',
        '    serve = shop.cli:main',
      ],
    ];
    expect(read({ 'api/setup.cfg': cfg, 'src/a.py': '' })).toMatchObject({
      ...{
        name: 'shop',
        manifest: 'api/setup.cfg',
        requiresPython: { specifier: '>=3.10', source: at('api/setup.cfg', 4) },
      },
      requirements: [
        { name: 'flask', specifier: '>=3', source: at('api/setup.cfg', 6) },
        { name: 'redis', source: at('api/setup.cfg', 8) },
      ],
      scripts: [{ name: 'serve', target: 'shop.cli:main', source: at('api/setup.cfg', 13) }],
      localDependencies: [{ directory: 'src', source: at('api/setup.cfg', 10) }],
    });
  });

  it('reads setup.py as far as it is literal', () => {
    const setup = [
      ...[
        'import setuptools',
        'required = ["flask>=3", "redis"]',
        'setuptools.setup(',
        '    name="shop",',
        '    python_requires=">=3.9",',
      ],
      ...[
        '    install_requires=required + ["rq"],',
        '    entry_points={"console_scripts": ["serve=shop.cli:main"]},',
        ')',
      ],
    ];
    const manifest = read({ 'api/setup.py': setup });
    expect(manifest.requirements.map(({ name, source }) => [name, source.line])).toEqual([
      ['flask', 2],
      ['redis', 2],
      ['rq', 6],
    ]);
    expect(manifest).toMatchObject({
      requiresPython: { specifier: '>=3.9', source: at('api/setup.py', 5) },
      scripts: [{ name: 'serve', target: 'shop.cli:main' }],
      warnings: [],
    });
  });

  it('warns of what setup.py computes', () => {
    const computed = read({ 'api/setup.py': 'setup(install_requires=read("requirements.in"))' });
    expect(computed.warnings).toEqual([
      {
        message: expect.stringContaining('install_requires is computed') as string,
        source: at('api/setup.py', 1),
      },
    ]);
  });

  it.each([
    [{ 'requirements.txt': '' }, 'requirements'],
    [{ 'requirements/prod.txt': '' }, 'requirements'],
    [{ 'pyproject.toml': '' }, 'pyproject'],
    [{ 'setup.py': 'from setuptools import setup\nsetup()\n' }, 'pyproject'],
    [{ 'setup.py': 'print("hello")' }, undefined],
    [{ 'setup.cfg': '[metadata]' }, 'pyproject'],
    [{ 'setup.cfg': '[flake8]' }, undefined],
    [{ 'requirements.in': '', 'requirements-dev.txt': '' }, undefined],
  ])('claims %j as %j', (files, strength) => {
    expect(pip.claim({ root: '.', tree: tree(files as Record<string, string>) })?.strength).toBe(strength);
  });
});

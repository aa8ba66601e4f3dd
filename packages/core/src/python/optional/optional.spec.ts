import { describe, expect, it } from 'vitest';
import { renderDockerfile } from '../../dockerfile/render';
import { tree } from '../../specs/trees';
import { detectPythonProject, settledProject } from '../detect';
import { type DetectOptions } from '../detect';

type Files = Record<string, string>;
const detect = (files: Files, options: Partial<DetectOptions> = {}) =>
  detectPythonProject({ root: 'svc', tree: tree(files) }, { name: 'svc', ...options });
const installed = (files: Files, options: Partial<DetectOptions> = {}) =>
  detect(files, options)
    .optional.filter(({ isInstalled }) => isInstalled)
    .map(({ kind, name }) => `${kind} ${name}`);

const lines = (...each: string[]) => each.join('\n');
const fastapi = { 'svc/main.py': 'from fastapi import FastAPI\napp = FastAPI()\n' };
const flask = { 'svc/app.py': 'from flask import Flask\napp = Flask(__name__)\n' };

const project = (dependencies: string, ...more: string[]) =>
  lines('[project]', 'name = "svc"', 'version = "1"', `dependencies = [${dependencies}]`, ...more);
const extras = (...each: string[]) => ['[project.optional-dependencies]', ...each];
const groups = (...each: string[]) => ['[dependency-groups]', ...each];
const uv = (...more: string[]) => ['[tool.uv]', ...more];

describe('a framework that only an extra brings', () => {
  const files = { ...fastapi, 'svc/pyproject.toml': project('', ...extras('web = ["fastapi", "uvicorn"]')) };

  it('is a problem, beside all that can be told', () => {
    const detection = detect(files);
    expect(detection).toMatchObject({
      framework: { known: { value: 'fastapi', source: { file: 'svc/pyproject.toml', line: 6 } } },
      entrypoint: { known: { value: { target: 'main:app' } } },
      problems: [{ fact: 'extras', code: 'PYDOCK_EXTRA_NEEDED', choices: ['web'] }],
    });
    expect(detection.problems[0]?.message).toContain(
      'fastapi comes only with the extra web (svc/pyproject.toml:6)',
    );
    expect(() => settledProject(detection)).toThrow('--extras=web');
  });

  it('is installed where it is asked for, under any spelling', () => {
    const detection = detect(files, { extras: ['Web'] });
    expect(detection.problems).toEqual([]);
    expect(detection.server).toMatchObject({ known: { value: { name: 'uvicorn', install: null } } });
    expect(renderDockerfile(settledProject(detection))).toContain(
      "stated['project']['optional-dependencies']['web']",
    );
  });

  it('counts for nothing where there is to be no extra', () => {
    expect(detect(files, { extras: [''] })).toMatchObject({
      framework: { known: { value: 'none' } },
      problems: [],
    });
  });

  it('lists all extras that bring it, those that include others too', () => {
    const several = extras(
      'web = ["fastapi"]',
      'all = ["svc[web,db]"]',
      'db = ["psycopg"]',
      'dev = ["fastapi"]',
    );
    const given = { ...fastapi, 'svc/pyproject.toml': project('', ...several) };
    expect(detect(given).problems).toMatchObject([{ fact: 'extras', choices: ['web', 'all'] }]);
    expect(installed(given, { extras: ['all'] })).toEqual(['extra all']);
    expect(detect(given, { extras: ['all'] }).systemPackages.runtime).toEqual(['libpq5']);
  });

  it('is told of with a lock file as well, which has it for the extra alone', () => {
    const lock = lines(
      ...['version = 1', '[[package]]', 'name = "svc"', 'version = "1"', 'source = { virtual = "." }'],
      ...['[package.optional-dependencies]', 'web = [{ name = "fastapi" }]'],
      ...['[[package]]', 'name = "fastapi"', 'version = "0.120.0"'],
    );
    const locked = { ...files, 'svc/uv.lock': lock };
    expect(detect(locked).problems).toMatchObject([{ fact: 'extras', choices: ['web'] }]);
    const { framework, problems } = detect(locked, { extras: ['web'] });
    expect([framework, problems]).toMatchObject([{ known: { value: 'fastapi' } }, []]);
  });

  it('is none that sources do not use, nor one beside an installed one that they do', () => {
    const integration = extras('web = ["fastapi"]');
    const cli = { 'svc/pyproject.toml': project('"click"', ...integration), 'svc/main.py': 'import click\n' };
    expect(detect(cli).problems).toEqual([]);
    const both = {
      ...flask,
      'svc/other.py': fastapi['svc/main.py'],
      'svc/pyproject.toml': project('"flask"', ...integration),
    };
    expect(detect(both)).toMatchObject({ framework: { known: { value: 'flask' } }, problems: [] });
  });
});

describe('a server that only an extra or a group brings', () => {
  const given = (...more: string[]) => ({ ...flask, 'svc/pyproject.toml': project('"flask"', ...more) });

  it('is a problem, unless something is said', () => {
    const files = given(...extras('prod = ["gunicorn"]'), ...groups('dev = ["waitress"]'));
    expect(detect(files).problems).toMatchObject([{ fact: 'extras', choices: ['prod'] }]);
    expect(detect(files, { extras: [] })).toMatchObject({
      server: { known: { value: { name: 'gunicorn', install: '27.0.1' } } },
      problems: [],
    });
    expect(detect(files, { groups: ['dev'] }).problems).toEqual([]);
  });

  it('may come in a group, and with a package that brings it along', () => {
    const files = {
      ...fastapi,
      'svc/pyproject.toml': project('"fastapi"', ...groups('serve = ["fastapi[standard]"]'), ...uv()),
    };
    expect(detect(files).problems).toMatchObject([{ fact: 'groups', choices: ['serve'] }]);
    expect(detect(files, { groups: ['serve'] })).toMatchObject({
      server: { known: { value: { name: 'uvicorn', install: null } } },
    });
  });

  it('is the Dockerfile’s own where only development has one', () => {
    expect(detect(given(...groups('dev = ["gunicorn"]'), ...uv())).problems).toEqual([]);
  });
});

describe('uv', () => {
  const pyproject = (...settings: string[]) =>
    project(
      '"flask"',
      ...groups(
        'dev = ["ruff"]',
        'test = ["pytest"]',
        'serve = [{include-group = "base"}]',
        'base = ["gunicorn"]',
      ),
      ...uv(...settings),
    );
  const files = (...settings: string[]) => ({ ...flask, 'svc/pyproject.toml': pyproject(...settings) });

  it('installs its default groups, but for those that development alone needs', () => {
    const given = files('default-groups = ["dev", "test", "serve"]');
    expect(installed(given)).toEqual(['group serve']);
    const detection = detect(given);
    expect(detection.server).toMatchObject({ known: { value: { name: 'gunicorn', install: null } } });
    expect(renderDockerfile(settledProject(detection))).toContain('uv sync --no-dev --no-group test\n');
    expect(installed(files('default-groups = "all"'))).toEqual(['group serve', 'group base']);
  });

  it('installs dev where that is asked for', () => {
    expect(installed(files(), { groups: ['dev', 'base'] })).toEqual(['group dev', 'group base']);
  });

  it('knows of no extra or group that is not there', () => {
    expect(() => detect(files(), { groups: ['prod'] })).toThrow(
      /no group "prod"[^]*svc has dev \(svc\/pyproject.toml:6\), test \(svc\/pyproject.toml:7\)/,
    );
    expect(() => detect(files(), { extras: ['web'] })).toThrow('svc has no extras');
  });

  it('takes the extras of a member of its workspace along', () => {
    const member = {
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["svc", "libs/*"]\n',
      'libs/db/pyproject.toml': lines(
        ...['[project]', 'name = "db"', 'version = "1"', 'dependencies = []'],
        ...extras('postgres = ["psycopg", "models"]'),
        ...['[tool.uv.sources]', 'models = { workspace = true }'],
      ),
      'libs/models/pyproject.toml': '[project]\nname = "models"\nversion = "1"\n',
      ...flask,
    };
    const svc = (stated: string) =>
      project(`"flask", "${stated}"`, '[tool.uv.sources]', 'db = { workspace = true }');
    const detection = detect({ ...member, 'svc/pyproject.toml': svc('db[postgres]') });
    expect(detection.localDependencies.map(({ directory }) => directory)).toEqual(['libs/db', 'libs/models']);
    expect(detection.systemPackages.runtime).toEqual(['libpq5']);
    const unknown = detect({ ...member, 'svc/pyproject.toml': svc('db[postgers]') });
    expect(unknown.localDependencies.map(({ directory }) => directory)).toEqual(['libs/db']);
    expect(unknown.warnings).toMatchObject([
      { message: expect.stringMatching(/^libs\/db has no extra "postgers"; it has postgres:/) as string },
    ]);
  });
});

describe('poetry', () => {
  const pyproject = (...more: string[]) => ({
    'svc/pyproject.toml': lines(
      ...['[tool.poetry]', 'name = "svc"', 'package-mode = false', '[tool.poetry.dependencies]'],
      ...['python = "^3.11"', 'gunicorn = { version = "*", optional = true }', ...more],
    ),
  });
  const web = ['[tool.poetry.group.web.dependencies]', 'flask = "*"'];

  it('has extras that name optional dependencies', () => {
    const files = { ...flask, ...pyproject('flask = "*"', '[tool.poetry.extras]', 'serve = ["gunicorn"]') };
    expect(detect(files).problems).toMatchObject([{ fact: 'extras', choices: ['serve'] }]);
    expect(detect(files, { extras: ['serve'] })).toMatchObject({
      server: { known: { value: { name: 'gunicorn', install: null } } },
    });
  });

  it('takes a group that it installs by default where the framework comes with it alone, and tells', () => {
    const detection = detect({ ...flask, ...pyproject(...web) });
    expect(detection).toMatchObject({
      framework: { known: { value: 'flask' } },
      problems: [],
      warnings: [{ message: 'the group web is installed as well: flask comes only with it' }],
    });
    expect(renderDockerfile(settledProject(detection))).toContain('--only main,web ');
  });

  it('asks for one that is optional', () => {
    const optional = pyproject('[tool.poetry.group.web]', 'optional = true', ...web);
    expect(detect({ ...flask, ...optional }).problems).toMatchObject([{ fact: 'groups', choices: ['web'] }]);
  });

  it('is locked with what is chosen', () => {
    const entry = (name: string, ...more: string[]) =>
      lines('[[package]]', `name = "${name}"`, 'version = "1.0"', ...more);
    const lock = lines(
      entry('flask', 'optional = false', 'groups = ["web"]'),
      entry('gunicorn', 'optional = true', 'groups = ["main"]', 'markers = "extra == \\"serve\\""'),
      entry('psycopg2', 'optional = true', 'groups = ["main"]', 'markers = "extra == \\"db\\""'),
    );
    const stated = pyproject('[tool.poetry.extras]', 'serve = ["gunicorn"]', 'db = ["psycopg2"]', ...web);
    const files = { ...flask, ...stated, 'svc/poetry.lock': lock };
    const { server, systemPackages } = detect(files, { extras: ['serve'], groups: ['web'] });
    expect(server).toMatchObject({ known: { value: { name: 'gunicorn', version: '1.0' } } });
    expect(systemPackages.runtime).toEqual([]);
  });
});

describe('pdm and pipenv', () => {
  it('have groups, and lock them', () => {
    const lock = lines(
      ...['[[package]]', 'name = "flask"', 'version = "3"', 'groups = ["default"]'],
      ...['[[package]]', 'name = "gunicorn"', 'version = "26.0.0"', 'groups = ["prod"]'],
    );
    const pdm = project('"flask"', '[tool.pdm.dev-dependencies]', 'prod = ["gunicorn"]');
    const files = { ...flask, 'svc/pyproject.toml': pdm, 'svc/pdm.lock': lock };
    expect(detect(files).problems).toMatchObject([{ fact: 'groups', choices: ['prod'] }]);
    expect(detect(files, { groups: ['prod'] }).server).toMatchObject({
      known: { value: { version: '26.0.0', install: null } },
    });
  });

  it('are told of where PDM’s lock file was made without them', () => {
    const pdm = project('"flask"', ...extras('web = ["gunicorn"]'), '[tool.pdm]', 'distribution = false');
    const lock =
      '[metadata]\ngroups = ["default"]\n[[package]]\nname = "flask"\nversion = "3"\ngroups = ["default"]\n';
    const files = { ...flask, 'svc/pyproject.toml': pdm, 'svc/pdm.lock': lock };
    const message = expect.stringContaining('the extra web is not in svc/pdm.lock') as string;
    expect(detect(files, { extras: ['web'] }).warnings).toEqual([
      { message, source: { file: 'svc/pyproject.toml', line: 6 } },
    ]);
    const all = { ...files, 'svc/pdm.lock': lock.replace('"default"]', '"default", "web"]') };
    expect(detect(all, { extras: ['web'] }).warnings).toEqual([]);
  });

  it('have categories', () => {
    const files = {
      ...flask,
      'svc/Pipfile': '[packages]\nflask = "*"\n[prod]\ngunicorn = "*"\n[pipenv]\nallow_prereleases = true\n',
      'svc/Pipfile.lock':
        '{"_meta": {}, "default": {"flask": {"version": "==3"}}, "prod": {"gunicorn": {"version": "==26.0.0"}}}',
    };
    expect(detect(files).problems).toMatchObject([{ fact: 'groups', choices: ['prod'] }]);
    const detection = detect(files, { groups: ['prod'] });
    expect(detection.server).toMatchObject({ known: { value: { version: '26.0.0', install: null } } });
    expect(renderDockerfile(settledProject(detection))).toContain('--deploy --categories packages,prod');
  });
});

describe('pip', () => {
  const setup = 'from setuptools import setup\nsetup(name="svc", install_requires=["flask"], extras_require=';

  it('has extras of a setup.py and a setup.cfg', () => {
    const stated = { ...flask, 'svc/setup.py': `${setup}{"web": ["gunicorn"]})` };
    expect(renderDockerfile(settledProject(detect(stated, { extras: ['web'] })))).toContain(
      "'/src/svc[web]'",
    );
    const cfg = lines(
      '[metadata]',
      'name = svc',
      '[options.extras_require]',
      'web =',
      '    gunicorn',
      'db = x',
    );
    expect(installed({ ...flask, 'svc/setup.cfg': cfg }, { extras: ['web', 'db'] })).toEqual([
      'extra web',
      'extra db',
    ]);
  });

  it('takes an extra on trust where they are computed', () => {
    const computed = { ...flask, 'svc/setup.py': `${setup}read_extras())` };
    expect(installed(computed, { extras: ['web'] })).toEqual(['extra web']);
    expect(() => detect({ ...flask, 'svc/setup.py': `${setup}{})` }, { extras: ['web'] })).toThrow(
      'no extras',
    );
  });

  it('has requirements files as groups, by their names', () => {
    const files = {
      ...flask,
      'svc/requirements.txt': 'flask\n',
      'svc/requirements/prod.txt': '-r ../requirements.txt\ngunicorn\n-e ../libs/db[postgres]\n',
      'svc/dev-requirements.txt': 'pytest\n',
      'svc/requirements-broken.txt': 'a b c\n',
      'libs/db/pyproject.toml': lines('[project]', 'name = "db"', ...extras('postgres = ["psycopg"]')),
    };
    expect(detect(files).optional.map(({ name }) => name)).toEqual(['dev', 'prod']);
    expect(detect(files).problems).toMatchObject([{ fact: 'groups', choices: ['prod'] }]);
    const detection = detect(files, { groups: ['prod'] });
    expect(detection.installFiles).toEqual(['svc/requirements.txt', 'svc/requirements/prod.txt']);
    expect(detection.systemPackages.runtime).toEqual(['libpq5']);
    const text = renderDockerfile(settledProject(detection));
    expect(text).toContain('-r requirements.txt -r requirements/prod.txt');
    expect(text).toContain("'/src/libs/db[postgres]'");
  });

  it('keeps the extras that requirements ask of the project and of libraries, and of these of others', () => {
    const library = (name: string, ...more: string[]) =>
      lines('[project]', `name = "${name}"`, 'version = "1"', ...more);
    const files = {
      ...flask,
      'svc/requirements.txt': '-e .[web]\n../libs/models[sql]\n',
      'svc/pyproject.toml': project('"flask"', ...extras('web = ["gunicorn==26.0.0"]')),
      'libs/models/pyproject.toml': library('models', ...extras('sql = ["db[postgres] @ file:../db"]')),
      'libs/db/pyproject.toml': library('db', ...extras('postgres = ["psycopg"]', 'mysql = ["mysqlclient"]')),
    };
    const detection = detect(files);
    expect(detection).toMatchObject({
      server: { known: { value: { name: 'gunicorn', version: '26.0.0' } } },
      localDependencies: [
        { directory: 'libs/db', extras: ['postgres'] },
        { directory: 'libs/models', extras: ['sql'] },
      ],
      systemPackages: { runtime: ['libpq5'] },
      warnings: [],
      problems: [],
    });
    expect(renderDockerfile(settledProject(detection))).toContain(
      "'/src/libs/db[postgres]' '/src/libs/models[sql]' '/src/svc[web]'",
    );
  });

  it('takes a server that a local library brings', () => {
    const files = {
      ...flask,
      'svc/requirements.txt': 'flask\n-e ../libs/base[serve]\n',
      'libs/base/pyproject.toml': lines(
        '[project]',
        'name = "base"',
        ...extras('serve = ["gunicorn==26.0.0"]'),
      ),
    };
    expect(detect(files).server).toMatchObject({ known: { value: { name: 'gunicorn', install: null } } });
  });
});

describe('what is for production by its name', () => {
  it('is warned of where nothing is said', () => {
    const files = {
      'svc/main.py': 'print()\n',
      'svc/pyproject.toml': project('', ...groups('dev = ["ruff"]', 'prod = ["sentry-sdk"]'), ...uv()),
    };
    expect(detect(files).warnings).toEqual([
      {
        message: 'the group prod is not installed: if the image needs it, state --groups=prod',
        source: { file: 'svc/pyproject.toml', line: 7 },
      },
    ]);
    expect(detect(files, { groups: [''] }).warnings).toEqual([]);
  });
});

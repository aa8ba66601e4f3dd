import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inspect } from './inspect';

describe('pydock inspect', () => {
  let directory: string;
  let printed: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'pydock-inspect-'));
    printed = '';
    const print = (text: unknown) => {
      printed += String(text);
      return true;
    };
    vi.spyOn(process.stdout, 'write').mockImplementation(print);
    vi.spyOn(process.stderr, 'write').mockImplementation(print);
  });

  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(directory, { recursive: true, force: true });
  });

  const write = (files: Record<string, string | Buffer>) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), content);
    }
  };

  const json = (path = '.', ...args: string[]) => {
    printed = '';
    const code = inspect([join(directory, path), '--json', ...args]);
    return { code, report: JSON.parse(printed) as Record<string, unknown> };
  };

  it('tells every fact with its source', () => {
    write({
      'requirements.txt': 'fastapi==0.121.0\nuvicorn==0.38.0\n',
      '.python-version': '3.12\n',
      'app/__init__.py': '',
      'app/main.py':
        'from fastapi import FastAPI\n\napp = FastAPI()\n\n@app.get("/health")\ndef health():\n    return {}\n',
    });
    const { code, report } = json();
    expect(code).toBe(0);
    expect(report).toMatchObject({
      packageManager: 'pip',
      manifest: 'requirements.txt',
      lockfile: null,
      python: { version: '3.12' },
      framework: 'fastapi',
      entrypoint: { kind: 'asgi', target: 'app.main:app' },
      port: 8000,
      localDependencies: [],
      problems: [],
    });
    expect(report['entrypoint']).toEqual({ kind: 'asgi', target: 'app.main:app' });
    expect(report['sources']).toEqual({
      packageManager: 'requirements.txt:1',
      python: '.python-version:1',
      framework: 'requirements.txt:1',
      manifest: 'requirements.txt:1',
      lockfile: 'default',
      entrypoint: 'app/main.py:3',
      port: 'default',
      command: 'app/main.py:3',
      systemPackages: 'default',
      localDependencies: 'default',
    });
    expect(Object.keys(report)).toEqual([
      ...[
        'directory',
        'packageManager',
        'manifest',
        'lockfile',
        'python',
        'framework',
        'entrypoint',
        'server',
      ],
      ...[
        'port',
        'healthPath',
        'command',
        'systemPackages',
        'localDependencies',
        'sources',
        'warnings',
        'problems',
      ],
    ]);
    expect(report['command']).toEqual(expect.arrayContaining(['uvicorn', 'app.main:app', '--port', '8000']));
  });

  it('tells all that it can beside what must be settled, and ends with 1', () => {
    write({
      'pyproject.toml': '[project]\nname = "two"\nversion = "1"\ndependencies = ["flask"]\n',
      'uv.lock': 'version = 1\nrequires-python = ">=3.11"\n',
      'poetry.lock': '[metadata]\nlock-version = "2.1"\n',
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    });
    const { code, report } = json();
    expect(code).toBe(1);
    expect(report).toMatchObject({
      packageManager: null,
      framework: 'flask',
      entrypoint: { kind: 'wsgi', target: 'app:app' },
      problems: [
        { fact: 'packageManager', code: 'PYDOCK_PACKAGE_MANAGER_AMBIGUOUS', choices: ['uv', 'poetry'] },
        { fact: 'lockfile', code: 'PYDOCK_PACKAGE_MANAGER_AMBIGUOUS', choices: ['uv.lock', 'poetry.lock'] },
      ],
      manifest: 'pyproject.toml',
      lockfile: null,
    });
    expect(report['sources']).not.toHaveProperty('lockfile');
  });

  it('leaves open what two package managers read in two ways', () => {
    write({
      'pyproject.toml': '[project]\nname = "two"\nversion = "1"\ndependencies = ["fastapi"]\n',
      'uv.lock': 'version = 1\nrequires-python = ">=3.11"\n',
      Pipfile: '[packages]\nflask = "*"\n\n[requires]\npython_version = "3.11"\n',
      'Pipfile.lock': '{"default": {"flask": {"version": "==3.1.2"}}}',
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
      'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
    });
    const { code, report } = json();
    expect(code).toBe(1);
    expect(report).toMatchObject({
      packageManager: null,
      manifest: null,
      lockfile: null,
      framework: null,
      command: null,
    });
    const open = report['problems'] as { fact: string; choices: string[] }[];
    expect(open.map(({ fact, choices }) => `${fact}: ${choices.join(' ')}`)).toEqual([
      'packageManager: uv pipenv',
      'manifest: pyproject.toml Pipfile',
      'lockfile: uv.lock Pipfile.lock',
      'framework: fastapi flask',
      'entrypoint: main:app app:app',
      'command: main:app app:app',
    ]);
    printed = '';
    inspect([directory]);
    expect(printed).not.toContain('lockfile:');
  });

  it('tells of extras and groups where there are any, and takes what is installed of them', () => {
    write({
      'pyproject.toml':
        '[project]\nname = "x"\nversion = "1"\n[project.optional-dependencies]\nweb = ["fastapi"]\npostgres = ["psycopg"]\n[dependency-groups]\nprod = ["uvicorn"]\n[tool.uv]\n',
      'main.py': 'from fastapi import FastAPI\napp = FastAPI()\n',
    });
    const { code, report } = json();
    expect(code).toBe(1);
    expect(report).toMatchObject({
      ...{ framework: 'fastapi', extras: null, groups: [] },
      problems: [{ fact: 'extras', code: 'PYDOCK_EXTRA_NEEDED', choices: ['web'] }],
    });
    const settled = json('.', '--extras=web,postgres', '--groups=prod');
    expect(settled.code).toBe(0);
    expect(settled.report).toMatchObject({
      extras: ['web', 'postgres'],
      groups: ['prod'],
      systemPackages: { runtime: ['libpq5'] },
      sources: { extras: 'pyproject.toml:5', groups: 'pyproject.toml:8' },
      problems: [],
    });
    expect(json('.', '--extras=').report).toMatchObject({ framework: 'none', extras: [], problems: [] });
    expect(json('.', '--extras=nothing').report).toMatchObject({ error: { code: 'PYDOCK_OPTION_INVALID' } });
  });

  it('has null for an entry point that can not be told, and for the command that follows from it', () => {
    write({ 'requirements.txt': 'requests\n', 'one.py': 'x = 1\n', 'two.py': 'y = 2\n' });
    const { code, report } = json();
    expect(code).toBe(1);
    const choices = ['one.py', 'two.py'];
    expect(report).toMatchObject({
      framework: 'none',
      entrypoint: null,
      command: null,
      problems: [
        { fact: 'entrypoint', code: 'PYDOCK_ENTRYPOINT_AMBIGUOUS', choices },
        { fact: 'command', code: 'PYDOCK_ENTRYPOINT_AMBIGUOUS', choices },
      ],
    });
    expect(report['sources']).not.toHaveProperty('entrypoint');
  });

  it('lets the user settle it', () => {
    write({ 'requirements.txt': 'flask\n', 'app.py': 'x = 1\n', 'web/site.py': 'import flask\n' });
    const { code, report } = json(
      '.',
      '--entrypoint',
      'web.site:make()',
      '--port',
      '9000',
      '--pythonVersion',
      '3.11',
    );
    expect(code).toBe(0);
    expect(report).toMatchObject({
      entrypoint: { kind: 'wsgi', target: 'web.site:make()' },
      port: 9000,
      python: { version: '3.11' },
      sources: { entrypoint: 'option', port: 'option', python: 'option' },
    });
  });

  it('names the line that needs each system package', () => {
    write({
      'requirements.txt': 'flask\nopencv-python\npsycopg2\ninternal @ git+https://example.org/internal\n',
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    });
    const { report } = json();
    expect(report['sources']).toMatchObject({
      systemPackages: 'requirements.txt:3',
      'systemPackages.build.gcc': 'requirements.txt:3',
      'systemPackages.build.git': 'requirements.txt:4',
      'systemPackages.build.libpq-dev': 'requirements.txt:3',
      'systemPackages.runtime.libgl1': 'requirements.txt:2',
      'systemPackages.runtime.libpq5': 'requirements.txt:3',
    });
    printed = '';
    inspect([directory]);
    expect(printed).toMatch(
      /build packages +gcc libc6-dev libpq-dev +requirements\.txt:3\n +git +requirements\.txt:4\n/,
    );
    expect(printed).toMatch(
      /system packages +libgl1 libglib2\.0-0 +requirements\.txt:2\n +libpq5 +requirements\.txt:3/,
    );
  });

  it('finds the lock file of a uv workspace above, relative to the member', () => {
    write({
      'nx.json': '{}',
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*", "libs/*"]\n',
      'uv.lock':
        'version = 1\nrequires-python = ">=3.12"\n\n[[package]]\nname = "api"\nversion = "1"\nsource = { editable = "services/api" }\ndependencies = [{ name = "common" }]\n\n[[package]]\nname = "common"\nversion = "1"\nsource = { editable = "libs/common" }\n',
      'services/api/pyproject.toml':
        '[project]\nname = "api"\nversion = "1"\nrequires-python = ">=3.12"\ndependencies = ["common"]\n\n[tool.uv.sources]\ncommon = { workspace = true }\n\n[project.scripts]\napi = "api.cli:main"\n',
      'services/api/src/api/__init__.py': '',
      'services/api/src/api/cli.py': 'def main():\n    print("hello")\n',
      'libs/common/pyproject.toml': '[project]\nname = "common"\nversion = "1"\n',
    });
    const { code, report } = json('services/api');
    expect(report).toMatchObject({
      packageManager: 'uv',
      manifest: 'pyproject.toml',
      lockfile: '../../uv.lock',
      localDependencies: ['../../libs/common'],
      sources: { 'localDependencies ../../libs/common': 'pyproject.toml:8' },
    });
    expect(code).toBe(0);
  });

  it('finds a uv workspace above that is neither locked nor in a repository', () => {
    write({
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*", "libs/*"]\n',
      'services/api/pyproject.toml':
        '[project]\nname = "api"\nversion = "1"\ndependencies = ["common"]\n\n[tool.uv.sources]\ncommon = { workspace = true }\n',
      'services/api/main.py': 'print("hello")\n',
      'libs/common/pyproject.toml': '[project]\nname = "common"\nversion = "1"\n',
    });
    expect(json('services/api').report).toMatchObject({
      packageManager: 'uv',
      localDependencies: ['../../libs/common'],
    });
  });

  it('names the members of a uv workspace where its root is no project', () => {
    write({
      'pyproject.toml': '[tool.uv.workspace]\nmembers = ["services/*", "libs/*"]\n',
      'services/api/pyproject.toml': '[project]\nname = "api"\nversion = "1"\n',
      'libs/common/pyproject.toml': '[project]\nname = "common"\nversion = "1"\n',
    });
    const { code, report } = json();
    expect(code).toBe(1);
    expect(report).toMatchObject({
      packageManager: 'uv',
      entrypoint: null,
      problems: [
        {
          fact: 'entrypoint',
          code: 'PYDOCK_ENTRYPOINT_NOT_FOUND',
          message:
            '. is the root of a uv workspace, and no project of its own: what starts are its members: services/api, libs/common',
        },
        { fact: 'command' },
      ],
    });
    printed = '';
    inspect([directory]);
    expect(printed).toContain('do: give the directory of a member, such as services/api');
  });

  it.each([
    ['nothing of Python', { 'README.md': 'hello' }, 'PYDOCK_MANIFEST_MISSING', ''],
    [
      'broken TOML',
      { 'pyproject.toml': '[project]\nname = \n' },
      'PYDOCK_FILE_UNREADABLE',
      'pyproject.toml:2',
    ],
    [
      'UTF-16',
      { 'requirements.txt': Buffer.from('\uFEFFflask', 'utf16le') },
      'PYDOCK_FILE_UNREADABLE',
      'UTF-16',
    ],
    ['a NUL byte', { 'requirements.txt': 'flask\n\0' }, 'PYDOCK_FILE_UNREADABLE', 'requirements.txt:2'],
    ['50 MB', { 'requirements.txt': Buffer.alloc(50 * 2 ** 20, 'a') }, 'PYDOCK_FILE_UNREADABLE', '50 MB'],
  ])('has one error where nothing can be told: %s', (_case, files, code, shown) => {
    write(files as Record<string, string | Buffer>);
    const result = json();
    expect(result.code).toBe(1);
    expect(result.report).toMatchObject({ error: { code } });
    const { message } = result.report['error'] as { message: string };
    expect(message).toContain(shown);
    expect(message).not.toMatch(/\n|PYDOCK_/);
  });

  it('does not follow links in circles, nor out of the workspace', () => {
    write({
      'requirements.txt': 'flask\n-r linked.txt\n',
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    });
    symlinkSync('.', join(directory, 'loop'));
    symlinkSync('/etc/hostname', join(directory, 'linked.txt'));
    const { report } = json();
    expect(report).toMatchObject({ error: { code: 'PYDOCK_MANIFEST_MISSING' } });
  });

  it('reads well', () => {
    write({
      'requirements.txt': 'flask==3.1.3\n',
      'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
    });
    expect(inspect([directory])).toBe(0);
    expect(printed).toMatch(/entry point\s+app:app \(wsgi\)\s+app\.py:2/);
    expect(printed).toMatch(/server\s+gunicorn .*installed by the Dockerfile/);
    expect(printed.split('\n').every((line) => line.length < 130)).toBe(true);
  });

  it('says how it is used', () => {
    expect(inspect(['--help'])).toBe(0);
    expect(printed).toContain('Usage: pydock inspect');
  });

  it.each([
    ['an option that there is not', ['--prot=1'], '"--prot"', 'did you mean "--port"?'],
    ['one in another spelling', ['--package-manager', 'uv'], '"--package-manager"', '"--packageManager"'],
    ['one that is like none', ['--quiet'], '"--quiet"', 'leave it out'],
    ['a letter', ['-x'], '"-x"', 'leave it out'],
    ['no port', ['--port=abc'], `--port can't be "abc"`, '1 to 65535'],
    ['a port out of range', ['--port', '70000'], `--port can't be "70000"`, '1 to 65535'],
    ['no package manager', ['--packageManager=conda'], `--packageManager can't be "conda"`, 'uv, poetry'],
    ['no value', ['--entrypoint', '--json'], '--entrypoint has no value', '--entrypoint=…'],
    ['a value of a switch', ['--json=yes'], `--json can't be "yes"`, 'switch'],
    ['two directories', ['b'], '"b" is one directory too many', 'once for each'],
  ])('ends with 2 for wrong usage, and names it: %s', (_case, args, named, todo) => {
    write({ 'requirements.txt': 'flask\n', 'app.py': 'from flask import Flask\napp = Flask(__name__)\n' });
    expect(inspect([directory, ...args])).toBe(2);
    expect(printed).toContain(named);
    expect(printed).toContain(todo);
  });

  it('ends with 2 for a Python that is none, beside all that can be told', () => {
    write({ 'requirements.txt': 'flask\n', 'app.py': 'from flask import Flask\napp = Flask(__name__)\n' });
    const { code, report } = json('.', '--pythonVersion=two');
    expect(code).toBe(2);
    expect(report).toMatchObject({ python: null, framework: 'flask', problems: [{ fact: 'python' }] });
  });

  it('tells programs of wrong usage as well', () => {
    const { code, report } = json('.', '--port=abc');
    expect(code).toBe(2);
    expect(report).toEqual({
      error: {
        code: 'PYDOCK_OPTION_INVALID',
        message: `command line, --port: --port can't be "abc": a port is a whole number from 1 to 65535; give another one, or leave the option out: then the port is detected`,
      },
    });
  });
});

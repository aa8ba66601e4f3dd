import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { detectPythonProject, type DetectOptions, settledProject } from './detect';
import { treeOf } from './source-tree';

const detect = (texts: Record<string, string>, options: Partial<DetectOptions> = {}, root = 'apps/api') => {
  const placed = Object.entries(texts).map(
    ([path, text]) => [root === '.' ? path : `${root}/${path}`, text] as const,
  );
  return detectPythonProject({ root, tree: treeOf(new Map(placed)) }, { name: 'api', ...options });
};

const settled = (...args: Parameters<typeof detect>) => settledProject(detect(...args));

const flask = {
  'requirements.txt': '# web\nflask==3.1.2\n',
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
};
const script = { 'requirements.txt': '', 'main.py': 'print("hello")\n' };

describe('detectPythonProject', () => {
  it('knows everything of a Flask project, and from where', () => {
    expect(detect(flask, { pythonVersion: '3.13' })).toMatchObject({
      name: 'api',
      root: 'apps/api',
      manifest: 'apps/api/requirements.txt',
      lockfile: null,
      installFiles: ['apps/api/requirements.txt'],
      workspace: null,
      isPackage: false,
      hashed: false,
      packageManager: { known: { value: 'pip', source: { file: 'apps/api/requirements.txt', line: 1 } } },
      python: { known: { value: { version: '3.13' }, source: 'option' } },
      framework: { known: { value: 'flask', source: { file: 'apps/api/requirements.txt', line: 2 } } },
      entrypoint: {
        known: { value: { kind: 'wsgi', target: 'app:app' }, source: { file: 'apps/api/app.py', line: 2 } },
      },
      port: { known: { value: 8000, source: 'default' } },
      server: { known: { value: { name: 'gunicorn' }, source: 'default' } },
      localDependencies: [],
      warnings: [{ source: { file: 'apps/api/requirements.txt', line: 2 } }],
      problems: [],
    });
    expect(detect(flask).command).toEqual(expect.arrayContaining(['gunicorn', '0.0.0.0:8000', 'app:app']));
  });

  it('takes what is asked for', () => {
    const options = { entrypoint: 'web.main:app', pythonVersion: '3.11', port: 5000, healthPath: '/health' };
    expect(settled(flask, options)).toMatchObject({
      python: { version: '3.11' },
      port: 5000,
      healthPath: '/health',
      entrypoint: { target: 'web.main:app' },
    });
  });

  it('installs no server where the project brings one', () => {
    const texts = { ...flask, 'requirements.txt': 'flask\nGunicorn==23.0.0\n' };
    expect(settled(texts).server).toMatchObject({ name: 'gunicorn', install: null });
    expect(detect(texts).server).toMatchObject({ known: { source: { file: 'apps/api/requirements.txt' } } });
  });

  it('gives a script no port and no server', () => {
    expect(settled(script)).toMatchObject({
      framework: 'none',
      entrypoint: { kind: 'script', target: 'main.py' },
      server: null,
      port: null,
      command: ['python', 'main.py'],
    });
  });

  it('has paths without a directory for a project at the root', () => {
    expect(detect(flask, {}, '.')).toMatchObject({
      manifest: 'requirements.txt',
      framework: { known: { source: { file: 'requirements.txt' } } },
      entrypoint: { known: { source: { file: 'app.py' } } },
    });
  });

  it('wants a manifest', () => {
    expect(failureOf(() => detect({ 'app.py': '' })).failure).toMatchObject({
      code: 'PYDOCK_MANIFEST_MISSING',
    });
  });
});

describe('detectPythonProject, what can not be settled', () => {
  const two = {
    'pyproject.toml': '[project]\nname = "two"\nversion = "1"\ndependencies = ["flask"]\n',
    'uv.lock': 'version = 1\n',
    'poetry.lock': '[metadata]\nlock-version = "2.1"\n',
    'app.py': flask['app.py'],
  };

  it('stands among the problems, beside the facts that can be', () => {
    const detection = detect(two);
    expect(detection.problems).toMatchObject([
      { fact: 'packageManager', code: 'PYDOCK_PACKAGE_MANAGER_AMBIGUOUS', choices: ['uv', 'poetry'] },
      { fact: 'lockfile', choices: ['apps/api/uv.lock', 'apps/api/poetry.lock'] },
    ]);
    expect(detection.framework).toMatchObject({ known: { value: 'flask' } });
  });

  it('leaves out a package manager that can not read the project; where none can, that is the error', () => {
    const broken = { ...two, 'uv.lock': '"' };
    expect(detect(broken)).toMatchObject({
      framework: { known: { value: 'flask' } },
      problems: [{ fact: 'packageManager' }, { fact: 'manifest' }, { fact: 'lockfile' }],
    });
    expect(failureOf(() => detect({ ...broken, 'poetry.lock': '"' })).failure).toMatchObject({
      code: 'PYDOCK_FILE_UNREADABLE',
      place: { file: 'apps/api/uv.lock', line: 1 },
    });
  });

  it('is the error of a command that needs it, and is settled by an option', () => {
    expect(failureOf(() => settledProject(detect(two))).failure.code).toBe(
      'PYDOCK_PACKAGE_MANAGER_AMBIGUOUS',
    );
    expect(settled(two, { packageManager: 'uv' }).packageManager).toBe('uv');
    expect(failureOf(() => detect(two, { packageManager: 'conda' })).failure).toMatchObject({
      code: 'PYDOCK_OPTION_INVALID',
      place: { option: '--packageManager' },
    });
  });

  it('is an entry point that several files could be', () => {
    const app = flask['app.py'];
    const detection = detect({ 'requirements.txt': 'flask', 'one/web.py': app, 'two/web.py': app });
    expect(detection.problems).toMatchObject([{ fact: 'entrypoint', code: 'PYDOCK_ENTRYPOINT_AMBIGUOUS' }]);
    expect(detection.command).toBeNull();
  });
});

describe('detectPythonProject, options', () => {
  it.each([1, 65535])('takes the port %d', (port) => {
    expect(settled(flask, { port }).port).toBe(port);
  });

  it.each([0, -1, 65536, 80.5, NaN])('refuses the port %d', (port) => {
    expect(failureOf(() => detect(flask, { port })).failure).toMatchObject({
      code: 'PYDOCK_OPTION_INVALID',
      place: { option: '--port' },
    });
  });

  it.each([
    ['/health', '/health'],
    ['health', '/health'],
    ['/health?full=1&x=%20', '/health?full=1&x=%20'],
  ])('asks the health path %j as %j', (healthPath, expected) => {
    expect(detect(flask, { healthPath }).healthPath).toBe(expected);
  });

  it.each(['', '/a b', "/it's", '/"x"', '/a\\b', '/a\n'])('refuses the health path %j', (healthPath) => {
    expect(failureOf(() => detect(flask, { healthPath })).failure).toMatchObject({
      code: 'PYDOCK_OPTION_INVALID',
      place: { option: '--healthPath' },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { failureOf } from '../specs/failures';
import { detectPythonProject, type DetectOptions } from './detect';

const detect = (texts: Record<string, string>, options: Partial<DetectOptions> = {}, root = 'apps/api') =>
  detectPythonProject({ root, texts: new Map(Object.entries(texts)) }, { name: 'api', ...options });

const flask = {
  'requirements.txt': '# web\nflask==3.1.2\n',
  'app.py': 'from flask import Flask\napp = Flask(__name__)\n',
};
const script = { 'requirements.txt': '', 'main.py': '' };

describe('detectPythonProject', () => {
  it('knows everything of a Flask project, and from where', () => {
    expect(detect(flask)).toEqual({
      name: 'api',
      root: 'apps/api',
      packageManager: 'pip',
      manifests: ['requirements.txt'],
      hashed: false,
      pythonVersion: '3.13',
      framework: 'flask',
      entrypoint: { kind: 'wsgi', target: 'app:app', importRoot: '.' },
      server: { name: 'gunicorn', install: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string },
      port: 8000,
      healthPath: null,
      sources: {
        packageManager: { file: 'apps/api/requirements.txt', line: 1 },
        pythonVersion: 'default',
        framework: { file: 'apps/api/requirements.txt', line: 2 },
        entrypoint: { file: 'apps/api/app.py', line: 2 },
        port: 'default',
        server: 'default',
      },
    });
  });

  it('takes what is asked for', () => {
    const options = { entrypoint: 'web.main:app', pythonVersion: '3.11', port: 5000, healthPath: '/health' };
    expect(detect(flask, options)).toMatchObject({
      pythonVersion: '3.11',
      port: 5000,
      healthPath: '/health',
      entrypoint: { target: 'web.main:app' },
      sources: { pythonVersion: 'option', entrypoint: 'option', port: 'option' },
    });
  });

  it('installs no server where the project brings one', () => {
    const texts = { ...flask, 'requirements.txt': 'flask\nGunicorn==23.0.0\n' };
    expect(detect(texts)).toMatchObject({
      server: { name: 'gunicorn', install: null },
      sources: { server: { file: 'apps/api/requirements.txt' } },
    });
  });

  it('gives a script no port and no server', () => {
    expect(detect(script)).toMatchObject({
      framework: 'script',
      entrypoint: { kind: 'script', target: 'main.py' },
      server: null,
      port: null,
    });
  });

  it('has paths without a directory for a project at the root', () => {
    expect(detect(flask, {}, '.').sources).toMatchObject({
      packageManager: { file: 'requirements.txt' },
      framework: { file: 'requirements.txt' },
      entrypoint: { file: 'app.py' },
    });
  });

  it('wants a manifest', () => {
    expect(failureOf(() => detect({ 'app.py': '' })).failure).toMatchObject({
      code: 'PYDOCK_MANIFEST_MISSING',
      what: 'apps/api has no requirements.txt',
    });
  });
});

describe('detectPythonProject, the Python version', () => {
  const version = (text: string) => detect({ ...script, '.python-version': text });

  it.each([
    ['3.12', '3.12', 1],
    ['3.12.1\n', '3.12', 1],
    ['\r\n3.12\r\n', '3.12', 2],
    ['# pinned\n\n3.11.9\n3.12.1\n', '3.11', 3],
    ['cpython-3.12.1', '3.12', 1],
    ['python3.12', '3.12', 1],
    ['3.14.0rc1', '3.14', 1],
    ['3.14rc1', '3.14', 1],
  ])('of %j is %s', (text, expected, line) => {
    expect(version(text)).toMatchObject({
      pythonVersion: expected,
      sources: { pythonVersion: { file: 'apps/api/.python-version', line } },
    });
  });

  it.each(['', '  \n', '# nothing\n'])('of %j is the default', (text) => {
    expect(version(text)).toMatchObject({ pythonVersion: '3.13', sources: { pythonVersion: 'default' } });
  });

  it.each(['pypy3.10', '2.7', '3', '3.x', 'system', '>=3.12', '3.13t', '4.0', '3.123'])(
    'refuses %j',
    (text) => {
      expect(failureOf(() => version(`\n${text}`)).failure).toMatchObject({
        code: 'PYDOCK_PYTHON_VERSION_INVALID',
        what: `"${text}" is not a Python version that pydock can use`,
        place: { file: 'apps/api/.python-version', line: 2 },
      });
    },
  );

  it('of the option wins, and is checked as well', () => {
    expect(detect({ ...script, '.python-version': 'pypy' }, { pythonVersion: '3.11.4' }).pythonVersion).toBe(
      '3.11',
    );
    expect(failureOf(() => detect(script, { pythonVersion: 'latest' })).failure).toMatchObject({
      code: 'PYDOCK_PYTHON_VERSION_INVALID',
      place: undefined,
    });
  });
});

describe('detectPythonProject, options', () => {
  it.each([1, 65535])('takes the port %d', (port) => {
    expect(detect(flask, { port }).port).toBe(port);
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

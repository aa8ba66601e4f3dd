import { describe, expect, it } from 'vitest';
import { detectPythonProject, type DetectOptions } from '../python/detect';
import { readDockerfile } from './instructions';
import { command, exec, renderDockerfile } from './render';

const project = (texts: Record<string, string>, options: Partial<DetectOptions> = {}, root = 'apps/api') =>
  detectPythonProject({ root, texts: new Map(Object.entries(texts)) }, { name: 'api', ...options });

const app = 'from flask import Flask\n\napp = Flask(__name__)\n';
const factory = 'from flask import Flask\n\ndef create_app(config=None):\n    return Flask(__name__)\n';

const projects = {
  'flask.Dockerfile': project({ 'requirements.txt': 'flask==3.1.2\n', 'app.py': app }),
  'flask-src.Dockerfile': project({
    'requirements.txt': 'flask\n',
    'src/shop/__init__.py': '',
    'src/shop/app.py': app,
  }),
  'flask-factory.Dockerfile': project({ 'requirements.txt': 'flask\n', 'shop/__init__.py': factory }),
  'flask-own-gunicorn.Dockerfile': project({
    'requirements.txt': 'flask\ngunicorn==23.0.0\n',
    'wsgi.py': app,
  }),
  'flask-health-path.Dockerfile': project(
    { 'requirements.txt': 'flask\n', 'app.py': app },
    { healthPath: '/health', port: 5000, pythonVersion: '3.11.4' },
  ),
  'script.Dockerfile': project({ 'requirements.txt': 'requests\n', 'main.py': 'print("hello")\n' }),
  'nested-requirements.Dockerfile': project({
    'requirements.txt': '-r requirements/base.txt\n-c constraints.txt\n',
    'requirements/base.txt': '-r common.txt\nflask\n',
    'requirements/common.txt': 'requests\n',
    'constraints.txt': 'werkzeug<4\n',
    'app.py': app,
  }),
  'hashed-requirements.Dockerfile': project({
    'requirements.txt':
      'flask==3.1.2 \\\n    --hash=sha256:ca1d8112ec8a6158cc29ea4858963350011b5c846a414cdb7a954aa9e967d03c\n',
    'app.py': app,
  }),
  'root.Dockerfile': project({ 'requirements.txt': 'flask\n', 'app.py': app }, {}, '.'),
};

describe('renderDockerfile', () => {
  it.each(Object.entries(projects))('writes %s', async (name, given) => {
    await expect(renderDockerfile(given)).toMatchFileSnapshot(`__golden__/${name}`);
  });

  it.each(Object.entries(projects))('can be read by pydock itself: %s', (_name, given) => {
    expect(readDockerfile(renderDockerfile(given), { PYTHON_IMAGE: 'mirror.example/python:3' })).toEqual({
      baseImages: ['mirror.example/python:3'],
      args: ['PYTHON_IMAGE', 'VOLUME_DIRS'],
      stages: ['builder', 'runtime'],
      healthcheck: given.port !== null,
    });
    expect(readDockerfile(renderDockerfile(given)).baseImages).toEqual([
      `python:${given.pythonVersion}-slim`,
    ]);
  });
});

describe('command', () => {
  it('starts a script with Python, an app with its server', () => {
    expect(command(projects['script.Dockerfile'])).toEqual(['python', 'main.py']);
    expect(command(projects['flask-factory.Dockerfile']).at(-1)).toBe('shop:create_app()');
    expect(command(projects['flask-health-path.Dockerfile'])).toContain('0.0.0.0:5000');
  });
});

describe('exec', () => {
  it.each([
    [['python', 'main.py'], '["python", "main.py"]'],
    [['a "b"', "c'd", 'e\\f'], `["a \\"b\\"", "c'd", "e\\\\f"]`],
    [[], '[]'],
  ])('of %j is JSON', (words, text) => {
    expect(exec(words)).toBe(text);
    expect(JSON.parse(text)).toEqual(words);
  });
});

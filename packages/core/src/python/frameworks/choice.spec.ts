import { describe, expect, it } from 'vitest';
import { detectPythonProject, type DetectOptions } from '../detect';
import { valueOf } from '../fact';
import { failureOf } from '../../specs/failures';
import { treeOf } from '../source-tree';

const detect = (texts: Record<string, string>, options: Partial<DetectOptions> = {}) =>
  detectPythonProject(
    { root: '.', tree: treeOf(new Map(Object.entries(texts))) },
    { name: 'api', ...options },
  );

const CELERY = 'from celery import Celery\napp = Celery("shop")\n';
const FLASK = 'from flask import Flask\napp = Flask(__name__)\n';
const FASTAPI = 'from fastapi import FastAPI\napp = FastAPI()\n';

describe('an entry point that is named', () => {
  it('is the app of its own framework, whatever comes first otherwise', () => {
    const texts = {
      'requirements.txt': 'fastapi\nflask\ncelery\n',
      'main.py': FASTAPI,
      'admin.py': FLASK,
      'tasks.py': CELERY,
    };
    expect(detect(texts, { entrypoint: 'admin:app' })).toMatchObject({
      framework: { known: { value: 'flask' } },
      entrypoint: { known: { value: { kind: 'wsgi', target: 'admin:app' } } },
      server: { known: { value: { name: 'gunicorn' } } },
    });
    expect(detect(texts, { entrypoint: 'tasks:app' })).toMatchObject({
      framework: { known: { value: 'celery' } },
      command: ['celery', '-A', 'tasks:app', 'worker', '--loglevel=INFO'],
    });
  });

  it('is no worker where a web line can not be read', () => {
    const texts = {
      'requirements.txt': 'pyramid\ncelery\ngunicorn\n',
      Procfile: 'web: bin/start\nworker: celery -A shop.tasks worker\n',
      'shop/__init__.py': '',
      'shop/wsgi.py': 'from shop.config import configure\napp = configure().make_wsgi_app()\n',
      'shop/tasks.py': CELERY,
    };
    expect(valueOf(detect(texts).framework)).toBe('celery');
    expect(detect(texts, { entrypoint: 'shop.wsgi:app' })).toMatchObject({
      framework: { known: { value: 'none' } },
      entrypoint: { known: { value: { kind: 'wsgi', target: 'shop.wsgi:app' } } },
      port: { known: { value: 8000 } },
    });
  });
});

describe('an app that is named and not there', () => {
  const texts = { 'requirements.txt': 'flask\nshop-lib\n', 'main.py': FLASK, 'admin/main.py': FLASK };
  const said = (entrypoint: string, more: Record<string, string> = {}) =>
    detect({ ...texts, ...more }, { entrypoint })
      .warnings.filter(({ source }) => source === 'option')
      .map(({ message }) => message);

  it.each([
    ['mian:app', 'the project has no module mian: .*; near it are main:app, admin.main:app$'],
    ['nope:nothing', 'the project has no module nope: .* will not be found$'],
    ['main:ap', '^main.py has no ap; did you mean app\\?$'],
    ['main:create_app()', '^main.py has no create_app$'],
  ])('%s', (entrypoint, expected) => {
    expect(said(entrypoint)).toEqual([expect.stringMatching(expected)]);
  });

  it.each(['main:app', 'shop_lib.web:app', 'star:app'])('says nothing of %s', (entrypoint) => {
    expect(said(entrypoint, { 'star.py': 'from main import *\n' })).toEqual([]);
  });

  it('is warned of in a Procfile as well', () => {
    const { warnings } = detect({ ...texts, Procfile: 'web: gunicorn mian:app\n' });
    expect(warnings).toContainEqual({
      message: expect.stringContaining('near it are main:app') as string,
      source: { file: 'Procfile', line: 1 },
    });
  });
});

it('warns of a line of the Procfile that is too long to be read', () => {
  const { warnings } = detect({
    'requirements.txt': 'flask\n',
    'main.py': FLASK,
    Procfile: `release: x\nweb: gunicorn main:app ${'-e A=b '.repeat(300)}\n`,
  });
  expect(warnings).toContainEqual({
    message: expect.stringContaining('longer than 2000 characters') as string,
    source: { file: 'Procfile', line: 2 },
  });
});

it.each([
  ['project = 1\n', 'project', 1],
  ['[tool]\nuv = 3\n', 'tool.uv', 2],
  ['tool = []\n', 'tool', 1],
  ['[project]\nname = "x"\n\n[tool.poetry]\n[tool.uv]\nworkspace = "libs/*"\n', 'tool.uv.workspace', 6],
])('refuses %j, by file and line', (text, key, line) => {
  expect(
    failureOf(() => detect({ 'pyproject.toml': text, 'requirements.txt': '', 'main.py': '' })).failure,
  ).toMatchObject({
    code: 'PYDOCK_REQUIREMENTS_INVALID',
    what: `${key} is not a table`,
    place: { file: 'pyproject.toml', line },
  });
});

it('cites the server, where nothing requires gRPC by name', () => {
  const { framework } = detect({
    'requirements.txt': 'grpcio-tools\n',
    'client.py': 'import grpc\n\nif __name__ == "__main__":\n    grpc.insecure_channel("x")\n',
    'server.py':
      'from concurrent import futures\n\nimport grpc\n\nserver = grpc.server(futures.ThreadPoolExecutor())\nserver.add_insecure_port("[::]:50051")\nserver.start()\n',
  });
  expect(framework).toEqual({ known: { value: 'grpc', source: { file: 'server.py', line: 3 } } });
});

it('names the app in what it says of beat', () => {
  const { warnings } = detect({
    'requirements.txt': 'celery\n',
    'shop/__init__.py': '',
    'shop/tasks.py': `${CELERY}app.conf.beat_schedule = {}\n`,
  });
  expect(warnings).toMatchObject([
    {
      message: expect.stringContaining('"celery -A shop.tasks:app beat --loglevel') as string,
      source: { file: 'shop/tasks.py', line: 3 },
    },
  ]);
});

it('has the options that a Procfile gives beat', () => {
  const { warnings } = detect({
    'requirements.txt': 'celery\n',
    'tasks.py': `${CELERY}app.conf.beat_schedule = {}\n`,
    Procfile: 'worker-beat: celery -A tasks beat -S redbeat.RedBeatScheduler\n',
  });
  expect(warnings[0]?.message).toContain('"celery -A tasks beat --loglevel=INFO -S redbeat.RedBeatScheduler');
});

it('takes a text that speaks of a schedule for none', () => {
  const tasks = `${CELERY}def tick():\n    """Set beat_schedule yourself."""\n`;
  expect(detect({ 'requirements.txt': 'celery\n', 'tasks.py': tasks }).warnings).toEqual([]);
});

it('takes no app from a folder of tests', () => {
  const texts = { 'requirements.txt': 'celery\n', 'shop/tasks.py': CELERY, 't/smoke/app.py': CELERY };
  expect(detect({ ...texts, 'shop/__init__.py': '' }).command).toContain('shop.tasks:app');
});

it('tells of the worker beside a web app', () => {
  const texts = {
    'requirements.txt': 'flask\ncelery\n',
    'app.py': FLASK,
    'tasks.py': `${CELERY.replace('app', 'queue')}queue.conf.beat_schedule = {}\n`,
  };
  const { framework, warnings } = detect(texts);
  expect(valueOf(framework)).toBe('flask');
  expect(warnings).toMatchObject([
    {
      message: expect.stringContaining('"celery -A tasks:queue worker --loglevel=INFO"') as string,
      source: { file: 'tasks.py', line: 2 },
    },
    { message: expect.stringContaining('"celery -A tasks:queue beat --loglevel') as string },
  ]);
});

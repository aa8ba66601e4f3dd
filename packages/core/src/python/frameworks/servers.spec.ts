import { describe, expect, it } from 'vitest';
import { manifestProject } from '../../specs/python-projects';
import { valueOf } from '../fact';
import { frameworks } from './all';
import { chooseServer, serverVersions } from './servers';

const locked = (name: string, version: string) => ({
  name,
  version,
  wheels: null,
  hasSource: true,
  source: { file: 'uv.lock', line: 1 },
});
const choose = (requires: string, protocol: 'asgi' | 'wsgi', more = {}, preferred: string | null = null) =>
  chooseServer(manifestProject(requires, {}, more).manifest, protocol, preferred, false);

describe('chooseServer', () => {
  it.each([
    ['fastapi', 'asgi', 'uvicorn', serverVersions.uvicorn],
    ['flask', 'wsgi', 'gunicorn', serverVersions.gunicorn],
    ['fastapi uvicorn', 'asgi', 'uvicorn', null],
    ['fastapi[standard]', 'asgi', 'uvicorn', null],
    ['fastapi hypercorn', 'asgi', 'hypercorn', null],
    ['fastapi granian', 'asgi', 'granian', null],
    ['django daphne', 'asgi', 'daphne', null],
    ['flask waitress', 'wsgi', 'waitress', null],
    ['fastapi gunicorn', 'asgi', 'uvicorn', serverVersions.uvicorn],
    ['flask gunicorn-helper', 'wsgi', 'gunicorn', serverVersions.gunicorn],
  ] as const)('for %s, %s: %s', (requires, protocol, name, install) => {
    expect(choose(requires, protocol)).toMatchObject({ name, install });
  });

  it('takes what is locked, and what the Procfile names', () => {
    expect(choose('gradio', 'asgi', { locked: [locked('uvicorn', '0.30.1')] })).toEqual({
      name: 'uvicorn',
      install: null,
      version: '0.30.1',
    });
    expect(choose('uvicorn hypercorn', 'asgi', {}, 'hypercorn').name).toBe('hypercorn');
  });
});

const command = (framework: string, requires: string, wanted: string | null, texts = {}) => {
  const project = manifestProject(requires, texts);
  const row = frameworks.find(({ name }) => name === framework);
  const application = row?.application(project, wanted);
  const entrypoint = application && valueOf(application.entrypoint);
  return entrypoint
    ? row?.command(entrypoint, application.server, valueOf(application.port))?.join(' ')
    : undefined;
};

describe('commands', () => {
  it.each([
    ['fastapi', 'fastapi', 'app.main:app', 'uvicorn app.main:app --host 0.0.0.0 --port 8000 --proxy-headers'],
    [
      'fastapi',
      'fastapi',
      'm:create_app()',
      'uvicorn m:create_app --factory --host 0.0.0.0 --port 8000 --proxy-headers',
    ],
    ['fastapi', 'fastapi granian', 'm:app', 'granian --interface asgi --host 0.0.0.0 --port 8000 m:app'],
    ['fastapi', 'fastapi hypercorn', 'm:create_app()', 'hypercorn --bind 0.0.0.0:8000 m:create_app()'],
    [
      'flask',
      'flask',
      'app:app',
      'gunicorn --bind 0.0.0.0:8000 --threads 4 --worker-tmp-dir /dev/shm --no-control-socket app:app',
    ],
    [
      'flask',
      'flask gunicorn',
      'app:app',
      'gunicorn --bind 0.0.0.0:8000 --threads 4 --worker-tmp-dir /dev/shm app:app',
    ],
    [
      'flask',
      'flask gunicorn==25.1.0',
      'a:create_app()',
      'gunicorn --bind 0.0.0.0:8000 --threads 4 --worker-tmp-dir /dev/shm --no-control-socket a:create_app()',
    ],
    [
      'flask',
      'flask gunicorn==23.0.0',
      'a:app',
      'gunicorn --bind 0.0.0.0:8000 --threads 4 --worker-tmp-dir /dev/shm a:app',
    ],
    ['flask', 'flask waitress', 'a:create_app()', 'waitress-serve --listen=0.0.0.0:8000 --call a:create_app'],
    ['django', 'django daphne', 'p.asgi:application', 'daphne --bind 0.0.0.0 --port 8000 p.asgi:application'],
    ['sanic', 'sanic', 'server:create_app()', 'sanic server:create_app --factory --host 0.0.0.0 --port 8000'],
    ['celery', 'celery', 'proj.celery:app', 'celery -A proj.celery:app worker --loglevel=INFO'],
    [
      'aiohttp',
      'aiohttp',
      'app:app',
      'gunicorn --bind 0.0.0.0:8080 --worker-tmp-dir /dev/shm --no-control-socket --worker-class aiohttp.GunicornWebWorker app:app',
    ],
  ])('%s, %s, %s', (framework, requires, wanted, expected) => {
    expect(command(framework, requires, wanted)).toBe(expected);
  });

  it.each([
    [
      'streamlit',
      'app.py',
      'streamlit run app.py --server.address=0.0.0.0 --server.port=8501 --server.headless=true',
    ],
    ['gradio', 'app.py', 'python app.py'],
    ['none', 'jobs/app.py', 'python jobs/app.py'],
    ['none', 'pkg', 'python -m pkg'],
  ])('%s, %s', (framework, wanted, expected) => {
    const texts = { 'app.py': '', 'jobs/app.py': '', 'pkg/__init__.py': '', 'pkg/__main__.py': '' };
    expect(command(framework, framework, wanted, texts)).toBe(expected);
  });
});

describe('an entry point that is asked for', () => {
  const ask = (framework: string, wanted: string, texts = {}) => {
    const row = frameworks.find(({ name }) => name === framework);
    return row?.application(manifestProject('flask', texts), wanted).entrypoint;
  };

  it.each([
    ['app:app', {}, ['.']],
    ['shop.web:app', { 'shop/web.py': '' }, ['.']],
    ['shop.web:app', { 'src/shop/web.py': '' }, ['src']],
    ['shop:create_app()', { 'src/shop/__init__.py': '' }, ['src']],
    ['shop:create_app("x", y=1)', {}, ['.']],
    ['shop:app', { 'shop.py': '', 'src/shop.py': '' }, ['.']],
    ['installed.package:app', {}, ['.']],
  ])('%s, given %j, from %j', (wanted, texts, importPath) => {
    expect(ask('flask', wanted, texts)).toEqual({
      known: { value: { kind: 'wsgi', target: wanted, importPath }, source: 'option' },
    });
  });

  it.each(['app.py:app', ':app', 'app:', 'app:app:app', 'shop/app:app', 'app app', '', '../x.py:y'])(
    'refuses %j',
    (wanted) => {
      expect(ask('flask', wanted, { 'app.py': '' })).toMatchObject({
        problem: { code: 'PYDOCK_OPTION_INVALID' },
      });
    },
  );

  it('must be there, where it is a script', () => {
    expect(ask('none', 'mian.py', { 'main.py': '' })).toMatchObject({
      problem: { code: 'PYDOCK_ENTRYPOINT_NOT_FOUND' },
    });
  });
});

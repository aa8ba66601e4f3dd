import { describe, expect, it } from 'vitest';
import { failureOf } from '../../specs/failures';
import { readRequirements } from '../requirements';
import { flask } from './flask';

const app = 'app = Flask(__name__)\n';

function project(texts: Record<string, string>) {
  const files = {
    root: 'apps/api',
    texts: new Map(Object.entries({ 'requirements.txt': 'flask\n', ...texts })),
  };
  return { files, requirements: readRequirements(files, 'requirements.txt').requirements };
}

const claims = (requirements: string) => {
  const { files, requirements: read } = project({ 'requirements.txt': requirements, 'base.txt': 'flask' });
  return flask.claims(files, read);
};

const entrypoint = (texts: Record<string, string>, wanted: string | null = null) => {
  const { files, requirements } = project(texts);
  return flask.application(files, requirements, wanted).entrypoint;
};

describe('flask.claims', () => {
  it.each([
    ['flask', { file: 'apps/api/requirements.txt', line: 1 }],
    ['redis\nFlask[async]==3.1.2', { file: 'apps/api/requirements.txt', line: 2 }],
    ['-r base.txt', { file: 'apps/api/base.txt', line: 1 }],
  ])('%j', (requirements, place) => {
    expect(claims(requirements)).toEqual(place);
  });

  it.each(['', 'flask-login', 'flask_cors', 'myflask', '# flask', '-c base.txt\nredis'])(
    'not %j',
    (requirements) => {
      expect(claims(requirements)).toBeNull();
    },
  );
});

describe('flask.application', () => {
  it.each([
    [{ 'app.py': app }, 'app:app', '.'],
    [{ 'app.py': app, 'wsgi.py': 'from app import app\n' }, 'app:app', '.'],
    [
      { 'app.py': app, 'wsgi.py': 'from x import create_app\napplication = create_app()\n' },
      'wsgi:application',
      '.',
    ],
    [{ 'app.py': app, 'wsgi.py': app }, 'wsgi:app', '.'],
    [{ 'src/shop/app.py': app, 'tests/app.py': app }, 'shop.app:app', 'src'],
    [{ 'shop/__init__.py': 'def create_app(x=None):\n    return Flask(x)\n' }, 'shop:create_app()', '.'],
  ])('finds the app of %j: %s', (texts, target, importRoot) => {
    expect(entrypoint(texts as Record<string, string>)).toEqual({ kind: 'wsgi', target, importRoot });
  });

  it('asks which of several apps is meant', () => {
    expect(failureOf(() => entrypoint({ 'app.py': `${app}admin = Flask("admin")\n` })).failure).toMatchObject(
      {
        code: 'PYDOCK_ENTRYPOINT_AMBIGUOUS',
        why: 'any of app:admin, app:app could be the app',
        todo: 'choose one: --entrypoint=app:admin',
      },
    );
  });

  it('says that there is none', () => {
    expect(failureOf(() => entrypoint({ 'app.py': 'from shop import app\n' })).code).toBe(
      'PYDOCK_ENTRYPOINT_NOT_FOUND',
    );
  });
});

describe('flask.application, with an entry point that is asked for', () => {
  it.each([
    ['app:app', {}, '.'],
    ['shop.web:app', { 'shop/web.py': '' }, '.'],
    ['shop.web:app', { 'src/shop/web.py': '' }, 'src'],
    ['shop:create_app()', { 'src/shop/__init__.py': '' }, 'src'],
    ['shop:create_app("x", y=1)', {}, '.'],
    ['shop:app', { 'shop.py': '', 'src/shop.py': '' }, '.'],
    ['installed.package:app', {}, '.'],
  ])('imports %s, given %j, from %s', (wanted, texts, importRoot) => {
    expect(entrypoint(texts as Record<string, string>, wanted)).toEqual({
      kind: 'wsgi',
      target: wanted,
      importRoot,
    });
  });

  it.each(['app', 'app.py', 'app.py:app', ':app', 'app:', 'app:app:app', 'shop/app:app', 'app app', ''])(
    'refuses %j',
    (wanted) => {
      expect(failureOf(() => entrypoint({ 'app.py': app }, wanted)).failure).toMatchObject({
        code: 'PYDOCK_OPTION_INVALID',
        place: { file: 'apps/api', option: '--entrypoint' },
      });
    },
  );
});

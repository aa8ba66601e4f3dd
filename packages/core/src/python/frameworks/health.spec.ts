import { expect, it } from 'vitest';
import { manifestProject, type Texts } from '../../specs/python-projects';
import { django } from './django';
import { fastapi } from './fastapi';
import { flask } from './flask';
import { litestar } from './litestar';
import { starlette } from './starlette';

const app = 'from fastapi import FastAPI, APIRouter\napp = FastAPI()\n';
const ok = 'async def f():\n    return {}\n';
const router = `from fastapi import APIRouter\nrouter = APIRouter()\n@router.get("/health")\n${ok}`;
const health = (texts: Texts) => fastapi.application(manifestProject('fastapi', texts), null).healthPath;

it.each<[string, Texts, string | null]>([
  ['of the app', { 'main.py': `${app}@app.get("/health")\n${ok}` }, '/health'],
  ['the likeliest', { 'main.py': `${app}@app.get("/ping")\n${ok}@app.get("/healthz/")\n${ok}` }, '/healthz/'],
  [
    'in a factory',
    {
      'main.py': `from fastapi import FastAPI\ndef create_app():\n    app = FastAPI()\n    @app.get("/health")\n    def f():\n        pass\n    return app\n`,
    },
    '/health',
  ],
  [
    'a router',
    { 'main.py': `${app}from routes import router\napp.include_router(router)\n`, 'routes.py': router },
    '/health',
  ],
  [
    'a router of a module',
    {
      'main.py': `${app}from api import routes\napp.include_router(routes.router)\n`,
      'api/routes.py': router,
    },
    '/health',
  ],
  [
    'a router with a prefix',
    {
      'main.py': `${app}from routes import router\napp.include_router(router, prefix="/v1")\n`,
      'routes.py': router,
    },
    null,
  ],
  [
    'a router with a prefix of its own',
    {
      'main.py': `${app}from routes import router\napp.include_router(router)\n`,
      'routes.py': router.replace('APIRouter()', 'APIRouter(prefix="/x")'),
    },
    null,
  ],
  ['a router that no one includes', { 'main.py': app, 'routes.py': router }, null],
  ['POST', { 'main.py': `${app}@app.post("/health")\n${ok}` }, null],
  ['with a token', { 'main.py': `${app}@app.get("/health", dependencies=[Depends(auth)])\n${ok}` }, null],
  ['another path', { 'main.py': `${app}@app.get("/health/{x}")\n${ok}` }, null],
  ['a comment', { 'main.py': `${app}# @app.get("/health")\nx = '@app.get("/health")'\n` }, null],
])('%s', (_case, texts, expected) => {
  expect(health(texts)).toBe(expected);
});

it('of Flask: routes that answer GET to anyone', () => {
  const of = (route: string) =>
    flask.application(
      manifestProject('flask', { 'app.py': `from flask import Flask\napp = Flask("x")\n${route}` }),
      null,
    ).healthPath;
  expect(of('@app.route("/health")\ndef f(): pass\n')).toBe('/health');
  expect(of('@app.route("/health", methods=["GET", "HEAD"])\ndef f(): pass\n')).toBe('/health');
  expect(of('@app.route("/health", methods=["POST"])\ndef f(): pass\n')).toBeNull();
  expect(of('@app.route("/health")\n@login_required\ndef f(): pass\n')).toBeNull();
  expect(of('app.add_url_rule("/ping", view_func=f)\n')).toBe('/ping');
});

it('of Django: only where the container may ask itself', () => {
  const of = (hosts: string) =>
    django.application(
      manifestProject('django', {
        'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "p.settings")\n',
        'p/wsgi.py':
          'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
        'p/settings.py': `ALLOWED_HOSTS = ${hosts}\nROOT_URLCONF = "p.urls"\nSTATIC_ROOT = "static"\n`,
        'p/urls.py': 'urlpatterns = [path("admin/", admin.site.urls), path("health/", views.health)]\n',
      }),
      null,
    );
  expect(of('["*"]')).toMatchObject({
    healthPath: '/health/',
    environment: { DJANGO_SETTINGS_MODULE: 'p.settings' },
  });
  expect(of('["example.org"]').healthPath).toBeNull();
  expect(of('[]').warnings).toMatchObject([{ source: { file: 'apps/api/p/settings.py', line: 3 } }]);
});

const handler = 'from litestar import Litestar, get\n@get("/health")\nasync def health() -> dict: ...\n';

it.each<[string, string, string | null]>([
  ['of the app', `${handler}app = Litestar([health])\n`, '/health'],
  ['of an app with a path of its own', `${handler}app = Litestar([health], path="/api")\n`, null],
  ['beside a router', `${handler}from x import Router\napp = Litestar([health])\n`, null],
])('a handler of Litestar: %s', (_case, text, path) => {
  expect(litestar.application(manifestProject('litestar', { 'app.py': text }), null).healthPath).toBe(path);
});

const routes = (route: string) =>
  `from starlette.applications import Starlette\nfrom starlette.routing import *\napp = Starlette(routes=[${route}])\n`;

it.each<[string, string | null]>([
  ['Route("/health", health)', '/health'],
  ['Route("/health", health, methods=["POST"])', null],
  ['Mount("/v1", routes=[Route("/health", health)])', null],
])('a route of Starlette: %s', (route, path) => {
  const project = manifestProject('starlette', { 'app.py': routes(route) });
  expect(starlette.application(project, null).healthPath).toBe(path);
});

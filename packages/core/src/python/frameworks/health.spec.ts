import { describe, expect, it } from 'vitest';
import { manifestProject, type Texts } from '../../specs/python-projects';
import { aiohttp } from './aiohttp';
import { django } from './django';
import { fastapi } from './fastapi';
import { flask } from './flask';
import { litestar } from './litestar';
import { starlette } from './starlette';
import { tornado } from './tornado';

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
    '/v1/health',
  ],
  [
    'a router with a prefix of its own',
    {
      'main.py': `${app}from routes import router\napp.include_router(router, prefix="/v1")\n`,
      'routes.py': router.replace('APIRouter()', 'APIRouter(prefix="/x")'),
    },
    '/v1/x/health',
  ],
  [
    'a router in a router of another package',
    {
      'main.py': `${app}from api import api_router\napp.include_router(api_router, prefix="/api")\n`,
      'api/__init__.py': 'from .main import api_router\n',
      'api/main.py':
        'from fastapi import APIRouter\nfrom api import health\napi_router = APIRouter()\napi_router.include_router(health.router)\n',
      'api/health.py': router,
    },
    '/api/health',
  ],
  [
    'a prefix that is no literal',
    {
      'main.py': `${app}from routes import router\napp.include_router(router, prefix=settings.API)\n`,
      'routes.py': router,
    },
    null,
  ],
  [
    'routers that include each other',
    {
      'main.py': app,
      'routes.py': `${router}other = APIRouter()\nother.include_router(router)\nrouter.include_router(other)\n`,
    },
    null,
  ],
  [
    'an app that another one mounts',
    {
      'main.py': `${app}from v1 import v1\napp.mount("/v1", v1)\n`,
      'v1.py': `from fastapi import FastAPI\nv1 = FastAPI()\n@v1.get("/health")\n${ok}`,
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

it('of Flask: routes of blueprints, in packages of their own', () => {
  const of = (blueprint: string, registered: string) =>
    flask.application(
      manifestProject('flask', {
        'shop/__init__.py': `from flask import Flask\ndef create_app():\n    app = Flask("x")\n    from .main import main as main_blueprint\n    app.register_blueprint(main_blueprint${registered})\n    return app\n`,
        'shop/main/__init__.py': `from flask import Blueprint\nmain = Blueprint("main", __name__${blueprint})\nfrom . import views\n`,
        'shop/main/views.py': 'from . import main\n@main.route("/healthz")\ndef h(): pass\n',
      }),
      null,
    ).healthPath;
  expect(of('', '')).toBe('/healthz');
  expect(of(', url_prefix="/a"', '')).toBe('/a/healthz');
  expect(of(', url_prefix="/a"', ', url_prefix="/b"')).toBe('/b/healthz');
  expect(of('', ', subdomain="x"')).toBeNull();
});

describe('of Django', () => {
  const of = (settings: string, urls: string, more: Texts = {}) =>
    django.application(
      manifestProject('django', {
        'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "p.settings")\n',
        'p/wsgi.py':
          'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
        'p/settings.py': `${settings}\nROOT_URLCONF = "p.urls"\nSTATIC_ROOT = "static"\n`,
        'p/urls.py': urls,
        ...more,
      }),
      null,
    );
  const urls = 'urlpatterns = [path("admin/", admin.site.urls), path("health/", views.health)]\n';

  it('only where the container may ask itself', () => {
    expect(of('ALLOWED_HOSTS = ["*"]', urls)).toMatchObject({
      healthPath: '/health/',
      environment: { DJANGO_SETTINGS_MODULE: 'p.settings' },
    });
    const path = (settings: string) => of(settings, urls).healthPath;
    expect(path('ALLOWED_HOSTS = ["localhost", ".example.org"]')).toBe('/health/');
    expect(path('DEBUG = True\nALLOWED_HOSTS = []')).toBe('/health/');
    expect(path('ALLOWED_HOSTS = ["example.org"]')).toBeNull();
    expect(path('ALLOWED_HOSTS = ["127.0.0.1"]')).toBeNull();
    expect(path('DEBUG = False\nALLOWED_HOSTS = []')).toBeNull();
    expect(path('ALLOWED_HOSTS = env.list("HOSTS")')).toBeNull();
    expect(path('ALLOWED_HOSTS = ["*"]\nSECURE_SSL_REDIRECT = True')).toBeNull();
    expect(of('ALLOWED_HOSTS = []', urls).warnings).toMatchObject([
      { source: { file: 'apps/api/p/settings.py', line: 3 } },
    ]);
  });

  it('where settings start with others', () => {
    const { healthPath } = django.application(
      manifestProject('django', {
        'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "p.settings")\n',
        'p/wsgi.py':
          'from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n',
        'p/urls.py': urls,
        'p/settings/__init__.py': 'from .base import *\nALLOWED_HOSTS = ["*"]\n',
        'p/settings/base.py': 'ROOT_URLCONF = "p.urls"\nALLOWED_HOSTS = []\n',
      }),
      null,
    );
    expect(healthPath).toBe('/health/');
  });

  it.each<[string, string, string | null]>([
    ['a pattern', 'urlpatterns = [re_path(r"^healthz/?$", x)]', '/healthz/'],
    ['a list that grows', 'urlpatterns = []\nurlpatterns += [path("ping", x)]', '/ping'],
    ['one level below', 'urlpatterns = [path("", include("core.urls"))]', '/health/'],
    ['below a path', 'urlpatterns = [path("api/", include(("core.urls", "core")))]', '/api/health/'],
    ['of django-health-check', 'urlpatterns = [path("health/", include("health_check.urls"))]', '/health/'],
    [
      'a list that is included',
      'api = [path("health/", x)]\nurlpatterns = [path("api/", include(api))]',
      null,
    ],
    ['in other languages', 'urlpatterns = i18n_patterns(path("health/", x))', null],
    ['a pattern of more', 'urlpatterns = [path("<str:x>/health/", x)]', null],
  ])('%s', (_case, text, expected) => {
    const more = { 'core/__init__.py': '', 'core/urls.py': 'urlpatterns = [path("health/", x)]\n' };
    expect(of('ALLOWED_HOSTS = ["*"]', text, more).healthPath).toBe(expected);
  });
});

describe('of aiohttp', () => {
  const of = (main: string, more: Texts = {}) =>
    aiohttp.application(
      manifestProject('aiohttp', {
        'main.py': `from aiohttp import web\n${main}\nweb.run_app(app)\n`,
        ...more,
      }),
      null,
    ).healthPath;

  it.each<[string, string, Texts, string | null]>([
    [
      'a list',
      'app = web.Application()\napp.add_routes([web.get("/health", h), web.post("/x", x)])',
      {},
      '/health',
    ],
    [
      'a list of the router',
      'app = web.Application()\napp.router.add_routes([web.get("/ping", h)])',
      {},
      '/ping',
    ],
    [
      'a list with a name',
      'routes = [web.get("/health", h)]\napp = web.Application()\napp.add_routes(routes)',
      {},
      '/health',
    ],
    [
      'a table',
      'routes = web.RouteTableDef()\n@routes.get("/healthz")\nasync def h(r): ...\napp = web.Application()\napp.add_routes(routes)',
      {},
      '/healthz',
    ],
    [
      'what a function adds',
      'from routes import setup_routes\napp = web.Application()\nsetup_routes(app)',
      { 'routes.py': 'def setup_routes(app):\n    app.router.add_get("/health", h)\n' },
      '/health',
    ],
    [
      'a table of another module',
      'import views\napp = web.Application()\napp.add_routes(views.routes)',
      {
        'views.py':
          'from aiohttp import web\nroutes = web.RouteTableDef()\n@routes.get("/health")\nasync def h(r): ...\n',
      },
      '/health',
    ],
    ['POST', 'app = web.Application()\napp.add_routes([web.post("/health", h)])', {}, null],
    ['a list that no one adds', 'routes = [web.get("/health", h)]\napp = web.Application()', {}, null],
    [
      'an app below',
      'app = web.Application()\nadmin = web.Application()\nadmin.add_routes([web.get("/health", h)])\napp.add_subapp("/admin", admin)',
      {},
      null,
    ],
  ])('%s', (_case, main, more, expected) => {
    expect(of(main, more)).toBe(expected);
  });
});

it('of a path with others before it', () => {
  expect(health({ 'main.py': `${app}@app.get("/api/v1/health")\n${ok}` })).toBe('/api/v1/health');
  expect(health({ 'main.py': `${app}@app.get("/api/v1/status")\n${ok}` })).toBeNull();
});

describe('of routes in a list', () => {
  const starlettes = (made: string) =>
    starlette.application(
      manifestProject('starlette', {
        'main.py': `from starlette.applications import Starlette\nfrom starlette.routing import Mount, Route\n${made}`,
      }),
      null,
    ).healthPath;
  const litestars = (made: string) =>
    litestar.application(
      manifestProject('litestar', { 'app.py': `from litestar import Litestar, get, post\n${made}` }),
      null,
    ).healthPath;
  const handler = '@get("/health")\nasync def health() -> dict: ...\n';
  const tornados = (made: string) =>
    tornado.application(
      manifestProject('tornado', {
        'main.py': `from tornado.web import Application\n${made}\napp.listen(8888)\n`,
      }),
      null,
    ).healthPath;

  it('that Starlette is given', () => {
    expect(starlettes('app = Starlette(routes=[Route("/", a), Route("/health", b)])')).toBe('/health');
    expect(starlettes('routes = [Route("/ping", b)]\napp = Starlette(debug=True, routes=routes)')).toBe(
      '/ping',
    );
    expect(starlettes('app = Starlette(routes=[Route("/health", b, methods=["POST"])])')).toBeNull();
    expect(starlettes('app = Starlette(routes=[Mount("/v1", routes=[Route("/health", b)])])')).toBeNull();
    expect(starlettes('unused = [Route("/health", b)]\napp = Starlette(routes=[Route("/", a)])')).toBeNull();
  });

  it('that Litestar is given', () => {
    expect(litestars(`${handler}app = Litestar(route_handlers=[health])`)).toBe('/health');
    expect(litestars(`${handler}app = Litestar([health])`)).toBe('/health');
    expect(litestars(`${handler}app = Litestar([health], path="/v1")`)).toBeNull();
    expect(litestars(`${handler}app = Litestar([])`)).toBeNull();
    expect(litestars(`${handler.replace('get', 'post')}app = Litestar([health])`)).toBeNull();
    expect(litestars(`${handler.replace(')', ', guards=[g])')}app = Litestar([health])`)).toBeNull();
  });

  it('that Tornado is given', () => {
    expect(tornados('app = Application([(r"/", A), (r"/health", B)])')).toBe('/health');
    expect(tornados('app = Application(handlers=[(r"/ping/?", B)])')).toBeNull();
    expect(tornados('app = Application([(r"/", A)])\nx = [("/health", B)]')).toBeNull();
  });
});

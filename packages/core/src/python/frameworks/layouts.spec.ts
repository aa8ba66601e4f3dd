import { describe, expect, it } from 'vitest';
import { manifestProject, type Texts } from '../../specs/python-projects';
import { valueOf } from '../fact';
import { chooseFramework } from './all';

/** A project in words: framework, kind, target, import path, port. */
function summary(requires: string, texts: Texts, more: Parameters<typeof manifestProject>[2] = {}) {
  const project = manifestProject(requires, texts, more);
  const framework = valueOf(chooseFramework(project));
  if (!framework) return 'no framework';
  const { entrypoint, port } = framework.application(project, null);
  if ('problem' in entrypoint)
    return `${framework.name}: ${entrypoint.problem.code} ${entrypoint.problem.choices.join(' ')}`.trim();
  const { kind, target, importPath } = entrypoint.known.value;
  return `${framework.name}: ${kind} ${target} in ${importPath.join(' ')} on ${valueOf(port)}`;
}

const FASTAPI = 'from fastapi import FastAPI\napp = FastAPI()\n';
const FLASK = 'from flask import Flask\napp = Flask(__name__)\n';
const FLASK_FACTORY =
  'from flask import Flask\ndef create_app(test_config=None):\n    app = Flask(__name__)\n    return app\n';
const GUARD = '\nif __name__ == "__main__":\n    app.run(host="0.0.0.0", port=5000)\n';
const MANAGE = (settings: string) =>
  `import os, sys\ndef main():\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${settings}")\n    from django.core.management import execute_from_command_line\nif __name__ == "__main__":\n    main()\n`;
const WSGI = (settings: string) =>
  `import os\nfrom django.core.wsgi import get_wsgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "${settings}")\napplication = get_wsgi_application()\n`;
const ASGI = (settings: string) => WSGI(settings).replaceAll('wsgi', 'asgi');

describe('FastAPI', () => {
  const cases: [string, Texts, string][] = [
    ['first steps', { 'main.py': FASTAPI }, 'asgi main:app in . on 8000'],
    [
      'bigger applications',
      {
        'app/__init__.py': '',
        'app/main.py': `${FASTAPI}from .routers import items\n`,
        'app/routers/__init__.py': '',
        'app/routers/items.py': 'from fastapi import APIRouter\nrouter = APIRouter()\n',
      },
      'asgi app.main:app in . on 8000',
    ],
    ['no packages', { 'app/main.py': FASTAPI }, 'asgi app.main:app in . on 8000'],
    [
      'started from its own folder',
      { 'app/main.py': `from config import settings\n${FASTAPI}`, 'app/config.py': 'settings = 1\n' },
      'asgi main:app in app on 8000',
    ],
    [
      'a flat folder',
      { 'api/app.py': `${FASTAPI}import models\n`, 'api/models.py': '' },
      'asgi app:app in api on 8000',
    ],
    [
      'full-stack',
      {
        'app/__init__.py': '',
        'app/main.py': `from app.api.main import api_router\n${FASTAPI}`,
        'app/api/__init__.py': '',
        'app/api/main.py': '',
        'app/core/config.py': '',
        'scripts/x.py': '',
        'app/initial_data.py': 'if __name__ == "__main__":\n    pass\n',
      },
      'asgi app.main:app in . on 8000',
    ],
    [
      'a backend below',
      {
        'backend/app/main.py': `from app.core.config import settings\n${FASTAPI}`,
        'backend/app/core/config.py': '',
      },
      'asgi app.main:app in backend on 8000',
    ],
    [
      'src layout',
      { 'src/shop/__init__.py': '', 'src/shop/main.py': FASTAPI },
      'asgi shop.main:app in src on 8000',
    ],
    [
      'src imported by name',
      { 'src/main.py': `from src.config import x\n${FASTAPI}`, 'src/config.py': '' },
      'asgi src.main:app in . on 8000',
    ],
    [
      'src, flat',
      { 'src/main.py': `from config import x\n${FASTAPI}`, 'src/config.py': '' },
      'asgi main:app in src on 8000',
    ],
    [
      'an alias',
      { 'main.py': 'from fastapi import FastAPI as API\nserver = API()\n' },
      'asgi main:server in . on 8000',
    ],
    ['the module', { 'main.py': 'import fastapi as f\napp = f.FastAPI()\n' }, 'asgi main:app in . on 8000'],
    [
      'an annotation',
      { 'main.py': 'from fastapi import FastAPI\napp: FastAPI = FastAPI(title="x")\n' },
      'asgi main:app in . on 8000',
    ],
    [
      'a factory',
      {
        'app/main.py':
          'from fastapi import FastAPI\ndef create_app() -> FastAPI:\n    app = FastAPI()\n    return app\n',
      },
      'asgi app.main:create_app() in . on 8000',
    ],
    [
      'an object made by a factory',
      {
        'app/main.py':
          'from fastapi import FastAPI\ndef get_application() -> FastAPI:\n    application = FastAPI()\n    return application\napp = get_application()\n',
      },
      'asgi app.main:app in . on 8000',
    ],
    [
      'a factory of another name',
      {
        'x/web/application.py':
          'from fastapi import FastAPI\ndef get_app() -> FastAPI:\n    return FastAPI()\n',
        'x/__init__.py': '',
        'x/web/__init__.py': '',
        'x/__main__.py':
          'import uvicorn\ndef main():\n    uvicorn.run("x.web.application:get_app", factory=True)\nif __name__ == "__main__":\n    main()\n',
      },
      'asgi x.web.application:get_app() in . on 8000',
    ],
    [
      'wrapped',
      {
        'main.py': `${FASTAPI}from starlette.middleware.cors import CORSMiddleware\napp = CORSMiddleware(app)\n`,
      },
      'asgi main:app in . on 8000',
    ],
    [
      'wrapped by socketio',
      {
        'main.py': `${FASTAPI}import socketio\nsio = socketio.AsyncServer()\nsocket_app = socketio.ASGIApp(sio, app)\n`,
      },
      'asgi main:socket_app in . on 8000',
    ],
    [
      'mounted',
      {
        'main.py': `${FASTAPI}v1 = FastAPI()\napi = FastAPI()\napp.mount("/v1", v1)\napp.mount("/api", api)\n`,
      },
      'asgi main:app in . on 8000',
    ],
    [
      'a local subclass',
      { 'main.py': 'from fastapi import FastAPI\nclass App(FastAPI):\n    pass\napp = App()\n' },
      'asgi main:app in . on 8000',
    ],
    [
      'imported',
      {
        'main.py':
          'import uvicorn\nfrom app.server import app\nif __name__ == "__main__":\n    uvicorn.run(app)\n',
        'app/server.py': FASTAPI,
        'app/__init__.py': '',
      },
      'asgi app.server:app in . on 8000',
    ],
    [
      'run by its main',
      {
        'main.py': `import uvicorn\n${FASTAPI}if __name__ == "__main__":\n    uvicorn.run("main:app", port=9000, reload=True)\n`,
      },
      'asgi main:app in . on 9000',
    ],
    [
      'a syntax error beside it',
      { 'main.py': FASTAPI, 'broken.py': 'def (:\n' },
      'asgi main:app in . on 8000',
    ],
    [
      'tests',
      { 'tests/app.py': FASTAPI, 'test_main.py': FASTAPI, 'service/api.py': FASTAPI },
      'asgi service.api:app in . on 8000',
    ],
    [
      'Procfile',
      {
        Procfile: 'web: uvicorn service.api:app --host=0.0.0.0 --port=${PORT:-5000}\n',
        'main.py': FASTAPI,
        'service/api.py': FASTAPI,
      },
      'asgi service.api:app in . on 8000',
    ],
    [
      'Procfile with gunicorn and a port',
      {
        Procfile: 'web: gunicorn -w 4 -k uvicorn.workers.UvicornWorker main:app -b 0.0.0.0:9000\n',
        'main.py': FASTAPI,
      },
      'asgi main:app in . on 9000',
    ],
    [
      '[tool.fastapi]',
      {
        'pyproject.toml': '[tool.fastapi]\nentrypoint = "shop.web:api"\n',
        'main.py': FASTAPI,
        'shop/web.py': FASTAPI,
      },
      'asgi shop.web:api in . on 8000',
    ],
    [
      'two services',
      { 'users/app.py': FASTAPI, 'items/app.py': FASTAPI },
      'PYDOCK_ENTRYPOINT_AMBIGUOUS items.app:app users.app:app',
    ],
    ['none', { 'readme.py': 'from fastapi import Request\n' }, 'PYDOCK_ENTRYPOINT_NOT_FOUND'],
    [
      'only in words',
      { 'a.py': '# app = FastAPI()\nx = "app = FastAPI()"\nfrom fastapi import Request\n', 'b.py': '' },
      'PYDOCK_ENTRYPOINT_NOT_FOUND',
    ],
    [
      'a script that runs it',
      {
        'server.py':
          'import uvicorn\nfrom fastapi import FastAPI\nclass Server:\n    def __init__(self):\n        self.app = FastAPI()\nif __name__ == "__main__":\n    s = Server()\n    uvicorn.run(s.app, host="0.0.0.0", port=8080)\n',
      },
      'script server.py in . on 8080',
    ],
    [
      'async factory',
      { 'main.py': 'from fastapi import FastAPI\nasync def create_app():\n    return FastAPI()\n' },
      'PYDOCK_ENTRYPOINT_NOT_FOUND',
    ],
    [
      'lifespan',
      {
        'src/app/main.py':
          'from contextlib import asynccontextmanager\nfrom fastapi import FastAPI\nfrom app.settings import s\n@asynccontextmanager\nasync def lifespan(app: FastAPI):\n    yield\napp = FastAPI(lifespan=lifespan)\n',
        'src/app/settings.py': '',
      },
      'asgi app.main:app in src on 8000',
    ],
    [
      'a factory that is imported',
      {
        'src/app/main.py':
          'from .core.setup import create_application\nfrom .api import router\napp = create_application(router=router)\n',
        'src/app/core/setup.py':
          'from fastapi import FastAPI\ndef create_application(router, **kw) -> FastAPI:\n    application = FastAPI(**kw)\n    return application\n',
        'src/app/api/__init__.py': 'router = 1\n',
        'src/app/__init__.py': '',
        'src/__init__.py': '',
      },
      'asgi src.app.main:app in . on 8000',
    ],
  ];
  it.each(cases)('%s', (_case, texts, expected) => {
    expect(summary('fastapi', texts)).toBe(`fastapi: ${expected}`);
  });
});

describe('Flask', () => {
  const cases: [string, Texts, string][] = [
    ['tutorial', { 'app.py': FLASK + GUARD }, 'wsgi app:app in . on 8000'],
    [
      'flaskr',
      { 'flaskr/__init__.py': FLASK_FACTORY, 'flaskr/db.py': '' },
      'wsgi flaskr:create_app() in . on 8000',
    ],
    ['src', { 'src/shop/app.py': FLASK, 'tests/app.py': FLASK }, 'wsgi shop.app:app in src on 8000'],
    [
      'microblog',
      {
        'microblog.py': 'from app import create_app, db, cli\napp = create_app()\ncli.register(app)\n',
        'app/__init__.py': FLASK_FACTORY,
        'config.py': '',
        'app/cli.py': '',
      },
      'wsgi microblog:app in . on 8000',
    ],
    [
      'early microblog',
      {
        'microblog.py': 'from app import app\n',
        'app/__init__.py': `${FLASK}from app import routes\n`,
        'app/routes.py': 'from app import app\n',
      },
      'wsgi app:app in . on 8000',
    ],
    [
      'wsgi',
      { 'wsgi.py': `from myproject import app\n${GUARD}`, 'myproject.py': FLASK },
      'wsgi wsgi:app in . on 8000',
    ],
    [
      'wsgi with a factory',
      {
        'wsgi.py': 'from shop import create_app\napplication = create_app()\n',
        'shop/__init__.py': FLASK_FACTORY,
      },
      'wsgi wsgi:application in . on 8000',
    ],
    [
      'run.py',
      { 'run.py': `from app import app${GUARD}`, 'app/__init__.py': FLASK },
      'wsgi app:app in . on 8000',
    ],
    [
      'run.py with a factory',
      {
        'run.py': `from app import create_app\napp = create_app()${GUARD}`,
        'app/__init__.py': FLASK_FACTORY,
      },
      'wsgi run:app in . on 8000',
    ],
    [
      'run.py that runs',
      { 'run.py': 'from app import app\napp.run(debug=True)\n', 'app/__init__.py': FLASK },
      'wsgi app:app in . on 8000',
    ],
    [
      'main adds views',
      {
        'main.py': 'from app import app\nimport models\nimport views\n',
        'app.py': FLASK,
        'models.py': 'from app import app\n',
        'views.py': '',
      },
      'wsgi main:app in . on 8000',
    ],
    [
      'manage.py of flask-script',
      {
        'manage.py': 'from app import create_app\napp = create_app("default")\n',
        'app/__init__.py':
          'from flask import Flask\ndef create_app(config_name):\n    return Flask(__name__)\n',
      },
      'wsgi manage:app in . on 8000',
    ],
    [
      'cookiecutter-flask',
      {
        'autoapp.py': 'from shop.app import create_app\napp = create_app()\n',
        'shop/__init__.py': '',
        'shop/app.py':
          'from flask import Flask\ndef create_app(config_object="shop.settings"):\n    app = Flask(__name__.split(".")[0])\n    return app\n',
      },
      'wsgi autoapp:app in . on 8000',
    ],
    [
      'subclass',
      { 'app.py': 'import flask\nclass App(flask.Flask):\n    pass\napp = App(__name__)\n' },
      'wsgi app:app in . on 8000',
    ],
    [
      'proxied',
      {
        'app.py': `${FLASK}app.wsgi_app = ProxyFix(app.wsgi_app)\ndb = SQLAlchemy(app)\nlogin = LoginManager(app)\n`,
      },
      'wsgi app:app in . on 8000',
    ],
    [
      'conditional',
      {
        'app.py':
          'from flask import Flask\ntry:\n    app = Flask("a")\nexcept OSError:\n    app = Flask("b")\n',
      },
      'wsgi app:app in . on 8000',
    ],
    [
      'Procfile',
      {
        Procfile: 'release: x\nweb: gunicorn "shop:create_app()" --log-file -\n',
        'shop/__init__.py': FLASK_FACTORY,
        'other.py': FLASK,
      },
      'wsgi shop:create_app() in . on 8000',
    ],
    [
      'two apps of a file',
      { 'web.py': 'from flask import Flask\nshop = Flask("shop")\nadmin = Flask("admin")\n' },
      'PYDOCK_ENTRYPOINT_AMBIGUOUS web:admin web:shop',
    ],
    [
      'flask and celery',
      { 'app.py': `${FLASK}from celery import Celery\ncelery = Celery(app.name)\n` },
      'wsgi app:app in . on 8000',
    ],
    [
      'celery beside',
      {
        'app/__init__.py': FLASK_FACTORY,
        'celery_worker.py': 'from app import create_app\napp = create_app()\n',
      },
      'wsgi app:create_app() in . on 8000',
    ],
    [
      'a wrong Flask',
      {
        'app.py': 'from shop import Flask\napp = Flask()\n',
        'shop.py': 'class Flask:\n    pass\nfrom flask import request\n',
      },
      'PYDOCK_ENTRYPOINT_NOT_FOUND',
    ],
  ];
  it.each(cases)('%s', (_case, texts, expected) => {
    expect(summary('flask celery', texts)).toBe(`flask: ${expected}`);
  });

  it('serves Quart with ASGI, and Dash by its server', () => {
    expect(summary('quart', { 'app.py': 'from quart import Quart\napp = Quart(__name__)\n' })).toBe(
      'flask: asgi app:app in . on 8000',
    );
    expect(
      summary('dash', { 'app.py': 'from dash import Dash\napp = Dash(__name__)\nserver = app.server\n' }),
    ).toBe('flask: wsgi app:server in . on 8000');
  });
});

describe('Django', () => {
  const cases: [string, string, Texts, string][] = [
    [
      'an application in the package of the same name',
      'django',
      {
        'manage.py': MANAGE('shop.settings'),
        'shop/__init__.py': '',
        'shop/settings.py': 'ROOT_URLCONF = "shop.urls"\n',
        'shop/asgi/__init__.py': ASGI('shop.settings'),
      },
      'asgi shop.asgi:application in . on 8000',
    ],
    [
      'startproject',
      'django',
      {
        'manage.py': MANAGE('mysite.settings'),
        'mysite/__init__.py': '',
        'mysite/settings.py': '',
        'mysite/wsgi.py': WSGI('mysite.settings'),
        'mysite/asgi.py': ASGI('mysite.settings'),
        'polls/__init__.py': '',
        'polls/views.py': '',
      },
      'wsgi mysite.wsgi:application in . on 8000',
    ],
    [
      'config',
      'django gunicorn',
      {
        'manage.py': MANAGE('config.settings.local'),
        'config/__init__.py': '',
        'config/wsgi.py': WSGI('config.settings.production'),
        'config/settings/base.py': '',
        'shop/__init__.py': '',
        'shop/users/apps.py': '',
      },
      'wsgi config.wsgi:application in . on 8000',
    ],
    [
      'below src',
      'django',
      {
        'src/manage.py': MANAGE('core.settings'),
        'src/core/settings.py': '',
        'src/core/wsgi.py': WSGI('core.settings'),
      },
      'wsgi core.wsgi:application in src on 8000',
    ],
    [
      'below a folder',
      'django',
      {
        'mysite/manage.py': MANAGE('mysite.settings'),
        'mysite/mysite/settings.py': '',
        'mysite/mysite/__init__.py': '',
        'mysite/mysite/wsgi.py': WSGI('mysite.settings'),
      },
      'wsgi mysite.wsgi:application in mysite on 8000',
    ],
    [
      'channels',
      'django channels daphne',
      {
        'manage.py': MANAGE('p.settings'),
        'p/wsgi.py': WSGI('p.settings'),
        'p/asgi.py':
          'import os\nfrom channels.routing import ProtocolTypeRouter\nfrom django.core.asgi import get_asgi_application\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "p.settings")\ndjango_app = get_asgi_application()\napplication = ProtocolTypeRouter({"http": django_app})\n',
      },
      'asgi p.asgi:application in . on 8000',
    ],
    [
      'only asgi',
      'django',
      { 'manage.py': MANAGE('p.settings'), 'p/asgi.py': ASGI('p.settings') },
      'asgi p.asgi:application in . on 8000',
    ],
    [
      'Procfile',
      'django',
      {
        Procfile: 'web: gunicorn gettingstarted.wsgi --log-file -\n',
        'manage.py': MANAGE('gettingstarted.settings'),
        'gettingstarted/wsgi.py': WSGI('gettingstarted.settings'),
      },
      'wsgi gettingstarted.wsgi:application in . on 8000',
    ],
    [
      'Procfile with the development server',
      'django',
      {
        Procfile: 'web: python manage.py runserver 0.0.0.0:$PORT\n',
        'manage.py': MANAGE('g.settings'),
        'g/wsgi.py': WSGI('g.settings'),
      },
      'wsgi g.wsgi:application in . on 8000',
    ],
    ['no application', 'django', { 'manage.py': MANAGE('g.settings') }, 'PYDOCK_ENTRYPOINT_NOT_FOUND'],
  ];
  it.each(cases)('%s', (_case, requires, texts, expected) => {
    expect(summary(requires, texts)).toBe(`django: ${expected}`);
  });
});

describe('other frameworks', () => {
  const cases: [string, string, Texts, string][] = [
    [
      'starlette',
      'starlette',
      { 'main.py': 'from starlette.applications import Starlette\napp = Starlette(debug=True, routes=[])\n' },
      'starlette: asgi main:app in . on 8000',
    ],
    [
      'litestar',
      'litestar',
      {
        'app.py':
          'from litestar import Litestar, get\n@get("/")\nasync def i() -> str:\n    return "x"\napp = Litestar([i])\n',
      },
      'litestar: asgi app:app in . on 8000',
    ],
    [
      'sanic',
      'sanic',
      {
        'server.py':
          'from sanic import Sanic\napp = Sanic("x")\nif __name__ == "__main__":\n    app.run(port=8005)\n',
      },
      'sanic: asgi server:app in . on 8005',
    ],
    [
      'connexion',
      'connexion[flask]',
      { 'app.py': 'import connexion\napp = connexion.FlaskApp(__name__)\n' },
      'flask: asgi app:app in . on 8000',
    ],
    [
      'connexion before version 3',
      'connexion[flask]>=2.14,<3',
      { 'app.py': 'import connexion\napp = connexion.FlaskApp(__name__)\n' },
      'flask: wsgi app:app in . on 8000',
    ],
    [
      'aiohttp',
      'aiohttp',
      {
        'main.py':
          'from aiohttp import web\napp = web.Application()\nif __name__ == "__main__":\n    web.run_app(app)\n',
      },
      'aiohttp: script main.py in . on 8080',
    ],
    [
      'aiohttp with a port',
      'aiohttp',
      {
        'polls/__init__.py': '',
        'polls/main.py':
          'from aiohttp import web\ndef main():\n    web.run_app(web.Application(), port=9001)\nif __name__ == "__main__":\n    main()\n',
      },
      'aiohttp: script polls/main.py in . on 9001',
    ],
    [
      'aiohttp app',
      'aiohttp',
      { 'app.py': 'from aiohttp import web\napp = web.Application()\n' },
      'aiohttp: wsgi app:app in . on 8080',
    ],
    [
      'aiohttp as a client',
      'aiohttp',
      { 'main.py': 'import aiohttp\n' },
      'none: script main.py in . on null',
    ],
    [
      'tornado',
      'tornado',
      {
        'main.py':
          'import tornado.web, asyncio\ndef make_app():\n    return tornado.web.Application([])\nasync def main():\n    app = make_app()\n    app.listen(8889)\nif __name__ == "__main__":\n    asyncio.run(main())\n',
      },
      'tornado: script main.py in . on 8889',
    ],
    [
      'tornado options',
      'tornado',
      {
        'blog.py':
          'import tornado\nfrom tornado.options import define, options\ndefine("port", default=8877, type=int)\ndef main():\n    app.listen(options.port)\nif __name__ == "__main__":\n    main()\n',
      },
      'tornado: script blog.py in . on 8877',
    ],
    [
      'streamlit',
      'streamlit',
      { 'app.py': 'import streamlit as st\nst.title("x")\n' },
      'streamlit: script app.py in . on 8501',
    ],
    [
      'streamlit, several pages',
      'streamlit pandas',
      {
        'Hello.py': 'import streamlit as st\n',
        'pages/1_A.py': 'import streamlit as st\n',
        'utils.py': 'import streamlit as st\n',
      },
      'streamlit: script Hello.py in . on 8501',
    ],
    [
      'streamlit, an emoji',
      'streamlit',
      {
        '1_👋_Home.py': 'import streamlit as st\n',
        'pages/2_📈_A.py': 'import streamlit as st\n',
        '.streamlit/config.toml': '[server]\nport = 8600\n',
      },
      'streamlit: script 1_👋_Home.py in . on 8600',
    ],
    [
      'gradio',
      'gradio',
      {
        'app.py':
          'import gradio as gr\ndemo = gr.Interface(fn=x, inputs="text", outputs="text")\ndemo.launch()\n',
      },
      'gradio: script app.py in . on 7860',
    ],
    [
      'gradio with a guard',
      'gradio',
      {
        'webui.py':
          'import gradio as gr\nwith gr.Blocks() as demo:\n    pass\nif __name__ == "__main__":\n    demo.launch(server_port=7000)\n',
        'lib.py': 'import gradio\n',
      },
      'gradio: script webui.py in . on 7000',
    ],
    [
      'celery',
      'celery redis',
      { 'tasks.py': 'from celery import Celery\napp = Celery("tasks", broker="redis://x")\n' },
      'celery: command celery -A tasks:app worker --loglevel=INFO in . on null',
    ],
    [
      'celery beat alone in a Procfile',
      'celery',
      {
        'tasks.py': 'from celery import Celery\napp = Celery("tasks")\n',
        Procfile: 'beat: celery -A tasks beat\n',
      },
      'celery: command celery -A tasks beat --loglevel=INFO --schedule=/tmp/celerybeat-schedule in . on null',
    ],
    [
      'celery worker and beat in a Procfile',
      'celery',
      {
        'tasks.py': 'from celery import Celery\napp = Celery("tasks")\n',
        Procfile: 'beat: celery -A tasks beat\nworker: celery -A tasks worker\n',
      },
      'celery: command celery -A tasks worker --loglevel=INFO in . on null',
    ],
    [
      'celery worker with options in a Procfile',
      'celery',
      {
        'tasks.py': 'from celery import Celery\napp = Celery("tasks")\n',
        Procfile: 'worker: celery -A tasks worker -B -Q default --concurrency 4 -l info\n',
      },
      'celery: command celery -A tasks worker -B -Q default --concurrency 4 -l info --schedule=/tmp/celerybeat-schedule in . on null',
    ],
    [
      'a web app of no known framework beside its worker',
      'pyramid gunicorn celery',
      {
        'warehouse/__init__.py': '',
        'warehouse/wsgi.py':
          'from warehouse.config import configure\napplication = configure().make_wsgi_app()\n',
        'warehouse/tasks.py': 'from celery import Celery\napp = Celery("warehouse")\n',
        Procfile:
          'web: ddtrace-run python -m gunicorn.app.wsgiapp -c x warehouse.wsgi:application\nworker: celery -A warehouse worker -Q default\n',
      },
      'none: wsgi warehouse.wsgi:application in . on 8000',
    ],
    [
      'a web line that is not understood beside a worker',
      'celery',
      {
        'tasks.py': 'from celery import Celery\napp = Celery("tasks")\n',
        Procfile: 'web: bin/start\nworker: celery -A tasks worker -Q default\n',
      },
      'celery: PYDOCK_ENTRYPOINT_AMBIGUOUS celery -A tasks worker --loglevel=INFO -Q default',
    ],
    [
      'a dashboard of Celery beside a worker',
      'celery flower',
      {
        'tasks.py': 'from celery import Celery\napp = Celery("tasks")\n',
        Procfile: 'web: celery -A tasks flower --port=$PORT\nworker: celery -A tasks worker\n',
      },
      'celery: command celery -A tasks worker --loglevel=INFO in . on null',
    ],
    [
      'celery package',
      'celery',
      {
        'proj/__init__.py': '',
        'proj/celery.py':
          'from celery import Celery\napp = Celery("proj", include=["proj.tasks"])\nif __name__ == "__main__":\n    app.start()\n',
        'proj/tasks.py': 'from .celery import app\n',
      },
      'celery: command celery -A proj.celery:app worker --loglevel=INFO in . on null',
    ],
    [
      'grpc',
      'grpcio',
      {
        'greeter_server.py':
          'from concurrent import futures\nimport grpc\ndef serve():\n    port = "50055"\n    server = grpc.server(futures.ThreadPoolExecutor())\n    server.add_insecure_port("[::]:" + port)\n    server.start()\nif __name__ == "__main__":\n    serve()\n',
        'greeter_client.py': 'import grpc\nif __name__ == "__main__":\n    grpc.insecure_channel("x")\n',
      },
      'grpc: script greeter_server.py in . on 50055',
    ],
    [
      'grpc below',
      'grpcio',
      {
        'main.py': 'from app.server import serve\nif __name__ == "__main__":\n    serve()\n',
        'app/server.py':
          'import grpc\ndef serve():\n    s = grpc.aio.server()\n    s.add_insecure_port("0.0.0.0:50051")\n',
      },
      'grpc: script main.py in . on 50051',
    ],
    [
      'streamlit beside fastapi',
      'fastapi streamlit',
      { 'main.py': FASTAPI, 'ui.py': 'import streamlit as st\n' },
      'fastapi: asgi main:app in . on 8000',
    ],
    [
      'streamlit where fastapi is not used',
      'fastapi streamlit',
      { 'main.py': '', 'ui.py': 'import streamlit as st\n' },
      'streamlit: script ui.py in . on 8501',
    ],
    [
      'imported without being listed',
      'langserve',
      { 'main.py': FASTAPI },
      'fastapi: asgi main:app in . on 8000',
    ],
  ];
  it.each(cases)('%s', (_case, requires, texts, expected) => {
    expect(summary(requires, texts)).toBe(expected);
  });
});

describe('plain Python', () => {
  const cases: [string, Texts, Parameters<typeof manifestProject>[2], string][] = [
    ['main.py', { 'main.py': '' }, {}, 'script main.py in .'],
    ['the usual first', { 'app.py': '', 'main.py': '', 'run.py': '' }, {}, 'script main.py in .'],
    [
      'the only one',
      {
        'etl.py': '',
        'setup.py': '',
        'noxfile.py': '',
        'conftest.py': '',
        'test_etl.py': '',
        '__init__.py': '',
      },
      {},
      'script etl.py in .',
    ],
    [
      'the one with a guard',
      { 'etl.py': 'import lib\nif __name__ == "__main__":\n    pass\n', 'lib.py': '' },
      {},
      'script etl.py in .',
    ],
    ['__main__', { 'bot/__init__.py': '', 'bot/__main__.py': '' }, {}, 'module bot in .'],
    ['__main__ in src', { 'src/bot/__init__.py': '', 'src/bot/__main__.py': '' }, {}, 'module bot in src'],
    [
      'a console script',
      { 'src/bot/__init__.py': '' },
      {
        isPackage: true,
        scripts: [{ name: 'bot', target: 'bot:main', source: { file: 'pyproject.toml', line: 9 } }],
      },
      'command bot in .',
    ],
    [
      'Procfile worker',
      { Procfile: 'worker: python bot/run.py\n', 'bot/run.py': '', 'x.py': '', 'y.py': '' },
      {},
      'script bot/run.py in .',
    ],
    ['several', { 'a.py': '', 'b.py': '' }, {}, 'PYDOCK_ENTRYPOINT_AMBIGUOUS a.py b.py'],
    ['none', {}, {}, 'PYDOCK_ENTRYPOINT_NOT_FOUND'],
  ];
  it.each(cases)('%s', (_case, texts, more, expected) => {
    const plain = summary('requests', texts, more).replace(' on null', '');
    expect(plain).toBe(`none: ${expected}`);
  });
});

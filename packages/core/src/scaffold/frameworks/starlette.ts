import { greeting } from '../settings';
import type { FrameworkTemplate } from '../table';

const main = `"""The service's routes."""

from starlette.applications import Starlette
from starlette.config import Config
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

# Settings, from the environment: GREETING=Moin, for instance.
config = Config()
GREETING = config("GREETING", default="Hello, World!")


async def hello(request: Request) -> PlainTextResponse:
    return PlainTextResponse(GREETING)


async def health(request: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


app = Starlette(routes=[Route("/", hello), Route("/health", health)])
`;

const test = `from starlette.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_hello() -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert response.text == "Hello, World!"


def test_health() -> None:
    assert client.get("/health").json() == {"status": "ok"}
`;

/** Starlette, with its own configuration. */
export const starlette: FrameworkTemplate = {
  name: 'starlette',
  title: 'Starlette',
  what: 'A web app',
  requires: ['starlette', 'uvicorn'],
  develops: ['httpx2'],
  settings: [greeting()],
  files: () => ({ 'app/__init__.py': '', 'app/main.py': main, 'tests/test_app.py': test }),
};

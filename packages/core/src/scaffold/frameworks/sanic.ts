import { greeting } from '../settings';
import type { FrameworkTemplate } from '../table';

const server = (name: string) => `"""The ${name} service."""

from sanic import HTTPResponse, Request, Sanic, json, text

app = Sanic("service")
# Settings from the environment: SANIC_GREETING=Moin becomes app.config.GREETING.
if "GREETING" not in app.config:
    app.config.GREETING = "Hello, World!"


@app.get("/")
async def hello(request: Request) -> HTTPResponse:
    return text(app.config.GREETING)


@app.get("/health")
async def health(request: Request) -> HTTPResponse:
    return json({"status": "ok"})
`;

const test = `from server import app


async def test_hello() -> None:
    _, response = await app.asgi_client.get("/")
    assert response.status == 200
    assert response.text == "Hello, World!"


async def test_health() -> None:
    _, response = await app.asgi_client.get("/health")
    assert response.json == {"status": "ok"}
`;

/** Sanic, served by its own server. */
export const sanic: FrameworkTemplate = {
  name: 'sanic',
  title: 'Sanic',
  what: 'A web app',
  requires: ['sanic'],
  develops: ['pytest-asyncio', 'sanic-testing'],
  settings: [greeting('SANIC_GREETING')],
  pytest: { asyncio_mode: 'auto', asyncio_default_fixture_loop_scope: 'function' },
  files: ({ distribution }) => ({ 'server.py': server(distribution), 'tests/test_app.py': test }),
};

import { greeting } from '../settings';
import type { FrameworkTemplate } from '../table';

const main = (name: string) => `"""The ${name} service."""

import os

from aiohttp import web

# Settings, from the environment: GREETING=Moin, for instance.
GREETING = os.environ.get("GREETING", "Hello, World!")


async def hello(request: web.Request) -> web.Response:
    return web.Response(text=GREETING)


async def health(request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


def create_app() -> web.Application:
    app = web.Application()
    app.router.add_get("/", hello)
    app.router.add_get("/health", health)
    return app


if __name__ == "__main__":
    web.run_app(create_app(), port=8080)
`;

const test = `from aiohttp.test_utils import TestClient
from pytest_aiohttp.plugin import AiohttpClient

from main import create_app


async def test_hello(aiohttp_client: AiohttpClient) -> None:
    client: TestClient = await aiohttp_client(create_app())
    response = await client.get("/")
    assert response.status == 200
    assert await response.text() == "Hello, World!"


async def test_health(aiohttp_client: AiohttpClient) -> None:
    client: TestClient = await aiohttp_client(create_app())
    response = await client.get("/health")
    assert await response.json() == {"status": "ok"}
`;

/** aiohttp's own server. */
export const aiohttp: FrameworkTemplate = {
  name: 'aiohttp',
  title: 'aiohttp',
  what: 'A web app',
  requires: ['aiohttp'],
  develops: ['pytest-aiohttp'],
  settings: [greeting()],
  pytest: { asyncio_mode: 'auto', asyncio_default_fixture_loop_scope: 'function' },
  files: ({ distribution }) => ({ 'main.py': main(distribution), 'tests/test_app.py': test }),
};

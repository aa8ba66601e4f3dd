import { greeting } from '../settings';
import type { FrameworkTemplate } from '../table';

const app = (name: string) => `"""The ${name} service."""

import os

from litestar import Litestar, MediaType, get

# Settings, from the environment: GREETING=Moin, for instance.
GREETING = os.environ.get("GREETING", "Hello, World!")


@get("/", media_type=MediaType.TEXT)
async def hello() -> str:
    return GREETING


@get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


app = Litestar(route_handlers=[hello, health])
`;

const test = `from litestar.testing import TestClient

from app import app


def test_hello() -> None:
    with TestClient(app) as client:
        response = client.get("/")
    assert response.status_code == 200
    assert response.text == "Hello, World!"


def test_health() -> None:
    with TestClient(app) as client:
        assert client.get("/health").json() == {"status": "ok"}
`;

/** Litestar. */
export const litestar: FrameworkTemplate = {
  name: 'litestar',
  title: 'Litestar',
  what: 'A web API',
  requires: ['litestar', 'uvicorn'],
  develops: [],
  settings: [greeting()],
  files: ({ distribution }) => ({ 'app.py': app(distribution), 'tests/test_app.py': test }),
};

import { greeting } from '../settings';
import type { FrameworkTemplate } from '../table';

const main = `"""The service's routes."""

from fastapi import FastAPI

from app.settings import settings

app = FastAPI(title=settings.title)


@app.get("/")
async def hello() -> dict[str, str]:
    return {"message": settings.greeting}


@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}
`;

const settings = (title: string) => `"""Settings, from the environment: GREETING=Moin, for instance."""

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    title: str = "${title}"
    greeting: str = "Hello, World!"


settings = Settings()
`;

const test = `from fastapi.testclient import TestClient

from app.main import app

client = TestClient(app)


def test_hello() -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert response.json() == {"message": "Hello, World!"}


def test_health() -> None:
    assert client.get("/health").json() == {"status": "ok"}
`;

/** FastAPI, with pydantic's settings. */
export const fastapi: FrameworkTemplate = {
  name: 'fastapi',
  title: 'FastAPI',
  what: 'A web API',
  requires: ['fastapi', 'pydantic-settings', 'uvicorn'],
  develops: ['httpx2'],
  settings: [{ name: 'TITLE', means: 'the title of the API in /docs' }, greeting()],
  files: ({ distribution }) => ({
    'app/__init__.py': '',
    'app/main.py': main,
    'app/settings.py': settings(distribution),
    'tests/test_app.py': test,
  }),
};

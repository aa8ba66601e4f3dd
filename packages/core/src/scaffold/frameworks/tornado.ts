import { greeting } from '../settings';
import type { FrameworkTemplate } from '../table';

const main = (name: string) => `"""The ${name} service."""

import asyncio
import contextlib
import os

from tornado.web import Application, RequestHandler

# Settings, from the environment: GREETING=Moin, for instance.
GREETING = os.environ.get("GREETING", "Hello, World!")


class HelloHandler(RequestHandler):
    def get(self) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.write(GREETING)


class HealthHandler(RequestHandler):
    def get(self) -> None:
        self.write({"status": "ok"})


def make_app() -> Application:
    return Application([(r"/", HelloHandler), (r"/health", HealthHandler)])


async def main() -> None:
    make_app().listen(8888)
    await asyncio.Event().wait()


if __name__ == "__main__":
    # It comes when the container is stopped.
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main())
`;

const test = `import json

from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application

from main import make_app


class TestApp(AsyncHTTPTestCase):
    def get_app(self) -> Application:
        return make_app()

    def test_hello(self) -> None:
        response = self.fetch("/")
        assert response.code == 200
        assert response.body == b"Hello, World!"

    def test_health(self) -> None:
        assert json.loads(self.fetch("/health").body) == {"status": "ok"}
`;

/** Tornado's own server. */
export const tornado: FrameworkTemplate = {
  name: 'tornado',
  title: 'Tornado',
  what: 'A web app',
  requires: ['tornado'],
  develops: [],
  settings: [greeting()],
  files: ({ distribution }) => ({ 'main.py': main(distribution), 'tests/test_app.py': test }),
};

"""aiohttp's own server, on a port that the environment may change. Heroku's runtime.txt says which Python."""

import os

from aiohttp import web


async def index(_request: web.Request) -> web.Response:
    return web.json_response({"hello": "world"})


async def health(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


def make_app() -> web.Application:
    app = web.Application()
    app.add_routes([web.get("/", index), web.get("/health", health)])
    return app


if __name__ == "__main__":
    web.run_app(make_app(), port=int(os.environ.get("PORT", "8080")))

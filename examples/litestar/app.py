"""Litestar, whose extra brings uvicorn along; mise.toml says which Python."""

from litestar import Litestar, get


@get("/")
async def index() -> dict[str, str]:
    return {"hello": "world"}


@get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


app = Litestar([index, health])

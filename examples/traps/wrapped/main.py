"""The app is wrapped in middleware: the wrapped object is the one to start, whatever its name."""

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware

api = FastAPI()


@api.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


app = GZipMiddleware(api, minimum_size=1000)

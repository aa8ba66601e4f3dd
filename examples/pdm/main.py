"""PDM with a project that is no package, served by the server that it requires: granian."""

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def index() -> str:
    return "Hello from PDM"


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}

"""Pipenv: the Pipfile says which Python, and what development needs besides."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return "Hello from Pipenv"


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}

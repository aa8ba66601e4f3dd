"""Takes one library by path, and through it another."""

from flask import Flask
from greetings import greet

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return greet("Poetry")


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}

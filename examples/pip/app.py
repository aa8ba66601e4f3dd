"""pip with a requirements.txt that was compiled from requirements.in, and one more for development."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return "Hello from pip"


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}

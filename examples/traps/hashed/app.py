"""Requirements with hashes: pip then wants one for the server that the Dockerfile adds as well, so it comes by itself."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return "Hello, World!"

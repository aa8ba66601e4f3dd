"""Requirements in a folder, one file for production: it goes before base.txt, and dev.txt only into the dev stage."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return "Hello, World!"

"""A setup.py that computes its dependencies: nothing here is run to find them out, so there is a warning."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return "Hello, World!"

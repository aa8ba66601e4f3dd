"""setuptools reads the dependencies from a file that only pyproject.toml names."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return "Hello, World!"

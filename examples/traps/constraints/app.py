"""What a constraints file pins is not required by it: this is no Django project."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return "Hello, World!"

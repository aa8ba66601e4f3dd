"""A dependency from a repository: the builder needs git, and the image does not."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return "Hello, World!"

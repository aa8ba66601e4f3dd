"""Not this one, for it is only to try things out: the Procfile names what production starts."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return "Hello, World!"

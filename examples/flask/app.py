"""Flask with a blueprint; no server for production is required: the Dockerfile brings gunicorn."""

import os

from flask import Blueprint, Flask

pages = Blueprint("pages", __name__)


@pages.get("/")
def index() -> str:
    return os.environ.get("GREETING", "Hello from Flask")


@pages.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


app = Flask(__name__)
app.register_blueprint(pages)

if __name__ == "__main__":
    app.run(debug=True)

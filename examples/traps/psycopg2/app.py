"""psycopg2 has no wheel for Linux: a compiler and headers in the builder, and libpq alone in the image."""

import psycopg2
from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> dict[str, int]:
    return {"libpq": psycopg2.extensions.libpq_version()}

"""Files as editors on Windows save them: a byte order mark, and lines that end in CRLF."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return "Hello, World!"

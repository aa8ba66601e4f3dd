"""A guestbook: whoever comes by leaves a line. Entries are kept in a SQLite file."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from flask import Flask, redirect, render_template_string, request

DATABASE = Path(os.environ.get("GUESTBOOK_FILE", "/var/lib/guestbook/entries.db"))

PAGE = """<!doctype html>
<title>Guestbook</title>
<h1>Guestbook</h1>
<form method="post" action="/entries">
  <input name="name" placeholder="Your name" required>
  <input name="text" placeholder="A line" required>
  <button>Sign</button>
</form>
<ul>
  {% for entry in entries %}<li><b>{{ entry.name }}</b>: {{ entry.text }} <small>{{ entry.at }}</small></li>
  {% else %}<li>Nobody was here yet.</li>
  {% endfor %}
</ul>
"""

app = Flask(__name__)


def database() -> sqlite3.Connection:
    DATABASE.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(DATABASE)
    connection.row_factory = sqlite3.Row
    connection.execute(
        "CREATE TABLE IF NOT EXISTS entries"
        " (name TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)"
    )
    return connection


@app.get("/")
def page() -> str:
    return render_template_string(PAGE, entries=reversed(entries()))


@app.get("/entries")
def entries() -> list[dict[str, str]]:
    with closing(database()) as connection:
        return [dict(row) for row in connection.execute("SELECT name, text, at FROM entries ORDER BY rowid")]


@app.post("/entries")
def sign():
    name, text = (request.form.get(field, "").strip() for field in ("name", "text"))
    if not name or not text:
        return "name and text are wanted", 400
    with closing(database()) as connection, connection:
        connection.execute("INSERT INTO entries (name, text) VALUES (?, ?)", (name, text))
    return redirect("/", 303)


if __name__ == "__main__":
    app.run(debug=True)

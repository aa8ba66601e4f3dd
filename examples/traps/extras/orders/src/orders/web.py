from flask import Flask

from store import address

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return address("Fountain Pen")

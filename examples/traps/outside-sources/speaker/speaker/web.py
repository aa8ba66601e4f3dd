from flask import Flask
from words import greeting

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return greeting

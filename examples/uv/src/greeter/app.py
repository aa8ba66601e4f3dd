from flask import Flask

app = Flask(__name__)


@app.get("/")
def index() -> str:
    return "Hello from uv"


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}

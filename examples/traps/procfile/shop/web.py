from flask import Flask

server = Flask(__name__)


@server.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}

from datetime import UTC, datetime

from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def now() -> str:
    return datetime.now(UTC).isoformat()

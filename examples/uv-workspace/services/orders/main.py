"""A member that is no package: it runs from its sources, and the library is installed."""

from fastapi import FastAPI
from models import catalogue

app = FastAPI()


@app.get("/orders")
def orders() -> list[str]:
    return [product.slug for product in catalogue]


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}

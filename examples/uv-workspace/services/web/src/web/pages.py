from flask import Blueprint
from models import catalogue
from pricing import price

pages = Blueprint("pages", __name__)


@pages.get("/")
def index() -> dict[str, str]:
    return {product.name: price(product) for product in catalogue}


@pages.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}

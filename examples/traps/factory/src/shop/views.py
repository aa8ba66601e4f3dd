from flask import Blueprint

views = Blueprint("views", __name__, url_prefix="/shop")


@views.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}

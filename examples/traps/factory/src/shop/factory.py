from flask import Flask

from .views import views


def create_app(config: dict | None = None) -> Flask:
    app = Flask("shop")
    app.config.from_mapping(config or {})
    app.register_blueprint(views)
    return app

"""A member that is a package with a factory; of the libraries it needs one itself, and one through that."""

from flask import Flask


def create_app() -> Flask:
    from web.pages import pages

    app = Flask(__name__)
    app.register_blueprint(pages)
    return app

import { greeting } from '../settings';
import type { FrameworkTemplate } from '../table';

const app = (name: string) => `"""The ${name} service."""

from flask import Flask

app = Flask(__name__)
# Settings from the environment: FLASK_GREETING=Moin becomes app.config["GREETING"].
app.config["GREETING"] = "Hello, World!"
app.config.from_prefixed_env()


@app.get("/")
def hello() -> str:
    return app.config["GREETING"]


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}
`;

const test = `from app import app


def test_hello() -> None:
    response = app.test_client().get("/")
    assert response.status_code == 200
    assert response.text == "Hello, World!"


def test_health() -> None:
    assert app.test_client().get("/health").json == {"status": "ok"}
`;

/** Flask, with gunicorn. */
export const flask: FrameworkTemplate = {
  name: 'flask',
  title: 'Flask',
  what: 'A web app',
  requires: ['flask', 'gunicorn'],
  develops: [],
  settings: [greeting('FLASK_GREETING')],
  files: ({ distribution }) => ({ 'app.py': app(distribution), 'tests/test_app.py': test }),
};

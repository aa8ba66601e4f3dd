import type { FrameworkTemplate } from '../table';

const app = (name: string, beat: boolean) => `"""The Celery app."""

import os

from celery import Celery

# Settings, from the environment: the broker, and where results are kept.
BROKER_URL = (
    os.environ.get("CELERY_BROKER_URL")
    or os.environ.get("REDIS_URL")
    or "redis://localhost:6379/0"
)
RESULT_BACKEND = os.environ.get("CELERY_RESULT_BACKEND") or BROKER_URL

app = Celery("${name}", include=["app.tasks"])
app.conf.update(
    broker_url=BROKER_URL,
    result_backend=RESULT_BACKEND,
    broker_connection_retry_on_startup=True,
    # One that a worker dies of is done by another.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    result_expires=3600,
    timezone="UTC",${beat ? schedule : ''}
)
`;

const schedule = `
    # Sent out by the service that runs beat.
    beat_schedule={
        "greet": {"task": "app.tasks.greet", "schedule": 60.0, "args": ["World"]},
    },`;

const tasks = `"""What the worker does."""

from app.celery import app


@app.task
def add(x: int, y: int) -> int:
    return x + y


@app.task
def greet(name: str) -> str:
    return f"Hello, {name}!"
`;

const test = (beat: boolean) => `import pytest

from app.celery import app
from app.tasks import add, greet


@pytest.fixture(autouse=True)
def eager() -> None:
    """Tasks run here and now, without a broker."""
    app.conf.update(task_always_eager=True, task_store_eager_result=False)


def test_add() -> None:
    assert add.delay(2, 3).get() == 5


def test_greet() -> None:
    assert greet.delay("World").get() == "Hello, World!"
${beat ? testSchedule : ''}`;

const testSchedule = `

def test_schedule() -> None:
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in app.tasks
`;

/** A Celery worker, with Redis for a broker. */
export const celery: FrameworkTemplate = {
  name: 'celery',
  title: 'Celery',
  what: 'A worker',
  requires: ['celery[redis]'],
  develops: [],
  settings: [
    {
      name: 'CELERY_BROKER_URL',
      means: 'the broker; without it REDIS_URL counts, then redis://localhost:6379/0',
    },
    { name: 'CELERY_RESULT_BACKEND', means: 'where results are kept; by default the broker' },
  ],
  files: ({ distribution, beat }) => ({
    'app/__init__.py': '',
    'app/celery.py': app(distribution, beat),
    'app/tasks.py': tasks,
    'tests/test_tasks.py': test(beat),
  }),
};

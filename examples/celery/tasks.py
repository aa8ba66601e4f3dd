"""A Celery worker with a schedule: beat, which sends what is due, is a container of its own from the same image."""

import os

from celery import Celery

app = Celery("tasks", broker=os.environ.get("CELERY_BROKER_URL", "redis://redis:6379/0"))
app.conf.beat_schedule = {"every minute": {"task": "tasks.add", "schedule": 60.0, "args": (1, 2)}}


@app.task
def add(a: int, b: int) -> int:
    return a + b

import { greeting } from '../settings';
import type { FrameworkTemplate } from '../table';

const manage = `#!/usr/bin/env python
"""Django's command line: python manage.py runserver."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    execute_from_command_line(sys.argv)
`;

const settings = `"""Settings, from the environment: DJANGO_GREETING=Moin, for instance."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = os.environ.get("DJANGO_DEBUG") == "1"

# Without one each start makes its own: sessions end with it, and no two containers share them.
SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY") or get_random_secret_key()

# The names that it is called by from outside: DJANGO_ALLOWED_HOSTS=api.example.com,example.com
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    *os.environ.get("DJANGO_ALLOWED_HOSTS", "").split(","),
]

INSTALLED_APPS = ["greetings"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("DJANGO_DATABASE", BASE_DIR / "db.sqlite3"),
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"

GREETING = os.environ.get("DJANGO_GREETING", "Hello, World!")
`;

const urls = `from django.urls import path

from greetings import views

urlpatterns = [
    path("", views.hello),
    path("health", views.health),
]
`;

const wsgi = `"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
`;

const views = `from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse(settings.GREETING, content_type="text/plain")


def health(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})
`;

const test = `from django.test import Client


def test_hello(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 200
    assert response.content == b"Hello, World!"


def test_health(client: Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}
`;

/** Django, the long-term release, with gunicorn. */
export const django: FrameworkTemplate = {
  name: 'django',
  title: 'Django',
  what: 'A web app',
  // The last that runs on every Python that a service can have.
  requires: ['django<6', 'gunicorn'],
  develops: ['pytest-django'],
  settings: [
    { name: 'DJANGO_SECRET_KEY', means: 'signs sessions; without it each start makes one of its own' },
    { name: 'DJANGO_ALLOWED_HOSTS', means: 'names that it is called by from outside, separated by commas' },
    { name: 'DJANGO_DATABASE', means: 'the SQLite file; by default db.sqlite3' },
    { name: 'DJANGO_DEBUG', means: '1 shows errors in the browser' },
    greeting('DJANGO_GREETING'),
  ],
  pytest: { DJANGO_SETTINGS_MODULE: 'config.settings' },
  files: () => ({
    'config/__init__.py': '',
    'config/settings.py': settings,
    'config/urls.py': urls,
    'config/wsgi.py': wsgi,
    'greetings/__init__.py': '',
    'greetings/views.py': views,
    'manage.py': manage,
    'tests/test_app.py': test,
  }),
};

#!/usr/bin/env python
"""Django in a directory of its own, with settings in parts: manage.py names those for development, wsgi.py the others."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    execute_from_command_line(sys.argv)

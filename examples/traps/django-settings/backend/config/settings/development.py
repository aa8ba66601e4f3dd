from .base import *  # noqa: F403

SECRET_KEY = "for development only"
DEBUG = True

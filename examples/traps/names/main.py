"""Packages whose names only contain those of frameworks: this is a plain script."""

import time

import environ

env = environ.Env(PAUSE=(float, 5.0))

if __name__ == "__main__":
    while True:
        print("neither Django nor Celery", flush=True)
        time.sleep(env("PAUSE"))

import time

from slugify import slugify


def main() -> None:
    while True:
        print(slugify("Everything stands in setup.cfg"), flush=True)
        time.sleep(5)

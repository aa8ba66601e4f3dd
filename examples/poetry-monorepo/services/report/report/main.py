"""A package with a console script; it prints and ends."""

import humanize
from words import words


def main() -> None:
    print(f"{humanize.apnumber(len(words))} words: {', '.join(words)}")

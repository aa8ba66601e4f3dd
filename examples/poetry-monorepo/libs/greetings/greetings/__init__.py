from slugify import slugify
from words import words


def greet(name: str) -> str:
    return f"{words[0]}, {slugify(name)}"

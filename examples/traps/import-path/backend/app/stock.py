def count(name: str) -> int:
    return len(name)

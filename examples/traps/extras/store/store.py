def address(name: str) -> str:
    """Where an article is found; the extra `slugs` brings what it takes."""
    from slugify import slugify

    return f"/articles/{slugify(name)}"

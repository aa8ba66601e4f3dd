from dataclasses import dataclass

from slugify import slugify


@dataclass(frozen=True)
class Product:
    name: str
    cents: int

    @property
    def slug(self) -> str:
        return slugify(self.name)


catalogue = [Product("Fountain Pen", 2400), Product("Ink, blue", 650)]

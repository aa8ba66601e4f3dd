from models import Product


def price(product: Product) -> str:
    return f"{product.cents / 100:.2f} EUR"

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel

router = APIRouter(prefix="/items")


class Item(BaseModel):
    name: str
    price: float


stock: dict[str, Item] = {"pen": Item(name="pen", price=1.5)}


@router.get("/{name}")
def read(name: str) -> Item:
    if name not in stock:
        raise HTTPException(404, f"no {name} in stock")
    return stock[name]


@router.put("/{name}", status_code=201)
def put(name: str, item: Item) -> Item:
    stock[name] = item
    return item

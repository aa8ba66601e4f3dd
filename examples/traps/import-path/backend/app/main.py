from app.stock import count
from fastapi import FastAPI

app = FastAPI()


@app.get("/stock")
def stock() -> dict[str, int]:
    return {"pens": count("pens")}

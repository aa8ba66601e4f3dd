"""FastAPI, in the layout of its own tutorial: app/main.py with the routes in routers of their own."""

from fastapi import FastAPI

from app.routers import items

app = FastAPI(title="Items")
app.include_router(items.router)


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}

"""Sanic, which is its own server: the app object is not called app. asdf's .tool-versions says which Python."""

from sanic import Request, Sanic, json

shop = Sanic("shop")


@shop.get("/")
async def index(_request: Request):
    return json({"hello": "world"})


@shop.get("/health")
async def health(_request: Request):
    return json({"status": "ok"})


if __name__ == "__main__":
    shop.run(host="0.0.0.0", port=8000, single_process=True)

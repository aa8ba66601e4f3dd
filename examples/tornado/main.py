"""Tornado, which serves by itself and ends when it is asked to."""

import asyncio
import signal

import tornado.web


class Index(tornado.web.RequestHandler):
    def get(self) -> None:
        self.write({"hello": "world"})


class Health(tornado.web.RequestHandler):
    def get(self) -> None:
        self.write({"status": "ok"})


async def main() -> None:
    tornado.web.Application([(r"/", Index), (r"/health", Health)]).listen(8888)
    stop = asyncio.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    await stop.wait()


if __name__ == "__main__":
    asyncio.run(main())

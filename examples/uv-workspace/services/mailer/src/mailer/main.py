"""A member with a console script and no library: it serves nothing."""

import time

from tenacity import retry, stop_after_attempt


@retry(stop=stop_after_attempt(3))
def send() -> None:
    print("nothing to send", flush=True)


def main() -> None:
    while True:
        send()
        time.sleep(5)

"""A plain script by a name of its own: no framework, no port, and so no health check."""

import os
import time


def main() -> None:
    pause = float(os.environ.get("PAUSE", "5"))
    while True:
        print("still here", flush=True)
        time.sleep(pause)


if __name__ == "__main__":
    main()

import { greeting } from '../settings';
import type { FrameworkTemplate } from '../table';

const main = (
  name: string,
) => `"""The ${name} service: says something again and again, until it is stopped."""

import logging
import os
import time

# Settings, from the environment: GREETING=Moin, for instance.
GREETING = os.environ.get("GREETING", "Hello, World!")
INTERVAL = float(os.environ.get("INTERVAL", "10"))

log = logging.getLogger("${name}")


def work() -> str:
    return GREETING


def main() -> None:
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s"
    )
    try:
        while True:
            log.info(work())
            time.sleep(INTERVAL)
    except KeyboardInterrupt:
        log.info("stopped")


if __name__ == "__main__":
    main()
`;

const test = `from main import work


def test_work() -> None:
    assert work() == "Hello, World!"
`;

/** A script that runs until it is stopped. */
export const script: FrameworkTemplate = {
  name: 'script',
  title: 'Script',
  what: 'A script that runs until it is stopped',
  requires: [],
  develops: [],
  settings: [greeting(), { name: 'INTERVAL', means: 'seconds between two times; by default 10' }],
  files: ({ distribution }) => ({ 'main.py': main(distribution), 'tests/test_main.py': test }),
};

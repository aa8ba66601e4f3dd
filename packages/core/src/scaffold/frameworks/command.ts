import { greeting } from '../settings';
import type { FrameworkTemplate } from '../table';

const cli = (name: string) => `"""The ${name} command."""

import click


@click.command()
@click.option(
    "--greeting", envvar="GREETING", default="Hello, World!", help="What to say."
)
def main(greeting: str) -> None:
    """Says something, and ends."""
    click.echo(greeting)
`;

const test = (module: string) => `from click.testing import CliRunner

from ${module}.cli import main


def test_default() -> None:
    result = CliRunner().invoke(main, [], env={"GREETING": None})
    assert result.exit_code == 0
    assert result.output == "Hello, World!\\n"


def test_environment() -> None:
    assert CliRunner().invoke(main, [], env={"GREETING": "Moin"}).output == "Moin\\n"
`;

/** A package with a console script. */
export const command: FrameworkTemplate = {
  name: 'command',
  title: 'Command',
  what: 'A command that does its work and ends',
  requires: ['click'],
  develops: [],
  settings: [greeting()],
  script: ({ module }) => `${module}.cli:main`,
  files: ({ distribution, module }) => ({
    [`src/${module}/__init__.py`]: '',
    [`src/${module}/cli.py`]: cli(distribution),
    'tests/test_cli.py': test(module),
  }),
};

"""`notices upgrade`: data of an older form, in today's."""

import sys
from pathlib import Path

import click

from generator.commands import FINDINGS, FINE
from generator.commands import _options as options
from generator.editing import Edition, upgrading


@click.command()
@click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("data"),
    show_default=True,
    help="Folder with the controller's facts.",
)
@click.option("--yes", is_flag=True, help="Write without asking.")
def upgrade(data: Path, yes: bool) -> None:
    """Bring data of an older form into today's.

    Shows the lines that change, then asks. Comments and all other letters stay as they are.
    """
    edition = Edition(data)
    with options.refusals():
        unmatched = upgrading.upgrade(edition)
        edition.judge()
    for acceptance in unmatched:
        click.echo(str(acceptance), err=True)
    if not edition.contents:
        click.echo(f"{data} is in today's form; nothing to change.")
        sys.exit(FINE)
    click.echo("\n".join(edition.difference()))
    count = len(edition.contents)
    what = f"{count} {'file' if count == 1 else 'files'}"
    if not yes and not (_can_ask() and click.confirm(f"Write {what}?")):
        click.echo("Nothing was written; “--yes” writes it.", err=True)
        sys.exit(FINDINGS)
    with options.refusals():
        edition.write()
    click.echo(f"{what} written.", err=True)


def _can_ask() -> bool:
    return sys.stdin.isatty()

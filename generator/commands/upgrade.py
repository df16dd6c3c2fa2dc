"""`notices upgrade`: data of an older form, in today's."""

import sys
from pathlib import Path

import click

from generator.commands import FINE
from generator.commands import _options as options
from generator.commands._language import echo
from generator.commands._writing import shown_and_written
from generator.editing import Edition, upgrading
from generator.message import say


@click.command()
@options.folder
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
        echo(say("{data} is in today's form; nothing to change.", data=data))
        sys.exit(FINE)
    shown_and_written(edition, yes=yes)

"""`notices receipt export --as iys`: the rows on the output, what is said of them beside it."""

import csv
import io
import sys
from pathlib import Path
from typing import BinaryIO

import click

from generator.commands import FINDINGS, FINE, UNUSABLE
from generator.commands._language import echo, said
from generator.errors import NoticesError, in_one_line, reason_of
from generator.message import say
from generator.pipeline import Settings
from generator.receipts import iys
from generator.recipes import entering


def shop(
    addresses: Path | None, recipient_type: str | None, sources: tuple[str, ...]
) -> entering.Shop:
    """What the options say of a shop; BadParameter where they cannot be understood."""
    if addresses is None:
        raise click.UsageError(
            say("İYS wants addresses, and no receipt has one: name your list (--addresses).")
        )
    try:
        with addresses.open(encoding="utf-8", newline="") as file:
            members = iys.members(file)
    except (OSError, iys.NoAddresses) as error:
        reason = error.strerror if isinstance(error, OSError) else reason_of(error)
        raise click.BadParameter(
            say("{file} is no list of addresses: {reason}", file=addresses, reason=reason),
            param_hint="--addresses",
        ) from None
    return entering.Shop(members, recipient_type or "", _sources(sources))


def _sources(values: tuple[str, ...]) -> dict[str, str]:
    found = {"": "HS_WEB"}
    for value in values:
        surface, _, source = value.rpartition("=")
        if source not in iys.SOURCES:
            raise click.BadParameter(
                say("“{source}” is not one of: {known}", source=source, known=iys.SOURCES),
                param_hint="--source",
            )
        found[surface] = source
    return found


def tell(settings: Settings, published: Path | None, file: BinaryIO, of: entering.Shop) -> None:
    """Write the rows as CSV; ends the program with what is to be known of them."""
    try:
        found = list(entering.entries(settings, published, file, of))
    except NoticesError as error:
        for problem in error.problems:
            click.echo(in_one_line(said(problem.line)), err=True)
        sys.exit(UNUSABLE)
    rows = [one for one in found if isinstance(one, iys.Row)]
    left = [one for one in found if isinstance(one, iys.Left)]
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerows([iys.COLUMNS, *(row.cells for row in rows)])
    click.echo(written.getvalue(), nl=False)
    for one in left:
        place = f"{getattr(file, 'name', '-')}:{one.place}"
        message = say("{place}: left out: {reason}", place=place, reason=one.reason)
        click.echo(in_one_line(said(message)), err=True)
    late = [row for row in rows if row.last_day < settings.day]
    echo(say("{count} to enter, {left} left out.", count=len(rows), left=len(left)), err=True)
    if late:
        echo(
            say(
                "The last day of {count} is over: enter them now, and ask a lawyer what it means.",
                count=len(late),
            ),
            err=True,
        )
    for sentence in entering.rules(settings.day):
        echo(sentence, err=True)
    broken = any(one.broken for one in left)
    sys.exit(UNUSABLE if broken else FINDINGS if left or late else FINE)

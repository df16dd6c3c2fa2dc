"""`notices receipt …`: thin, as all commands are."""

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import click

from generator import pipeline
from generator.commands import FINDINGS, FINE, UNUSABLE, _iys
from generator.commands._language import echo, said
from generator.commands._options import day
from generator.errors import NoticesError, in_one_line, reason_of
from generator.message import say
from generator.receipts import answers, iys, vocabularies
from generator.receipts.reading import read_all
from generator.receipts.receipt import NotAReceipt, Record
from generator.recipes import answering


@click.group()
def receipt() -> None:
    """Receipts of what was shown, acknowledged, consented to, approved, withdrawn."""


def _archive(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which archive is asked, and as of when."""
    options = (
        click.option("--data", type=click.Path(path_type=Path), default=Path("data"),
                     show_default=True, help="Folder with the controller's facts and releases."),
        click.option("--site", default=None,
                     help="Only receipts of this site; otherwise each by its own."),
        click.option("--published", type=click.Path(path_type=Path, exists=True, file_okay=False),
                     help="Ask a published site (a folder) instead of the releases in --data."),
        click.option("--as-of", callback=day, default=None, metavar="DAY",
                     help="Ask as of this day; today in Istanbul."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@receipt.command()
@click.argument("file", type=click.File("rb"))
@_archive
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text",
              show_default=True)  # fmt: skip
def verify(
    file: BinaryIO,
    data: Path,
    site: str | None,
    published: Path | None,
    as_of: date | None,
    shape: str,
) -> None:
    """Were these the words in force then? FILE holds a receipt, a record, or one a line.

    It says which words were offered and whether they were in force at that time (the day in
    Istanbul, a quarter of an hour around midnight forgiven). It never says that they were read.
    """
    settings = pipeline.Settings(data=data, site=site, as_of=as_of)
    code, count, wrong = FINE, 0, 0
    try:
        for read, answer in answering.verify_receipts(settings, published, file):
            place = f"{getattr(file, 'name', '-')}:{read.place}"
            if shape == "json":
                payload = answers.as_data(place, read, answer)
                click.echo(json.dumps(payload, ensure_ascii=False))
            else:
                for line in answers.as_text(place, read, answer):
                    click.echo(in_one_line(said(line)))
            good = answer is not None and answer.good
            count, wrong = count + 1, wrong + (not good)
            code = max(code, FINE if good else UNUSABLE if answer is None else FINDINGS)
    except NoticesError as error:
        for problem in error.problems:
            click.echo(in_one_line(said(problem.line)), err=True)
        sys.exit(UNUSABLE)
    echo(say("{count} asked, {wrong} do not hold.", count=count, wrong=wrong), err=True)
    sys.exit(code if count else UNUSABLE)


@receipt.command()
@click.argument("file", type=click.File("rb"))
@click.option("--as", "name", type=click.Choice([*vocabularies.VOCABULARIES, "iys"]), required=True,
              help="dpv is ISO/IEC TS 27560 in the Data Privacy Vocabulary; iys a table (CSV) of "
              "what is to be entered into İYS.")  # fmt: skip
@_archive
@click.option("--addresses", type=click.Path(path_type=Path), metavar="CSV",
              help="For iys: your list of member, email, phone, recipientType.")  # fmt: skip
@click.option("--recipient-type", type=click.Choice(iys.RECIPIENTS),
              help="For iys: what a member is of whom the list does not say so.")  # fmt: skip
@click.option("--source", "sources", multiple=True, metavar="[SURFACE=]CODE",
              help="For iys: how approvals were taken, in all or one surface; HS_WEB.")  # fmt: skip
def export(
    file: BinaryIO,
    name: str,
    data: Path,
    site: str | None,
    published: Path | None,
    as_of: date | None,
    addresses: Path | None,
    recipient_type: str | None,
    sources: tuple[str, ...],
) -> None:
    """Stored records of FILE in the field names of others, one a line.

    For iys: approvals that hold, and refusals, with the day until which the law has them entered;
    they are joined with your list of addresses by the member. For the others: consents. Notices
    and approvals of messages are not consents and are left out; it says which. What has no place
    in the other form is reported at the end.
    """
    if name == "iys":
        settings = pipeline.Settings(data=data, site=site, as_of=as_of)
        _iys.tell(settings, published, file, _iys.shop(addresses, recipient_type, sources))
    _translated(file, name)


def _translated(file: BinaryIO, name: str) -> None:
    code = FINE
    for read in read_all(file):
        place = f"{getattr(file, 'name', '-')}:{read.place}"
        try:
            if not isinstance(read.content, Record):
                raise read.refusal or vocabularies.NoTranslation(
                    say("this is a receipt, not a record")
                )
            translation = vocabularies.export(read.content, name)
        except NotAReceipt as refusal:
            message = say(
                "{place}: error: this is not a record: {refusal}",
                place=place,
                refusal=refusal.words,
            )
            click.echo(in_one_line(said(message)), err=True)
            code = UNUSABLE
        except vocabularies.NoTranslation as reason:
            echo(
                say("{place}: left out: {reason}", place=place, reason=reason_of(reason)), err=True
            )
            code = max(code, FINDINGS)
        else:
            click.echo(json.dumps(translation, ensure_ascii=False))
    for field, why in vocabularies.VOCABULARIES[name].unmapped.items():
        echo(say("not in {name}: {field}: {why}", name=name, field=field, why=why), err=True)
    sys.exit(code)

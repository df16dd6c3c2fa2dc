"""`notices receipt …`: thin, as all commands are."""

import json
import sys
from pathlib import Path
from typing import BinaryIO

import click

from generator import pipeline
from generator.commands import FINDINGS, FINE, UNUSABLE
from generator.errors import NoticesError, in_one_line
from generator.receipts import answers, vocabularies
from generator.receipts.reading import read_all
from generator.receipts.receipt import NotAReceipt, Record
from generator.recipes import answering


@click.group()
def receipt() -> None:
    """Receipts of what was shown, acknowledged, consented to, approved, withdrawn."""


@receipt.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("data"),
    show_default=True,
    help="Folder with the controller's facts and releases.",
)
@click.option("--site", default=None, help="Only receipts of this site; otherwise each by its own.")
@click.option(
    "--published",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Ask a published site (a folder) instead of the releases in --data.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    metavar="DAY",
    help="Ask as of this day; today in Istanbul.",
)
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text",
              show_default=True)  # fmt: skip
def verify(
    file: BinaryIO, data: Path, site: str | None, published: Path | None, as_of: object, shape: str
) -> None:
    """Were these the words in force then? FILE holds a receipt, a record, or one a line.

    It says which words were offered and whether they were in force at that time (the day in
    Istanbul, a quarter of an hour around midnight forgiven). It never says that they were read.
    """
    day = getattr(as_of, "date", lambda: None)()
    settings = pipeline.Settings(data=data, site=site, as_of=day)
    code, count, wrong = FINE, 0, 0
    try:
        for read, answer in answering.verify_receipts(settings, published, file):
            place = f"{getattr(file, 'name', '-')}:{read.place}"
            if shape == "json":
                payload = answers.as_data(place, read, answer)
                click.echo(json.dumps(payload, ensure_ascii=False))
            else:
                click.echo(answers.as_text(place, read, answer))
            good = answer is not None and answer.good
            count, wrong = count + 1, wrong + (not good)
            code = max(code, FINE if good else UNUSABLE if answer is None else FINDINGS)
    except NoticesError as error:
        click.echo(str(error), err=True)
        sys.exit(UNUSABLE)
    click.echo(f"{count} asked, {wrong} do not hold.", err=True)
    sys.exit(code if count else UNUSABLE)


@receipt.command()
@click.argument("file", type=click.File("rb"))
@click.option("--as", "name", type=click.Choice(list(vocabularies.VOCABULARIES)), required=True,
              help="dpv is ISO/IEC TS 27560 in the Data Privacy Vocabulary.")  # fmt: skip
def export(file: BinaryIO, name: str) -> None:
    """Stored consents of FILE in the field names of others, one a line.

    Notices and approvals of messages are not consents and are left out; it says which. What has
    no place in the other form is reported at the end.
    """
    code = FINE
    for read in read_all(file):
        place = f"{getattr(file, 'name', '-')}:{read.place}"
        try:
            if not isinstance(read.content, Record):
                raise read.refusal or vocabularies.NoTranslation("this is a receipt, not a record")
            translation = vocabularies.export(read.content, name)
        except NotAReceipt as refusal:
            message = f"{place}: error: this is not a record: {refusal}"
            click.echo(in_one_line(message), err=True)
            code = UNUSABLE
        except vocabularies.NoTranslation as reason:
            click.echo(f"{place}: left out: {reason}", err=True)
            code = max(code, FINDINGS)
        else:
            click.echo(json.dumps(translation, ensure_ascii=False))
    for field, why in vocabularies.VOCABULARIES[name].unmapped.items():
        click.echo(f"not in {name}: {field}: {why}", err=True)
    sys.exit(code)

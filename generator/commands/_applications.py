"""`notices papers applications`, `receive` and `answer`: what people ask for under article 11."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from generator import languages
from generator.commands import FINDINGS, FINE
from generator.commands import _options as options
from generator.commands._language import echo
from generator.commands._papers import tell_broken, write
from generator.message import Message, counted, say
from generator.pipeline import Settings
from generator.recipes import replying


def _room(command: Callable[..., None]) -> Callable[..., None]:
    command = click.option(
        "--file-room", type=click.Path(path_type=Path, file_okay=False), required=True,
        help="Folder outside every repository that holds applications.yml and answers/.",
    )(command)  # fmt: skip
    return options.common(command)


@click.command("applications")
@_room
def applications(data: Path, site: str | None, as_of: date | None, file_room: Path) -> None:
    """Which applications wait for an answer, by the day on which it is due.

    Ends with 1 where an answer is late, or the file of one cannot be read.
    """
    with options.refusals():
        at = replying.desk(Settings(data=data, site=site, as_of=as_of), file_room)
    for line in replying.lines(at):
        echo(line)
    if at.shelf.broken:
        tell_broken(at.shelf.broken)
    sys.exit(FINDINGS if replying.late(at) or at.shelf.broken else FINE)


@click.command("receive")
@_room
@click.option(
    "--received", callback=options.day, default=None, metavar="DAY",
    help="The day on which it arrived; today.",
)  # fmt: skip
@click.option(
    "--right", "rights", multiple=True, required=True, metavar="LETTER",
    help="A right of article 11(1) by its letter (a … ğ); may be given several times.",
)  # fmt: skip
@click.option(
    "--channel", required=True, type=click.Choice(replying.CHANNELS),
    help="The way on which it came.",
)  # fmt: skip
def receive(
    data: Path,
    site: str | None,
    as_of: date | None,
    file_room: Path,
    received: date | None,
    rights: tuple[str, ...],
    channel: str,
) -> None:
    """Write a new application into the register, with the next number of its year.

    The register takes no name, no number of a person and no words.
    """
    settings = Settings(data=data, site=site, as_of=as_of)
    arrived = received or settings.day
    letters = [_letter(written, arrived) for written in dict.fromkeys(rights)]
    with options.refusals():
        at = replying.desk(settings, file_room)
        row = replying.receive(at, arrived, letters, channel)
    days = at.days(row)
    echo(
        say(
            "{number} is in the register. The answer is due on {due}; asking for identity or "
            "information does not move this day.",
            number=row.id.value,
            due=days.due.value,
        )
    )


def _letter(written: str, day: date) -> str:
    """The letter of a right, also as a capital."""
    known = replying.known_rights(day)
    letter = languages.get(languages.TURKISH).lower(written.strip())
    if letter not in known:
        raise click.BadParameter(
            say("“{value}” is not one of: {known}", value=written, known=list(known)),
            param_hint="--right",
        )
    return letter


@click.command("answer")
@click.argument("number")
@_room
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), default=None,
    help="Write the letters into this folder outside every repository; “letters” in the file room.",
)  # fmt: skip
@click.option("--lang", default=None, help="Write a translation beside the Turkish answer (en).")
@click.option("--no-pdf", is_flag=True, help="Make no PDFs.")
def answer(
    number: str,
    data: Path,
    site: str | None,
    as_of: date | None,
    file_room: Path,
    output: Path | None,
    lang: str | None,
    no_pdf: bool,
) -> None:
    """Write the answer to one application as HTML, text and PDF, and the notices to recipients.

    NUMBER is that of the register; answers/NUMBER.yml says what is answered. Nothing is written
    before all words that a person owes stand there and are approved.
    """
    pdf = not no_pdf and options.pdfs_can_be_made()
    with options.refusals():
        at = replying.desk(Settings(data=data, site=site, as_of=as_of), file_room)
        folder = replying.outside(output or file_room / replying.LETTERS)
        made = replying.letters(at, number, lang)
        written = made.files(pdf=pdf)
        write(folder, written)
    echo(say("{folder}: {files}.", folder=folder, files=list(written)))
    for line in _to_know(made):
        echo(line)


def _to_know(made: replying.Made) -> list[Message]:
    said = [
        say(
            "Due on {due}. The name and the details of the person are filled in by hand.",
            due=made.days.due.value,
        )
    ]
    if made.cost and made.charged:
        said.append(say("Fee: {lira} lira, as the letter says.", lira=made.cost.lira.value))
    elif made.cost:
        said.append(
            say(
                "Nothing is charged. At most {lira} lira could be (“charged: yes”).",
                lira=made.cost.lira.value,
            )
        )
    if made.told_later:
        said.append(
            counted(
                "{count} recipient is to be told once it is done: write “corrected:” or "
                "“disposed:” and make the letters again.",
                "{count} recipients are to be told once it is done: write “corrected:” or "
                "“disposed:” and make the letters again.",
                made.told_later,
            )
        )
    if made.draft:
        said.append(say("Some facts in it are not confirmed: this is a draft."))
    return [*said, *made.strangers]

"""`notices papers breach …`: what a breach of personal data asks for, from a file room."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from generator.commands import FINDINGS
from generator.commands import _options as options
from generator.commands._language import echo
from generator.commands._papers import FOLDER, tell_broken, write
from generator.message import say
from generator.pipeline import Settings
from generator.recipes import notifying, publishing
from generator.recipes.filing import Made
from generator.recipes.notifying import Desk

_room = click.option(
    "--file-room", "room", type=click.Path(path_type=Path), required=True,
    help="The folder outside every repository in which incidents lie.",
)  # fmt: skip
_lang = click.option(
    "--lang", default=None, help="The language of the notice; the first of the site."
)


@click.group()
@click.pass_context
def breach(context: click.Context) -> None:
    """A breach of personal data: the plan, the notices to the Board and to people, the record."""
    if context.invoked_subcommand and context.default_map:
        context.default_map = {context.invoked_subcommand: context.default_map}


def _in_room(command: Callable[..., None]) -> Callable[..., None]:
    return options.common(_room(command))


@breach.command("plan")
@options.common
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), default=FOLDER,
    show_default=True, help="Write the files into this folder.",
)  # fmt: skip
def plan(data: Path, site: str | None, as_of: date | None, output: Path) -> None:
    """The response plan: roles, steps and hours, from data/security.yml and the facts."""
    with options.refusals():
        made = notifying.plan(_desk(data, site, as_of, None))
        write(output, made.files)
    _tell(output, made)
    if made.doubts:
        echo(say("The plan has gaps: write the roles below “breach: plan:” in data/security.yml."))


@breach.command("new")
@_in_room
@click.argument("name", metavar="ID")
def new(data: Path, site: str | None, as_of: date | None, room: Path, name: str) -> None:
    """Begin the file of an incident, with the questions to be answered."""
    with options.refusals():
        path = notifying.begin(_desk(data, site, as_of, room), name)
    echo(say("{file} is written. First answer “learned_at:”; the hours run from it.", file=path))


@breach.command("board")
@_in_room
@click.argument("name", metavar="ID")
def board(data: Path, site: str | None, as_of: date | None, room: Path, name: str) -> None:
    """The sheet from which the Board's form is filled, with the 72 hours counted."""
    desk = _desk(data, site, as_of, room)
    with options.refusals():
        said, made = notifying.hours(desk, name), notifying.board(desk, name)
        write(room / "papers" / name, made.files)
    _tell(room / "papers" / name, made)
    _tell_open(made)
    echo(said)


@breach.command("notice")
@_in_room
@_lang
@click.argument("name", metavar="ID")
def notice(
    data: Path, site: str | None, as_of: date | None, room: Path, name: str, lang: str | None
) -> None:
    """What people are told: a page, a letter, a mail and an SMS with the five contents.

    Possible consequences and measures have no default sentence: a role writes and approves them.
    """
    desk, folder = _desk(data, site, as_of, room), room / "papers" / name
    with options.refusals():
        made, said = notifying.notice(desk, name, lang)
        write(folder, made.files)
    _tell(folder, made)
    for line in said:
        echo(line)
    if made.doubts:
        echo(say("The notice states facts that are not confirmed; the page marks them."))


@breach.command("log")
@_in_room
def log(data: Path, site: str | None, as_of: date | None, room: Path) -> None:
    """The record of all incidents, kept ready for the Board."""
    desk = _desk(data, site, as_of, room)
    with options.refusals():
        made = notifying.log(desk)
        write(room / "papers", made.files)
    _tell(room / "papers", made)
    _tell_open(made)
    if desk.shelf.broken:
        tell_broken(desk.shelf.broken)
        raise SystemExit(FINDINGS)


@breach.command("publish")
@_in_room
@_lang
@click.argument("name", metavar="ID")
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), required=True,
    help="Write the page into this folder.",
)  # fmt: skip
def publish(
    data: Path,
    site: str | None,
    as_of: date | None,
    room: Path,
    name: str,
    lang: str | None,
    output: Path,
) -> None:
    """A public page of the approved words alone, for people who cannot be reached.

    Two roles look at the page first; it is written once both have approved these very words.
    """
    desk = _desk(data, site, as_of, room)
    with options.refusals():
        made = notifying.published(desk, name, lang)
        for line in made.strangers:
            echo(line, err=True)
        if made.lacking:
            folder = room / "papers" / name
            write(folder, {f"draft-{made.name}": made.page})
            _ask_for_approval(folder / f"draft-{made.name}", made, desk)
            raise SystemExit(FINDINGS)
        notifying.keep_others(output / made.name, made)
        write(output, {made.name: made.page})
    echo(
        say(
            "{file} is written: the approved words and nothing else of the incident.",
            file=output / made.name,
        )
    )


def _ask_for_approval(draft: Path, made: notifying.Published, desk: Desk) -> None:
    echo(say("Nothing was published. Look at {file}.", file=draft))
    echo(
        say(
            "Two different roles approve it, each with a line below “approvals:” of “publication:” "
            "(still missing: {count}):",
            count=made.lacking,
        )
    )
    echo(f"  - {{role: …, on: {desk.settings.day}, text: {made.text}}}")


def _desk(data: Path, site: str | None, as_of: date | None, room: Path | None) -> Desk:
    settings = Settings(data=data, site=site, as_of=as_of, cache=options.cache())
    return Desk(settings, room)


def _tell(folder: Path, made: Made) -> None:
    echo(say("{folder}: {files}.", folder=folder, files=list(made.files)))
    shapes = {Path(name).suffix for name in made.files}
    if ".txt" in shapes and ".pdf" not in shapes:
        echo(say("There is no PDF: {reason}", reason=publishing.why_no_pdfs()), err=True)


def _tell_open(made: Made) -> None:
    if made.doubts:
        echo(say("{count} cells are still open or not confirmed.", count=made.doubts))

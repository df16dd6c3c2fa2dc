"""`notices keys`: what may be written in `data/`, for people and for their editors."""

import re
import sys
from pathlib import Path

import click

from generator import keys as described
from generator.commands import UNUSABLE
from generator.commands._language import current, echo
from generator.keys import report, settings
from generator.message import say


@click.command()
@click.argument("file", required=False)
@click.option(
    "--schemas",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Write JSON Schemas for editors into this folder.",
)
def keys(file: str | None, schemas: Path | None) -> None:
    """What may be written in data/: its files, or the keys of FILE (recipients.yml).

    The files of a file room (applications.yml, answers, incidents) are explained as well.
    """
    language = current()
    if file and (wording := _WORDING.fullmatch(file.removeprefix("data/"))):
        _begin(*wording.groups())
        return
    files, room = described.files(language), described.room_files(language)
    reference = report.Reference(files, language)
    if schemas:
        _write(schemas)
        return
    if file is None:
        click.echo(reference.listing(), nl=False)
        echo(say("In a file room, outside every repository (--file-room):"))
        click.echo(report.Reference(room, language).listing(), nl=False)
        echo(say("“notices keys FILE” tells the keys of one."))
        return
    wanted = [f for f in (*files, *room) if file.removeprefix("data/") in _called(f)]
    if not wanted:
        echo(
            say("error: there is no file “{file}”. “notices keys” lists all of them.", file=file),
            err=True,
        )
        sys.exit(UNUSABLE)
    click.echo("\n".join(map(reference.text, wanted)), nl=False)


_WORDING = re.compile(r"wording/([a-z_]+)/([a-z0-9-]+)\.([a-z]{2})\.jinja")


def _begin(kind: str, clause: str, code: str) -> None:
    """The tool's words of a clause, for a file of data/wording."""
    from generator.documents import wording_begun  # keys of files need no templates

    words = wording_begun.begun(kind, clause, code)
    if words is None:
        message = say(
            "error: the tool has no clause “{clause}” in “{kind}”.", clause=clause, kind=kind
        )
        echo(message, err=True)
        sys.exit(UNUSABLE)
    click.echo(words, nl=False)


def _called(file: described.File) -> tuple[str, ...]:
    name = file.name.strip("/")
    return file.name, name, name.removesuffix(".yml")


def _write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    texts, holds = settings.schemas(current())
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    echo(
        say(
            "{count} schemas in {folder}/. Visual Studio Code (extension “YAML”) reads\n"
            "them with these lines in .vscode/settings.json:\n",
            count=len(texts),
            folder=folder,
        )
    )
    click.echo(settings.settings(folder.as_posix(), holds))

"""What several commands share: their options, how they refuse, how they show findings."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator import files, languages
from generator.cache import NAME, Layout
from generator.commands import FINDINGS, UNUSABLE
from generator.commands._language import current, echo, said
from generator.errors import (
    UNREAD,
    ArchiveError,
    LoadingError,
    NoticesError,
    Problem,
    in_one_line,
)
from generator.message import counted, say
from generator.provenance import Origin

# What only some commands need is imported where it is needed: help reads no data.
if TYPE_CHECKING:
    from generator import pipeline
    from generator.checks import report


def day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """A day as people write it in a command: `2026-12-15`, `15.12.2026`, `15 Aralık 2026`.

    No law and no text is of another age than ours.
    """
    written = languages.day_in_figures(value or "") or value
    try:
        named = date.fromisoformat(written) if written else None
        if named and not 1900 <= named.year < 2200:
            raise ValueError
        return named
    except ValueError as error:
        raise click.BadParameter(
            say("“{value}” is not a valid date; write dates as 2026-12-15", value=value)
        ) from error


def notes(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """What changed, by language, as `tr=…`; each language once."""
    by_language: dict[str, str] = {}
    for value in values:
        code, equals, words = value.partition("=")
        if not equals:
            example = f"--note {languages.TURKISH}=…"
            raise click.BadParameter(
                say(
                    "“{value}” names no language; write it as {example}",
                    value=value,
                    example=example,
                )
            )
        if code not in languages.codes():
            known = ", ".join(languages.codes())
            raise click.BadParameter(
                say("there is no language “{code}”; there are: {known}", code=code, known=known)
            )
        if code in by_language:
            raise click.BadParameter(say("there are two notes in “{code}”; write one", code=code))
        by_language[code] = words
    return by_language


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command has which reads data."""
    options = (
        click.option("--data", type=click.Path(path_type=Path), default=Path("data"),
                     show_default=True, help="Folder with the controller's facts."),
        click.option("--site", default=None, help="Site to build (id in sites.yml); the first."),
        click.option("--as-of", callback=day, default=None, metavar="DAY",
                     help="Facts and law as of this day (2026-12-15); today in Istanbul."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


folder = click.option(
    "--data",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path("data"),
    show_default=True,
    help="Folder with the controller's facts.",
)
"""Of commands that write into the data and must find them there."""
key = click.option(
    "--key", type=click.Path(path_type=Path), default=None, help="Private key that signs (PEM)."
)


@contextmanager
def refusals() -> Iterator[None]:
    """What cannot be done inside is reported and ends the command: what the archive does not
    allow as a finding, input that cannot be understood as unusable."""
    try:
        yield
    except ArchiveError as error:
        refuse(error, FINDINGS)
    except NoticesError as error:
        refuse(error)


def refuse(error: NoticesError, code: int = UNUSABLE) -> NoReturn:
    """Report every mistake and end."""
    show(error.problems)
    echo(_end(len(error.problems)), err=True)
    sys.exit(code)


def show(problems: Iterable[Problem]) -> None:
    """Each mistake with its place, and the line in which it is."""
    given = (click.get_current_context(silent=True) or click.Context(click.Command(""))).params
    for problem in problems:
        where = _where_given(problem, given.get("data"))
        public = given.get("public")  # what stands there may be internal, and nobody can tell yet
        if given.get("shape") == "github":
            from generator.checks import report

            parts = (UNREAD,) if public else (where.message, where.hint)
            click.echo(report.mistake(where.origin, " ".join(map(said, filter(None, parts)))))
        if public:
            echo(say("{origin}: {unread}", origin=where.origin, unread=UNREAD), err=True)
            continue
        click.echo(in_one_line(said(where.line)), err=True)
        for line in pointed_at(where.origin):
            click.echo(f"    | {in_one_line(line)}", err=True)


READERS = ("at", "check", "explain", "keys", "trace")
"""Commands that write nothing, so that they do not say that nothing was written."""


def _end(mistakes: int) -> str:
    """How many there are, and what follows."""
    context = click.get_current_context(silent=True)
    if context and context.info_name in READERS:
        return counted(
            "{count} mistake. Correct it, then run “{command}” again.",
            "{count} mistakes. Correct them, then run “{command}” again.",
            mistakes,
            command=f"notices {context.info_name}",
        )
    return counted(
        "{count} mistake; nothing was written.", "{count} mistakes; nothing was written.", mistakes
    )


_AROUND = 90
_LARGEST = 1 << 20
"""Bytes of a file that are looked through for a line to show."""


def pointed_at(origin: Origin) -> list[str]:
    """The line of a file and a caret below its column; nothing where there is no such line."""
    try:
        lines = files.read(Path(origin.file), _LARGEST).decode("utf-8").split("\n")
        line = lines[origin.line - 1] if origin.line else ""
    except (OSError, UnicodeDecodeError, IndexError):
        return []
    if not line.strip():
        return []
    begin = max(0, origin.column - 1 - _AROUND // 2)
    caret = " " * (origin.column - 1 - begin) + "^"
    return [line[begin : begin + _AROUND].replace("\t", " "), caret]


def _where_given(problem: Problem, data: Path | None) -> Problem:
    """The problem with the name of its file from the current folder."""
    inside = problem.origin.file.removeprefix("data/")
    if data is None or inside == problem.origin.file:
        return problem
    return replace(problem, origin=problem.origin._replace(file=(data / inside).as_posix()))


def pdfs_can_be_made() -> bool:
    """Says so when they cannot; the rest is made without them."""
    from generator.recipes import publishing  # a check makes no page

    lacking = publishing.why_no_pdfs()
    if lacking:
        echo(say("No PDFs are made: {lacking}", lacking=lacking), err=True)
    return not lacking


def site_address() -> str:
    """SITE_URL with a final slash, as mkdocs.yml reads it; empty while it is unknown."""
    from generator.publication import host

    address = os.environ.get("SITE_URL", "")
    if address and (fault := host.fault(address)):
        refuse(LoadingError(host.problem(fault)))
    return f"{address.rstrip('/')}/" if address else ""


def cache() -> Layout | None:
    """What is made once lies in the folder of a project, and nowhere else."""
    return Layout(Path(NAME)) if Path("mkdocs.yml").is_file() else None


_LEVELS = {"error": "red", "warning": "yellow", "accepted": "green"}


def coloured(output: str) -> str:
    """Levels in colour; `echo` takes the colours away where no terminal reads them."""
    levels = {said(level): colour for level, colour in _LEVELS.items()}

    def paint(match: re.Match[str]) -> str:
        return match[1] + click.style(match[2], fg=levels[match[2]], bold=True) + match[3]

    return re.sub(
        rf"(?m)^(\S+:\d+:\d+: )({'|'.join(levels)})( [A-Z]+-\d\d(?:\[[a-z0-9-]+\])?: )",
        paint,
        output,
    )


def findings(outcome: pipeline.Outcome, data: Path) -> report.Report:
    """The findings of a run on the folder that was given, in the language of the command."""
    from generator.checks import called, report

    return report.Report(
        outcome.findings, data, current(), entries=called.entries_of(outcome.facts)
    )

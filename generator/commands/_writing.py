"""How a command writes into the data: it shows the lines, asks, and writes all or nothing."""

import sys
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import click

from generator import languages
from generator.commands import FINDINGS
from generator.commands import _options as options
from generator.commands._language import echo, said
from generator.editing import Edition
from generator.message import Message, counted, say

T = TypeVar("T")


def shown_and_written(edition: Edition, *, yes: bool) -> None:
    """Show what changes; write it where `yes`, or where a person at a terminal agrees."""
    with options.refusals():
        edition.judge()
    for line in edition.difference():
        click.echo(said(line) if isinstance(line, Message) else line)
    files = counted("{count} file", "{count} files", len(edition.contents))
    if not yes and not (can_ask() and agreed(say("Write {files}?", files=files))):
        echo(say("Nothing was written; “--yes” writes it."), err=True)
        sys.exit(FINDINGS)
    with options.refusals():
        edition.write()
    echo(say("{files} written.", files=files), err=True)


def agreed(question: str) -> bool:
    """A yes or a no in any language of the tool; without an answer it is a no."""
    while True:
        words = click.prompt(f"{said(question)} [{said(say('y/N'))}]", "", show_default=False)
        meant = languages.get(languages.TURKISH).lower(words.strip())
        if meant in ("", "n", "no", "h", "hayır", "hayir"):
            return False
        if meant in ("y", "yes", "e", "evet"):
            return True
        echo(say("Write yes or no."), err=True)


def can_ask() -> bool:
    """Whether a person is there who can answer."""
    return sys.stdin.isatty()


def asked(option: str, value: T | None, question: str, read: Callable[[str], T]) -> T:
    """The value of an option, or what a person answers; refused where nobody can be asked."""
    if value is not None:
        return value
    if not can_ask():
        raise click.UsageError(say("{option} is missing.", option=option))
    while True:
        try:
            return read(click.prompt(said(question)))
        except click.BadParameter as error:
            echo(error.message, err=True)
        except ValueError as error:
            echo(error.args[0], err=True)


def a_day(words: str) -> date:
    """A day as a person types it."""
    day = options.day(click.get_current_context(), click.Option(["--until"]), words)
    assert day is not None
    return day

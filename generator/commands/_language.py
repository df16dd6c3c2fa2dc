"""The language in which a command speaks: `--lang`, else the environment, else that of the site."""

import copy
import inspect
import os
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TypeVar

import click

from generator import catalogue
from generator.commands import _metavars
from generator.message import say
from generator.places import DATA, placed

_OPTION = "--lang"

C = TypeVar("C", bound=click.Command)


def chosen(arguments: Sequence[str], own: Collection[str]) -> tuple[str, list[str]]:
    """The language for these arguments of the command line, and the arguments without `--lang`.

    Behind the commands called `own` the option is theirs: the language of a text.
    """
    rest = list(arguments)
    before = next((n for n, argument in enumerate(rest) if argument in own), len(rest))
    asked = _taken(head := rest[:before], _OPTION)
    rest[:before] = head
    if asked is not None and asked not in catalogue.known():
        message = say("“{asked}” is not one of: {known}.", asked=asked, known=catalogue.known())
        raise click.BadParameter(message, param_hint=_OPTION)
    return asked or catalogue.asked_for(os.environ) or _of_site(rest), rest


def _of_site(arguments: Sequence[str]) -> str:
    from generator import loading  # help waits for no reading of data

    data = Path(_taken(list(arguments), "--data") or "data")
    language = loading.first_language(data, _taken(list(arguments), "--site"))
    return language if language in catalogue.known() else catalogue.ENGLISH


def _taken(arguments: list[str], option: str) -> str | None:
    """The value of an option, which is taken out of the arguments; None without it."""
    for number, argument in enumerate(arguments):
        if argument == "--":
            return None
        if argument == option and number + 1 < len(arguments):
            value = arguments[number + 1]
            del arguments[number : number + 2]
            return value
        if argument.startswith(f"{option}="):
            del arguments[number]
            return argument.partition("=")[2]
    return None


def current() -> str:
    """The language of the command that runs now."""
    context = click.get_current_context(silent=True)
    return (context.find_root().obj if context else None) or catalogue.ENGLISH


def said(message: str) -> str:
    """A message in the language of the command that runs now, of the folder that it was given."""
    return placed(catalogue.said(message, current()), data())


def data() -> Path:
    """The folder that the command was given; `data` where it takes none."""
    context = click.get_current_context(silent=True)
    return (context.params if context else {}).get("data") or Path(DATA)


def echo(message: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Write a message in that language."""
    click.echo(said(message) if message else message, err=err, nl=nl)


def helping(command: C, language: str) -> C:
    """The command with its help in `language`."""
    if language == catalogue.ENGLISH:
        return command
    command = copy.copy(command)
    if command.help:
        command.help = catalogue.said(inspect.cleandoc(command.help), language)
    command.params = [copy.copy(parameter) for parameter in command.params]
    for option in command.params:
        if isinstance(option, click.Option) and option.help:
            option.help = catalogue.said(option.help, language)
    _metavars.name(command, language)
    if isinstance(command, click.Group):
        command.commands = {n: helping(c, language) for n, c in command.commands.items()}
    return command

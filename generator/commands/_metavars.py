"""What stands for a value in help and usage (`FOLDER`, `KEY[,FROM]`), in the language of help."""

import re

import click

from generator import catalogue
from generator.message import say

WORDS = (
    say("ADDRESS"), say("AFTER"), say("ARGS"), say("BEFORE"), say("CERTIFICATES"), say("CHANGES"),
    say("CLAUSE"), say("CODE"), say("COMMAND"), say("DAY"), say("DIGEST"), say("DIRECTORY"),
    say("DOCUMENT"), say("FILE"), say("FLOAT RANGE"), say("FOLDER"), say("FROM"), say("HOST"),
    say("ID"), say("KEY"), say("KIND"), say("LANGUAGE"), say("LETTER"), say("NAME"), say("NUMBER"),
    say("OPTIONS"), say("PATH"), say("PLACE"), say("POINT"), say("REF"), say("RULE"),
    say("SELECTOR"), say("SURFACE"), say("TEXT"), say("TOPIC"), say("UNTIL"), say("WHEEL"),
    say("WORDS"),
)  # fmt: skip
"""Of all commands; a value that is typed as it stands (`draft`, `URL`) is none of them."""
_WORD = re.compile(r"[A-Z]{2,}(?: RANGE)?")


def name(command: click.Command, language: str) -> None:
    """Give the values of a command, which is a copy, their names in `language`."""
    command.options_metavar = _in(command.options_metavar or "", language)
    if isinstance(command, click.Group):
        command.subcommand_metavar = _in(command.subcommand_metavar, language)
    for parameter in command.params:
        if parameter.metavar:
            parameter.metavar = _in(parameter.metavar, language)
        elif isinstance(parameter, click.Argument):
            parameter.metavar = _of_argument(parameter, language)
        elif not isinstance(parameter.type, click.Choice) and not _is_flag(parameter):
            parameter.metavar = _in(parameter.type.name.upper(), language)


def _is_flag(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Option) and (parameter.is_flag or parameter.count)


def _of_argument(argument: click.Argument, language: str) -> str:
    """In brackets where it may be left out, with dots where several may stand."""
    words = _in((argument.name or "").upper(), language)
    words = words if argument.required else f"[{words}]"
    return words if argument.nargs == 1 else f"{words}…"


def _in(metavar: str, language: str) -> str:
    known = {str(word): word for word in WORDS}
    return _WORD.sub(lambda m: catalogue.said(known.get(m[0], m[0]), language), metavar)

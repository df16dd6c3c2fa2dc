"""`notices …`: each command is a file of this folder, read when it is asked for.

Words go to standard output, complaints to standard error.
"""

import importlib
import inspect
import os
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

import click

from generator import catalogue
from generator.commands import _language
from generator.errors import in_one_line
from generator.message import say

_HERE = Path(__file__).parent


TEXT_LANGUAGE = ("at", "compare", "papers", "trace")
"""Commands with a “--lang” of their own, which names the language of a text."""


class _Commands(click.Group):
    """The commands by the names of their files: a check waits for no site builder."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """The context with its language; “--lang” may stand anywhere, but for these commands."""
        if sys.flags.optimize > 1:  # keys and rules explain themselves by their docstrings
            raise click.ClickException(say("Run Python without -OO, which takes words away."))
        language, rest = _language.chosen(args, TEXT_LANGUAGE)
        catalogue.bind(language, os.environ)
        spoken = _language.helping(self, language)
        with _said(language):
            return click.Group.make_context(spoken, info_name, rest, parent, obj=language, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it refuses is said in the language of the context."""
        from generator.commands import _faults  # help and completion wait for no more

        with _said(ctx.obj), _faults.in_words():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Every file of the folder that does not begin with an underscore."""
        names = (module.name for module in pkgutil.iter_modules([str(_HERE)]))
        return sorted(name for name in names if not name.startswith("_"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, which waits for nothing that one of them needs."""
        listed = click.Group(
            commands={
                name: _language.helping(click.Command(name, help=_said_of(name)), ctx.obj)
                for name in self.list_commands(ctx)
            }
        )
        listed.format_commands(ctx, formatter)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command called `name`, from the file of that name."""
        if name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__package__}.{name}")
        command: click.Command = getattr(module, name)
        return _language.helping(command, ctx.obj or catalogue.ENGLISH)


def _said_of(name: str) -> str:
    """What the command called `name` says of itself: the words of its function, which is compiled
    and not run."""
    module = f"{__package__}.{name}"
    code = SourceFileLoader(module, str(_HERE / f"{name}.py")).get_code(module)
    inside = code.co_consts if code else ()
    own = next(c for c in inside if isinstance(c, CodeType) and c.co_name == name)
    return inspect.cleandoc(own.co_consts[0])


@contextmanager
def _said(language: str) -> Iterator[None]:
    try:
        yield
    except click.ClickException as error:
        words = in_one_line(catalogue.said(error.message, language))  # it may quote an argument
        object.__setattr__(error, "message", words)  # the class declares it final, and prints it
        raise


HELP = "Personal-data notices under Turkish law (KVKK), from facts in YAML."


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]}, help=HELP)
@click.option(
    "--lang",
    metavar="|".join(catalogue.known()),
    help="Language of what the tool says; otherwise that of the environment or of the site.",
)
def main(lang: str | None) -> None:
    """One command, or the list of them."""

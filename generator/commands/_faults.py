"""The last door: whatever was not foreseen ends a command with words, and with nothing else.

Each way in has words of its own; what arrives here is a file that went away in between, a full
disk, or a fault of this tool.
"""

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from generator.commands import _options as options
from generator.commands._language import echo
from generator.errors import NoticesError, in_one_line
from generator.message import say

FAULT = 70
"""The exit code of a fault of the tool (EX_SOFTWARE of sysexits)."""
SHOWN = "NOTICES_TRACEBACK"
"""Whoever mends the tool sets it to see where a fault arose."""
_TOOL = Path(__file__).parents[1]


@contextmanager
def in_words() -> Iterator[None]:
    """Reports what is raised inside, and ends the command."""
    try:
        yield
    except (click.ClickException, click.Abort, click.exceptions.Exit):
        raise
    except NoticesError as error:
        options.refuse(error)
    except OSError as error:
        if error.errno == errno.EPIPE or os.environ.get(SHOWN):  # nobody reads on
            raise
        _refuse(error)
    except Exception as error:
        if os.environ.get(SHOWN):
            raise
        _own(error)


def _refuse(error: OSError) -> None:
    named = f"{error.filename}: " if error.filename else ""
    words = say("{file}error: {reason}.", file=named, reason=error.strerror or error)
    click.echo(in_one_line(words), err=True)
    sys.exit(2)


def _own(error: Exception) -> None:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if _inside(f.filename)]
    place = f"{Path(frames[-1].filename).relative_to(_TOOL.parent)}:{frames[-1].lineno}"
    echo(
        say(
            "This is a fault of kvkk-notices, not of your data ({kind} in {place}). Please report "
            "it with the command and with what it read; nothing that was published has changed.",
            kind=type(error).__name__,
            place=place,
        ),
        err=True,
    )
    sys.exit(FAULT)


def _inside(file: str) -> bool:
    return Path(file).is_relative_to(_TOOL)

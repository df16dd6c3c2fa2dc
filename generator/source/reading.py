"""The only door to YAML: text in, nodes with positions out; every scalar stays a string."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from generator import files
from generator.characters import REFUSED
from generator.errors import Problem, SourceError
from generator.message import say
from generator.provenance import Origin
from generator.source import complaints, letters
from generator.source.building import MAX_DEPTH, Builder, Enough, TooDeep
from generator.source.letters import MAX_BYTES
from generator.source.nodes import Mapping, Node

UNREADABLE = say("Put an ordinary file there that you may read.")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE = re.compile(r"^<{7}( .*)?$|^>{7}( .*)?$", re.MULTILINE)


def read(path: Path, name: str) -> Node:
    """The YAML file at `path`, called `name` in origins; raises SourceError with all mistakes,
    and FileNotFoundError."""
    return parse(bytes_of(path, name), name)


def bytes_of(path: Path, name: str) -> bytes:
    """The bytes of a file, more than `MAX_BYTES` of one that is too large; raises SourceError
    where they cannot be read, and FileNotFoundError."""
    try:
        return files.read(path, MAX_BYTES)
    except FileNotFoundError:
        if not path.is_symlink():
            raise
        reason: str = say("it leads to nothing")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
    message = say("this cannot be read ({reason}).", reason=reason)
    raise SourceError(Problem(Origin(name), message, UNREADABLE))


@lru_cache(maxsize=256)  # of all files of a controller a preview reads again those that changed
def parse(data: bytes, name: str) -> Node:
    """YAML in UTF-8 as a node; a file without content is an empty mapping.

    A byte order mark is dropped, line ends become \\n, values become NFC. Raises SourceError.
    """
    text = letters.decoded(data, name)
    if merge := _MERGE.search(text):
        message = say("git could not merge two versions of these lines.")
        hint = say("Keep the right ones, and delete the marks <<<<<<<, ======= and >>>>>>>.")
        raise SourceError(Problem(letters.place(name, text, merge.start()), message, hint))
    builder = Builder(name, text)
    builder.problems += (forbidden := letters.forbidden(text, name))
    tabs = letters.tabs(text)
    try:
        # With stand-ins for what is forbidden, so that the other mistakes are found as well.
        held = REFUSED.sub("\ufffd", text) if forbidden else text
        for event in yaml.parse(held, Loader=_LOADER):
            builder.take(event)
    except Enough:
        raise SourceError(builder.problems) from None
    except TooDeep as error:
        message = say("more than {max_depth} levels lie inside one another.", max_depth=MAX_DEPTH)
        raise SourceError([*builder.problems, Problem(error.origin, message)]) from None
    except yaml.MarkedYAMLError as error:
        reached = complaints.Reached(name, builder.open_bracket(), builder.quoted)
        problem = complaints.plain(error, reached, text)
        above = (tab for tab in tabs if tab.line <= problem.origin.line)
        before = _told(above, builder)
        if all(other.origin.line != problem.origin.line for other in forbidden):
            before = before or [problem]
        raise SourceError([*builder.problems, *before]) from None
    except yaml.YAMLError:
        unread = Problem(Origin(name), say("this is not readable as YAML."))
        raise SourceError(builder.problems or unread) from None
    builder.problems += _told((tab for tab in tabs if tab.harms), builder)
    if builder.problems:
        raise SourceError(builder.problems)
    return builder.root or Mapping((), Origin(name))


def _told(tabs: Iterable[letters.Tab], builder: Builder) -> list[Problem]:
    """The first twenty that stand in no text of several lines, where tabs may stand."""
    outside = (tab for tab in tabs if tab.line not in builder.block_lines)
    return [tab.problem(builder.name) for tab in islice(outside, 20)]

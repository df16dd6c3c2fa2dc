"""What a text of ours never is: so large, so deep or of so many parts that reading it takes long.

Whoever hands over an archive may have written anything into it; its digests say only that it
agrees with itself.
"""

import json
from typing import Any
from xml.parsers import expat

from generator.message import say

MOST_BYTES, MOST_DEPTH, MOST_CLAUSES = 3_000_000, 64, 2_000


def exceeded(content: bytes) -> str:
    """Why a frozen text is not read, as the end of a sentence about it; empty when it is."""
    if len(content) > MOST_BYTES:
        return say("is larger than {limit} bytes", limit=MOST_BYTES)
    try:
        layers = _layers(json.loads(content))
    except (ValueError, RecursionError):
        return say("cannot be read")
    if sum(len(clauses) for _, clauses in layers) > MOST_CLAUSES:
        return say("has more than {limit} clauses", limit=MOST_CLAUSES)
    if any(_deep(html) for html, _ in layers):
        return say("has elements inside one another, more than {limit} deep", limit=MOST_DEPTH)
    return ""


def _layers(data: Any) -> list[tuple[str, list[Any]]]:
    """The markup and the clauses of each layer; raises ValueError where it has none."""
    try:
        layers = [(layer["html"], layer["clauses"]) for layer in data["layers"]]
    except (KeyError, TypeError) as error:
        raise ValueError from error
    if not all(isinstance(html, str) and isinstance(rows, list) for html, rows in layers):
        raise ValueError
    return layers


class _TooDeep(Exception):
    """More elements are open at once than any text of ours has."""


def _deep(html: str) -> bool:
    depth = 0

    def begin(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise _TooDeep

    def end(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    try:
        parser.Parse(html.encode("utf-8", "replace"), True)
    except _TooDeep:
        return True
    except expat.ExpatError:  # what is not well formed is reported by whoever reads it
        return False
    return False

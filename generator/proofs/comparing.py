"""Where a file of a site differs from the one that its archive makes, in a sentence for people."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.message import Message, say
from generator.outputs.api.index import PATH as INDEX
from generator.outputs.api.layout import in_json
from generator.proofs import zipped
from generator.proofs.claims import MOST_BYTES

__all__ = ["INDEX", "between", "differences", "index_of", "place"]
_MOST = 3
"""Differences of one file that are reported."""


def differences(folder: Path, name: str, owed: bytes) -> Iterator[str]:
    """What is wrong with one file of the site, each in a sentence; nothing when it is as owed."""
    path = folder / name
    if not path.is_file():
        yield say("{file}: it is missing", file=name)
        return
    size = path.stat().st_size
    if size > MOST_BYTES + len(owed):
        yield say(
            "{file}: it has {size} bytes instead of {owed}", file=name, size=size, owed=len(owed)
        )
        return
    yield from between(name, path.read_bytes(), owed)


def between(name: str, published: bytes, owed: bytes) -> Iterator[str]:
    """What is wrong with a file of that name, each in a sentence; nothing when it is as owed."""
    if published == owed:
        return
    if name.endswith(".zip"):
        if not zipped.same(published, owed):
            yield say("{file}: it is not the bundle of this release", file=name)
    elif name.endswith(".json"):
        yield from (
            say("{file}: {wrong}", file=name, wrong=wrong) for wrong in _in_json(published, owed)
        )
    elif name.endswith(".pdf"):
        yield say("{file}: it is not the PDF that its release kept", file=name)
    else:
        words, wanted = published.decode("utf-8", "replace"), owed.decode()
        yield say("{file}: {wrong}", file=name, wrong=place(words, wanted))


def place(published: str, owed: str) -> Message:
    """The first place at which two texts differ."""
    start = _same(published, owed)
    here, there = published[start:], owed[start:]
    end = _same(here[::-1], there[::-1])
    before = owed[max(0, start - 25) : start]
    left, right = _piece(before, here, end), _piece(before, there, end)
    return say("“{there}” stands where “{owed}” belongs", there=left, owed=right)


def _same(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _piece(before: str, words: str, same: int) -> str:
    """What differs with a little around it, so that a person finds it."""
    length = len(words) - same
    shown = before + words[: min(length, 60)]
    return shown + ("…" if length > 60 else words[length : length + 25])


def _in_json(published: bytes, owed: bytes) -> Iterator[str]:
    """Which keys say something else."""
    try:
        paths = list(_paths(json.loads(published), json.loads(owed), ""))
    except (ValueError, RecursionError):
        paths = []
    yield from (say("its “{key}” is not what the archive says", key=path) for path in paths[:_MOST])
    if len(paths) > _MOST:
        yield say("and so are {count} more of its keys", count=len(paths) - _MOST)
    if not paths:
        yield say("it is written otherwise than this tool writes it")


def _paths(published: Any, owed: Any, here: str) -> Iterator[str]:
    """Where two values differ, each place by its path (`layers[0].text`)."""
    if isinstance(owed, dict) and isinstance(published, dict):
        for key in dict.fromkeys([*owed, *published]):
            inner = f"{here}.{key}" if here else str(key)
            if key not in owed or key not in published:
                yield inner
            else:
                yield from _paths(published[key], owed[key], inner)
    elif isinstance(owed, list) and isinstance(published, list) and len(owed) == len(published):
        for number, (one, other) in enumerate(zip(published, owed, strict=True)):
            yield from _paths(one, other, f"{here}[{number}]")
    elif type(published) is not type(owed) or published != owed:
        yield here


def index_of(content: bytes, tool: str | None) -> bytes:
    """The index as another version of the tool would sign it; it names the tool since 0.1."""
    data = json.loads(content)
    data.pop("tool", None)
    return in_json(data | ({"tool": tool} if tool else {})).encode()

"""What several files say of one subject, as if they were one file.

A file that grows too long is divided into files of a folder of its name, by rows as people like.
Lists and maps that begin in one file go on in the next; anything else is said once.
"""

from collections.abc import Iterable, Sequence

from generator import source
from generator.errors import Problem
from generator.message import say
from generator.provenance import Origin

_WHOLE = ("unconfirmed", "proposed", "internal")


def joined(nodes: Sequence[source.Node], folder: str) -> tuple[source.Node, list[Problem]]:
    """One node made of those of all files, and what is said twice; `folder` is where they lie."""
    if len(nodes) == 1:
        return nodes[0], []
    problems: list[Problem] = []
    entries: dict[str, source.Entry] = {}
    for node in nodes:
        if not isinstance(node, source.Mapping):
            message = say("here keys with their values are expected.")
            problems.append(Problem(node.origin, message))
            continue
        for entry in node.entries:
            if entry.key in _WHOLE:
                message = say(
                    "“{key}” marks a whole subject, and this is a part of one.", key=entry.key
                )
                hint = say("Write it at the rows meant.")
                problems.append(Problem(entry.key_origin, message, hint))
            elif first := entries.get(entry.key):
                more, wrong = _continued(first, entry)
                entries[entry.key] = more
                problems += wrong
            else:
                entries[entry.key] = entry
    return source.Mapping(tuple(entries.values()), Origin(folder, 0)), problems


def _continued(first: source.Entry, second: source.Entry) -> tuple[source.Entry, list[Problem]]:
    one, other = first.value, second.value
    if isinstance(one, source.Sequence) and isinstance(other, source.Sequence):
        items = source.Sequence((*one.items, *other.items), one.origin)
        return source.Entry(first.key, first.key_origin, items), []
    if isinstance(one, source.Mapping) and isinstance(other, source.Mapping):
        both = source.Mapping((*one.entries, *other.entries), one.origin)
        return source.Entry(first.key, first.key_origin, both), list(repeated(both.entries))
    return first, [_twice(first, second)]


def repeated(entries: Iterable[source.Entry]) -> Iterable[Problem]:
    """Each key that stands in two files."""
    known: dict[str, source.Entry] = {}
    for entry in entries:
        first = known.setdefault(entry.key, entry)
        if first is not entry and first.key_origin.file != entry.key_origin.file:
            yield _twice(first, entry)


def _twice(first: source.Entry, second: source.Entry) -> Problem:
    message = say(
        "“{key}” is written twice; the first is at {place}.",
        key=second.key,
        place=first.key_origin,
    )
    return Problem(second.key_origin, message, say("Delete one of the two."))

"""What a file says, as plain strings, lists and mappings; and the same as YAML."""

import unicodedata
from collections.abc import Iterator

from generator import languages, source
from generator.editing.scalars import written

Value = str | list["Value"] | dict[str, "Value"]
"""Nothing, `~` and a blank text are the empty string."""
Step = str | int
MAX_INLINE, MAX_LISTED = 80, 200
Path = tuple[Step, ...]
"""A place in a file: keys, and numbers of items from 0."""


def plain_value(node: source.Node) -> Value:
    """What a node says, without its places."""
    match node:
        case source.Scalar():
            return "" if node.blank else node.text
        case source.Sequence():
            return [plain_value(item) for item in node.items]
        case source.Mapping():
            return {entry.key: plain_value(entry.value) for entry in node.entries}


def composed(value: Value) -> Value:
    """`value` as it is read again: NFC, and nothing instead of blanks."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value) if value.strip() else ""
        case list():
            return [composed(item) for item in value]
        case dict():
            return {unicodedata.normalize("NFC", k): composed(v) for k, v in value.items()}


def inline(value: Value) -> str:
    """`value` inside brackets, or as they are written themselves."""
    match value:
        case str():
            return written(value, flow=True)
        case list():
            return f"[{', '.join(map(inline, value))}]"
        case dict():
            pairs = (f"{written(key, flow=True)}: {inline(item)}" for key, item in value.items())
            return f"{{{', '.join(pairs)}}}"


def lines(key: str | None, value: Value) -> Iterator[str]:
    """The lines of an entry `key: value`, or of an item of a list where there is no key."""
    begun = "-" if key is None else f"{written(key, flow=False)}:"
    if isinstance(value, str):
        yield f"{begun} {written(value, flow=False)}"
    elif _brief(value):
        yield f"{begun} {inline(value)}"
    elif key is None:  # the first line stands behind the dash
        first, *rest = _inner(value)
        yield f"- {first}"
        yield from (f"  {line}" for line in rest)
    else:
        yield begun
        yield from (f"  {line}" for line in _inner(value))


def _brief(value: list[Value] | dict[str, Value]) -> bool:
    """Whether brackets are easier to read: ids, and a short statement in its languages."""
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value) and len(inline(value)) <= MAX_LISTED
    return not value or (set(value) <= {*languages.codes()} and len(inline(value)) <= MAX_INLINE)


def _inner(value: list[Value] | dict[str, Value]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from lines(key, item)
    else:
        for item in value:
            yield from lines(None, item)

"""Where each node of a YAML text begins and ends, so that some letters can be changed alone."""

import re
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from generator.source.reading import parse

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAK = re.compile(r"\r\n|\r|\n")
_BLANKS = re.compile(r"[ \t\r\n]*")
Kind = Literal["scalar", "list", "mapping"]


@dataclass(frozen=True, slots=True)
class Place:
    """One node: the characters of the text from `start` to before `end`.

    `style` is how a scalar is written (`'`, `"`, `|`, `>`, empty when plain), and the opening
    bracket of a list or mapping that has one. `keys` and `values` are those of a mapping in the
    order of writing; the items of a list are its `values`. A value of which nothing is written
    stands behind the colon of its key, or behind the key where it has none.
    """

    kind: Kind
    start: int
    end: int
    style: str = ""
    text: str = ""
    keys: tuple["Place", ...] = ()
    values: tuple["Place", ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of a mapping in words."""
        return tuple(key.text for key in self.keys)

    def index(self, step: str | int) -> int:
        """The number of an entry by its key, or of an item; raises LookupError."""
        if self.kind == "mapping" and step in self.names:
            return self.names.index(str(step))
        if self.kind == "list" and isinstance(step, int) and 0 <= step < len(self.values):
            return step
        raise LookupError(step)


def places(content: str, name: str) -> Place | None:
    """The places of all nodes of `content` (line ends as they are, no byte order mark).

    None when nothing is written in it. Raises SourceError as `parse` does.
    """
    parse(content.encode(), name)
    root = yaml.compose(content, Loader=_LOADER)
    return None if root is None else _Finder(content).place(root)


class _Finder:
    """Turns the marks of the library into places."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [0, *(match.end() for match in _BREAK.finditer(text))]

    def place(self, node: Any) -> Place:
        """A node that is written; of one that is not, `_after` says where it would be."""
        start, end = self._index(node.start_mark), self._index(node.end_mark)
        if isinstance(node, yaml.ScalarNode):
            style = node.style or ""
            if style in ("|", ">"):  # the library counts the empty lines below as well
                end = start + len(self._text[start:end].rstrip())
            return Place("scalar", start, end, style, node.value)
        style = self._text[start] if node.flow_style else ""
        if isinstance(node, yaml.SequenceNode):
            values = tuple(map(self.place, node.value))
            return Place("list", start, end if style else values[-1].end, style, values=values)
        keys = tuple(self.place(key) for key, _ in node.value)
        values = tuple(
            self._after(key, value) for key, (_, value) in zip(keys, node.value, strict=True)
        )
        return Place("mapping", start, end if style else values[-1].end, style, "", keys, values)

    def _after(self, key: Place, value: Any) -> Place:
        if value.start_mark.index != value.end_mark.index:
            return self.place(value)
        match = _BLANKS.match(self._text, key.end)
        colon = match.end() if match else key.end
        at = colon + 1 if self._text[colon : colon + 1] == ":" else key.end
        return Place("scalar", at, at)

    def _index(self, mark: Any) -> int:
        line, column = int(mark.line), int(mark.column)
        if line >= len(self._lines):  # the library ends every text with a line end
            return len(self._text)
        return min(self._lines[line] + column, len(self._text))

"""Nodes from the parser's events, with a stack of our own: depth, aliases, tags and duplicate keys
are seen before anything is built of them."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.characters import REFUSED
from generator.errors import Problem
from generator.message import say
from generator.provenance import Origin
from generator.source import complaints
from generator.source.letters import pile
from generator.source.nodes import Entry, Mapping, Node, Scalar, Sequence

MAX_PROBLEMS = 50
MAX_DEPTH = 40
MAX_SCALAR = 100_000
_REMARK = re.compile(r"[ \t]#[^\s#]")
_HASH = re.compile(r"[ \t]#[^#]")
_PHONE, _EXTENSION = re.compile(r"[+0][\d ()/-]{9,}"), re.compile(r"[ \t]+# ?[^\s#]")
_NUMBER = re.compile(r"[ \t]+# *\d+[ \t]*")
"""Remarks that belong to what they stand behind: an extension, the number of a house."""
_QUOTES = frozenset("“”„‘’")
_CURLY = re.compile("[“”„‘’][^“”„‘’]*[“”‘’]")


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"


class Enough(Exception):
    """So much is wrong that more complaints help nobody."""


class TooDeep(Exception):
    """Lists and mappings lie inside one another without end."""

    def __init__(self, origin: Origin) -> None:
        super().__init__()
        self.origin = origin


@dataclass
class _Open:
    """A list or mapping that is being read."""

    origin: Origin
    items: list[Any] = field(default_factory=list)
    key: Scalar | None = None
    keys: dict[str, Origin] = field(default_factory=dict)
    is_mapping: bool = False
    flow: bool = False
    skipped: bool = False


class Builder:
    """Takes the parser's events one by one."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.block_lines: set[int] = set()  # of texts after “|” and “>”, where tabs may stand
        # All lines, where one may have a remark after its value.
        self.remarked = text.split("\n") if _HASH.search(text) else []
        self.quoted: tuple[Origin, int] | None = None  # the last text in quotes, and its last line
        self._stack: list[_Open] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        """One event of the parser."""
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._open(event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._close()
            case yaml.AliasEvent():
                name = _short(f"*{event.anchor}")
                self._fault(
                    event, say("“{name}” repeats another place.", name=name), say("Write it out.")
                )
                self._add(Scalar(name, self._origin(event)))
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents == 2:
                    self._fault(
                        event, say("a second document begins here."), say("Use one file for each.")
                    )

    def _origin(self, event: Any) -> Origin:
        mark = event.start_mark
        return Origin(self.name, mark.line + 1, mark.column + 1, self._path())

    def _path(self) -> str:
        if not self._stack:
            return ""
        outer = self._stack[-1]
        path = outer.origin.path
        if not outer.is_mapping:
            return f"{path}[{len(outer.items)}]"
        if outer.key is None:
            return path
        return f"{path}.{outer.key.text}" if path else outer.key.text

    def _note(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            raise Enough

    def _fault(self, event: Any, message: str, hint: str = "") -> None:
        self._note(Problem(self._origin(event), message, hint))

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            tag = _short(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self._fault(event, say("“{tag}” is a YAML tag.", tag=tag), say("Delete it."))
        if event.anchor is not None:
            self._fault(
                event,
                say("“{anchor}” is a YAML anchor.", anchor=_short("&" + event.anchor)),
                say("Delete it."),
            )

    def _scalar(self, event: Any) -> None:
        self._refuse_tag(event)
        plain = event.style in (None, "")
        value = self._value(event)
        origin = self._origin(event)
        if plain:
            self._refuse_lookalikes(event, value)
        elif event.style in ("'", '"'):
            self.quoted = origin, event.end_mark.line + 1
        blank = not value.strip() or (plain and value in ("~", "null"))
        top = self._stack[-1] if self._stack else None
        if blank and top is not None and top.is_mapping and top.key is not None:
            at = top.key.origin
            origin = Origin(self.name, at.line, at.column, origin.path)
        self._add(Scalar("" if blank else value, origin, blank))

    def _refuse_lookalikes(self, event: Any, value: str) -> None:
        """What looks like quotes and is printed, and what looks like text and is not read."""
        if value[:1] in _QUOTES and _CURLY.fullmatch(value):
            self._fault(event, *complaints.CURLY)
        if self.remarked:
            self._refuse_remark(event.end_mark, value)

    def _refuse_remark(self, end: Any, value: str) -> None:
        rest = self.remarked[end.line][end.column :] if end.line < len(self.remarked) else ""
        blanks = len(rest) - len(rest.lstrip(" \t"))
        number = _EXTENSION.match(rest) if _PHONE.fullmatch(value) else _NUMBER.fullmatch(rest)
        if blanks and (number or _REMARK.match(rest, blanks - 1)):
            message = say("what stands behind “#” is a remark and is not read.")
            hint = say("Put quotes around the whole text; a remark has a space behind “#”.")
            if number:
                hint = say("Put quotes around the whole text, or the remark above the line.")
            self._note(
                Problem(Origin(self.name, end.line + 1, end.column + blanks + 1), message, hint)
            )

    def _value(self, event: Any) -> str:
        """The text in NFC; what is forbidden is so when written with a backslash, too."""
        value: str = event.value
        if event.style in ("|", ">"):
            last = event.end_mark.line + (event.end_mark.column > 0)
            self.block_lines.update(range(event.start_mark.line + 2, last + 1))
        if len(value) > MAX_SCALAR:
            self._fault(
                event,
                say("this text has more than {max_scalar} characters.", max_scalar=MAX_SCALAR),
                say("Split it."),
            )
        if event.style != '"':  # elsewhere a backslash is one, and the whole was looked at
            return unicodedata.normalize("NFC", value)
        if match := REFUSED.search(value):
            message = say(
                "a backslash stands for a forbidden character (U+{code}).",
                code=f"{ord(match.group()):04X}",
            )
            self._fault(event, message, say("Delete it."))
        if pile(value) is not None:
            self._fault(event, say("a letter carries too many marks."), say("Delete it."))
            return "\ufffd"
        return unicodedata.normalize("NFC", value)

    def _open(self, event: Any) -> None:
        self._refuse_tag(event)
        origin = self._origin(event)
        top = self._stack[-1] if self._stack else None
        if len(self._stack) >= MAX_DEPTH:
            raise TooDeep(origin)
        is_key = top is not None and top.is_mapping and top.key is None
        if is_key:
            self._fault(
                event, say("a list or a block cannot be a key."), say("Put quotes around the key.")
            )
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._stack.append(
            _Open(origin, is_mapping=is_mapping, flow=bool(event.flow_style), skipped=is_key)
        )

    def open_bracket(self) -> Origin | None:
        """Where the innermost bracket stands that is not closed yet."""
        top = self._stack[-1] if self._stack else None
        return Origin(self.name, top.origin.line, top.origin.column) if top and top.flow else None

    def _close(self) -> None:
        done = self._stack.pop()
        node: Any = (Mapping if done.is_mapping else Sequence)(tuple(done.items), done.origin)
        self._add(Scalar("", done.origin) if done.skipped else node)

    def _add(self, node: Node) -> None:
        if not self._stack:
            self.root = self.root or (None if _is_nothing(node) else node)
            return
        top = self._stack[-1]
        if not top.is_mapping:
            top.items.append(node)
        elif top.key is None:
            top.key = self._key(top, node)
        else:
            top.items.append(Entry(top.key.text, top.key.origin, node))
            top.key = None

    def _key(self, top: _Open, node: Node) -> Scalar:
        assert isinstance(node, Scalar)
        path = f"{node.origin.path}.{node.text}" if node.origin.path else node.text
        origin = Origin(self.name, node.origin.line, node.origin.column, path)
        if node.blank:
            self._note(Problem(origin, say("a key is missing before the colon.")))
        if node.text == "<<":
            self._note(Problem(origin, say("“<<” merges another place."), say("Write it out.")))
        first = top.keys.setdefault(node.text, origin)
        if first is not origin and not node.blank and node.text:
            message = say(
                "“{key}” is written twice; the first is at {place}.",
                key=_short(node.text),
                place=first,
            )
            self._note(Problem(origin, message, say("Delete one of the two.")))
        return Scalar(node.text, origin)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.blank

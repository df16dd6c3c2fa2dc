"""The only door to YAML: text in, nodes with positions out; every scalar stays a string.

Nodes are built from the parser's events with a stack of our own, so that depth, aliases, tags
and duplicate keys are seen before anything is built of them.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from generator.errors import Problem, SourceError
from generator.provenance import Origin

MAX_BYTES = 150_000  # five times a large file; much more would take seconds to read
MAX_PROBLEMS = 50
MAX_DEPTH = 40
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ue000-\uf8ff\ufeff\ufffe\uffff\ud800-\udfff\U000f0000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value exactly as written (NFC); `blank` when nothing, `~` or `null` is written."""

    text: str
    origin: Origin
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: str
    key_origin: Origin
    value: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order of writing."""

    entries: tuple[Entry, ...]
    origin: Origin

    def get(self, key: str) -> "Node | None":
        """The value of `key`, or None."""
        return next((entry.value for entry in self.entries if entry.key == key), None)

    def keys(self) -> tuple[str, ...]:
        """All keys."""
        return tuple(entry.key for entry in self.entries)


Node = Scalar | Sequence | Mapping


def read(path: Path, name: str) -> Node:
    """The YAML file at `path`, called `name` in origins; raises SourceError with all mistakes."""
    return parse(path.read_bytes(), name)


def parse(data: bytes, name: str) -> Node:
    """YAML in UTF-8 as a node; a file without content is an empty mapping.

    A byte order mark is dropped, line ends become \\n, text becomes NFC. Raises SourceError.
    """
    text = _decode(data, name)
    _refuse_characters(text, name)
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except _Enough:
        raise SourceError(builder.problems) from None
    except _TooDeep as error:
        raise SourceError(
            Problem(error.origin, f"more than {MAX_DEPTH} levels lie inside one another.", "")
        ) from None
    except yaml.MarkedYAMLError as error:
        raise SourceError([*builder.problems, _plain(error, name, text)]) from None
    except yaml.YAMLError:
        raise SourceError(Problem(Origin(name), "this is not readable as YAML.")) from None
    if builder.problems:
        raise SourceError(builder.problems)
    return builder.root or Mapping((), Origin(name))


def _decode(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise SourceError(
            Problem(Origin(name), f"the file is larger than {MAX_BYTES} bytes.", "Split it.")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        raise SourceError(
            Problem(
                _place(name, before, len(before)),
                "the file is not in UTF-8 from here on.",
                "Save it with the encoding UTF-8.",
            )
        ) from None
    _refuse_piles(text, name)
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def _refuse_piles(text: str, name: str) -> None:
    """More than 30 marks on one letter are no writing (UAX #15, stream-safe text).

    Composing thousands of them would take minutes.
    """
    pile = 0
    for index, letter in enumerate(text):
        pile = pile + 1 if letter > "\u02ff" and unicodedata.combining(letter) else 0
        if pile > 30:
            raise SourceError(
                Problem(_place(name, text, index), "a letter carries too many marks.", "Delete it.")
            )


def _place(name: str, text: str, index: int) -> Origin:
    line = text.count("\n", 0, index) + 1
    return Origin(name, line, index - (text.rfind("\n", 0, index) + 1) + 1)


def _refuse_characters(text: str, name: str) -> None:
    problems = []
    for match in islice(_REFUSED.finditer(text), 20):
        problems.append(
            Problem(
                _place(name, text, match.start()),
                f"there is an invisible or forbidden character (U+{ord(match.group()):04X}).",
                "Delete it and type the text anew.",
            )
        )
    for match in re.finditer(r"(?m)^ *\t", text):
        line = text[match.start() : text.find("\n", match.end())]
        if line.strip() and not line.lstrip().startswith("#"):
            problems.append(
                Problem(
                    _place(name, text, match.end() - 1),
                    "a tab stands at the beginning of the line.",
                    "Indent with spaces.",
                )
            )
            break
    if problems:
        raise SourceError(problems)


class _Enough(Exception):
    """So much is wrong that more complaints help nobody."""


class _TooDeep(Exception):
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
    skipped: bool = False


class _Builder:
    """Takes the parser's events one by one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.root: Node | None = None
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
                self._fault(event, f"“*{event.anchor}” repeats another place.", "Write it out.")
                self._add(Scalar("", self._origin(event), True))
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents == 2:
                    self._fault(event, "a second document begins here.", "Use one file for each.")

    def _origin(self, event: Any) -> Origin:
        mark = event.start_mark
        return Origin(self.name, mark.line + 1, mark.column + 1, self._path())

    def _path(self) -> str:
        parts = ""
        for outer in self._stack:
            if not outer.is_mapping:
                parts += f"[{len(outer.items)}]"
            elif outer.key is not None:
                parts += f".{outer.key.text}" if parts else outer.key.text
        return parts

    def _note(self, problem: Problem) -> None:
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Enough

    def _fault(self, event: Any, message: str, hint: str = "") -> None:
        self._note(Problem(self._origin(event), message, hint))

    def _refuse_tag(self, event: Any) -> None:
        if event.tag not in (None, "!"):
            self._fault(event, f"“{event.tag}” is a YAML tag.", "Delete it.")
        if event.anchor is not None:
            self._fault(event, f"“&{event.anchor}” is a YAML anchor.", "Delete it.")

    def _scalar(self, event: Any) -> None:
        self._refuse_tag(event)
        plain = event.style in (None, "")
        blank = not event.value.strip() or (plain and event.value in ("~", "null"))
        origin = self._origin(event)
        top = self._stack[-1] if self._stack else None
        if blank and top is not None and top.is_mapping and top.key is not None:
            at = top.key.origin
            origin = Origin(self.name, at.line, at.column, origin.path)
        self._add(Scalar("" if blank else event.value, origin, blank))

    def _open(self, event: Any) -> None:
        self._refuse_tag(event)
        origin = self._origin(event)
        top = self._stack[-1] if self._stack else None
        if len(self._stack) >= MAX_DEPTH:
            raise _TooDeep(origin)
        is_key = top is not None and top.is_mapping and top.key is None
        if is_key:
            self._fault(event, "a list or a block cannot be a key.", "Put quotes around the key.")
        self._stack.append(
            _Open(origin, is_mapping=isinstance(event, yaml.MappingStartEvent), skipped=is_key)
        )

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
            self._note(Problem(origin, "a key is missing before the colon."))
        if node.text == "<<":
            self._note(Problem(origin, "“<<” merges another place.", "Write it out."))
        first = top.keys.setdefault(node.text, origin)
        if first is not origin and not node.blank:
            self._note(
                Problem(
                    origin,
                    f"“{node.text}” is written twice; the first is at {first}.",
                    "Delete one of the two.",
                )
            )
        return Scalar(node.text, origin)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.blank


_WORDS = (
    ("mapping values are not allowed", "a colon stands where none is expected.",
     "Put quotes around a text that contains “: ”, or check the indentation."),
    ("could not find expected ':'", "a colon is missing after the key.", "Write “key: value”."),
    ("did not find expected key", "this line does not fit its block.",
     "Check the indentation and closing quotes of this line and the one above."),
    ("did not find expected '-'", "this line does not fit its list.", "Check the indentation."),
    ("cannot start any token", "a text cannot begin with this character.", "Put quotes around it."),
    ("unexpected end of stream", "a quotation mark is not closed.", "Close the quotes."),
    ("did not find expected ',' or", "a bracket is not closed.", "Close it, or write a list."),
    ("unknown escape", "a backslash stands in double quotes.", "Use single quotes."),
)  # fmt: skip


def _plain(error: yaml.MarkedYAMLError, name: str, text: str) -> Problem:
    """The library's complaint in words for whoever edits the file."""
    said = error.problem or ""
    opened = "unexpected end of stream" in said  # point at the quote, not at the end of the file
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    lines = text.count("\n") + 1
    origin = Origin(name, min(mark.line + 1, lines), mark.column + 1) if mark else Origin(name)
    for part, message, hint in _WORDS:
        if part in said:
            return Problem(origin, message, hint)
    return Problem(
        origin,
        "this cannot be read as YAML.",
        "Check quotes, colons and indentation of this line and the one above.",
    )

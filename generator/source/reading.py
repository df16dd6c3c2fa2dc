"""The only door to YAML: text in, nodes with positions out; every scalar stays a string.

Nodes are built from the parser's events with a stack of our own, so that depth, aliases, tags
and duplicate keys are seen before anything is built of them.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from generator.errors import Problem, SourceError
from generator.provenance import Origin
from generator.source import complaints

MAX_BYTES = 150_000  # five times a large file; much more would take seconds to read
MAX_PROBLEMS = 50
MAX_DEPTH = 40
MAX_SCALAR = 100_000
MAX_MARKS = 30
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ue000-\uf8ff\ufeff\ufffe\uffff\ud800-\udfff\U000f0000-\U0010ffff]"
)
_MERGE = re.compile(r"^<{7}( .*)?$|^>{7}( .*)?$", re.MULTILINE)
_INDENT = re.compile("^ *[\t\u00a0\u2000-\u200a\u202f\u3000]", re.MULTILINE)
_REMARK = re.compile(r"[ \t]#[^\s#]")
_PERHAPS_PILED = re.compile(f"[^\0-\u02ff]{{{MAX_MARKS + 1}}}")
_CURLY = re.compile("[“”„‘’][^“”„‘’]*[“”‘’]")


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
    with path.open("rb") as file:  # a link to /dev/zero has no end
        return parse(file.read(MAX_BYTES + 1), name)


def parse(data: bytes, name: str) -> Node:
    """YAML in UTF-8 as a node; a file without content is an empty mapping.

    A byte order mark is dropped, line ends become \\n, values become NFC. Raises SourceError.
    """
    text = _decode(data, name)
    if merge := _MERGE.search(text):
        message = "git could not merge two versions of these lines."
        hint = "Keep the right ones, and delete the marks <<<<<<<, ======= and >>>>>>>."
        raise SourceError(Problem(_place(name, text, merge.start()), message, hint))
    builder = _Builder(name)
    builder.remarked = text.split("\n") if _REMARK.search(text) else []
    builder.problems += (forbidden := _forbidden(text, name))
    tabs = _tabs(text, name)
    try:
        # With stand-ins for what is forbidden, so that the other mistakes are found as well.
        for event in yaml.parse(_REFUSED.sub("\ufffd", text), Loader=_LOADER):
            builder.take(event)
    except _Enough:
        raise SourceError(builder.problems) from None
    except _TooDeep as error:
        message = f"more than {MAX_DEPTH} levels lie inside one another."
        raise SourceError([*builder.problems, Problem(error.origin, message)]) from None
    except yaml.MarkedYAMLError as error:
        reached = complaints.Reached(name, builder.open_bracket(), builder.quoted)
        problem = complaints.plain(error, reached, text)
        above = [tab for line, (tab, _) in tabs.items() if line <= problem.origin.line]
        before = [tab for tab in above if tab.origin.line not in builder.block_lines][:20]
        if all(other.origin.line != problem.origin.line for other in forbidden):
            before = before or [problem]
        raise SourceError([*builder.problems, *before]) from None
    except yaml.YAMLError:
        unread = Problem(Origin(name), "this is not readable as YAML.")
        raise SourceError(builder.problems or unread) from None
    harmful = [t for line, (t, harms) in tabs.items() if harms and line not in builder.block_lines]
    builder.problems += harmful[:20]
    if builder.problems:
        raise SourceError(builder.problems)
    return builder.root or Mapping((), Origin(name))


def _decode(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES} bytes."
        raise SourceError(Problem(Origin(name), message, "Split it."))
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        if b"\0" in data[:4]:  # UTF-16 without a byte order mark is valid UTF-8, full of zeros
            raise UnicodeDecodeError("utf-8", data, 0, 1, "")
        text = _ends(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = _ends(data[: error.start].decode("utf-8"))
        place = _place(name, before, len(before))
        message = "the file is not in UTF-8 from here on."
        raise SourceError(Problem(place, message, "Save it with the encoding UTF-8.")) from None
    pile = _pile(text)
    if pile is not None:
        place = _place(name, text, pile)
        raise SourceError(Problem(place, "a letter carries too many marks.", "Delete it."))
    return text


def _ends(content: str) -> str:
    return content.replace("\r\n", "\n").replace("\r", "\n")


def _pile(words: str) -> int | None:
    """Where more than 30 marks sit on one letter, which is not writing (UAX #15, stream-safe text).

    Composing thousands of them would take minutes.
    """
    pile = 0
    for index, letter in enumerate(words if _PERHAPS_PILED.search(words) else ""):
        pile = pile + 1 if letter > "\u02ff" and unicodedata.combining(letter) else 0
        if pile > MAX_MARKS:
            return index
    return None


def _place(name: str, content: str, index: int) -> Origin:
    line = content.count("\n", 0, index) + 1
    return Origin(name, line, index - (content.rfind("\n", 0, index) + 1) + 1)


def _forbidden(content: str, name: str) -> list[Problem]:
    return [
        Problem(
            _place(name, content, match.start()),
            f"there is an invisible or forbidden character (U+{ord(match.group()):04X}).",
            "Delete it and type the text again.",
        )
        for match in islice(_REFUSED.finditer(content), 20)
    ]


def _tabs(content: str, name: str) -> dict[int, tuple[Problem, bool]]:
    """By line, what is not a space in indentation, and whether more than a comment follows."""
    tabs = {}
    for number, line in enumerate(content.split("\n") if _INDENT.search(content) else (), 1):
        if match := _INDENT.match(line):
            rest, sign = line.strip(), line[match.end() - 1]
            what = "a tab" if sign == "\t" else f"a space of another kind (U+{ord(sign):04X})"
            message = f"{what} stands at the beginning of the line."
            problem = Problem(Origin(name, number, match.end()), message, "Indent with spaces.")
            tabs[number] = (problem, bool(rest) and not rest.startswith("#"))
    return tabs


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"


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
    flow: bool = False
    skipped: bool = False


class _Builder:
    """Takes the parser's events one by one."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.block_lines: set[int] = set()  # of texts after “|” and “>”, where tabs may stand
        self.remarked: list[str] = []  # all lines, where one may have a remark after its value
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
                self._fault(event, f"“{name}” repeats another place.", "Write it out.")
                self._add(Scalar(name, self._origin(event)))
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents == 2:
                    self._fault(event, "a second document begins here.", "Use one file for each.")

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
            raise _Enough

    def _fault(self, event: Any, message: str, hint: str = "") -> None:
        self._note(Problem(self._origin(event), message, hint))

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            tag = _short(event.tag.replace("tag:yaml.org,2002:", "!!"))
            self._fault(event, f"“{tag}” is a YAML tag.", "Delete it.")
        if event.anchor is not None:
            self._fault(event, f"“{_short('&' + event.anchor)}” is a YAML anchor.", "Delete it.")

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
        if _CURLY.fullmatch(value):
            self._fault(event, *complaints.CURLY)
        end = event.end_mark
        rest = self.remarked[end.line][end.column :] if end.line < len(self.remarked) else ""
        blanks = len(rest) - len(rest.lstrip(" \t"))
        if blanks and _REMARK.match(rest, blanks - 1):
            message = "what stands behind “#” is a remark and is not read."
            hint = "Put quotes around the whole text; a remark has a space behind “#”."
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
            self._fault(event, f"this text has more than {MAX_SCALAR} characters.", "Split it.")
        if event.style != '"':  # elsewhere a backslash is one, and the whole was looked at
            return unicodedata.normalize("NFC", value)
        if match := _REFUSED.search(value):
            message = f"a backslash stands for a forbidden character (U+{ord(match.group()):04X})."
            self._fault(event, message, "Delete it.")
        if _pile(value) is not None:
            self._fault(event, "a letter carries too many marks.", "Delete it.")
            return "\ufffd"
        return unicodedata.normalize("NFC", value)

    def _open(self, event: Any) -> None:
        self._refuse_tag(event)
        origin = self._origin(event)
        top = self._stack[-1] if self._stack else None
        if len(self._stack) >= MAX_DEPTH:
            raise _TooDeep(origin)
        is_key = top is not None and top.is_mapping and top.key is None
        if is_key:
            self._fault(event, "a list or a block cannot be a key.", "Put quotes around the key.")
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
            self._note(Problem(origin, "a key is missing before the colon."))
        if node.text == "<<":
            self._note(Problem(origin, "“<<” merges another place.", "Write it out."))
        first = top.keys.setdefault(node.text, origin)
        if first is not origin and not node.blank and node.text:
            message = f"“{_short(node.text)}” is written twice; the first is at {first}."
            self._note(Problem(origin, message, "Delete one of the two."))
        return Scalar(node.text, origin)


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and node.blank

"""One YAML file while it is edited: splices into its text, each read again before it counts."""

import codecs
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from generator import source
from generator.editing.rows import Rows
from generator.editing.scalars import written
from generator.editing.splices import FILE, Splice, Splices, spliced
from generator.editing.values import Path, Step, Value, composed, plain_value
from generator.errors import EditingError, Problem
from generator.message import say
from generator.provenance import Origin
from generator.source import Place


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of the file that is called `name` in messages; each change is another draft.

    Raises EditingError where a place is not there or cannot be changed alone, SourceError where
    the result would not be the YAML that this tool reads.
    """

    name: str
    text: str
    marked: bool = False  # by a byte order mark

    @classmethod
    def of(cls, name: str, data: bytes) -> "Draft":
        """The file as its bytes say; raises SourceError."""
        source.parse(data, name)
        bare = data.removeprefix(codecs.BOM_UTF8)
        return cls(name, bare.decode(), bare != data)

    @property
    def data(self) -> bytes:
        """The bytes to be written."""
        return (codecs.BOM_UTF8 if self.marked else b"") + self.text.encode()

    @property
    def node(self) -> source.Node:
        """What is written, with places in lines and columns."""
        return _node(self.text, self.name)

    def value(self, path: Path = ()) -> Value:
        """What stands at `path`."""
        value: Any = plain_value(self.node)
        try:
            for step in path:
                value = value[step]
        except (LookupError, TypeError):
            raise self._missing(path) from None
        return value  # type: ignore[no-any-return]

    def set_leaf(self, path: Path, value: str) -> "Draft":
        """Another value instead of the one that is written, in the same quotes."""
        leaf, flow = self._place(path)
        if leaf.kind != "scalar" or not path:
            raise self._refused(path, say("more than one value stands here."))
        splice = Splices(self.text).leaf(leaf, value, flow=flow)
        return self._changed([splice], path, lambda _: value)

    def add_entry(self, path: Path, value: Value, before: str | None = None) -> "Draft":
        """A new entry of a mapping, at its end or before the entry `before`."""
        *_, key = path
        owner, flow = self._place(path[:-1], empty=True)
        if not isinstance(key, str) or owner.kind == "list" or key in owner.names:
            raise self._refused(path, say("no entry can be added here, or it is there already."))
        at = len(owner.keys) if before is None else self._index(owner, path[:-1], before)
        splice = Splices(self.text).added(owner, at, key, value, flow=flow)
        return self._changed([splice], path[:-1], lambda old: _with(old, at, key, value))

    def add_item(self, path: Path, value: Value) -> "Draft":
        """A new item of a list, with the number at the end of `path`."""
        *_, at = path
        owner, flow = self._place(path[:-1], empty=True)
        if not isinstance(at, int) or owner.kind == "mapping" or not 0 <= at <= len(owner.values):
            raise self._refused(path, say("no item can be added here."))
        splice = Splices(self.text).added(owner, at, None, value, flow=flow)
        return self._changed([splice], path[:-1], lambda old: _with(old, at, None, value))

    def remove(self, path: Path) -> "Draft":
        """Without an entry or an item, with its lines; comments above it stay."""
        if not path:
            raise self._refused(path, say("the whole file is not taken out."))
        owner, _ = self._place(path[:-1])
        at = self._index(owner, path[:-1], path[-1])
        splice = Splices(self.text).removed(owner, at)
        return self._changed([splice], path[:-1], lambda old: _without(old, at))

    def put_in(self, path: Path, value: Value) -> "Draft":
        """A new entry or item at the end, as far from the one before as those are apart."""
        *_, step = path
        owner, flow = self._place(path[:-1], empty=True)
        if flow or owner.style or not (owner.keys or owner.values):
            return self._first(owner, path, value)
        at = len(owner.values)
        key = step if isinstance(step, str) else None
        if (key is None) is not (owner.kind == "list") or key in owner.names:
            raise self._refused(path, say("no entry can be added here, or it is there already."))
        if not Rows(self.text).stand_alone(owner):
            return self._first(owner, path, value)
        splice = Rows(self.text).put_in(owner, at, key, value)
        return self._changed([splice], path[:-1], lambda old: _with(old, at, key, value))

    def copy(self, path: Path, name: str | None = None) -> "Draft":
        """An entry once more below it as it is written, under `name`; an item without one."""
        owner, at = self._row(path)
        if name in owner.names or (name is None) is not (owner.kind == "list"):
            raise self._refused(path, say("no entry can be added here, or it is there already."))
        splice = Rows(self.text).copied(owner, at, name)
        value = self.value(path)
        return self._changed([splice], path[:-1], lambda old: _with(old, at + 1, name, value))

    def take_out(self, path: Path) -> "Draft":
        """Without an entry or an item, and without the comments that are its own."""
        owner, _ = self._place(path[:-1]) if path else (FILE, False)
        alone = len(owner.values) == 1 and len(path) > 1
        if not path or alone or not Rows(self.text).stand_alone(owner):
            return self.remove(path)
        at = self._index(owner, path[:-1], path[-1])
        splice = Rows(self.text).taken_out(owner, at)
        return self._changed([splice], path[:-1], lambda old: _without(old, at))

    def move(self, path: Path, *, down: bool) -> "Draft":
        """An entry and its neighbour in each other's place, with the comments of both."""
        owner, at = self._row(path)
        first = at if down else at - 1
        if not 0 <= first < len(owner.values) - 1:
            raise self._refused(path, say("this is the first or the last already."))
        splice = Rows(self.text).swapped(owner, first)
        return self._changed([splice], path[:-1], lambda old: _swapped(old, first))

    def _row(self, path: Path) -> tuple[Place, int]:
        """The list or mapping of an entry that has lines of its own, and its number there."""
        owner, _ = self._place(path[:-1]) if path else (FILE, False)
        if owner is FILE or not Rows(self.text).stand_alone(owner):
            raise self._refused(
                path, say("this cannot be changed without rewriting what is around it.")
            )
        return owner, self._index(owner, path[:-1], path[-1])

    def _first(self, owner: Place, path: Path, value: Value) -> "Draft":
        """The first entry of a file stands apart from the comments above it."""
        if isinstance(path[-1], int):
            return self.add_item(path, value)
        draft = self
        if owner is FILE and self.text.strip():
            line = Rows(self.text).newline
            bare = self.text.rstrip("\r\n")
            draft = replace(self, text=f"{bare}{line}{line}")
        return draft.add_entry(path, value)

    def unwrap(self, path: Path) -> "Draft":
        """What stands below “value:” in the place of its block, where nothing else is in it."""
        owner, _ = self._place(path)
        splice = Splices(self.text).unwrapped(owner) if owner.names == ("value",) else None
        if splice is None:
            return self
        return self._changed([splice], path, lambda old: old["value"])  # type: ignore[index, call-overload]

    def wrap(self, path: Path, marks: dict[str, Value]) -> "Draft":
        """The single value at `path` below “value:”, with `marks` beside it, in its line."""
        leaf, _ = self._place(path)
        if leaf.kind != "scalar" or leaf.start == leaf.end or not path:
            raise self._refused(path, say("no single value stands here."))

        def wrapped(old: Any) -> Value:
            return {"value": old, **marks}

        splice = Splices(self.text).wrapped(leaf, wrapped(self.value(path)))
        return self._changed([splice], path, wrapped)

    def rename_key(self, path: Path, name: str) -> "Draft":
        """The same entry under another key."""
        owner, flow = self._place(path[:-1])
        if name in owner.names or owner.kind != "mapping":
            raise self._refused(
                path, say("“{name}” is there already, or nothing here has a name.", name=name)
            )
        key = owner.keys[self._index(owner, path[:-1], path[-1])]
        new = written(name, flow=flow or bool(owner.style), style=key.style)

        def renamed(old: Any) -> Value:
            return {name if k == path[-1] else k: item for k, item in old.items()}

        return self._changed([(key.start, key.end, new)], path[:-1], renamed)

    def name_items(self, path: Path, names: Sequence[str]) -> "Draft":
        """The list at `path` as a mapping: each item under one of `names`, in the same order."""
        owner, _ = self._place(path)
        around, _ = self._place(path[:-1])
        if owner.kind != "list" or around.kind != "mapping" or len(owner.values) != len(names):
            raise self._refused(path, say("no list of this length stands here."))
        key = around.keys[around.index(path[-1])]
        splices = Splices(self.text).named(owner, key, names)
        return self._changed(splices, path, lambda old: dict(zip(names, old, strict=True)))

    def _place(self, path: Path, *, empty: bool = False) -> tuple[Place, bool]:
        """The node at `path`, and whether it stands inside brackets.

        `empty`: it is to be added to, so a single value there is refused.
        """
        place, flow = _places(self.text, self.name) or FILE, False
        for step in path:
            flow = flow or bool(place.kind != "scalar" and place.style)
            place = place.values[self._index(place, path, step)]
        blank = place.kind == "scalar" and place.text.strip() in ("", "~", "null")
        if empty and place.kind == "scalar" and not blank:
            raise self._refused(path, say("one value stands here."))
        return place, flow

    def _index(self, owner: Place, path: Path, step: Step) -> int:
        try:
            return owner.index(step)
        except LookupError:
            raise self._missing((*path, step)) from None

    def _changed(
        self, splices: Sequence[Splice], path: Path, change: Callable[[Value], Value]
    ) -> "Draft":
        """The draft with the splices, which says what it said but for `change` at `path`."""
        draft = replace(self, text=spliced(self.text, splices))
        wanted = composed(_put(plain_value(self.node), path, change))
        if _in_order(plain_value(draft.node)) != _in_order(wanted):
            raise self._refused(
                path, say("this cannot be changed without rewriting what is around it.")
            )
        return draft

    def _missing(self, path: Path) -> EditingError:
        return self._refused(path, say("nothing is written here."))

    def _refused(self, path: Path, message: str) -> EditingError:
        steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        place = "".join(steps).lstrip(".") or say("the whole file")
        return EditingError(
            Problem(Origin(self.name, 0), say("“{place}”: {message}", place=place, message=message))
        )


@lru_cache(maxsize=64)
def _node(text: str, name: str) -> source.Node:
    """A step of an edition reads what the step before wrote, and a form reads every file."""
    return source.parse(text.encode(), name)


@lru_cache(maxsize=16)
def _places(text: str, name: str) -> Place | None:
    return source.places(text, name)


def _put(value: Any, path: Path, change: Callable[[Value], Value]) -> Value:
    if not path:
        return change(value)
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _put(copy[path[0]], path[1:], change)
    return copy  # type: ignore[no-any-return]


def _with(old: Any, at: int, key: str | None, value: Value) -> Value:
    """A mapping or list with an entry more as number `at`."""
    if key is None:
        items = list(old or [])
        return [*items[:at], value, *items[at:]]
    entries = list((old or {}).items())
    return dict([*entries[:at], (key, value), *entries[at:]])


def _without(old: Any, at: int) -> Value:
    if isinstance(old, dict):
        return {key: item for number, (key, item) in enumerate(old.items()) if number != at}
    return [item for number, item in enumerate(old) if number != at]


def _swapped(old: Any, at: int) -> Value:
    rows = list(old.items() if isinstance(old, dict) else old)
    rows[at : at + 2] = reversed(rows[at : at + 2])
    return dict(rows) if isinstance(old, dict) else rows


def _in_order(value: Value) -> object:
    """For comparing mappings with the order of their entries."""
    if isinstance(value, dict):
        return [(key, _in_order(item)) for key, item in value.items()]
    return [_in_order(item) for item in value] if isinstance(value, list) else value

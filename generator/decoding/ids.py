"""What the ids in a file stand for, and what to say where one stands for nothing."""

import dataclasses
import difflib
import typing
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from generator import source
from generator.errors import Problem
from generator.model.data import NO_CATEGORY, DataCategory, DataItem
from generator.model.entry import Nameable, Text
from generator.model.statute import (
    CookieClass,
    LegalBasis,
    SpecialCategory,
    Statute,
    TransferMechanism,
)
from generator.provenance import Origin

MARKS = ("unconfirmed", "internal")
FAILED: Any = object()
"""Stands for a value that could not be read; what holds it is left out."""
# Closed lists of the law: what a row is called, and what to do when it is not there.
OF_THE_LAW = {
    LegalBasis: (
        "condition of article 5 or 6",
        " Write it as in the list, without “m.” or “art.”.",
    ),
    TransferMechanism: ("ground of article 9", ""),
    SpecialCategory: (
        "special category of article 6(1)",
        " Write “none” where it only sounds like one.",
    ),
    CookieClass: ("class of cookies", ""),
    Statute: (
        "statute in the statute book called",
        " Any other is written in words: “named: {tr: …, en: …}” in the place of “statute:”.",
    ),
}


@dataclass
class Ids:
    """The entries that were identified so far, and the problems with them.

    `homes` are the files in which the ids of a type live, `unreadable` the types of files that
    could not be read, `empty` those that were reported as empty.
    """

    problems: list[Problem] = field(default_factory=list)
    known: dict[type, dict[str, Any]] = field(default_factory=dict)
    homes: dict[type, str] = field(default_factory=dict)
    unreadable: set[type] = field(default_factory=set)
    empty: set[type] = field(default_factory=set)

    def fault(self, origin: Origin, message: str, hint: str = "") -> Any:
        """Note a problem; the value that stands for it is left out further up."""
        self.problems.append(Problem(origin, message, hint))
        return FAILED

    def register(self, kind: type, name: str, value: object) -> None:
        """Make `value` (or the fact that it failed: None) known under its id."""
        self.known.setdefault(kind, {})[name] = value

    def reference(self, kind: type, node: source.Node) -> Any:
        """The entry that an id names; FAILED, and a problem, where there is none."""
        if not isinstance(node, source.Scalar) or node.blank:
            hint = f"{self._home(kind)}{_in_place(kind)}"
            return self.fault(node.origin, "here one id is expected.", hint)
        if kind is SpecialCategory and node.text == NO_CATEGORY:
            return None
        return self.look_up(kind, node, node.text)

    def look_up(self, kind: type, node: source.Scalar, name: str) -> Any:
        """The entry called `name`, which stands in `node`."""
        known = self.known.get(kind, {})
        if name in known:
            return known[name] if known[name] is not None else FAILED
        if kind in self.unreadable or (kind is DataItem and self._category_failed(name)):
            return FAILED
        if known.get(name.partition(".")[0], name) is None:
            return FAILED  # of an entry that could not be read, no part is known
        if not known:
            return self._fault_empty(kind, node, name)
        if kind in OF_THE_LAW:
            what, more = OF_THE_LAW[kind]
            ids = ", ".join(map(_with_end, known, known.values()))
            hint = f"There are: {ids}.{more}"
            return self.fault(node.origin, f"there is no {what} “{name}”.", hint)
        near = difflib.get_close_matches(name, list(known), 3) or list(known)[:20]
        listed = ", ".join(f"{near_id}{_in_words(known[near_id])}" for near_id in near)
        hint = f"{self._home(kind)} Known: {listed}.{_in_place(kind)}"
        return self.fault(node.origin, f"there is no “{name}”.", hint)

    def _fault_empty(self, kind: type, node: source.Scalar, name: str) -> Any:
        """Told once, however many entries of the file are named elsewhere."""
        if kind not in self.empty:
            self.empty.add(kind)
            home = self.homes.get(DataCategory if kind is DataItem else kind, "the data")
            said = f"nothing is written in {home}, but “{name}” of it is named here."
            hint = f"Bring {home} back, or delete what names its entries."
            self.fault(node.origin, said, _in_place(kind).strip() or hint)
        return FAILED

    def _category_failed(self, item: str) -> bool:
        """Items of a category that could not be read are not complained of again."""
        categories = self.known.get(DataCategory, {})
        name = item.partition(".")[0]
        unread = DataCategory in self.unreadable
        return unread or (name in categories and categories[name] is None)

    def _home(self, kind: type) -> str:
        return f"Such ids live in {self.homes.get(kind, 'the data')}."


@cache
def fields_of(kind: type) -> tuple[dict[str, Any], dict[str, "dataclasses.Field[Any]"]]:
    """The annotations of a model type, and those of its fields that data may fill."""
    given = ("origin", "places", "id", *MARKS)
    fields = {
        f.name: f
        for f in dataclasses.fields(kind)
        if f.name not in given and "derived" not in f.metadata
    }
    return typing.get_type_hints(kind), fields


def _with_end(name: str, row: Any) -> str:
    """The id of a row of law, and when it ended."""
    end = row and row.in_force_until
    return f"{name} (law until {end.value})" if end else name


def _in_words(value: Any) -> str:
    """What an entry says first, in brackets: ` (üyelik sözleşmesi)`; empty without words."""
    texts = (getattr(value, f.name) for f in dataclasses.fields(value)) if value else ()
    words = (fact.value for t in texts if isinstance(t, Text) for fact in t.by_language.values())
    return next((f" ({said})" for said in words if said), "")


def _in_place(kind: type) -> str:
    """How an entry that may be named is written in place."""
    fields = fields_of(kind)[1]
    if not issubclass(kind, Nameable):
        return ""
    needed = [name for name, f in fields.items() if f.default is dataclasses.MISSING]
    keys = ", ".join(f"“{key}: …”" for key in needed or list(fields)[:1])
    return f" Or write it out here, with {keys}."

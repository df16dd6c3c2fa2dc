"""Positioned YAML → frozen types, driven by the annotations of the model.

The statute book and the company's data are read by the same code. Every mistake of a file is
collected; what cannot be understood is left out and its followers stay silent.
"""

import dataclasses
import difflib
import re
import types
import typing
from collections.abc import Mapping as Map
from dataclasses import dataclass
from typing import Any, TypeGuard

from generator import languages, source
from generator.decoding.former import FORMER
from generator.decoding.ids import FAILED, MARKS, OF_THE_LAW, Ids, fields_of
from generator.decoding.scalars import NO, YES, Misread, read_scalar, sample
from generator.errors import Problem
from generator.model.acceptance import Doubt
from generator.model.data import DataCategory, DataItem
from generator.model.entry import Entry, Identified, Name, Nameable, Part, Text, doubted
from generator.provenance import Doubt as Reason
from generator.provenance import Fact, Origin

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = (*MARKS, "value")
"""What has a meaning of its own in every mapping, so that nothing is called so."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What holds for everything inside a mapping."""

    unconfirmed: str | None = None
    internal: bool = False


NO_MARKS = Marks()


@dataclass
class Decoder(Ids):
    """Decodes nodes; keeps what was identified so far and all problems."""

    older: bool = False  # whether something is written as it was before today's form

    def entry(
        self, kind: type, node: source.Node, name: Fact[str] | None = None, marks: Marks = NO_MARKS
    ) -> Any:
        """One mapping as an object of `kind`; `name` is its id where it has one."""
        hints, fields = fields_of(kind)
        node = self.today(kind, node)
        if not self.expect_keys(node, kind):
            return FAILED
        marks = self._marks(node, marks)
        values: dict[str, Any] = {"id": name} if issubclass(kind, (Identified, Nameable)) else {}
        missing = []
        for key, described in fields.items():
            found = node.get(key)
            if found is None or _is_empty_optional(found, hints[key]):
                missing += [key] if described.default is dataclasses.MISSING else []
                continue
            inner = Marks(marks.unconfirmed, True) if described.metadata.get("internal") else marks
            values[key] = self.value(hints[key], found, inner)
        for key in missing:
            where = (node.get(key) or node).origin
            values[key] = self._missing(key, fields[key].metadata, values, where)
            if values[key] is FAILED and node.get(key) is not None:
                self.empty_key(key, hints[key], where)
        if any(value is FAILED for value in values.values()):
            return FAILED
        decoded: Entry = kind(
            origin=node.origin,
            places=dict(_places(node)),
            unconfirmed=marks.unconfirmed,
            internal=marks.internal,
            **values,
        )
        return decoded.completed()

    def empty_key(self, key: str, kind: Any, where: Origin) -> None:
        """A key that is there without a value is not missing: the last fault says so."""
        last = self.problems[-1]
        if last.origin == where and last.message == f"“{key}” is missing.":
            hint = f"Write {_sample(kind)}, or {last.hint[0].lower()}{last.hint[1:]}"
            if last.hint == f"Write “{key}:”.":
                hint = f"Write {_sample(kind)}."
            self.problems[-1] = Problem(where, f"“{key}:” is written, but empty.", hint)

    def _missing(
        self, key: str, described: Map[str, Any], values: Map[str, Any], where: Origin
    ) -> Any:
        """What stands for a required key that is not written; FAILED, and a fault, for nothing."""
        if unwritten := described.get("unwritten"):
            return unwritten(where)
        if parts := values.get(described.get("parts", "")):
            return self._in_parts(key, described["parts"], parts, where)
        if other := described.get("other"):
            hint = f"Write “{key}:” or “{other}:”."
            if values.get(other):
                return None
            return self.fault(where, f"“{key}” is missing.", hint)
        return self._taken(key, values.get(described.get("taken_from", "")), where)

    def _in_parts(self, key: str, name: str, parts: Any, where: Origin) -> Any:
        """What the first of the parts says, where each says it."""
        if parts is FAILED:
            return FAILED
        own = [getattr(part, key, None) for part in parts]
        hint = f"Write “{key}:” here, or in each of its “{name}:”."
        return self.fault(where, f"“{key}” is missing.", hint) if None in own else own[0]

    def _taken(self, key: str, giver: Any, where: Origin) -> Any:
        """What stands for a required key that is not written: that of `giver`, or a fault."""
        if giver is FAILED:
            return FAILED
        if giver is None:
            return self.fault(where, f"“{key}” is missing.", f"Write “{key}:”.")
        hint = f"Write “{key}:” here, or once for “{giver.id.value}” in {self.homes[type(giver)]}."
        value = getattr(giver, key)
        return self.fault(where, f"“{key}” is missing.", hint) if value is None else value

    def today(self, kind: type, node: source.Node) -> source.Node:
        """`node` with its keys as they are called today; a former name is reported by the book."""
        names = FORMER.get(kind, {})
        if not isinstance(node, source.Mapping) or names.keys().isdisjoint(node.keys()):
            return node
        entries, keys = [], node.keys()
        for entry in node.entries:
            name = names.get(entry.key)
            if name in keys:
                message = f"“{entry.key}” is called “{name}” today, which stands here as well."
                self.fault(entry.key_origin, message, "Delete one of the two.")
                continue
            self.older |= name is not None
            entries.append(dataclasses.replace(entry, key=name or entry.key))
        return dataclasses.replace(node, entries=tuple(entries))

    def expect_keys(self, node: source.Node, kind: type) -> TypeGuard[source.Mapping]:
        """Whether `node` is a mapping; keys that a `kind` does not have are noted."""
        if not isinstance(node, source.Mapping):
            self.fault(node.origin, "here “key: value” lines are expected.")
            return False
        self._refuse_unknown(node, fields_of(kind)[1])
        return True

    def value(self, kind: Any, node: source.Node, marks: Marks) -> Any:
        """One value of any annotated kind."""
        origin = typing.get_origin(kind)
        arguments = typing.get_args(kind)
        if origin in (typing.Union, types.UnionType):
            return self.value(_alternative(arguments, node), node, marks)
        if origin is tuple:
            return self._list(arguments[0], node, marks)
        if origin is Fact:
            return self._fact(arguments[0], node, marks)
        if issubclass(kind, Text):
            return self._text(node, marks, kind)
        named = not isinstance(node, source.Mapping) or node.get("value") is not None
        if issubclass(kind, Identified) or (issubclass(kind, Nameable) and named):
            return self._referred(kind, node, marks)
        return self.entry(kind, node, None, marks)

    def _referred(self, kind: type, node: source.Node, outer: Marks) -> Any:
        """The entry that an id names (`x`, or `{value: x, unconfirmed: …}`), as doubtful as it is.

        A row of the law has no doubts of its own, so that of the mapping around it is its own.
        """
        node, marks = self._with_marks(node)
        entry = self.reference(kind, node)
        doubt = marks.unconfirmed or (outer.unconfirmed if kind in OF_THE_LAW else None)
        if entry is FAILED:
            return entry
        entry = doubted(entry, doubt) if doubt else entry
        return dataclasses.replace(entry, internal=True) if marks.internal else entry

    def _with_marks(self, node: source.Node) -> tuple[source.Node, Marks]:
        """What stands below “value:”, and the marks beside it; the node itself without them."""
        inner = node.get("value") if isinstance(node, source.Mapping) else None
        if inner is None or not isinstance(node, source.Mapping):
            return node, NO_MARKS
        self._refuse_unknown(node, {"value": None})
        return inner, self._marks(node, NO_MARKS)

    def _marks(self, node: source.Mapping, outer: Marks) -> Marks:
        unconfirmed, internal = outer.unconfirmed, outer.internal
        why = node.get("unconfirmed")
        if why is not None:
            bare = isinstance(why, source.Scalar) and why.text.lower() in (*YES, *NO)
            if not isinstance(why, source.Scalar) or why.blank or bare:
                self.fault(
                    why.origin,
                    "“unconfirmed:” needs the reason of the doubt.",
                    "Write what is to be asked, or delete the line when nothing is in doubt.",
                )
            else:
                unconfirmed = Reason(self._doubt(why), _doubted_at(why, node))
        flag = node.get("internal")
        if flag is not None:
            read = self._fact(bool, flag, NO_MARKS)
            internal = internal or (read is not FAILED and read.value)
        return Marks(unconfirmed, internal)

    def _doubt(self, why: source.Scalar) -> str:
        """The reason of a doubt; one that several facts share is named by its id."""
        doubts = self.known.get(Doubt, {})
        if why.text in doubts and doubts[why.text] is not None:
            return str(doubts[why.text].reason.value)
        if ID.fullmatch(why.text) and why.text not in doubts and Doubt not in self.unreadable:
            home, listed = self.homes.get(Doubt, "the data"), ", ".join(doubts) or "none"
            hint = f"Write what is to be asked, or an id of {home} (known: {listed})."
            self.fault(why.origin, f"“{why.text}” is not a reason for a doubt.", hint)
        return why.text

    def _refuse_unknown(self, node: source.Mapping, known: Map[str, Any]) -> None:
        for entry in node.entries:
            if entry.key not in known and entry.key not in MARKS:
                near = difflib.get_close_matches(entry.key, [*known, *MARKS], 1)
                hint = f"Did you mean “{near[0]}”?" if near else f"Known here: {', '.join(known)}."
                empty = isinstance(entry.value, source.Scalar) and entry.value.blank
                if " " in entry.key or (empty and set(known) <= set(languages.codes())):
                    hint = "Inside {…} a comma ends a text: put quotes around texts with commas."
                self.fault(entry.key_origin, f"“{entry.key}” is not known here.", hint)

    def _list(self, kind: Any, node: source.Node, marks: Marks) -> Any:
        if isinstance(node, source.Scalar) and node.blank:
            return ()
        if kind is DataItem and isinstance(node, source.Mapping):
            return self._items(node, marks)
        if isinstance(kind, type) and issubclass(kind, Part):
            return self._parts(kind, node, marks)
        if not isinstance(node, source.Sequence):
            return self.fault(
                node.origin, "here a list is expected.", "Begin each of its lines with “- ”."
            )
        items: list[Any] = []
        for item in node.items:
            if kind is DataItem and (whole := self._whole_category(item)) is not None:
                items.append(whole)
            else:
                items.append([self.value(kind, item, marks)])
        flat = [value for part in items for value in (part if part is not FAILED else [FAILED])]
        return FAILED if FAILED in flat else tuple(flat)

    def _parts(self, kind: type[Part], node: source.Node, marks: Marks) -> Any:
        """The entries of a mapping by id. A list is the older form, and reported by the book;
        entries whose ids are of the law were never in one."""
        if isinstance(node, source.Sequence) and not hasattr(kind, "ids"):
            self.older = True
            return FAILED
        if not isinstance(node, source.Mapping):
            return self.fault(node.origin, "here ids with their entries are expected.")
        parts = [self._part(kind, entry.key, entry, marks) for entry in node.entries]
        return FAILED if FAILED in parts else tuple(parts)

    def _part(self, kind: type[Part], name: str, entry: source.Entry, marks: Marks) -> Any:
        if not ID.fullmatch(name) or name in RESERVED:
            return self.fault(
                entry.key_origin,
                f"“{name}” is not a valid id.",
                "Use small letters a-z, digits and hyphens, for example create-account.",
            )
        rows = getattr(kind, "ids", None)  # of the law, where ids are taken from a list of it
        if rows and self.look_up(rows, source.Scalar(name, entry.key_origin), name) is FAILED:
            return FAILED
        part = self.entry(kind, entry.value, Fact(name, entry.key_origin), marks)
        return part if part is FAILED else dataclasses.replace(part, origin=entry.key_origin)

    def _whole_category(self, node: source.Node) -> Any:
        """The items that `category.*` stands for; None where something else is written."""
        named = node.get("value") if isinstance(node, source.Mapping) else node
        if not isinstance(named, source.Scalar) or not named.text.endswith(".*"):
            return None
        _, marks = self._with_marks(node)
        category = self.look_up(DataCategory, named, named.text.removesuffix(".*"))
        if category is FAILED:
            return FAILED
        doubt = marks.unconfirmed
        return [doubted(item, doubt) if doubt else item for item in category.items]

    def _items(self, node: source.Mapping, marks: Marks) -> Any:
        """The items of a category: `item: {tr: …, en: …}` or `item: {name: …}`."""
        items = []
        for entry in node.entries:
            name = Fact(entry.key, entry.key_origin)
            if isinstance(entry.value, source.Mapping) and entry.value.get("name") is None:
                inner = self._marks(entry.value, marks)
                text = self._text(entry.value, marks)
                items.append(
                    text
                    if text is FAILED
                    else DataItem(
                        origin=entry.key_origin,
                        unconfirmed=inner.unconfirmed,
                        internal=inner.internal,
                        id=name,
                        name=text,
                    )
                )
            else:
                items.append(self.entry(DataItem, entry.value, name, marks))
        return FAILED if FAILED in items else tuple(items)

    def _fact(self, kind: Any, node: source.Node, marks: Marks) -> Any:
        if isinstance(node, source.Mapping):
            marks = self._marks(node, marks)
            self._refuse_unknown(node, {"value": None})
            inner = node.get("value")
            if inner is None:
                return self.fault(node.origin, "here a value is expected.", "Write “value:”.")
            return self._fact(kind, inner, marks)
        if isinstance(node, source.Sequence):
            return self.fault(node.origin, "here one value is expected, not a list.")
        try:
            value = read_scalar(kind, node)
        except Misread as error:
            return self.fault(node.origin, error.message, error.hint)
        return Fact(value, node.origin, marks.unconfirmed, marks.internal)

    def _text(self, node: source.Node, marks: Marks, kind: type[Text] = Text) -> Any:
        if kind is Name and _is_one_value(node):
            fact = self._fact(str, node, marks)
            return FAILED if fact is FAILED else _name(fact, node)
        if not isinstance(node, source.Mapping):
            return self.fault(
                node.origin,
                "here a text in each language is expected.",
                f"Write it as lines, {_lines()}.",
            )
        marks = self._marks(node, marks)
        self._refuse_unknown(node, dict.fromkeys(languages.codes()))
        facts = {
            entry.key: self._fact(str, entry.value, marks)
            for entry in node.entries
            if entry.key in languages.codes()
        }
        if FAILED in facts.values():
            return FAILED
        return kind(
            origin=node.origin,
            places=dict(_places(node)),
            unconfirmed=marks.unconfirmed,
            internal=marks.internal,
            by_language=facts,
        )


def _is_empty_optional(node: source.Node, kind: Any) -> bool:
    """A blank is a blank fact where a text is expected, and nothing where a block is."""
    if not (isinstance(node, source.Scalar) and node.blank):
        return False
    arguments = typing.get_args(kind)
    inner = next((a for a in arguments if typing.get_origin(a) is Fact), None)
    if typing.get_origin(kind) is Fact or (inner and typing.get_args(inner)[0] is str):
        return False
    return typing.get_origin(kind) is not tuple


def _alternative(kinds: tuple[Any, ...], node: source.Node) -> Any:
    """The one that is not None; of two lists, the one with ids where ids are written."""
    written = [kind for kind in kinds if kind is not type(None)]
    return written[-1] if isinstance(node, source.Mapping) else written[0]


def _is_one_value(node: source.Node) -> bool:
    if isinstance(node, source.Mapping):
        return node.get("value") is not None
    return isinstance(node, source.Scalar) and not node.blank


def _name(fact: Fact[str], node: source.Node) -> Name:
    """One line of the data as the words of every language."""
    return Name(
        origin=node.origin,
        unconfirmed=fact.unconfirmed,
        internal=fact.internal,
        by_language=dict.fromkeys(languages.codes(), fact),
    )


def _sample(kind: Any) -> str:
    """What stands under or behind a key of an annotated kind."""
    arguments = [inner for inner in typing.get_args(kind) if inner not in (type(None), ...)]
    if kind is Text:
        return f"lines below it, {_lines()}"
    if typing.get_origin(kind) is tuple:
        return "a list behind it"
    if typing.get_origin(kind) is Fact:
        return f"{sample(arguments[0])} behind it"
    return _sample(arguments[0]) if arguments else "what belongs to it"


def _doubted_at(why: source.Node, node: source.Mapping) -> Origin:
    """The place of the mapping that has the doubt; of the defaults where these give it."""
    path = why.origin.path.removesuffix("unconfirmed").removesuffix(".")
    return node.origin if path == node.origin.path else dataclasses.replace(why.origin, path=path)


def _lines() -> str:
    """`“tr: …” and “en: …”`: a text in every language there is."""
    *others, last = (f"“{code}: …”" for code in languages.codes())
    return f"{', '.join(others)} and {last}"


def _places(node: source.Mapping) -> Any:
    for entry in node.entries:
        yield entry.key, entry.value.origin
        if isinstance(entry.value, source.Sequence):
            for number, item in enumerate(entry.value.items):
                yield f"{entry.key}[{number}]", item.origin

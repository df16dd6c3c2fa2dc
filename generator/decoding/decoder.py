"""Positioned YAML → frozen types, driven by the annotations of the model.

The statute book and the company's data are read by the same code. Every mistake of a file is
collected; what cannot be understood is left out and its followers stay silent.
"""

import dataclasses
import types
import typing
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeGuard

from generator import languages, source
from generator.decoding.former import FORMER
from generator.decoding.ids import FAILED, fields_of
from generator.decoding.leaves import NO_MARKS, Marks, places
from generator.decoding.unwritten import Unwritten, UnwrittenKeys
from generator.durations import Duration, Lifetime
from generator.message import say
from generator.model.data import DataCategory, DataItem
from generator.model.entry import Entry, Identified, Nameable, Part, Text
from generator.model.traversal import doubted
from generator.provenance import Fact

UNKNOWN = (Fact[date], Fact[Duration], Fact[Lifetime])
"""Of what there may be a doubt and no value, where it may be left out."""


@dataclass
class Decoder(UnwrittenKeys):
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
        marks = self.marks(node, marks)
        values: dict[str, Any] = {"id": name} if issubclass(kind, (Identified, Nameable)) else {}
        missing = []
        for key, described in fields.items():
            found = node.get(key)
            if found is None or _is_empty_optional(found, hints[key]):
                missing += [key] if described.default is dataclasses.MISSING else []
                continue
            inner = Marks(marks.unconfirmed, True) if described.metadata.get("internal") else marks
            values[key] = self.value(hints[key], found, inner)
        meant_here = self.meant_here(node, fields)
        for key in missing:
            if key in meant_here:  # told where it is written
                values[key] = FAILED
                continue
            unwritten = Unwritten(key, hints[key], fields[key].metadata, node)
            values[key] = self.unwritten(unwritten, values)
        if any(value is FAILED for value in values.values()):
            return FAILED
        decoded: Entry = kind(
            origin=node.origin,
            places=dict(places(node)),
            unconfirmed=marks.unconfirmed,
            internal=marks.internal,
            **values,
        )
        return decoded.completed()

    def today(self, kind: type, node: source.Node) -> source.Node:
        """`node` with its keys as they are called today; a former name is reported by the book."""
        names = FORMER.get(kind, {})
        if not isinstance(node, source.Mapping) or names.keys().isdisjoint(node.keys()):
            return node
        entries, keys = [], node.keys()
        for entry in node.entries:
            name = names.get(entry.key)
            if name in keys:
                message = say(
                    "“{key}” is called “{name}” today, which stands here as well.",
                    key=entry.key,
                    name=name,
                )
                self.fault(entry.key_origin, message, say("Delete one of the two."))
                continue
            self.older |= name is not None
            entries.append(dataclasses.replace(entry, key=name or entry.key))
        return dataclasses.replace(node, entries=tuple(entries))

    def value(self, kind: Any, node: source.Node, marks: Marks) -> Any:
        """One value of any annotated kind."""
        origin = typing.get_origin(kind)
        arguments = typing.get_args(kind)
        if origin in (typing.Union, types.UnionType):
            if _may_be_unknown(arguments) and _is_unknown(node):
                return self._unknown(node, marks)
            return self.value(_alternative(arguments, node), node, marks)
        if origin is tuple:
            return self._list(arguments[0], node, marks)
        if origin is Fact:
            return self.fact(arguments[0], node, marks)
        if issubclass(kind, Text):
            return self.text(node, marks, kind)
        named = not isinstance(node, source.Mapping) or node.get("value") is not None
        if issubclass(kind, Identified) or (issubclass(kind, Nameable) and named):
            return self.referred(kind, node, marks)
        return self.entry(kind, node, None, marks)

    def _unknown(self, node: source.Mapping, outer: Marks) -> Any:
        """A day or a period that nobody knows: a fact without a value, and the doubt about it."""
        marks = self.marks(node, outer)
        self._refuse_unknown(node, {"value": None})
        return Fact(None, node.origin, marks.unconfirmed, marks.internal)

    def _list(self, kind: Any, node: source.Node, marks: Marks) -> Any:
        if isinstance(node, source.Scalar) and node.blank:
            return ()
        if kind is DataItem and isinstance(node, source.Mapping):
            return self._items(node, marks)
        if isinstance(kind, type) and issubclass(kind, Part):
            return self._parts(kind, node, marks)
        if not isinstance(node, source.Sequence):
            return self.fault(
                node.origin,
                say("here a list is expected."),
                say("Begin each of its lines with “- ”."),
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
            return self.fault(
                node.origin,
                say("here ids with their entries are expected."),
                say(
                    "Give each a short name of your own (create-account:), and write what is said "
                    "of it below, two spaces further in."
                ),
            )
        parts = [self._part(kind, entry.key, entry, marks) for entry in node.entries]
        return FAILED if FAILED in parts else tuple(parts)

    def _part(self, kind: type[Part], name: str, entry: source.Entry, marks: Marks) -> Any:
        if not self.expect_id(name, entry.key_origin):
            return FAILED
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
        _, marks = self.with_marks(node)
        category = self.look_up(DataCategory, named, named.text.removesuffix(".*"))
        if category is FAILED:
            return FAILED
        doubt = marks.unconfirmed
        return [doubted(item, doubt) if doubt else item for item in category.items]

    def _items(self, node: source.Mapping, marks: Marks) -> Any:
        """The items of a category: `item: {tr: …, en: …}` or `item: {name: …}`."""
        items = []
        for entry in node.entries:
            self.expect_id(entry.key, entry.key_origin)
            name = Fact(entry.key, entry.key_origin)
            if isinstance(entry.value, source.Mapping) and entry.value.get("name") is None:
                if self._beside_words(entry.value):
                    items.append(FAILED)
                    continue
                inner = self.marks(entry.value, marks)
                text = self.text(entry.value, marks)
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

    def _beside_words(self, node: source.Mapping) -> bool:
        """Whether a key of an item stands among its words, which then need a line of their own."""
        words = [entry.key for entry in node.entries if entry.key in languages.codes()]
        own = [entry for entry in node.entries if entry.key in fields_of(DataItem)[1]]
        for entry in own:
            inside = ", ".join(f"{code}: …" for code in words)
            self.fault(
                entry.key_origin,
                say("“{key}” stands among the words of the item.", key=entry.key),
                say(
                    "Write the words below “name:”: {shape}.",
                    shape=f"{{name: {{{inside}}}, {entry.key}: …}}",
                ),
            )
        return bool(own and words)


def _is_empty_optional(node: source.Node, kind: Any) -> bool:
    """A blank is a blank fact where a text is expected, and nothing where a block is."""
    if not (isinstance(node, source.Scalar) and node.blank):
        return False
    arguments = typing.get_args(kind)
    inner = next((a for a in arguments if typing.get_origin(a) is Fact), None)
    if typing.get_origin(kind) is Fact or (inner and typing.get_args(inner)[0] is str):
        return False
    return typing.get_origin(kind) is not tuple


def _may_be_unknown(kinds: tuple[Any, ...]) -> bool:
    """Whether they are an optional day or period: a blank one is false, as a blank text is."""
    return type(None) in kinds and any(kind in UNKNOWN for kind in kinds)


def _is_unknown(node: source.Node) -> TypeGuard[source.Mapping]:
    if not isinstance(node, source.Mapping) or node.get("unconfirmed") is None:
        return False
    value = node.get("value")
    return value is None or (isinstance(value, source.Scalar) and value.blank)


def _alternative(kinds: tuple[Any, ...], node: source.Node) -> Any:
    """The one that is not None; of two lists, the one with ids where ids are written."""
    written = [kind for kind in kinds if kind is not type(None)]
    return written[-1] if isinstance(node, source.Mapping) else written[0]

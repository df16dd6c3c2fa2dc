"""What the ids in a file stand for, and what to say where one stands for nothing."""

import dataclasses
import difflib
import re
import typing
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from generator import durations, source
from generator.decoding import meant
from generator.errors import Problem
from generator.message import say
from generator.model.bases import Basis
from generator.model.choices import Consent
from generator.model.data import NO_CATEGORY, DataCategory, DataItem
from generator.model.document import Document
from generator.model.entry import Identified, Nameable, Text
from generator.model.retention import Retention
from generator.model.statute import (
    CookieClass,
    LegalBasis,
    RegisterCategory,
    RegisterGroup,
    RegisterMeasure,
    RegisterPurpose,
    RegisterRecipient,
    Right,
    SpecialCategory,
    Statute,
    TransferMechanism,
)
from generator.provenance import Origin

MARKS = ("unconfirmed", "proposed", "internal")
FAILED: Any = object()
"""Stands for a value that could not be read; what holds it is left out."""
_DATA = say("the data")
_LISTED = 20
# Closed lists of the law: what a row is called, and what to do when it is not there.
OF_THE_LAW = {
    LegalBasis: (
        say("condition of article 5 or 6"),
        say("“notices keys bases.yml” prints what each of them says."),
    ),
    TransferMechanism: (say("ground of article 9"), ""),
    SpecialCategory: (
        say("special category of article 6(1)"),
        say("Write “none” where it only sounds like one."),
    ),
    CookieClass: (say("class of cookies"), ""),
    Right: (say("right of article 11(1)"), ""),
    RegisterPurpose: (say("purpose of VERBİS"), ""),
    RegisterCategory: (say("category of VERBİS"), ""),
    RegisterGroup: (say("group of people of VERBİS"), ""),
    RegisterRecipient: (say("group of recipients of VERBİS"), ""),
    RegisterMeasure: (say("measure of VERBİS"), ""),
    Statute: (
        say("statute in the statute book called"),
        say("Any other is written in words: “named: {tr: …, en: …}” in the place of “statute:”."),
    ),
}

_INSTEAD: dict[type, str] = {
    Consent: say("To stop asking for a consent, keep its entry and add “offered: no”.")
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
            hint = _with_sentence(self._home(kind), _in_place(kind))
            return self.fault(node.origin, say("here one id is expected."), hint)
        if kind is SpecialCategory and node.text == NO_CATEGORY:
            return None
        return self.look_up(kind, node, node.text)

    def look_up(self, kind: type, node: source.Scalar, name: str) -> Any:
        """The entry called `name`, which stands in `node`."""
        known = self.known.get(kind, {})
        if kind in OF_THE_LAW and name not in known:
            name = meant.row(known, name) or name
        if name in known:
            return known[name] if known[name] is not None else FAILED
        if kind in self.unreadable or (kind is DataItem and self._category_failed(name)):
            return FAILED
        if known.get(name.partition(".")[0], name) is None:
            return FAILED  # of an entry that could not be read, no part is known
        if kind is Retention and _is_period(name):
            return self._fault_period(node, name)
        if kind is Basis and meant.row(self.known.get(LegalBasis, {}), name):
            return self._fault_article(node, name)
        if not known:
            return self._fault_empty(kind, node, name)
        if kind in OF_THE_LAW:
            return self._fault_law(kind, node, name)
        if ";" in name:
            return self._fault_semicolon(node, name)
        return self._fault_unknown(kind, node, name)

    def _fault_period(self, node: source.Scalar, name: str) -> Any:
        return self.fault(
            node.origin,
            say("“{name}” is a period, and here the id of one is expected.", name=name),
            say("Write “{{period: {name}, starts: …}}”.", name=name),
        )

    def _fault_article(self, node: source.Scalar, name: str) -> Any:
        return self.fault(
            node.origin,
            say("“{name}” is an article, and here the id of a basis is expected.", name=name),
            say("Write “{{article: {name}}}”.", name=name),
        )

    def _fault_law(self, kind: type, node: source.Scalar, name: str) -> Any:
        """A row that the statute book does not have."""
        what, more = OF_THE_LAW[kind]
        named = kind in (SpecialCategory, CookieClass, TransferMechanism)
        ids = [
            _with_end(f"{id_}{_in_words(row)}" if named else id_, row)
            for id_, row in self.known[kind].items()
        ]
        hint = _with_sentence(say("There are: {ids}.", ids=ids), more)
        return self.fault(
            node.origin, say("there is no {what} “{name}”.", what=what, name=name), hint
        )

    def _fault_semicolon(self, node: source.Scalar, name: str) -> Any:
        first, *_ = parts = [part.strip() for part in name.split(";")]
        return self.fault(
            node.origin,
            say("“{first}” and what follows it are apart by a semicolon.", first=first),
            say("Write commas between the ids: {ids}.", ids=parts),
        )

    def _fault_unknown(self, kind: type, node: source.Scalar, name: str) -> Any:
        """With the ids that are near, or the first ones."""
        known = self.known[kind]
        near = difflib.get_close_matches(name, list(known), 3) or self._called(kind, name)
        listed = [f"{id_}{_in_words(known[id_])}" for id_ in near or list(known)[:_LISTED]]
        home, left = self._home(kind), len(known) - _LISTED
        hint: str
        if near:
            hint = say("{home} Did you mean one of these: {listed}?", home=home, listed=listed)
        elif left > 0:
            hint = say(
                "{home} Known: {listed} and {left} more.", home=home, listed=listed, left=left
            )
        else:
            hint = say("{home} Known: {listed}.", home=home, listed=listed)
        hint = _with_sentence(hint, _INSTEAD.get(kind) or _in_place(kind))
        return self.fault(node.origin, say("there is no “{name}”.", name=name), hint)

    def _called(self, kind: type, name: str) -> list[str]:
        """Ids whose words hold each word of `name`: `kimlik.ad` for “ad ve soyad” of “Kimlik”."""
        wanted = set(re.findall(r"\w+", meant.folded(name)))
        around = self.known.get(DataCategory, {}) if kind is DataItem else {}
        found = []
        for id_, value in self.known.get(kind, {}).items():
            words = f"{_in_words(value)} {_in_words(around.get(id_.partition('.')[0]))}"
            if wanted and wanted <= set(re.findall(r"\w+", meant.folded(words))):
                found.append(id_)
        return found[:3]

    def _fault_empty(self, kind: type, node: source.Scalar, name: str) -> Any:
        """Told once, however many entries of the file are named elsewhere."""
        if kind not in self.empty:
            self.empty.add(kind)
            home = self.homes.get(DataCategory if kind is DataItem else kind, _DATA)
            message = say(
                "nothing is written in {home}, but “{name}” of it is named here.",
                home=home,
                name=name,
            )
            hint = say("Bring {home} back, or delete what names its entries.", home=home)
            self.fault(node.origin, message, _with_sentence(hint, _in_place(kind)))
        return FAILED

    def _category_failed(self, item: str) -> bool:
        """Items of a category that could not be read are not complained of again."""
        categories = self.known.get(DataCategory, {})
        name = item.partition(".")[0]
        unread = DataCategory in self.unreadable
        return unread or (name in categories and categories[name] is None)

    def _home(self, kind: type) -> str:
        return say("Such ids live in {home}.", home=self.homes.get(kind, _DATA))


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


def _is_period(name: str) -> bool:
    try:
        durations.parse(name)
    except ValueError:
        return False
    return True


def needed_keys(kind: type) -> list[str]:
    """The keys without which there is no entry of a kind."""
    fields = fields_of(kind)[1].items()
    return [name for name, f in fields if f.default is dataclasses.MISSING]


def _with_end(name: str, row: Any) -> str:
    """The id of a row of law, and when it ended."""
    end = row and row.in_force_until
    return say("{name} (law until {day})", name=name, day=end.value) if end else name


def _in_words(value: Any) -> str:
    """What an entry says first, in brackets: ` (üyelik sözleşmesi)`; of a document without a title
    what it is about. Empty without words."""
    names = [f.name for f in dataclasses.fields(value) if f.name not in _ADDRESS] if value else []
    given = [getattr(value, name) for name in sorted(names, key=_calls, reverse=True)]
    texts = [text for text in given if isinstance(text, Text)]
    words = (fact.value for text in texts for fact in text.by_language.values())
    about = (_in_words(entry) for entry in given if isinstance(value, Document) and _named(entry))
    return next((f" ({said})" for said in words if said), "") or next(filter(None, about), "")


_ADDRESS = ("slug", "summary")
"""Texts that call an entry nothing."""


def _named(value: object) -> bool:
    return isinstance(value, Identified)


def _calls(key: str) -> bool:
    """Whether an entry is called by the text of this key."""
    return key in ("title", "name", "matter", "text")


def _in_place(kind: type) -> str:
    """How an entry that may be named is written in place."""
    written = needed_keys(kind) or list(fields_of(kind)[1])[:1]
    if not issubclass(kind, Nameable):
        return ""
    keys = ", ".join(f"“{key}: …”" for key in written)
    return say("Or write it out here, with {keys}.", keys=keys)


def _with_sentence(hint: str, more: str) -> str:
    return say("{hint} {more}", hint=hint, more=more) if more else hint

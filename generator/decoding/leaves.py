"""Facts, texts and references with the marks beside them: what stands at the ends of a file."""

import dataclasses
import difflib
import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeGuard

from generator import languages, source
from generator.decoding import meant
from generator.decoding.ids import FAILED, MARKS, OF_THE_LAW, Ids, fields_of, needed_keys
from generator.decoding.scalars import NO, YES, Misread, read_scalar
from generator.message import say
from generator.model.acceptance import Doubt, in_words
from generator.model.controller import Site
from generator.model.entry import Name, Text
from generator.model.traversal import doubted
from generator.provenance import Doubt as Reason
from generator.provenance import Fact, Origin, Proposal
from generator.source.complaints import CURLY

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RESERVED = (*MARKS, "value")
"""What has a meaning of its own in every mapping, so that nothing is called so."""


def is_id(name: str) -> bool:
    """Whether an entry may be called so."""
    return bool(ID.fullmatch(name)) and name not in RESERVED


def id_like(name: str) -> str:
    """What to type in the place of an id that is none: `kargo-sirketi` for “kargo şirketi”."""
    proposed = languages.in_address(name)
    if not is_id(proposed):
        return say("Use small letters a-z, digits and hyphens, for example create-account.")
    return say(
        "Write “{proposed}”, here and wherever it is named: small letters a-z, digits, hyphens.",
        proposed=proposed,
    )


@dataclass(frozen=True, slots=True)
class Marks:
    """What holds for everything inside a mapping."""

    unconfirmed: str | None = None
    internal: bool = False


NO_MARKS = Marks()


@dataclass
class Leaves(Ids):
    """Decodes what is no block of its own."""

    def expect_keys(self, node: source.Node, kind: type) -> TypeGuard[source.Mapping]:
        """Whether `node` is a mapping; keys that a `kind` does not have are noted."""
        if not isinstance(node, source.Mapping):
            keys = needed_keys(kind)[:1]
            hint = say("Write them below it, beginning with “{key}:”.", key=keys[0]) if keys else ""
            self.fault(node.origin, say("here “key: value” lines are expected."), hint)
            return False
        self._refuse_unknown(node, fields_of(kind)[1])
        return True

    def expect_id(self, name: str, origin: Origin) -> bool:
        """Whether an entry may be called `name`; otherwise noted, with what it may be called."""
        if is_id(name):
            return True
        self.fault(origin, say("“{name}” is not a valid id.", name=name), id_like(name))
        return False

    def referred(self, kind: type, node: source.Node, outer: Marks) -> Any:
        """The entry that an id names (`x`, or `{value: x, unconfirmed: …}`), as doubtful as it is.

        A row of the law has no doubts of its own, so that of the mapping around it is its own.
        """
        node, marks = self.with_marks(node)
        entry = self.reference(kind, node)
        doubt = marks.unconfirmed or (outer.unconfirmed if kind in OF_THE_LAW else None)
        if entry is FAILED:
            return entry
        entry = doubted(entry, doubt) if doubt else entry
        return dataclasses.replace(entry, internal=True) if marks.internal else entry

    def with_marks(self, node: source.Node) -> tuple[source.Node, Marks]:
        """What stands below “value:”, and the marks beside it; the node itself without them."""
        inner = node.get("value") if isinstance(node, source.Mapping) else None
        if inner is None or not isinstance(node, source.Mapping):
            return node, NO_MARKS
        self._refuse_unknown(node, {"value": None})
        return inner, self.marks(node, NO_MARKS)

    def marks(self, node: source.Mapping, outer: Marks) -> Marks:
        """What holds inside `node`: what is written in it, and what holds around it."""
        unconfirmed, internal = outer.unconfirmed, outer.internal
        why = node.get("unconfirmed")
        if why is not None:
            unconfirmed = self._reason(why, _doubted_at(why, node)) or unconfirmed
        proposal = self._proposal(node)
        if proposal and why is not None and isinstance(unconfirmed, Reason):
            unconfirmed = unconfirmed.with_proposal(proposal)
        flag = node.get("internal")
        if flag is not None:
            read = self.fact(bool, flag, NO_MARKS)
            internal = internal or (read is not FAILED and read.value)
        return Marks(unconfirmed, internal)

    def _proposal(self, node: source.Mapping) -> Proposal | None:
        """What somebody would write here who may not decide it: `{value, role, day}` beside a
        doubt, which stays one. Without `value` it is what is written already."""
        proposed = node.get("proposed")
        if proposed is None:
            return None
        if node.get("unconfirmed") is None:
            message = say("“proposed:” stands where nothing is in doubt.")
            hint = say("Delete it, or write beside it “unconfirmed: …” with what is to be decided.")
            self.fault(proposed.origin, message, hint)
        if not isinstance(proposed, source.Mapping):
            message = say("here a proposal is expected.")
            hint = say("Write “proposed: {value: …, role: …, day: 2026-12-15}”.")
            self.fault(proposed.origin, message, hint)
            return None
        kinds = {"value": str, "role": str, "day": date}
        self._refuse_unknown(proposed, kinds)
        said = dict.fromkeys(kinds, "")
        for key, kind in kinds.items():
            given = proposed.get(key)
            if given is not None:
                read = self.fact(kind, given, NO_MARKS)
                said[key] = "" if read is FAILED else str(read.value)
            elif key != "value":
                message = say("“{key}” is missing.", key=key)
                self.fault(proposed.origin, message, say("Write “{key}:”.", key=key))
        return Proposal(**said)

    def _reason(self, why: source.Node, place: Origin) -> Reason | None:
        """Why `place` is in doubt: words, or a text in each language."""
        if isinstance(why, source.Mapping):
            text = self.text(why, NO_MARKS)
            if text is FAILED or text:
                return None if text is FAILED else in_words(text, place)
        elif _is_words(why):
            return self._named_reason(why, place)
        self.fault(
            why.origin,
            say("“unconfirmed:” needs the reason of the doubt."),
            say("Write what is to be asked, or delete the line when nothing is in doubt."),
        )
        return None

    def _named_reason(self, why: source.Scalar, place: Origin) -> Reason:
        """The words of a reason; one that several facts share is named by its id."""
        doubts = self.known.get(Doubt, {})
        shared: Doubt | None = doubts.get(why.text)
        if shared is not None:
            return shared.about(place)
        if ID.fullmatch(why.text) and why.text not in doubts and Doubt not in self.unreadable:
            home, listed = self.homes.get(Doubt, say("the data")), list(doubts) or say("none")
            hint = say(
                "Write what is to be asked, or an id of {home} (known: {listed}).",
                home=home,
                listed=listed,
            )
            self.fault(why.origin, say("“{why}” is not a reason for a doubt.", why=why.text), hint)
        return Reason(why.text, place)

    def meant_here(self, node: source.Mapping, known: Map[str, Any]) -> set[str | None]:
        """The keys that are written in a mapping by another name."""
        unknown = (entry.key for entry in node.entries if entry.key not in known)
        return {meant.key(known, key) for key in unknown}

    def _refuse_unknown(self, node: source.Mapping, known: Map[str, Any]) -> None:
        if torn := _torn(node, known):
            self.fault(torn, *CURLY)
            return
        for entry in node.entries:
            if entry.key not in known and entry.key not in MARKS:
                named = meant.key([*known, *MARKS], entry.key)
                near = [named] if named else difflib.get_close_matches(entry.key, [*known, *MARKS])
                hint = (
                    say("Did you mean “{near}”?", near=near[0])
                    if near
                    else say("Known here: {known}.", known=", ".join(known))
                )
                empty = isinstance(entry.value, source.Scalar) and entry.value.blank
                if not named and (
                    " " in entry.key or (empty and set(known) <= set(languages.codes()))
                ):
                    hint = say(
                        "Inside {…} a comma ends a text: put quotes around texts with commas."
                    )
                self.fault(entry.key_origin, say("“{key}” is not known here.", key=entry.key), hint)

    def fact(self, kind: Any, node: source.Node, marks: Marks) -> Any:
        """One scalar as a fact of `kind`, also below “value:”."""
        if isinstance(node, source.Mapping):
            marks = self.marks(node, marks)
            self._refuse_unknown(node, {"value": None})
            inner = node.get("value")
            if inner is None:
                return self.fault(
                    node.origin, say("here a value is expected."), say("Write “value:”.")
                )
            return self.fact(kind, inner, marks)
        if isinstance(node, source.Sequence):
            return self.fault(node.origin, say("here one value is expected, not a list."))
        try:
            value = read_scalar(kind, node)
        except Misread as error:
            return self.fault(node.origin, error.message, error.hint)
        return Fact(value, node.origin, marks.unconfirmed, marks.internal)

    def lines(self) -> str:
        """`lines below it, “tr: …” and “en: …”`: a text in every language of the sites that were
        read before, or in every one there is."""
        sites = [site for site in self.known.get(Site, {}).values() if site]
        spoken = {code.value for site in sites for code in site.languages}
        codes = [code for code in languages.codes() if code in spoken] or languages.codes()
        *others, last = (f"“{code}: …”" for code in codes)
        if not others:
            return say("a line below it, {line}", line=last)
        listed = say("{others} and {last}", others=others, last=last)
        return say("lines below it, {lines}", lines=listed)

    def text(self, node: source.Node, marks: Marks, kind: type[Text] = Text) -> Any:
        """A statement in each language that is written; a name may be one line for all of them."""
        if kind is Name and _is_one_value(node):
            fact = self.fact(str, node, marks)
            return FAILED if fact is FAILED else _name(fact, node)
        if not isinstance(node, source.Mapping):
            return self.fault(
                node.origin,
                say("here a text in each language is expected."),
                say("Write {shape}.", shape=self.lines()),
            )
        marks = self.marks(node, marks)
        self._refuse_unknown(node, dict.fromkeys(languages.codes()))
        facts = {
            entry.key: self.fact(str, entry.value, marks)
            for entry in node.entries
            if entry.key in languages.codes()
        }
        if FAILED in facts.values():
            return FAILED
        return kind(
            origin=node.origin,
            places=dict(places(node)),
            unconfirmed=marks.unconfirmed,
            internal=marks.internal,
            by_language=facts,
        )


def _torn(node: source.Mapping, known: Map[str, Any]) -> Origin | None:
    """A text in curly quotes that a comma inside {…} tore apart: its rest stands as keys."""
    values = (e.value for e in node.entries if isinstance(e.value, source.Scalar))
    begun = next((v.origin for v in values if v.text[:1] in tuple("“„‘")), None)
    rest = any(e.key not in known and e.key[-1:] in tuple("“”’") for e in node.entries)
    return begun if rest else None


def _is_words(node: source.Node) -> TypeGuard[source.Scalar]:
    """Whether something is written that is neither yes nor no."""
    if not isinstance(node, source.Scalar) or node.blank:
        return False
    return node.text.lower() not in (*YES, *NO)


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


def _doubted_at(why: source.Node, node: source.Mapping) -> Origin:
    """The place of the mapping that has the doubt; of the defaults where these give it."""
    path = why.origin.path.removesuffix("unconfirmed").removesuffix(".")
    return node.origin if path == node.origin.path else why.origin._replace(path=path)


def places(node: source.Mapping) -> Iterator[tuple[str, Origin]]:
    """Each key with the place of what it says, and each item of its lists."""
    for entry in node.entries:
        yield entry.key, entry.value.origin
        if isinstance(entry.value, source.Sequence):
            for number, item in enumerate(entry.value.items):
                yield f"{entry.key}[{number}]", item.origin

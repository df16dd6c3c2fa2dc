"""Two expressions of one document → what changed between them, clause by clause.

The kind that a release must have follows from it: a changed fact is never less than
substantive. A person confirms the kind; nobody may call a change smaller than it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from xml.etree import ElementTree

from generator.comparison.corrections import Speller, only_spelling
from generator.comparison.reading import FactsByClause, Version, layers
from generator.comparison.rows import aligned
from generator.expression import Clause, Expression, Field, reference, text

_WORD = re.compile(r"[^\W\d_]+")


class What(StrEnum):
    """What happened to a clause; the title and the fields of a form belong to none."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    FACTS = "facts"
    LINKS = "links"
    MARKUP = "markup"
    TITLE = "title"
    FIELDS = "fields"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Change:
    """One clause that is not as it was; `before` and `after` are its lines."""

    layer: str
    clause: str
    heading: str
    what: What
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def compare(
    before: Expression,
    after: Expression,
    facts_before: FactsByClause | None = None,
    facts_after: FactsByClause | None = None,
    speller: Speller | None = None,
) -> list[Change]:
    """The changes from one text to the other, in the order of the newer one.

    With the facts that each clause printed, a change of facts is distinguished from one of words,
    with a `speller` one of spelling alone: never in what people say yes to.
    """
    sides = Version(before, facts_before), Version(after, facts_after)
    return list(changes_of(*sides, speller))


def changes_of(
    before: Version, after: Version, speller: Speller | None = None, told: Set[str] = frozenset()
) -> Iterator[Change]:
    """The same of texts that were read before, without the clauses that are `told` already."""
    new = after.text
    asked = new.type in ASKING
    spelled = None if speller is None or asked else partial(_only_spelling, new, speller)
    yield from _around(before.text, new)
    for name in layers(before, after):
        yield from _layer(name, before, after, spelled, told)


ASKING = ("consent", "message_approval")
"""Types of texts to which people say yes, word by word."""
DEFINING = "definitions"
"""The clause that defines terms."""


def _only_spelling(text: Expression, speller: Speller, before: "_Clause", after: "_Clause") -> bool:
    """Whether a clause was corrected outside of its links, citations and defined terms."""
    terms = {w for t in text.terms for w in _WORD.findall(f"{t.term} {t.meaning}".lower())}
    protected = terms | before.fixed | after.fixed
    return only_spelling(before.lines, after.lines, text.language, speller, protected)


def _around(before: Expression, after: Expression) -> Iterable[Change]:
    old, new = (before.title, before.summary), (after.title, after.summary)
    if old != new:
        yield Change("", "", after.title, What.TITLE, old, new)
    if before.fields != after.fields:
        was, now = (tuple(map(_described, text.fields)) for text in (before, after))
        yield Change("", "", after.title, What.FIELDS, was, now)


def _described(field: Field) -> str:
    return f"{field.name}: {field.kind}, {field.need}, {field.options}"


def substantive(changes: Iterable[Change]) -> bool:
    """Whether the reader must be informed again: facts, ways to act, clauses that came or went."""
    substantial = (What.ADDED, What.REMOVED, What.FACTS, What.LINKS, What.FIELDS)
    return any(change.what in substantial for change in changes)


@dataclass(frozen=True, slots=True)
class _Clause:
    heading: str
    parent: str | None
    lines: tuple[str, ...]
    links: tuple[str, ...]
    markup: str
    fixed: frozenset[str]


def _clause(clause: Clause, section: ElementTree.Element) -> _Clause:
    """Its number is left out, for it moves with the clauses before it."""
    bare = ElementTree.Element("section")
    bare.extend(child for child in section if child.tag != "section")
    number = f"{clause.number}. " if clause.number else ""
    links = tuple(link.get("href", "") for link in bare.iter("a"))
    return _Clause(
        clause.heading,
        clause.parent,
        tuple(line.removeprefix(number) for line in text.lines_of(bare)),
        tuple(link for link in links if reference.read(link) is None),
        "".join(_markup(bare)).replace(number, "", 1),
        frozenset(_fixed(bare)),
    )


def _fixed(element: ElementTree.Element) -> Iterator[str]:
    """The words of links, marked terms and citations."""
    for inner in element.iter():
        if inner.tag in ("a", "cite", "dfn", "dt") or inner.get("data-term") is not None:
            yield from _WORD.findall("".join(inner.itertext()))


def _markup(element: ElementTree.Element) -> Iterator[str]:
    """The markup of an element without its marks of doubt, which no reader of a release sees."""
    marks = {key: value for key, value in element.attrib.items() if key != "data-unconfirmed"}
    tag = "" if element.tag == "span" and not marks else f"{element.tag} {sorted(marks.items())}"
    yield f"<{tag}>" if tag else ""
    yield element.text or ""
    for inner in element:
        yield from _markup(inner)
        yield inner.tail or ""
    yield "</>" if tag else ""


def _layer(
    name: str,
    old: Version,
    new: Version,
    spelled: Callable[[_Clause, _Clause], bool] | None,
    told: Set[str],
) -> Iterable[Change]:
    was, now = old.side(name).by_name, new.side(name).by_name
    common = [clause for clause in was if clause in now]
    order = [clause for clause in now if clause in was]
    for clause in now:
        key = f"{name}#{clause}"
        if key in told:
            continue
        after = _clause(*now[clause])
        if clause not in was:
            yield Change(name, clause, after.heading, What.ADDED, (), after.lines)
            continue
        before = _clause(*was[clause])
        facts = old.facts.get(key) or {}, new.facts.get(key) or {}
        lines = before.lines, after.lines
        if (
            spelled
            and clause != DEFINING
            and before.links == after.links
            and _same_places(*facts)
            and spelled(before, after)
        ):
            yield Change(name, clause, after.heading, What.SPELLING, *lines)
        elif _restated(*facts):
            yield Change(name, clause, after.heading, What.FACTS, *lines)
        elif before.links != after.links:
            was_so, is_so = (*before.lines, *before.links), (*after.lines, *after.links)
            yield Change(name, clause, after.heading, What.LINKS, was_so, is_so)
        elif before.lines != after.lines:
            yield Change(name, clause, after.heading, What.REWORDED, *lines)
        elif before.parent != after.parent or common.index(clause) != order.index(clause):
            yield Change(name, clause, after.heading, What.MOVED, *lines)
        elif before.markup != after.markup:
            yield Change(name, clause, after.heading, What.MARKUP, *lines)
    for clause in was:
        if clause not in now and f"{name}#{clause}" not in told:
            before = _clause(*was[clause])
            yield Change(name, clause, before.heading, What.REMOVED, before.lines, ())


def _same_places(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> bool:
    """Whether the same facts are stated, and as often; their words may differ."""
    before = aligned(before, after)
    return {k: len(v) for k, v in before.items()} == {k: len(v) for k, v in after.items()}


def _restated(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> bool:
    """Whether other facts are stated. A fact may stand in another file; two that have changed
    places state something else, although the words are the same."""
    before = aligned(before, after)
    if any(before[key] != after[key] for key in before.keys() & after.keys()):
        return True
    return sorted(w for ws in before.values() for w in ws) != sorted(
        w for ws in after.values() for w in ws
    )

"""Two expressions of one document → one marked text, and what changed in words to be told.

Each redline is judged before anybody sees it: its accepted words are the newer text, its rejected
words the older one, line by line as `text-1` counts them. A text whose markup cannot be merged is
shown line by line, which holds by itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from generator.comparison import judging
from generator.comparison.aligning import aligned
from generator.comparison.blocks import NotComparable, same
from generator.comparison.changes import Change, What, changes_of
from generator.comparison.edits import Edit, Kind
from generator.comparison.merging import Merger
from generator.comparison.naming import FactChange, changed
from generator.comparison.reading import FactsByClause, Side, Version, layers
from generator.comparison.stayed import NotShort, Stayed
from generator.expression import Expression
from generator.expression.markup import serialise

VERSION = 2
"""Of the way in which a redline is made; what is cached of another one is made again."""
_WORD = re.compile(r"\w+")
_BESIDE_WORDS = {
    What.LINKS: Kind.LINKS, What.MARKUP: Kind.MARKUP, What.TITLE: Kind.TITLE,
    What.FIELDS: Kind.FIELDS,
}  # fmt: skip


@dataclass(frozen=True)
class Redline:
    """`layers` by name: both texts as one, in a `div` with `ins` and `del`. `edits` are numbered
    from 1 in their order; `<i data-change="N">` stands where one of the marked text begins."""

    layers: Mapping[str, str]
    edits: Sequence[Edit]


def redline(
    before: Expression,
    after: Expression,
    facts_before: FactsByClause | None = None,
    facts_after: FactsByClause | None = None,
) -> Redline:
    """What changed from one text to the other; with the facts that each clause printed, the
    entries name them."""
    return between(Version(before, facts_before), Version(after, facts_after))


def between(before: Version, after: Version) -> Redline:
    """The same of texts that were read before: in a history each has a neighbour on both sides."""
    stayed = Stayed()
    try:
        short = _between(*stayed.short(before, after))
        whole = {name: stayed.whole(html) for name, html in short.layers.items()}
        return replace(short, layers=whole)
    except NotShort:
        return _between(before, after)


def _between(before: Version, after: Version) -> Redline:
    merged, edits = dict[str, str](), list[Edit]()
    for name in layers(before, after):
        merged[name], found = _layer(name, before.side(name), after.side(name), len(edits) + 1)
        edits += _with_facts(found, before.facts, after.facts)
    told = {edit.place for edit in edits} | set(_unchanged(before, after))
    others = (_beside(change) for change in changes_of(before, after, told=told))
    return Redline(merged, (*edits, *filter(None, others)))


def _unchanged(before: Version, after: Version) -> Iterator[str]:
    """The places of clauses that are the same in everything."""
    for name in layers(before, after):
        was = before.side(name).by_name
        for clause, (_, section) in after.side(name).by_name.items():
            if clause in was and same(was[clause][1], section):
                yield f"{name}#{clause}"


def _layer(name: str, old: Side, new: Side, first: int) -> tuple[str, list[Edit]]:
    headings = {
        clause.id: f"{clause.number}. {clause.heading}" if clause.number else clause.heading
        for side in (old, new)
        for clause in side.clauses
    }
    try:
        merger = Merger(name, headings, old.by_id, new.by_id, first)
        html = serialise(merger.root(old.block, new.block))
        if judging.judged(html) == (old.lines, new.lines):
            return html, merger.edits
    except (NotComparable, RecursionError):
        pass
    return _by_line(name, old.lines, new.lines, first)


def _by_line(
    name: str, old: Sequence[str], new: Sequence[str], first: int
) -> tuple[str, list[Edit]]:
    """Every line a paragraph, whatever it was in the text."""
    root, pairs = ElementTree.Element("div"), list[tuple[str, str]]()
    for is_same, a, b, c, d in aligned(old, new):
        for mark, lines in () if is_same else (("del", old[a:b]), ("ins", new[c:d])):
            for line in lines:
                paragraph = ElementTree.SubElement(root, "p")
                if not pairs:
                    ElementTree.SubElement(paragraph, "i", {"data-change": str(first)})
                ElementTree.SubElement(paragraph, mark).text = line
                pairs.append((line, "") if mark == "del" else ("", line))
        for line in new[c:d] if is_same else ():
            ElementTree.SubElement(root, "p").text = line
    return serialise(root), [Edit(Kind.REWORDED, name, pairs=tuple(pairs))] if pairs else []


def _with_facts(
    edits: Sequence[Edit], before: FactsByClause, after: FactsByClause
) -> Iterator[Edit]:
    """Each with the facts of its clause whose words are among those that changed."""
    by_place = {
        place: [(fact, _differing(fact)) for fact in changed(before.get(place, {}), facts)]
        for place in {edit.place for edit in edits}
        if (facts := after.get(place, {})) != before.get(place, {})
    }
    for edit in edits:
        if found := by_place.get(edit.place):
            marked = {word for pair in edit.pairs for side in pair for word in _WORD.findall(side)}
            edit = replace(edit, facts=tuple(fact for fact, words in found if marked & words))
        yield edit


def _differing(fact: FactChange) -> set[str]:
    """The words that one side of a fact has and the other has not."""
    return set(_WORD.findall(fact.before)) ^ set(_WORD.findall(fact.after))


def _beside(change: Change) -> Edit | None:
    """What no mark shows: links that lead elsewhere, the title, the fields of a form."""
    kind = _BESIDE_WORDS.get(change.what)
    if kind is None:
        return None
    pairs = tuple(_lines(change)) if kind is not Kind.MARKUP else ()
    return Edit(kind, change.layer, change.clause, change.heading, pairs=pairs)


def _lines(change: Change) -> Iterator[tuple[str, str]]:
    """The lines that went and came, pair by pair."""
    for is_same, a, b, c, d in aligned(change.before, change.after):
        if not is_same:
            yield "\n".join(change.before[a:b]), "\n".join(change.after[c:d])

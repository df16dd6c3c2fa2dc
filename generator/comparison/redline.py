"""Two expressions of one document → one marked text, and what changed in words to be told.

Each redline is judged before anybody sees it: its accepted words are the newer text, its rejected
words the older one, line by line as `text-1` counts them. A text whose markup cannot be merged is
shown line by line, which holds by itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from xml.etree import ElementTree

from generator.comparison import blocks, judging
from generator.comparison.blocks import Block, NotComparable
from generator.comparison.changes import Change, FactsByClause, What, compare
from generator.comparison.edits import Edit, Kind
from generator.comparison.merging import Merger
from generator.comparison.naming import FactChange, changed
from generator.expression import Expression, Layer, text
from generator.expression.markup import serialise

VERSION = 1
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
    facts = facts_before or {}, facts_after or {}
    layers, edits = dict[str, str](), list[Edit]()
    for name in dict.fromkeys(layer.name for layer in (*after.layers, *before.layers)):
        old, new = (next((x for x in t.layers if x.name == name), None) for t in (before, after))
        layers[name], found = _layer(name, old, new, len(edits) + 1)
        edits += [_with_facts(edit, *facts) for edit in found]
    told = {edit.place for edit in edits}
    others = (_beside(c) for c in compare(before, after, *facts) if _place(c) not in told)
    return Redline(layers, (*edits, *filter(None, others)))


def _layer(name: str, old: Layer | None, new: Layer | None, first: int) -> tuple[str, list[Edit]]:
    sides = [
        text.parse(layer.html) if layer else ElementTree.Element("div") for layer in (old, new)
    ]
    wanted = [
        tuple(layer.plain.split("\n")) if layer and layer.plain else () for layer in (old, new)
    ]
    headings = {
        clause.id: f"{clause.number}. {clause.heading}" if clause.number else clause.heading
        for layer in (old, new)
        for clause in (layer.clauses if layer else ())
    }
    try:
        was, now = map(blocks.clauses, sides)
        merger = Merger(name, headings, was, now, first)
        html = serialise(merger.root(Block(sides[0]), Block(sides[1])))
        if [text.lines_of(side(html)) for side in (judging.rejected, judging.accepted)] == wanted:
            return html, merger.edits
    except (NotComparable, RecursionError):
        pass
    return _by_line(name, wanted[0], wanted[1], first)


def _by_line(
    name: str, old: Sequence[str], new: Sequence[str], first: int
) -> tuple[str, list[Edit]]:
    """Every line a paragraph, whatever it was in the text."""
    root, pairs = ElementTree.Element("div"), list[tuple[str, str]]()
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for mark, lines in (("del", old[a:b]), ("ins", new[c:d])) if tag != "equal" else ():
            for line in lines:
                paragraph = ElementTree.SubElement(root, "p")
                if not pairs:
                    ElementTree.SubElement(paragraph, "i", {"data-change": str(first)})
                ElementTree.SubElement(paragraph, mark).text = line
                pairs.append((line, "") if mark == "del" else ("", line))
        for line in new[c:d] if tag == "equal" else ():
            ElementTree.SubElement(root, "p").text = line
    return serialise(root), [Edit(Kind.REWORDED, name, pairs=tuple(pairs))] if pairs else []


def _with_facts(edit: Edit, before: FactsByClause, after: FactsByClause) -> Edit:
    """With the facts of its clause whose words are among those that changed."""
    marked = {word for pair in edit.pairs for side in pair for word in _WORD.findall(side)}
    found = changed(before.get(edit.place, {}), after.get(edit.place, {}))
    return replace(edit, facts=tuple(fact for fact in found if marked & _differing(fact)))


def _differing(fact: FactChange) -> set[str]:
    """The words that one side of a fact has and the other has not."""
    return set(_WORD.findall(fact.before)) ^ set(_WORD.findall(fact.after))


def _place(change: Change) -> str:
    return f"{change.layer}#{change.clause}" if change.layer else ""


def _beside(change: Change) -> Edit | None:
    """What no mark shows: links that lead elsewhere, the title, the fields of a form."""
    kind = _BESIDE_WORDS.get(change.what)
    if kind is None:
        return None
    pairs = tuple(_lines(change)) if kind is not Kind.MARKUP else ()
    return Edit(kind, change.layer, change.clause, change.heading, pairs=pairs)


def _lines(change: Change) -> Iterator[tuple[str, str]]:
    """The lines that went and came, pair by pair."""
    codes = SequenceMatcher(None, change.before, change.after, autojunk=False).get_opcodes()
    for tag, a, b, c, d in codes:
        if tag != "equal":
            yield "\n".join(change.before[a:b]), "\n".join(change.after[c:d])

"""The clauses that differ between two sets of texts, each once however many texts say it alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import comparison, spelling
from generator.comparison import Change, What
from generator.expression import Expression
from generator.recipes.reviewing import lines
from generator.recipes.reviewing.values import Changed
from generator.recipes.reviewing.words import Line, redline
from generator.releases import preparing

Texts = Mapping[tuple[str, str], Expression]
"""Document and language → text."""


@dataclass(frozen=True, slots=True)
class Where:
    """A clause in a document; `clause` is empty for its title or its fields."""

    document: str
    layer: str
    clause: str


@dataclass(frozen=True)
class Part:
    """What changed in a clause, by language; `where` are the places that say the same.

    `values` are what changed in the data and is printed there. `alone` is the language that
    changed while another one that has this clause did not; empty where all did.
    """

    headings: Mapping[str, str]
    what: Mapping[str, What]
    words: Mapping[str, tuple[Line, ...]]
    where: Sequence[Where]
    values: Sequence[Changed] = ()
    alone: str = ""

    @property
    def substantive(self) -> bool:
        """Whether a release of it could not be called editorial."""
        return any(
            comparison.substantive([Change("", "", "", what)]) for what in self.what.values()
        )

    @property
    def spelling(self) -> bool:
        """Whether nothing but the spelling of words changed."""
        return set(self.what.values()) == {What.SPELLING}


def parts(before: Texts, after: Texts, values: Sequence[Changed]) -> list[Part]:
    """In the order of the newer texts. Marks are no change."""
    found: dict[Where, dict[str, Change]] = {}
    for key, text in after.items():
        if key in before:
            for change in _changes(before[key], text):
                where = Where(text.document, change.layer, change.clause)
                found.setdefault(where, {})[text.language] = change
    merged: dict[object, Part] = {}
    for where, changes in found.items():
        part = _part(where, changes, before, after, values)
        said = *part.words.items(), *part.what.items(), part.alone
        alike: object = said if any(part.words.values()) else (where, said)
        same = merged.get(alike)
        if same is not None:
            more = [value for value in part.values if value not in same.values]
            places, stated = [*same.where, where], [*same.values, *more]
            part = replace(same, where=places, values=stated)
        merged[alike] = part
    return list(merged.values())


def _changes(before: Expression, after: Expression) -> Iterator[Change]:
    stated = preparing.facts_of(before), preparing.facts_of(after)
    for change in comparison.compare(before, after, *stated, spelling):
        if change.what is not What.MARKUP:
            yield change


def _part(
    where: Where,
    changes: Mapping[str, Change],
    before: Texts,
    after: Texts,
    values: Sequence[Changed],
) -> Part:
    languages = [code for document, code in after if document == where.document]
    headings, words = dict[str, str](), dict[str, tuple[Line, ...]]()
    for code in languages:
        texts = before.get((where.document, code)), after[where.document, code]
        change = changes.get(code)
        headings[code] = change.heading if change else _heading(texts[1], where)
        words[code] = _words(change, where, *texts) if change else ()
    still = [code for code in languages if code not in changes and headings[code]]
    alone = next(iter(changes)) if len(changes) == 1 and still else ""
    what = {code: change.what for code, change in changes.items()}
    printed = {
        key
        for code in changes
        for text in (before.get((where.document, code)), after[where.document, code])
        if text
        for key in preparing.facts_of(text).get(f"{where.layer}#{where.clause}", {})
    }
    named = [value for value in values if any(_within(value, key) for key in printed)]
    return Part(headings, what, words, [where], named, alone)


def _words(
    change: Change, where: Where, before: Expression | None, after: Expression
) -> tuple[Line, ...]:
    if change.what is What.MOVED:
        return ()
    if not where.clause or change.what is What.LINKS:
        return redline(change.before, change.after)
    return redline(_lines(before, where), _lines(after, where))


def _lines(text: Expression | None, where: Where) -> tuple[str, ...]:
    layer = text and next((one for one in text.layers if one.name == where.layer), None)
    if not layer or all(clause.id != where.clause for clause in layer.clauses):
        return ()
    return lines.of_clause(layer, where.clause)


def _heading(text: Expression, where: Where) -> str:
    if not where.clause:
        return text.title
    layer = next((one for one in text.layers if one.name == where.layer), None)
    clauses = layer.clauses if layer else ()
    return next((clause.heading for clause in clauses if clause.id == where.clause), "")


def _within(value: Changed, key: str) -> bool:
    """Whether a fact that is printed stands at the value, inside it or around it."""
    place, printed = value.place, key.removeprefix("data/")
    return (
        place == printed
        or printed.startswith((f"{place}.", f"{place}["))
        or place.startswith((f"{printed}.", f"{printed}["))
    )

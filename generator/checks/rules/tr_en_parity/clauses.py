"""Both languages of a document carry the same clauses and print the same facts."""

import re
from collections import defaultdict
from collections.abc import Iterable

from generator.checks.finding import Observation
from generator.checks.phrases import blame, in_any_language
from generator.checks.subject import Subject
from generator.expression import Clause, Expression
from generator.provenance import Origin

SUB_CODES = {
    "no-turkish": "A document has no Turkish text.",
    "prevailing": "A text does not say that the Turkish one prevails.",
    "clauses": "The languages have other clauses, or another order.",
    "facts": "A fact is stated in one language alone.",
}
PREVAILS = {"tr": re.compile(""), "en": re.compile(r"Turkish text prevails")}
"""How a text in another language says it; the Turkish one need not."""


def check(subject: Subject) -> Iterable[Observation]:
    """Each other language is compared with Turkish, clause by clause."""
    by_document: dict[str, dict[str, Expression]] = defaultdict(dict)
    for text in subject.texts:
        by_document[text.document][text.language] = text
    for document, texts in by_document.items():
        turkish = texts.get("tr")
        if turkish is None:
            origin = subject.facts.documents[document].origin
            yield Observation(
                origin,
                f"“{document}” has no Turkish text.",
                "The Turkish text prevails: add it.",
                "no-turkish",
            )
            continue
        for language, other in texts.items():
            if language != "tr":
                yield from _compare(turkish, other)
                yield from _prevailing(subject, other)


def _prevailing(subject: Subject, other: Expression) -> Iterable[Observation]:
    words = PREVAILS.get(other.language)
    plain = "\n".join(layer.plain for layer in other.layers)
    if words and not words.search(plain):
        yield Observation(
            blame(subject, other),
            f"“{other.document}” ({other.language}) does not say that the Turkish text prevails.",
            "Write “prevails: tr” in sites.yml; if a clause was replaced in data/wording, put the "
            "sentence back there.",
            "prevailing",
        )


def _compare(turkish: Expression, other: Expression) -> Iterable[Observation]:
    for layer in turkish.layers:
        theirs = {layer.name: layer for layer in other.layers}.get(layer.name)
        mine = [clause.id for clause in layer.clauses]
        ids = [clause.id for clause in theirs.clauses] if theirs else []
        if mine != ids:
            yield Observation(
                _template(layer.clauses[0] if layer.clauses else None),
                f"the {layer.name} layer of “{turkish.document}” has the clauses {mine} in "
                f"Turkish and {ids} in “{other.language}”.",
                "Both languages need the same clauses in the same order.",
                "clauses",
            )
            continue
        for ours, other_clause in zip(layer.clauses, theirs.clauses if theirs else (), strict=True):
            yield from _compare_facts(ours, other_clause, other.language)


def _compare_facts(turkish: Clause, other: Clause, language: str) -> Iterable[Observation]:
    only = facts_of(turkish) ^ facts_of(other)
    for key in sorted(only):
        missing = language if key in facts_of(turkish) else "tr"
        yield Observation(
            _template(other if missing == language else turkish),
            f"clause “{turkish.id}” states {key} in one language but not in “{missing}”.",
            "Print the same facts in both languages.",
            "facts",
        )


def facts_of(clause: Clause) -> set[str]:
    """The facts that a clause states; the two languages of one text are one fact."""
    return {
        in_any_language(origin) for statement in clause.statements for origin in statement.origins
    }


def _template(clause: Clause | None) -> Origin:
    return clause.template if clause and clause.template else Origin("generator/documents")

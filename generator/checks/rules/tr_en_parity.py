"""Rule TXT-03: both languages of a document carry the same clauses and the same facts."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from generator.checks.phrases import blame
from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject
from generator.expression import Clause, Expression
from generator.provenance import Origin


def check(subject: Subject) -> Iterable[Found]:
    """Each other language is compared with Turkish, clause by clause."""
    by_document: dict[str, dict[str, Expression]] = defaultdict(dict)
    for text in subject.texts:
        by_document[text.document][text.language] = text
    for document, texts in by_document.items():
        turkish = texts.get("tr")
        if turkish is None:
            origin = subject.facts.documents[document].origin
            yield origin, f"“{document}” has no Turkish text.", "The Turkish text prevails: add it."
            continue
        for language, other in texts.items():
            if language != "tr":
                yield from _compare(turkish, other)
                yield from _prevailing(subject, other)


def _prevailing(subject: Subject, other: Expression) -> Iterable[Found]:
    said = "\n".join(layer.plain for layer in other.layers)
    if not re.search(r"Turkish text prevails", said):
        yield (
            blame(subject, other),
            f"“{other.document}” ({other.language}) does not say that the Turkish text prevails.",
            "Write “prevails: tr” in sites.yml; if a clause was replaced in data/wording, put the "
            "sentence back there.",
        )


def _compare(turkish: Expression, other: Expression) -> Iterable[Found]:
    for layer in turkish.layers:
        theirs = {layer.name: layer for layer in other.layers}.get(layer.name)
        mine = [clause.id for clause in layer.clauses]
        ids = [clause.id for clause in theirs.clauses] if theirs else []
        if mine != ids:
            yield (
                _template(layer.clauses[0] if layer.clauses else None),
                f"the {layer.name} layer of “{turkish.document}” has the clauses {mine} in "
                f"Turkish and {ids} in “{other.language}”.",
                "Both languages need the same clauses in the same order.",
            )
            continue
        for ours, other_clause in zip(layer.clauses, theirs.clauses if theirs else (), strict=True):
            yield from _compare_facts(ours, other_clause, other.language)


def _compare_facts(turkish: Clause, other: Clause, language: str) -> Iterable[Found]:
    only = facts_of(turkish) ^ facts_of(other)
    for key in sorted(only):
        missing = language if key in facts_of(turkish) else "tr"
        yield (
            _template(other if missing == language else turkish),
            f"clause “{turkish.id}” states {key} in one language but not in “{missing}”.",
            "Print the same facts in both languages.",
        )


def facts_of(clause: Clause) -> set[str]:
    """The facts that a clause states; the two languages of one text are one fact."""
    return {
        origin.key.removesuffix(".tr").removesuffix(".en")
        for statement in clause.statements
        for origin in statement.origins
    }


def _template(clause: Clause | None) -> Origin:
    return clause.template if clause and clause.template else Origin("generator/documents")


RULE = Rule(
    code="TXT-03",
    slug="tr-en-parity",
    level=Level.WARNING,
    citation=Citation(
        "Communiqué on the obligation to inform", "5(1)(ğ), (j)", date(2018, 3, 10), "memory"
    ),
    what="Both languages have the same clauses in the same order and state the same facts.",
    why="A reader of one language must not be told less than a reader of the other.",
    check=check,
    wrong=Example("sites.yml", "ornek:\n  prevails:\n"),
    right=Example("sites.yml", "ornek:\n  prevails: tr\n"),
    on_texts=True,
)

"""Both languages of a document carry the same clauses and print the same facts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Set

from generator.checks.finding import Observation
from generator.checks.phrases import blame
from generator.checks.subject import Subject
from generator.expression import Clause, Expression
from generator.message import say
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
                say("“{document}” has no Turkish text.", document=document),
                say("The Turkish text prevails: add it."),
                "no-turkish",
            )
            continue
        for language, other in texts.items():
            if language != "tr":
                yield from _compare(subject, turkish, other)
                yield from _prevailing(subject, other)


def _prevailing(subject: Subject, other: Expression) -> Iterable[Observation]:
    """Of what is published; a paper is handed out in one language."""
    words = None if other.paper else PREVAILS.get(other.language)
    plain = "\n".join(layer.plain for layer in other.layers)
    if words and not words.search(plain):
        yield Observation(
            blame(subject, other),
            say(
                "“{document}” ({language}) does not say that the Turkish text prevails.",
                document=other.document,
                language=other.language,
            ),
            say(
                "Write “prevails: tr” in sites.yml; if a clause was replaced in data/wording, put the sentence back there."
            ),
            "prevailing",
        )


def _compare(subject: Subject, turkish: Expression, other: Expression) -> Iterable[Observation]:
    for layer in turkish.layers:
        theirs = {layer.name: layer for layer in other.layers}.get(layer.name)
        mine = [clause.id for clause in layer.clauses]
        ids = [clause.id for clause in theirs.clauses] if theirs else []
        if mine != ids:
            yield Observation(
                _template(layer.clauses[0] if layer.clauses else None),
                say(
                    "the {layer} layer of “{document}” has the clauses {turkish} in Turkish and {others} in “{language}”.",
                    layer=layer.name,
                    document=turkish.document,
                    turkish=mine,
                    others=ids,
                    language=other.language,
                ),
                say("Both languages need the same clauses in the same order."),
                "clauses",
            )
            continue
        for pair in zip(layer.clauses, theirs.clauses if theirs else (), strict=True):
            here, there = (
                subject.printed[text.document, text.language, layer.name, clause.id].keys()
                for text, clause in zip((turkish, other), pair, strict=True)
            )
            yield from _one_sided(pair, here, there, other.language)


def _one_sided(
    clauses: tuple[Clause, Clause], here: Set[str], there: Set[str], language: str
) -> Iterable[Observation]:
    """The facts that the Turkish clause states (`here`) and the other does not, or it alone."""
    turkish, other = clauses
    for key in sorted(here ^ there):
        missing = language if key in here else "tr"
        yield Observation(
            _template(other if missing == language else turkish),
            say(
                "clause “{id}” states {place} in one language but not in “{missing}”.",
                id=turkish.id,
                place=key,
                missing=missing,
            ),
            say("Print the same facts in both languages."),
            "facts",
        )


def _template(clause: Clause | None) -> Origin:
    return clause.template if clause and clause.template else Origin("generator/documents")

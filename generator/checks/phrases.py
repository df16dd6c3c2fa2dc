"""Finds phrases in what the controller says, in whatever case they are written.

That is the public texts of the data and the controller's own wording; the tool's own prose is
not searched.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from xml.etree import ElementTree

from generator import languages
from generator.checks.subject import Subject
from generator.expression import Expression, Layer
from generator.model.entry import Text
from generator.provenance import Fact, Origin

Phrases = Mapping[str, Sequence[str]]
"""Small letters, by language."""


def found_in(values: Iterable[object], phrases: Phrases) -> Iterator[tuple[Fact[str], str]]:
    """Each public statement of `values` that holds one of the phrases of its language."""
    seen: set[Origin] = set()
    for text in values:
        if not isinstance(text, Text) or text.internal or text.origin in seen:
            continue
        seen.add(text.origin)
        for language, fact in text.by_language.items():
            said = _first(fact.value, language, phrases)
            if said:
                yield fact, said


def said_anywhere(subject: Subject, phrases: Phrases) -> Iterator[tuple[Origin, str]]:
    """The phrases in any public text of the data and in the controller's own wording."""
    for fact, phrase in found_in(subject.stated, phrases):
        yield fact.origin, phrase
    for origin, language, words in wordings(subject.texts):
        said = _first(words, language, phrases)
        if said:
            yield origin, said


def in_any_language(origin: Origin) -> str:
    """The key of a place without its language: the words of one text are one fact."""
    key, _, last = origin.key.rpartition(".")
    return key if last in languages.all_languages() else origin.key


def wordings(texts: Iterable[Expression]) -> Iterator[tuple[Origin, str, str]]:
    """Each clause of `data/wording/` that some text holds: place, language, words; each once."""
    seen = set()
    for text in texts:
        for layer in text.layers:
            for clause in layer.clauses:
                origin = wording_origin(clause.template)
                if origin and origin.file not in seen:
                    seen.add(origin.file)
                    yield origin, text.language, _words(layer, clause.id)


def wording_origin(template: Origin | None) -> Origin | None:
    """The place of a clause as a file of `data/wording/`; None for the tool's own clauses."""
    if template is None or template.file.startswith("generator/"):
        return None
    name = template.file.rpartition("wording/")[2]
    return replace(template, file=f"data/wording/{name}", path="")


def blame(subject: Subject, text: Expression) -> Origin:
    """Where to look when `text` lacks words: a clause that was reworded, else its declaration."""
    reworded = (wording_origin(c.template) for layer in text.layers for c in layer.clauses)
    found = next((origin for origin in reworded if origin), None)
    return found or subject.facts.documents[text.document].origin


def _first(words: str, language: str, phrases: Phrases) -> str | None:
    written = languages.get(language).lower(words)
    return next((phrase for phrase in phrases.get(language, ()) if phrase in written), None)


def _words(layer: Layer, clause: str) -> str:
    root = ElementTree.fromstring(layer.html)
    section = next(s for s in root.iter("section") if s.get("data-clause") == clause)
    return " ".join(" ".join(section.itertext()).split())

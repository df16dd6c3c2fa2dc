"""Finds phrases in what the controller says, in whatever case they are written.

That is the public texts of the data and the controller's own wording; the tool's own prose is
not searched.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator import languages
from generator.checks.subject import Subject, in_small_letters
from generator.checks.wording import wording_origin
from generator.expression import Expression
from generator.provenance import Fact, Origin

Phrases = Mapping[str, Sequence[str]]
"""Small letters, by language."""


def found_in(values: Iterable[object], phrases: Phrases) -> Iterator[tuple[Fact[str], str]]:
    """Each public statement of `values` that holds one of the phrases of its language."""
    for fact, language, words in in_small_letters(values):
        phrase = _first(words, language, phrases)
        if phrase:
            yield fact, phrase


def said_anywhere(subject: Subject, phrases: Phrases) -> Iterator[tuple[Origin, str]]:
    """The phrases in any public text of the data and in the controller's own wording."""
    for fact, language, words in subject.lowered:
        phrase = _first(words, language, phrases)
        if phrase:
            yield fact.origin, phrase
    for origin, language, words in subject.wordings:
        phrase = _first(languages.get(language).lower(words), language, phrases)
        if phrase:
            yield origin, phrase


def in_any_language(origin: Origin) -> str:
    """The key of a place without its language: the words of one text are one fact."""
    key, _, last = origin.key.rpartition(".")
    return key if last in languages.all_languages() else origin.key


def blame(subject: Subject, text: Expression, *clauses: str) -> Origin:
    """Where to look when `text` lacks words that the tool writes into one of `clauses`.

    The file of the wording that took the place of one of these; else of any clause that was
    reworded; else the declaration of the document.
    """
    reworded = _reworded(text)
    named = (reworded[clause] for clause in clauses if clause in reworded)
    found = next(named, next(iter(reworded.values()), None))
    return found or subject.facts.documents[text.document].origin


def holding(subject: Subject, text: Expression, words: str) -> Origin:
    """Where `words` that stand in `text` were written: the wording of their clause, or `blame`."""
    reworded = _reworded(text)
    plain = " ".join(words.split())
    for origin, language, said in subject.wordings:
        if language == text.language and plain in said and origin in reworded.values():
            return origin
    return subject.facts.documents[text.document].origin


def _reworded(text: Expression) -> dict[str, Origin]:
    """The clauses of a text in the controller's own words, with their files."""
    clauses = [clause for layer in text.layers for clause in layer.clauses]
    return {c.id: origin for c in clauses if (origin := wording_origin(c.template))}


def _first(words: str, language: str, phrases: Phrases) -> str | None:
    return next((phrase for phrase in phrases.get(language, ()) if phrase in words), None)

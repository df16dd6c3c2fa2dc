"""A number, period, day, letter of an article or denial stands in both languages or in none."""

from collections.abc import Iterable, Iterator, Mapping

from generator import languages
from generator.checks.finding import Level, Observation
from generator.checks.rules.tr_en_parity.lexicon import LEXICONS
from generator.checks.rules.tr_en_parity.reading import denials, may_state, read
from generator.checks.subject import Subject
from generator.message import Message, say
from generator.provenance import Origin

SUB_CODES = {
    "values": "A number, period, day or article stands in one language alone.",
    "denial": "One language says “not”, the other does not.",
}
Said = tuple[Origin, str]
"""Where words stand, and the words."""
Side = tuple[Said, str, Said, str]
"""What one language says, its code, what the other says, its code."""


def check(subject: Subject) -> Iterable[Observation]:
    """Every public text, and the clauses that a controller writes in its own words."""
    for said in (*_in_data(subject), *_in_wordings(subject)):
        turkish = said.get(languages.TURKISH)
        for language in said:
            if turkish and language != languages.TURKISH and language in LEXICONS:
                yield from _compared(turkish, said[language], language)


def _in_data(subject: Subject) -> Iterator[Mapping[str, Said]]:
    for text in subject.prose:
        yield {code: (fact.origin, fact.value) for code, fact in text.by_language.items() if fact}


def _in_wordings(subject: Subject) -> Iterable[Mapping[str, Said]]:
    clauses: dict[str, dict[str, Said]] = {}
    for origin, language, words in subject.wordings:
        name = origin.file.removesuffix(f".{language}.jinja")
        clauses.setdefault(name, {})[language] = origin, words
    return clauses.values()


def _compared(turkish: Said, other: Said, language: str) -> Iterator[Observation]:
    sides: tuple[Side, Side] = (
        (turkish, languages.TURKISH, other, language),
        (other, language, turkish, languages.TURKISH),
    )
    # The second side would report most differences again.
    yield from next((seen for seen in map(_alone, sides) if seen), [])
    yield from next((seen for seen in map(_denied, sides) if seen), [])


def _alone(side: Side) -> list[Observation]:
    """Values of the first language that are not in the second."""
    (origin, words), code, (_, others), lacking = side
    if not may_state(words, code):
        return []
    here, there = read(words, code), read(others, lacking)
    alone = [quote for value, quote in here.stated.items() if there.lacks(value)]
    message = say(
        "“{code}” says {quoted}, “{lacking}” does not: {words}.",
        code=code,
        quoted=[say("“{words}”", words=quote) for quote in alone],
        lacking=lacking,
        words=_quoted(words, others),
    )
    hint = say("Write the same in both languages.")
    return [Observation(origin, message, hint, "values", Level.ERROR)] if alone else []


def _denied(side: Side) -> list[Observation]:
    (origin, words), code, (_, others), lacking = side
    denial, _ = denials(words, code)
    if not denial or denials(others, lacking)[1]:
        return []
    message = say(
        "“{code}” denies (“{denial}”), “{lacking}” does not: {words}.",
        code=code,
        denial=denial,
        lacking=lacking,
        words=_quoted(words, others),
    )
    hint = say("Read both; one of them says the opposite, or write the denial in both.")
    return [Observation(origin, message, hint, "denial")]


_LONG = 160


def _quoted(words: str, others: str) -> Message:
    """Both texts, the beginning where they are long."""
    one, other = (
        text if len(text) <= _LONG else f"{text[:_LONG].rstrip()}…" for text in (words, others)
    )
    return say("“{one}” and “{other}”", one=one, other=other)

"""A text that changed in one language changed in the others: no translation is left behind.

Compared with the last release, or with what `notices check --since` names.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from generator import spelling as dictionaries
from generator.checks.finding import Level, Observation
from generator.checks.subject import Profile, Subject
from generator.comparison import behind, changes, same_but_for_marks
from generator.comparison.corrections import only_spelling
from generator.comparison.translations import Where
from generator.message import say
from generator.provenance import Origin

SUB_CODES = {
    "one-sided": "A text changed in one language alone.",
    "one-sided-consent": "A text that a consent or an approval prints changed in one language alone.",
    "one-sided-spelling": "Spelling or punctuation changed in one language alone; a note.",
}
LONGEST = {"one-sided": 14, "one-sided-consent": 0}
"""An urgent correction may wait two weeks for its translation; nobody says yes to stale words."""
ASKING = ("consent", "message_approval")
"""Types of documents to which people say yes."""


def check(subject: Subject) -> Iterable[Observation]:
    """Every place that stands before and now, in the languages that it has on both sides."""
    before, now = subject.edits
    asked = frozenset(_asked(subject))
    places = _places(subject)
    for place in before.keys() & now.keys():
        yield from _one_sided(subject, place, before[place], now[place], places, asked)


def _one_sided(
    subject: Subject,
    place: str,
    before: Mapping[str, Mapping[Where, str]],
    now: Mapping[str, Mapping[Where, str]],
    places: Mapping[str, Origin],
    asked: frozenset[str],
) -> Iterator[Observation]:
    release = subject.profile is Profile.RELEASE
    for code, other, (was, now_is) in behind(changes(before, now)):
        spelling, consent = _is_spelling(was, now_is, code), f"{place}.{other}" in asked
        sub = "one-sided-spelling" if spelling else "one-sided-consent" if consent else "one-sided"
        yield Observation(
            places.get(f"{place}.{other}") or Origin(f"{place}.{other}.jinja"),
            say(
                "“{code}” changed from “{was}” to “{now_is}” since {since}, “{other}” did "
                "not: “{now}”.",
                code=code,
                was=_short(was),
                now_is=_short(now_is),
                since=subject.since,
                other=other,
                now=_short(next(iter(now[other].values()))),
            ),
            _HINTS[sub](code=other),
            sub,
            Level.ERROR if release and not spelling else Level.WARNING,
        )


_HINTS = {
    "one-sided-spelling": partial(say, "Nothing is to be done if it still says the same."),
    "one-sided": partial(say, "Change “{code}” as well."),
    "one-sided-consent": partial(
        say,
        "Change “{code}” as well, or leave “{code}” out of the “languages:” of the document until "
        "it is translated: nobody says yes to words that are behind.",
    ),
}


def _is_spelling(was: str, now: str, language: str) -> bool:
    """Whether marks, capitals and punctuation differ alone, or a word that was misspelt."""
    return same_but_for_marks(was, now) or only_spelling([was], [now], language, dictionaries)


def _asked(subject: Subject) -> Iterator[str]:
    """The places, with their language, of all that a consent or an approval of messages prints."""
    for text in subject.texts:
        for layer in text.layers if text.type in ASKING else ():
            for clause in layer.clauses:
                yield f"data/wording/{text.type}/{clause.id}.{text.language}"
                for origin in (o for s in clause.statements for o in s.origins):
                    yield origin.key


def _places(subject: Subject) -> Mapping[str, Origin]:
    known = (fact.origin for text in subject.prose for fact in text.by_language.values())
    return {origin.key: origin for origin in known}


_LONG = 120


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONG else f"{line[:_LONG].rstrip()}…"

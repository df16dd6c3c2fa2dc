"""A text that changed in one language changed in the others: no translation is left behind.

Compared with the last release, or with what `notices check --since` names.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from generator import spelling as dictionaries
from generator.checks.finding import Level, Observation
from generator.checks.subject import Profile, Subject
from generator.comparison.corrections import only_spelling
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
        yield from _one_sided(
            subject, place, before[place], now[place], places, consent=place in asked
        )


def _one_sided(
    subject: Subject,
    place: str,
    before: Mapping[str, Mapping[str, str]],
    now: Mapping[str, Mapping[str, str]],
    places: Mapping[str, Origin],
    *,
    consent: bool,
) -> Iterator[Observation]:
    changes = {
        code: pairs
        for code in before.keys() & now.keys()
        if (pairs := [(before[code][w], now[code][w]) for w in before[code].keys() & now[code]])
    }
    changed = {code: _changed(pairs) for code, pairs in sorted(changes.items())}
    behind = [code for code, pair in changed.items() if not pair]
    for code, pair in changed.items():
        for other in behind if pair else ():
            was, now_is = pair or ("", "")
            spelling = _is_spelling(was, now_is, code)
            origin = places.get(f"{place}.{other}") or Origin(f"{place}.{other}.jinja")
            release = subject.profile is Profile.RELEASE
            yield Observation(
                origin,
                f"“{code}” changed from “{_short(was)}” to “{_short(now_is)}” since {subject.since}, "
                f"“{other}” did not: “{_short(changes[other][0][1])}”.",
                "Nothing is to be done if it still says the same."
                if spelling
                else f"Change “{other}” as well.",
                "one-sided-spelling"
                if spelling
                else "one-sided-consent"
                if consent
                else "one-sided",
                Level.ERROR if release and not spelling else Level.WARNING,
            )


def _is_spelling(was: str, now: str, language: str) -> bool:
    """Whether marks, capitals and punctuation differ alone, or a word that was misspelt."""
    same = _plain(was) == _plain(now)
    return same or only_spelling([was], [now], language, dictionaries)


def _changed(pairs: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """Of the words before and after, the first that differ in more than spelling, else in it."""
    different = [pair for pair in pairs if pair[0] != pair[1]]
    return next((p for p in different if _plain(p[0]) != _plain(p[1])), next(iter(different), None))


def _plain(words: str) -> str:
    """Without capitals, marks on letters and punctuation, which change no meaning alone.

    Digits keep theirs: 1.5 is not 15.
    """
    small = words.replace("İ", "i").replace("I", "ı").lower().replace("ı", "i")
    bare = "".join(c for c in unicodedata.normalize("NFD", small) if not unicodedata.combining(c))
    return " ".join(re.sub(r"(?<!\d)[^\w\s]|[^\w\s](?!\d)", " ", bare).split())


def _asked(subject: Subject) -> Iterator[str]:
    """The places of all that a consent or an approval of messages prints."""
    for text in subject.texts:
        for layer in text.layers if text.type in ASKING else ():
            for clause in layer.clauses:
                yield f"data/wording/{text.type}/{clause.id}"
                for origin in (o for s in clause.statements for o in s.origins):
                    yield origin.key.rpartition(".")[0]


def _places(subject: Subject) -> Mapping[str, Origin]:
    known = (fact.origin for text in subject.prose for fact in text.by_language.values())
    return {origin.key: origin for origin in known}


_LONG = 120


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONG else f"{line[:_LONG].rstrip()}…"

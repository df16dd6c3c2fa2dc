"""Times that sentences promise, in figures or spelt out."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from generator import languages

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
DAYS: Mapping[str, Mapping[str, float]] = {
    "tr": {"saat": 1 / 24, "gün": 1, "iş günü": 1.4, "hafta": 7, "ay": 30},
    "en": {
        "hour": 1 / 24, "day": 1, "business day": 1.4, "working day": 1.4, "week": 7, "month": 30,
    },
}  # fmt: skip
"""Units by language, each with about how many days it is."""


def later(
    words: str, language: str, about: Mapping[str, re.Pattern[str]], most: float
) -> str | None:
    """A time of more than `most` days in a sentence of folded `words` that speaks of `about`."""
    if language not in about:
        return None
    return next(
        (
            time
            for sentence in _SENTENCE.split(words)
            if about[language].match(sentence)
            for time, days in times(sentence, language)
            if days > most
        ),
        None,
    )


def times(words: str, language: str) -> Iterator[tuple[str, float]]:
    """Each time in folded `words`, with about how many days it is."""
    spelt, units = _numbers(language), DAYS.get(language, {})
    number = rf"(\d+|{'|'.join(sorted(spelt, key=len, reverse=True))})"
    unit = "|".join(sorted(units, key=len, reverse=True))
    for match in re.finditer(rf"(?<!\w){number}(?: \([\w ]+\))? ({unit})", words):
        count = int(match[1]) if match[1].isdigit() else spelt[match[1]]
        yield match.group(), count * units[match[2]]


@cache
def _numbers(language: str) -> dict[str, int]:
    return {languages.get(language).words(number): number for number in range(1, 121)}

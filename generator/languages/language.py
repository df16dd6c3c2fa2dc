"""What every language can do; each language is one module that fills this in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.languages.durations import Duration, Lifetime

Labels = Mapping[str, str]


@dataclass(frozen=True)
class Language:
    """A language: its words, and how it writes values. Methods take and give plain values."""

    code: str
    labels: Labels
    choices: Labels
    months: Sequence[str]
    units: Mapping[str, tuple[str, str]]
    alphabet: str
    conjunctions: Mapping[str, str]
    marks: tuple[str, str]
    part_joint: str
    endings: str
    """A pattern of what a noun may end with where it stands in a sentence."""

    def date(self, day: date) -> str:
        """`15 Aralık 2026`, `15 December 2026`."""
        return f"{day.day} {self.months[day.month - 1]} {day.year}"

    def citation(self, title: str, short: str, number: str) -> str:
        """A pattern of the ways in which texts name a statute or an article of it."""
        raise NotImplementedError

    def number(self, value: int | Decimal) -> str:
        """Thousands and decimals by the marks of the language."""
        thousands, decimal = self.marks
        return f"{value:,}".translate({ord(","): thousands, ord("."): decimal})

    def percent(self, value: int | Decimal) -> str:
        """`18%`; Turkish writes `%18`."""
        return f"{self.number(value)}%"

    def duration(self, period: Duration) -> str:
        """`1 yıl 1 ay`, `1 year and 1 month`."""
        return self.part_joint.join(self._part(str(n), n, unit) for n, unit in period.parts)

    def duration_words(self, period: Duration) -> str:
        """`otuz gün`, `thirty days`."""
        return self.part_joint.join(self._part(self.words(n), n, u) for n, u in period.parts)

    def lifetime(self, lifetime: Lifetime) -> str:
        """`2 yıl`, `oturum süresince`; `2 years`, `until the session ends`."""
        if lifetime.duration is None:
            return self.labels["session"]
        return self.duration(lifetime.duration)

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166-1 code (from CLDR); KeyError for no country."""
        import babel  # slow to import, and most texts name no country

        return babel.Locale.parse(self.code).territories[code]  # type: ignore[no-any-return]

    def country_code(self, written: str) -> str | None:
        """The ISO 3166-1 code of a country by its code or its name in this language or English."""
        import babel

        for language in (self.code, "en"):
            names = babel.Locale.parse(language).territories
            if len(written) == 2 and names.get(written):
                return written
            for code, name in names.items():
                if len(code) == 2 and self.lower(name) == self.lower(written):
                    return str(code)
        return None

    def _part(self, written: str, count: int, unit: str) -> str:
        one, many = self.units[unit]
        return f"{written} {one if count == 1 else many}"

    def joined(self, items: Sequence[str], last: str = "and") -> str:
        """`a, b ve c`, `a, b and c`; `last` is `and` or `or`."""
        joints = ("", *self.joints(items, last))
        return "".join(f"{joint}{item}" for joint, item in zip(joints, items, strict=False))

    def joints(self, items: Sequence[str], last: str = "and") -> tuple[str, ...]:
        """What stands between the items of a list.

        Where an item has a comma or a conjunction of its own, semicolons keep the items apart.
        """
        count = len(items)
        if count < 2:
            return ()
        inner = [", ", *(f" {word} " for word in self.conjunctions.values())]
        if any(part in item for item in items for part in inner):
            return ("; ",) * (count - 1)
        return (", ",) * (count - 2) + (f" {self.conjunctions[last]} ",)

    def sort_key(self, text: str) -> tuple[int, ...]:
        """Orders texts by the alphabet of the language; letters outside it come last."""
        places = {letter: place for place, letter in enumerate(self.alphabet)}
        return tuple(places.get(c, 1000 + ord(c)) for c in self.lower(text))

    def lower(self, text: str) -> str:
        """Small letters."""
        return text.lower()

    def upper(self, text: str) -> str:
        """Capital letters."""
        return text.upper()

    def sentence_start(self, text: str) -> str:
        """The first letter as a capital."""
        return self.upper(text[:1]) + text[1:]

    def ordinal(self, number: int) -> str:
        """`11'inci`, `11th`."""
        raise NotImplementedError

    def words(self, number: int) -> str:
        """A number from 0 to 999 in words."""
        raise NotImplementedError

    def cited(self, article: str) -> str:
        """An article id (`5/2-ç`) as a short citation."""
        raise NotImplementedError

    def suffixed(
        self,
        text: str,
        case: str,
        *,
        apostrophe: bool = True,
        compound: bool = False,
        reading: str | None = None,
    ) -> str:
        """`text` with the suffix of a grammatical case; only languages with cases have it."""
        raise NotImplementedError

    def possessive(self, text: str) -> str:
        """`text's`; only languages that write it so have it."""
        raise NotImplementedError

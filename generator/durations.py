"""Periods of time as the law and the company's data write them: numbers with units."""

import re
from dataclasses import dataclass

UNITS = {
    "minute": ("minutes", "dakika"),
    "hour": ("hours", "saat"),
    "day": ("days", "gün"),
    "business-day": ("business days", "business day", "iş günü"),
    "week": ("weeks", "hafta"),
    "month": ("months", "ay"),
    "year": ("years", "yıl"),
}
_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "business-day": 1.4,
    "week": 7.0,
    "month": 30.4,
    "year": 365.25,
}
_NAMES = {name: unit for unit, names in UNITS.items() for name in (unit, *names)}
_NAMES |= {"sene": "year", "yil": "year", "gun": "day", "iş gün": "business-day",
           "is gunu": "business-day", "dk": "minute"}  # fmt: skip
_ANY = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_PART = re.compile(rf"([0-9]{{1,5}})\s+({_ANY})(?=\s|$)")
WRITTEN = rf"^(?:\s*[0-9]{{1,5}}\s+(?:{_ANY})(?=\s|$))+\s*$"
"""What `parse` takes, as a pattern that JavaScript reads, too."""


@dataclass(frozen=True, slots=True)
class Duration:
    """One or more numbers with units (`business-day`, `month` …), the largest first."""

    parts: tuple[tuple[int, str], ...]

    @property
    def approximate_days(self) -> float:
        """The length in days, near enough to compare two periods; months and years vary."""
        return sum(count * _DAYS[unit] for count, unit in self.parts)

    def __str__(self) -> str:
        names = ((count, unit.replace("-", " ")) for count, unit in self.parts)
        return " ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in names)


SESSION = "session", "oturum"
"""What a lifetime may be called that has no length."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long something stays on a device; `duration` None means until the session ends."""

    duration: Duration | None


def parse(period: str) -> Duration:
    """`10 years`, `1 year 1 month`, `3 iş günü` …; raises ValueError with a plain sentence."""
    words = " ".join(period.split())
    parts = tuple((int(count), _NAMES[name]) for count, name in _PART.findall(words))
    rest = _PART.sub("", words).strip()
    if not parts or rest:
        raise ValueError("Write a number and a unit, for example “10 years” or “3 business days”.")
    return Duration(parts)

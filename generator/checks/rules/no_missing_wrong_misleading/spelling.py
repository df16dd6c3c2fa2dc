"""A brand is written letter by letter as sites.yml writes it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from generator import languages
from generator.checks.finding import Observation
from generator.checks.subject import Subject
from generator.message import say
from generator.provenance import Fact, Origin

SUB_CODES = {"brand": "A brand is written in other letters (IMMO for İMMO)."}


def check(subject: Subject) -> Iterable[Observation]:
    """Addresses on the net are left alone, and so is the brand in capitals."""
    registered = subject.facts.controller.registered_name.value
    brands = [_Brand.of(s.brand.value, registered) for s in subject.facts.sites.values() if s.brand]
    for fact in subject.published:
        if isinstance(fact, Fact) and isinstance(fact.value, str):
            yield from _misspelt(fact.origin, fact.value, brands)


@dataclass(frozen=True, slots=True)
class _Brand:
    """A brand: how it is written, how it may be, and a pattern for it with any i in any case."""

    written: str
    right: frozenset[str]
    any_form: re.Pattern[str]

    @classmethod
    def of(cls, brand: str, registered: str) -> Self:
        """In capitals as Turkish writes them, or as the registered name has a foreign one."""
        letters = ("[İIıi]" if letter in "İIıi" else re.escape(letter) for letter in brand)
        right = {brand, languages.get("tr").upper(brand)}
        if brand.upper() in registered:
            right.add(brand.upper())
        pattern = re.compile(rf"\b{''.join(letters)}\b", re.IGNORECASE)
        return cls(brand, frozenset(right), pattern)


def _misspelt(origin: Origin, words: str, brands: list[_Brand]) -> Iterator[Observation]:
    if "@" in words or "://" in words or "www." in words or " " not in words:
        return
    for brand in brands:
        near = brand.any_form.search(words)
        if near and near.group() not in brand.right:
            yield Observation(
                origin,
                say(
                    "“{here}” is written “{written}” elsewhere.",
                    here=near.group(),
                    written=brand.written,
                ),
                say(
                    "Write “{written}”, letter by letter; mind İ, I, i and ı.",
                    written=brand.written,
                ),
                "brand",
            )

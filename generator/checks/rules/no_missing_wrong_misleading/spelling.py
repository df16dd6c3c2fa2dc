"""A brand is written letter by letter as sites.yml writes it."""

import re
from collections.abc import Iterable, Iterator

from generator import languages
from generator.checks.finding import Observation
from generator.checks.subject import Subject
from generator.provenance import Fact, Origin

SUB_CODES = {"brand": "A brand is written in other letters (IMMO for İMMO)."}


def check(subject: Subject) -> Iterable[Observation]:
    """Addresses on the net are left alone, and so is the brand in capitals."""
    brands = [_spellings(s.brand.value) for s in subject.facts.sites.values() if s.brand]
    for fact in subject.published:
        if isinstance(fact, Fact) and isinstance(fact.value, str):
            yield from _misspelt(fact.origin, fact.value, brands)


def _spellings(brand: str) -> tuple[str, re.Pattern[str]]:
    """A brand, and a pattern for it with any i in the place of each i and in any case."""
    letters = ("[İIıi]" if letter in "İIıi" else re.escape(letter) for letter in brand)
    return brand, re.compile(rf"\b{''.join(letters)}\b", re.IGNORECASE)


def _misspelt(
    origin: Origin, words: str, brands: list[tuple[str, re.Pattern[str]]]
) -> Iterator[Observation]:
    if "@" in words or "://" in words or "www." in words or " " not in words:
        return
    for brand, spellings in brands:
        near = spellings.search(words)
        written = near.group() if near else brand
        if written not in (brand, languages.get("tr").upper(brand)):
            yield Observation(
                origin,
                f"“{written}” is written “{brand}” elsewhere.",
                f"Write “{brand}”, letter by letter; mind İ, I, i and ı.",
                "brand",
            )

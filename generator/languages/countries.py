"""Countries by what people call them: two letters, a name in CLDR, or a name of `countries.yml`."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.languages.addresses import in_address

NONE = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")
"""Codes of CLDR that stand for several countries, or for none."""


def is_code(code: str) -> bool:
    """Whether it is the code (ISO 3166-1) of one country; figures stand for parts of the world."""
    return len(code) == 2 and code.isalpha() and code not in NONE


@cache
def codes(locale: str) -> dict[str, str]:
    """The code of each country by its names in CLDR, in this language and in English, and by what
    else people call it; all of them in the plain letters of an address."""
    from babel import Locale  # slow to import: a check of named countries does without it

    found: dict[str, str] = {}
    for names in (Locale.parse("en").territories, Locale.parse(locale).territories):
        for code, name in names.items():
            if is_code(code):
                found |= {in_address(code): code, in_address(name): code}
    return found | {in_address(name): code for code, name in _also_called()}


def _also_called() -> Iterator[tuple[str, str]]:
    from generator import source  # as slow, and as seldom needed

    node = source.read(Path(__file__).with_suffix(".yml"), "countries.yml")
    for entry in node.entries if isinstance(node, source.Mapping) else ():
        if isinstance(entry.value, source.Scalar):
            yield from ((entry.key, name) for name in entry.value.text.split(","))

"""The languages: each module here with a `LANGUAGE` is one. Adding a file adds a language.

What the tool says in it lies beside what says it: `<code>.yml` in the folders `labels/` of the
rooms and in `choices/`, and a template for each document type. `lacking` names what is not there.
"""

import importlib
import pkgutil
import re
from functools import cache

from generator.languages.addresses import in_address
from generator.languages.fixed_words import OWN, TURKISH, Labels, beside, lacking
from generator.languages.language import Language

__all__ = [
    "TURKISH",
    "Labels",
    "Language",
    "all_languages",
    "beside",
    "codes",
    "day_in_figures",
    "get",
    "in_address",
    "is_further",
    "lacking",
]


@cache
def all_languages() -> dict[str, Language]:
    """Every language by its code."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [module.LANGUAGE for module in modules if hasattr(module, "LANGUAGE")]
    return {language.code: language for language in found}


def get(code: str) -> Language:
    """The language with `code`; KeyError when there is none."""
    return all_languages()[code]


@cache
def codes() -> tuple[str, ...]:
    """The codes of all languages, Turkish first."""
    return tuple(sorted(all_languages(), key=lambda code: (code != TURKISH, code)))


def is_further(code: str) -> bool:
    """Whether somebody who reads it must approve what is published in it: the tool itself has its
    texts in Turkish and English alone."""
    return code not in OWN


def day_in_figures(words: str) -> str | None:
    """`2026-12-05` from `5.12.2026` or `5 Aralık 2026`, as people write days; None where it is
    neither. Whether there is such a day is for the caller to see."""
    if figures := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", words.strip()):
        return f"{figures[3]}-{figures[2]:0>2}-{figures[1]:0>2}"
    if named := re.fullmatch(r"(\d{1,2})\.? +(\w+) +(\d{4})", words.strip()):
        for language in all_languages().values():
            months = [language.lower(month) for month in language.months]
            if (month := language.lower(named[2])) in months:
                return f"{named[3]}-{months.index(month) + 1:0>2}-{named[1]:0>2}"
    return None

"""The languages: each module here with a `LANGUAGE` is one. Adding a file adds a language.

What the tool says in it lies beside what says it: `<code>.yml` in the folders `labels/` of the
rooms and in `choices/`, and a template for each document type. `lacking` names what is not there.
"""

import importlib
import pkgutil
from functools import cache

from generator.languages.addresses import in_address
from generator.languages.fixed_words import TURKISH, Labels, beside, lacking
from generator.languages.language import Language

__all__ = [
    "TURKISH",
    "Labels",
    "Language",
    "all_languages",
    "beside",
    "codes",
    "get",
    "in_address",
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

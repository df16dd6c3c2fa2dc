"""The languages: each module here with a `LANGUAGE` is one. Adding a file adds a language."""

import importlib
import pkgutil
from functools import cache

from generator.languages.language import Labels, Language

__all__ = ["Labels", "Language", "all_languages", "codes", "get"]


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


def codes() -> tuple[str, ...]:
    """The codes of all languages, Turkish first: its text prevails."""
    return tuple(sorted(all_languages(), key=lambda code: (code != "tr", code)))

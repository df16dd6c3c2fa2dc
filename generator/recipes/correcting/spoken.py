"""In which languages the sites of a folder speak."""

from generator import languages
from generator.editing import Edition, Value
from generator.recipes.correcting.located import bare


def spoken(edition: Edition) -> set[str]:
    """The languages of the sites; Turkish and English where no site says which."""
    sites = edition.draft("sites.yml").value()
    named: set[str] = set()
    for site in sites.values() if isinstance(sites, dict) else ():
        codes = bare(site.get("languages")) if isinstance(site, dict) else None
        named |= set(filter(None, map(_code, codes))) if isinstance(codes, list) else set()
    return named or {languages.TURKISH, "en"}


def _code(value: Value) -> str:
    inner = bare(value)
    return inner if isinstance(inner, str) else ""

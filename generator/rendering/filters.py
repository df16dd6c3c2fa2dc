"""The filters of the templates: a language's ways of writing, lifted over facts.

Each takes facts and gives a statement that keeps their origins.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from generator.languages import Language
from generator.languages.durations import Duration
from generator.provenance import Fact, Stated
from generator.rendering.markers import Linked, Listed, Unprintable, stated

_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_WEB = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?")
_PHONE = re.compile(r"[+0][0-9 ()/-]{6,20}")


def filters(language: Language) -> dict[str, Callable[..., Any]]:
    """All filters for templates of `language`."""
    made: dict[str, Callable[..., Any]] = {
        "day": _writing(language.date, date),
        "number": _writing(language.number, int),
        "percent": _writing(language.percent, int),
        "duration": _writing(language.duration, Duration),
        "duration_words": _writing(language.duration_words, Duration),
        "ordinal": _counting(language.ordinal),
        "words": _counting(language.words),
        "choice": _writing(lambda value: language.choices[str(value)], str),
        "cited": lambda fact: _reword(fact, language, language.cited),
        "joined": lambda items, last="and": _joined(items, last, language),
        "possessive": lambda fact: _reword(fact, language, language.possessive),
        "sentence": lambda fact: _reword(fact, language, language.sentence_start),
        "mail": lambda fact: _link(fact, language, mail_address),
        "phone": lambda fact: _link(fact, language, phone_address),
        "web": lambda fact: _link(fact, language, web_address),
    }
    for case in ("genitive", "dative", "accusative", "locative", "ablative", "instrumental"):
        made[case] = _case(case, language)
    return made


def _writing(write: Callable[[Any], str], kind: type) -> Callable[[Any], Stated]:
    def filtered(fact: Any) -> Stated:
        if not isinstance(fact, Fact) or not isinstance(fact.value, kind):
            raise Unprintable(f"this filter writes a fact that is a {kind.__name__}.")
        return Stated.of(fact, write(fact.value))

    return filtered


def _counting(write: Callable[[int], str]) -> Callable[[Any], Stated]:
    def filtered(fact: Any) -> Stated:
        if not isinstance(fact, Fact) or not str(fact.value).isdecimal():
            raise Unprintable("this filter writes a whole number.")
        return Stated.of(fact, write(int(fact.value)))

    return filtered


def _reword(value: Any, language: Language, write: Callable[[str], str]) -> Stated:
    said = stated(value, language.code)
    return said.written(write(said.text))


def _joined(items: Sequence[Any], last: str, language: Language) -> Listed:
    parts = tuple(stated(item, language.code) for item in items)
    if not parts:
        raise Unprintable("the list to join is empty.", "Ask with {% if … %} first.")
    return Listed(parts, language.joints([part.text for part in parts], last))


def _case(case: str, language: Language) -> Callable[..., Stated]:
    def filtered(
        value: Any, apostrophe: bool = True, compound: bool = False, reading: Any = None
    ) -> Stated:
        spoken = stated(reading, language.code).text if reading else None

        def write(text: str) -> str:
            return language.suffixed(
                text, case, apostrophe=apostrophe, compound=compound, reading=spoken
            )

        return _reword(value, language, write)

    return filtered


def _link(value: Any, language: Language, address: Callable[[str], str | None]) -> Stated | Linked:
    said = stated(value, language.code)
    href = address(said.text)
    return Linked(said, href) if href else said


def mail_address(text: str) -> str | None:
    """`mailto:` for what looks like an e-mail address (RFC 6068), else None."""
    return f"mailto:{quote(text, safe='@')}" if _MAIL.fullmatch(text) else None


def phone_address(text: str) -> str | None:
    """`tel:` in international form (RFC 3966); a leading 0 is Türkiye's +90."""
    if not _PHONE.fullmatch(text):
        return None
    digits = re.sub(r"[^0-9]", "", text)
    return f"tel:+{digits}" if text.startswith("+") else f"tel:+90{digits.removeprefix('0')}"


def web_address(text: str) -> str | None:
    """The address itself when it is plain https, else None."""
    return text if _WEB.fullmatch(text) else None

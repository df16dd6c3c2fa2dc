"""How long a message by SMS is: letters decide how many parts it takes.

3GPP TS 23.038: 160 letters of the default alphabet (153 in each of several parts), 155 (149) with
the Turkish table, which a sender asks its operator for; one letter outside of both makes them 70
(67). How many parts an operator joins, and at which price, is for the operator to say.
"""

from dataclasses import dataclass

_BASIC = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TURKISH = (_BASIC - set("èìøØæÆ¡¿")) | set("€ıĞğŞşİç")
_TWICE = set("^{}\\[~]|")
"""Letters that take the place of two."""


@dataclass(frozen=True, slots=True)
class Length:
    """`letters` as they are counted by the `table`, and how many `parts` they take; `otherwise`
    how many without the Turkish table. `strange` are the letters that force the smallest parts."""

    letters: int
    parts: int
    table: str
    otherwise: int
    strange: str = ""


def length(text: str) -> Length:
    """By the smallest table that has all letters: `basic`, `turkish` or `unicode`."""
    letters = set(text)
    if letters <= _BASIC | _TWICE | {"€"}:
        return _counted(text, _TWICE | {"€"}, "basic", 160, 153)
    strange = letters - _TURKISH - _TWICE
    if not strange:
        return _counted(text, _TWICE, "turkish", 155, 149)
    units, parts = _unicode(text)
    return Length(units, parts, "unicode", parts, "".join(sorted(strange)))


def _counted(text: str, twice: set[str], table: str, one: int, several: int) -> Length:
    units = len(text) + sum(letter in twice for letter in text)
    parts = _parts(units, one, several)
    return Length(units, parts, table, parts if table == "basic" else _unicode(text)[1])


def _unicode(text: str) -> tuple[int, int]:
    units = len(text.encode("utf-16-le")) // 2
    return units, _parts(units, 70, 67)


def _parts(units: int, one: int, several: int) -> int:
    return 1 if units <= one else -(-units // several)

"""One scalar as a value: words of the YAML file in, typed values out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from generator import languages, source
from generator.authority import Authority
from generator.clock import NoZone, When, day_of, parse_moment
from generator.colour import Colour
from generator.decoding import meant
from generator.durations import SESSION, Duration, Lifetime, parse
from generator.message import either, say

YES, NO = ("yes", "true", "evet"), ("no", "false", "hayır", "hayir")


_MOMENT = say("Write it with its zone, for example “2026-11-27 16:40 Europe/Istanbul”.")
_PERIOD = say("Write a number and a unit, for example “10 years” or “3 business days”.")


class Misread(Exception):
    """The scalar is not of the kind that is expected."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    written = languages.day_in_figures(text) or text
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        raise Misread(
            say("“{text}” is not a valid date.", text=text), say("Write dates as 2026-12-15.")
        )
    try:
        date.fromisoformat(written)
    except ValueError:
        message = say("“{text}” is not a day of the calendar.", text=text)
        raise Misread(message, say("Correct day or month.")) from None
    raise Misread(
        say("“{text}” is not a valid date.", text=text), say("Write “{written}”.", written=written)
    )


def _moment(text: str) -> datetime:
    try:
        return parse_moment(_day_in_figures(text))
    except NoZone as error:
        message = say("“{text}” does not say in which zone it is.", text=text)
        hint = say("Write “{written}” where it is the hour of Türkiye.", written=error.written)
        raise Misread(message, hint) from None
    except ValueError:
        raise Misread(
            say("“{text}” is not a valid day with its hour.", text=text), _MOMENT
        ) from None


def _day_in_figures(text: str) -> str:
    """`27.11.2026 16:40` and `27 Kasım 2026 16:40` begin with a day as people write it."""
    parts = re.fullmatch(r"(.+?)[ T](\d{1,2}[:.]\d{2}.*)", text)
    if not parts:
        return text
    return f"{languages.day_in_figures(parts[1]) or parts[1]} {parts[2]}"


def _when(text: str) -> When:
    if ":" not in text:
        return When(_day(text))
    moment = _moment(text)
    return When(day_of(moment), moment)


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise Misread(say("“{text}” is not a whole number.", text=text), say("Write digits only."))
    return int(text)


def _flag(text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise Misread(say("“{text}” is neither yes nor no.", text=text), say("Write “yes” or “no”."))


def _duration(text: str) -> Duration:
    try:
        return parse(text)
    except ValueError:
        raise Misread(say("“{text}” is not a valid period.", text=text), _PERIOD) from None


def _lifetime(text: str) -> Lifetime:
    if text in SESSION:
        return Lifetime(None)
    try:
        return Lifetime(parse(text))
    except ValueError:
        hint = say("{period} Or write “session”.", period=_PERIOD)
        raise Misread(say("“{text}” is not a valid lifetime.", text=text), hint) from None


def _colour(text: str) -> Colour:
    try:
        return Colour.parse(text)
    except ValueError:
        raise Misread(
            say("“{text}” is not a valid colour.", text=text),
            say('Write it as "#0b4f8a", in quotes.'),
        ) from None


def _authority(text: str) -> Authority:
    try:
        return Authority.parse(text)
    except ValueError:
        hint = say(
            "Write a host of the controller and a day on which it was the controller's, "
            "as in: ornek.example,2026"
        )
        raise Misread(say("“{text}” is not an authority of RFC 4151.", text=text), hint) from None


KINDS: dict[Any, Any] = {
    date: _day,
    datetime: _moment,
    When: _when,
    int: _number,
    bool: _flag,
    Duration: _duration,
    Lifetime: _lifetime,
    Colour: _colour,
    Authority: _authority,
}


def read_scalar(kind: Any, node: source.Scalar) -> Any:
    """`node` as a value of `kind`; raises Misread in words for legal staff."""
    if kind is str:
        return "" if node.blank else node.text.strip()
    if node.blank:
        hint = say("Write {sample}, or delete the line.", sample=sample(kind))
        raise Misread(say("nothing is written here."), hint)
    if issubclass(kind, StrEnum):
        values = [member.value for member in kind]
        read = node.text if node.text in values else meant.choice(values, node.text)
        if read is None:
            hint = say("Write {choices}.", choices=one_of(values))
            if hasattr(kind, "elsewhere"):
                hint = say("{hint} {elsewhere}", hint=hint, elsewhere=kind.elsewhere())
            raise Misread(say("“{text}” is not one of the choices.", text=node.text), hint)
        return kind(read)
    return KINDS[kind](node.text)


_SAMPLES: dict[Any, object] = {
    date: say("a day as 2026-12-15"),
    datetime: say("a day with its hour as 2026-11-27 16:40 Europe/Istanbul"),
    When: say("a day as 2026-11-27, or with its hour as 2026-11-27 16:40 Europe/Istanbul"),
    int: say("a whole number"),
    bool: say("yes or no"),
    Duration: say("a period as 6 months"),
    Lifetime: say("a period as 6 months, or session"),
    Colour: say('a colour as "#0b4f8a"'),
    Authority: say("a host and a day as ornek.example,2026"),
}


def sample(kind: Any) -> object:
    """What a value of `kind` looks like."""
    if issubclass(kind, StrEnum):
        return one_of([member.value for member in kind])
    return _SAMPLES.get(kind, say("a value"))


@dataclass(frozen=True, slots=True)
class _Choice:
    """One of the choices as it is typed; in other languages with its words behind it."""

    typed: str

    def __str__(self) -> str:
        return self.typed

    def in_language(self, code: str) -> str:
        """`processor (veri işleyen)`."""
        words = meant.choice_in(code, self.typed)
        return f"{self.typed} ({words})" if words else self.typed


def one_of(values: Iterable[str]) -> object:
    """The choices, each explained in other languages than that in which it is typed."""
    return either([*map(_Choice, values)])

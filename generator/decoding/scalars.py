"""One scalar as a value: words of the YAML file in, typed values out."""

import re
from datetime import date
from enum import StrEnum
from typing import Any

from generator import source
from generator.colour import Colour
from generator.durations import Duration, Lifetime, parse

YES, NO = ("yes", "true", "evet"), ("no", "false", "hayır", "hayir")


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
    turkish = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text)
    written = f"{turkish[3]}-{turkish[2]:0>2}-{turkish[1]:0>2}" if turkish else text
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        raise Misread(f"“{text}” is not a valid date.", "Write dates as 2026-12-15.")
    try:
        date.fromisoformat(written)
    except ValueError:
        raise Misread(f"“{text}” is not a day of the calendar.", "Correct day or month.") from None
    raise Misread(f"“{text}” is not a valid date.", f"Write “{written}”.")


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise Misread(f"“{text}” is not a whole number.", "Write digits only.")
    return int(text)


def _flag(text: str) -> bool:
    if text.lower() in YES:
        return True
    if text.lower() in NO:
        return False
    raise Misread(f"“{text}” is neither yes nor no.", "Write “yes” or “no”.")


def _duration(text: str) -> Duration:
    try:
        return parse(text)
    except ValueError as error:
        raise Misread(f"“{text}” is not a valid period.", f"{error}") from None


def _lifetime(text: str) -> Lifetime:
    if text in ("session", "oturum"):
        return Lifetime(None)
    try:
        return Lifetime(parse(text))
    except ValueError as error:
        raise Misread(
            f"“{text}” is not a valid lifetime.", f"{error} Or write “session”."
        ) from None


def _colour(text: str) -> Colour:
    try:
        return Colour.parse(text)
    except ValueError:
        raise Misread(
            f"“{text}” is not a valid colour.", 'Write it as "#0b4f8a", in quotes.'
        ) from None


KINDS: dict[Any, Any] = {
    date: _day,
    int: _number,
    bool: _flag,
    Duration: _duration,
    Lifetime: _lifetime,
    Colour: _colour,
}


def read_scalar(kind: Any, node: source.Scalar) -> Any:
    """`node` as a value of `kind`; raises Misread in words for legal staff."""
    if kind is str:
        return "" if node.blank else node.text.strip()
    if node.blank:
        raise Misread("nothing is written here.", f"Write {sample(kind)}, or delete the line.")
    if issubclass(kind, StrEnum):
        values = [member.value for member in kind]
        if node.text not in values:
            elsewhere = f" {kind.elsewhere()}" if hasattr(kind, "elsewhere") else ""
            hint = f"Write {_or(values)}.{elsewhere}"
            raise Misread(f"“{node.text}” is not one of the choices.", hint)
        return kind(node.text)
    return KINDS[kind](node.text)


_SAMPLES: dict[Any, str] = {
    date: "a day as 2026-12-15",
    int: "a whole number",
    bool: "yes or no",
    Duration: "a period as 6 months",
    Lifetime: "a period as 6 months, or session",
    Colour: 'a colour as "#0b4f8a"',
}


def sample(kind: Any) -> str:
    """What a value of `kind` looks like."""
    if issubclass(kind, StrEnum):
        return _or([member.value for member in kind])
    return _SAMPLES.get(kind, "a value")


def _or(values: list[str]) -> str:
    return " or ".join(filter(None, [", ".join(values[:-1]), values[-1]]))

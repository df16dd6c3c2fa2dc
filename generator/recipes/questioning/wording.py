"""How a place of the data and the value in it are called in a question."""

import re
from collections.abc import Iterator
from datetime import date

from generator import durations, languages
from generator.catalogue import said
from generator.editing import Path, Value
from generator.keys.names import NAMES, along
from generator.keys.names import called as key_called
from generator.message import say

_SILENT = ("purposes", "items", "collection")
OUTSIDE = ("defaults", "unconfirmed", "proposed", "internal")
"""Steps that are no keys of a block, and are called like keys."""
_NAMES = ("title", "name", "text", "matter", "brand")


def place_of(file: str, path: Path) -> str:
    """A place as reports name it: `file#path`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return f"{file}#{''.join(steps).removeprefix('.')}"


def path_of(place: str) -> tuple[str, Path]:
    """The file and the path of a place."""
    file, _, path = place.partition("#")
    steps = re.findall(r"\[(\d+)\]|([^.\[\]]+)", path)
    return file, tuple(int(number) if number else key for number, key in steps)


def by_language(words: str) -> Iterator[tuple[str, str]]:
    """`tr: …` and `en: …` in lines of their own, and under “” what stands before the first."""
    texts: dict[str, list[str]] = {"": []}
    code = ""
    for line in words.splitlines():
        begun, colon, rest = line.partition(":")
        if colon and begun.strip().lower() in languages.codes():
            code, line = begun.strip().lower(), rest
        texts.setdefault(code, []).append(line)
    for language, lines in texts.items():
        if text := " ".join(" ".join(lines).split()):
            yield language, text


def about(file: str, content: Value, path: Path, language: str) -> str:
    """What a place of a file is about, from the outside inwards: `Kimlik › anne adı`."""
    names = [_name(content, language)] if path else []
    for number, (step, known) in enumerate(zip(path, along(file, path), strict=True)):
        there = isinstance(content, list) or (isinstance(content, dict) and step in content)
        content = content[step] if there else ""  # type: ignore[index]
        last = number == len(path) - 1
        if isinstance(step, int) or step == "value" or (step in _SILENT and not last):
            continue
        own = _name(content, language)
        label = key_called(known[0].name, step, language) if known else ""
        if not own and last and step not in NAMES:
            own = _in_its_languages(content, language)
        if not own and not label and step in OUTSIDE:
            label = key_called("", step, language)
        names.append(own or label or step)
    return " › ".join(filter(None, names)) or said(say("the whole file"), language)


def stated(value: Value, language: str) -> str:
    """A value in words; nothing where a block says more than one line shows."""
    if isinstance(value, list):
        return ", ".join(filter(None, (stated(item, language) for item in value)))
    if isinstance(value, str):
        return _scalar(value, language)
    if "value" in value:
        return stated(value["value"], language)
    if words := _in_its_languages(value, language):
        return words
    if article := value.get("article"):
        detail = in_language(value.get("detail", ""), language)
        basis = said(say("article {article}", article=article), language)
        return f"{basis}: {detail}" if detail else basis
    if period := value.get("period"):
        starts = in_language(value.get("starts", ""), language)
        written = stated(period, language)
        return f"{written} ({starts})" if starts else written
    return _name(value, language) or said(say("as it is written"), language)


def in_language(value: Value, language: str) -> str:
    """A text in `language`, or in the first in which it is written; one line as it is."""
    return value if isinstance(value, str) else _in_its_languages(value, language)


def _in_its_languages(value: Value, language: str) -> str:
    if not isinstance(value, dict):
        return ""
    words = {code: _plain(value[code]) for code in languages.codes() if code in value}
    return words.get(language) or next(iter(words.values()), "")


def _plain(value: Value) -> str:
    inner = value.get("value", "") if isinstance(value, dict) else value
    return inner if isinstance(inner, str) else ""


def _name(value: Value, language: str) -> str:
    """What an entry calls itself."""
    if not isinstance(value, dict):
        return ""
    return next(
        (in_language(value[key], language) for key in _NAMES if value.get(key)),
        "",
    )


def called(value: Value, language: str) -> str:
    """What an entry calls itself, or what it says in a line; empty where it does neither."""
    if words := _name(value, language) or in_language(value, language):
        return words
    short = isinstance(value, dict) and (value.get("article") or value.get("period"))
    return stated(value, language) if short else ""


def _scalar(value: str, language: str) -> str:
    choices = languages.get(language).choices
    if value in choices:
        return choices[value]
    flags = {"yes": say("yes"), "true": say("yes"), "no": say("no"), "false": say("no")}
    if value in flags:
        return said(flags[value], language)
    try:
        return languages.get(language).date(date.fromisoformat(value))
    except ValueError:
        pass
    try:
        return languages.get(language).duration(durations.parse(value))
    except ValueError:
        return value

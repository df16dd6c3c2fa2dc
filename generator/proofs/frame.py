"""What may stand around a text on its page: a closed list of elements, attributes and values.

The frame is the site builder's, and its words (the menu) are in no archive. But nothing in it may
hide a text or lie over it by itself, run a script of its own, or lead to another host. It is read
once from the left, without a pattern: a hostile page costs what its length is.
"""

from collections.abc import Callable, Iterator, Mapping

from generator.errors import reason_of
from generator.message import say

MAIN = '<main class="page text-page">'
_DOCTYPE = "<!doctype html>"
_AROUND = ["html", "body"]
_VOID = {"meta", "link"}
_METAS = {"viewport", "color-scheme", "description", "robots"}
_LINKS = {"icon", "stylesheet", "canonical", "alternate"}


def _any(_value: str) -> bool:
    return True


def _inside(value: str) -> bool:
    """An address of the same site."""
    return value[:1] != "/" and "\\" not in value and ":" not in value


def _asset(value: str) -> bool:
    while value.startswith("../"):
        value = value[3:]
    return value.startswith("assets/") and ".." not in value and _inside(value)


_ALLOWED: dict[str, dict[str, Callable[[str], bool]]] = {
    "html": {"lang": _any},
    "meta": {"charset": "utf-8".__eq__, "name": _METAS.__contains__, "content": _any},
    # A canonical address and other languages name the host of the site.
    "link": {"rel": _LINKS.__contains__, "type": _any, "href": _any, "hreflang": _any},
    "script": {"src": _asset, "defer": "".__eq__},
    "header": {"class": "bar".__eq__},
    "div": {"class": "bar-inner".__eq__},
    "a": {
        "class": {"skip", "brand", "switch", "find"}.__contains__,
        "href": _inside,
        "hreflang": _any,
        "lang": _any,
        "aria-current": _any,
    },
    "details": {"class": "menu".__eq__},
    "nav": {"class": "menu-panel".__eq__, "aria-label": _any},
}
_IN = {
    "html": {""},
    "head": {"html"},
    "body": {"html"},
    "meta": {"head"},
    "title": {"head"},
    "link": {"head"},
    "script": {"head"},
    "header": {"body"},
    "div": {"header"},
    "a": {"body", "div", "li"},
    "details": {"div"},
    "summary": {"details"},
    "nav": {"details"},
    "ul": {"nav", "li"},
    "li": {"ul"},
    "strong": {"li"},
}
"""Each element of a frame, and those in which it may stand."""
_ONCE = ("html", "head", "body", "title", "header", "div", "details", "nav")


def wrong(before: str, language: str, slots: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with all that stands before `MAIN` on a page whose frame holds `slots`; the
    first fault, in a sentence."""
    try:
        _read(before)
        _filled(before, language, slots)
    except _Refused as refused:
        yield say("its frame {fault}", fault=reason_of(refused))


def _filled(before: str, language: str, slots: Mapping[str, str]) -> None:
    """Title, description, addresses and the other languages are those of the text."""
    head = f"{slots['title']}\n{slots['head']}\n"
    owed = (f'<html lang="{language}">', head, slots["switch"])
    if not all(part in before for part in owed):
        raise _Refused(say("has another head or leads to other languages than the text has"))
    for mark in ("<meta name=", '<a class="switch"', 'rel="canonical"', 'rel="alternate"'):
        own = 2 if mark == "<meta name=" else 0  # for the width of a screen and its colours
        if before.count(mark) != own + sum(part.count(mark) for part in owed):
            raise _Refused(say("says {mark} once more", mark=mark))


class _Refused(Exception):
    """The frame is not one that this tool makes."""


def _read(before: str) -> None:
    opened, seen, place = list[str](), set[str](), before.find("<")
    if not before.lstrip("\n").startswith(_DOCTYPE):
        raise _Refused(say("does not begin with {doctype}", doctype=_DOCTYPE))
    while (place := before.find("<", place + 1)) >= 0:
        end = before.find(">", place)
        if end < 0:
            raise _Refused(say("has a tag that does not end"))
        tag = before[place + 1 : end]
        if tag.startswith("/"):
            if not opened or opened.pop() != tag[1:]:
                raise _Refused(say("closes <{tag}>, which is not open", tag=tag[1:40]))
        else:
            name = _checked(tag)
            inside = opened[-1] if opened else ""
            if inside not in _IN[name]:
                raise _Refused(say("has <{name}> in <{inside}>", name=name, inside=inside))
            if name in _ONCE and name in seen:
                raise _Refused(say("has <{name}> twice", name=name))
            seen.add(name)
            if name == "script" and not before.startswith("</script>", end + 1):
                raise _Refused(say("has a script in it"))
            if name not in _VOID:
                opened.append(name)
    if opened != _AROUND:
        raise _Refused(
            say("puts the text into {tags}", tags="".join(f"<{name}>" for name in opened[:9]))
        )


def _checked(tag: str) -> str:
    """The name of an element that may stand in a frame, with these attributes."""
    name, blank, rest = tag.partition(" ")
    if name not in _IN:
        raise _Refused(say("has <{name}> in it", name=name[:40]))
    allowed = _ALLOWED.get(name, {})
    attributes = dict[str, str]()
    for key, value in _attributes(rest) if blank else ():
        if key not in allowed or key in attributes or not allowed[key](value):
            raise _Refused(
                say("has <{name} {key}=“{value}”> in it", name=name, key=key[:40], value=value[:60])
            )
        attributes[key] = value
    loaded = name == "link" and attributes.get("rel") in ("icon", "stylesheet")
    if loaded and not _asset(attributes.get("href", "")):
        raise _Refused(say("loads “{address}”", address=attributes.get("href", "")[:60]))
    return name


def _attributes(rest: str) -> Iterator[tuple[str, str]]:
    """`name="value"` and `name`, with one blank between them."""
    while rest:
        name, quote, after = rest.partition('="')
        if not quote or " " in name:
            name, _, rest = rest.partition(" ")
            value = ""
        else:
            value, closed, rest = after.partition('"')
            if not closed or (rest and not rest.startswith(" ")):
                raise _Refused(say("has an attribute that does not end"))
            rest = rest[1:]
        yield name, value

"""Checks every link of a built site: pages, anchors, downloads, in all languages.

Reads what was written, not what was meant: all that a page, a style sheet, the sitemap, the
search or the API points to must be a file of the site, and an anchor an id in that file. Links
to other hosts are not followed; nothing here needs a network.
"""

import html
import json
import os
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.cache import opened, sealed
from generator.message import say

_TAG = re.compile(
    r"<(?:a|area|link|script|img|source|iframe|object|embed|video|audio|track|form)\b([^>]*)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""\s(?:href|src|poster|data|action)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_ID = re.compile(r"""id=(?<=\sid=)["']([^"']*)["']""")
"""Begins with letters, so that they are looked for before anything else is."""
# The words of a withdrawn text are gone, and its clauses with them: the head of the page says so
# to anyone who is led to one of them.
_MARK = "withdrawn-mark"
_WITHDRAWN = re.compile(rf'\sclass="[^"]*\b{_MARK}\b')
_IN_A_SHEET = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_IN_A_SITEMAP = re.compile(r'<loc>([^<]*)</loc>|href="([^"]*)"')
_ELSEWHERE = ("http", "https", "mailto", "tel", "data")
_ROOT = "index.html"
_KEYS = ("url", "json", "href")
"""Keys of the API whose value is an address; `_MARKUP` is the key whose value is HTML. All other
values are words: a title or a note with a tag in it leads nowhere."""
_MARKUP = "html"
# Releases are written once and never again, and the index names what they point to; examples,
# schemas and the description tell of sites that are not this one.
_LEFT_OUT = ("api/v1/releases/", "api/v1/examples/", "api/v1/schemas/", "api/v1/openapi.json")

_MANY = 400
"""So many files are not read by one process alone."""
_Read = tuple[list[tuple[str, str]], dict[str, dict[str, Any]]]
Both = Callable[[Callable[[], _Read], Callable[[], _Read]], tuple[_Read, _Read]]


def broken(
    folder: Path,
    base: str = "",
    unchanging: Mapping[str, str] = MappingProxyType({}),
    memory: Path | None = None,
    both: Both | None = None,
) -> list[str]:
    """Each broken link in a sentence; `base` is the absolute address of the site, if known.

    `unchanging` names, by path, the content of files that do not change; where the links of such a
    file lead is remembered in the file `memory` and not read again. Where there are many files,
    `both` makes two things beside each other.
    """
    site = _Site(folder, base)
    before, after, new = _recalled(memory, base), dict[str, _Leads](), list[str]()
    for name in sorted(site.files):
        known = before.get(name)
        if known and known["of"] == unchanging.get(name) and site.stands(known, unchanging):
            after[name] = known
        else:
            new.append(name)
    if both and len(new) >= _MANY:
        halves = (partial(_read, site, new[at::2], unchanging) for at in (0, 1))
        parts: Iterable[_Read] = both(*halves)
    else:
        parts = [_read(site, new, unchanging)]
    problems = list[tuple[str, str]]()
    for found, leads in parts:
        problems += found
        after |= leads
    if memory:
        sealed(memory, json.dumps({"base": base, "files": after}).encode())
    return [problem for _, problem in sorted(problems, key=itemgetter(0))]


def _read(site: "_Site", names: Iterable[str], unchanging: Mapping[str, str]) -> _Read:
    """What is wrong with the links of some files, and to what those lead that never change."""
    after, problems = dict[str, _Leads](), list[tuple[str, str]]()
    for name in names:
        met = [(href, *site.led(here, href)) for here, href in site.links(name)]
        problems += [
            (name, say("{page}: the link “{href}” {fault}", page=name, href=href, fault=fault))
            for href, fault, *_ in met
            if fault
        ]
        if name in unchanging and met and not any(fault for _, fault, *_ in met):
            after[name] = _leads(name, met, unchanging)
    return problems, after


_Leads = dict[str, Any]
"""Where the links of a kept file lead (`to`), all of them right when it was read; `of` is its
content. `anchors`: by file, the content of that file (None if it is not kept) and the anchors."""


def _recalled(memory: Path | None, base: str) -> dict[str, _Leads]:
    try:
        data = json.loads(opened(memory)) if memory else {}
    except (OSError, ValueError):
        return {}
    leads: dict[str, _Leads] = data["files"] if data.get("base") == base else {}
    return leads


def _leads(
    name: str, met: Iterable[tuple[str, str, str, str]], unchanging: Mapping[str, str]
) -> _Leads:
    anchors: dict[str, tuple[str | None, list[str]]] = {}
    for _, _, target, anchor in met:
        if anchor and target != name:
            anchors.setdefault(target, (unchanging.get(target), []))[1].append(anchor)
    to = sorted({target for _, _, target, _ in met if target})
    return {"of": unchanging[name], "to": to, "anchors": anchors}


@dataclass
class _Site:
    folder: Path
    base: str
    files: set[str] = field(init=False)
    _ids: dict[str, set[str] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        start = len(str(self.folder)) + 1
        self.files = {
            f"{where}/{name}"[start:].replace(os.sep, "/")
            for where, _, names in os.walk(self.folder)
            for name in names
        }

    def links(self, name: str) -> Iterable[tuple[str, str]]:
        """What a file points to, each once, with the file from which the way is reckoned."""
        suffix = posixpath.splitext(name)[1]
        if suffix not in (".html", ".css", ".xml", ".json") or name.startswith(_LEFT_OUT):
            return ()
        if suffix == ".json" and not name.startswith(("api/", "search/")):
            return ()
        text = (self.folder / name).read_text("utf-8")
        if suffix == ".html":
            self._ids[name] = _anchors(text)
            return dict.fromkeys((name, href) for href in _hrefs(text))
        if suffix == ".css":
            return dict.fromkeys((name, href) for href in _IN_A_SHEET.findall(text))
        if name == "sitemap.xml":
            hrefs = (html.unescape(a or b) for a, b in _IN_A_SITEMAP.findall(text))
            return dict.fromkeys((_ROOT, href) for href in hrefs)
        if name.startswith("search/"):
            return dict.fromkeys((_ROOT, href) for href in _searched(json.loads(text)))
        if name.startswith("api/"):
            return dict.fromkeys((_ROOT, href) for href in _handed(json.loads(text)))
        return ()

    def led(self, here: str, href: str) -> tuple[str, str, str]:
        """What is wrong with a link, the file to which it leads, and the anchor in it; each
        may be empty."""
        if self.base and href.startswith(self.base):
            here, href = _ROOT, href.removeprefix(self.base) or "./"
        try:
            scheme, host, path, fragment = _parts(href)
        except ValueError:  # a host that is none, as “https://[”
            return say("is none that a browser can open"), "", ""
        if scheme or host:
            known = scheme in ("", *_ELSEWHERE)
            return "" if known else say("is none that a browser can open"), "", ""
        target = self._target(here, path)
        if target is None:
            return say("leads out of the site"), "", ""
        if target not in self.files:
            return say("leads nowhere"), "", ""
        anchor = fragment if target.endswith(".html") else ""
        if anchor and not self._has(target, [anchor]):
            return say("leads to no place on that page"), "", ""
        return "", target, anchor

    def stands(self, known: _Leads, unchanging: Mapping[str, str]) -> bool:
        """Whether all that a kept file leads to is still there."""
        return self.files.issuperset(known["to"]) and all(
            (of and of == unchanging.get(target)) or self._has(target, anchors)
            for target, (of, anchors) in known["anchors"].items()
        )

    def _target(self, here: str, path: str) -> str | None:
        """The file to which a path leads from `here`; None when it leaves the site."""
        root = urlsplit(self.base).path or "/"
        if path.startswith("/"):  # as on the 404 page, which is shown at any address
            if not path.startswith(root):
                return None
            target = posixpath.normpath(path.removeprefix(root).lstrip("/"))
        elif path:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
        else:
            target = here
        if target.startswith(".."):
            return None
        return target if target in self.files else posixpath.normpath(f"{target}/index.html")

    def _has(self, name: str, anchors: Iterable[str]) -> bool:
        if name not in self._ids:
            self._ids[name] = _anchors((self.folder / name).read_text("utf-8"))
        known = self._ids[name]
        return known is None or known.issuperset(anchors)


def _anchors(page: str) -> set[str] | None:
    """The places on a page that a link can name; None on that of a withdrawn text: any."""
    return None if _MARK in page and _WITHDRAWN.search(page) else set(_ID.findall(page))


def _hrefs(markup: str) -> Iterator[str]:
    """All that the elements of a page or of a fragment point to."""
    for tag in dict.fromkeys(_TAG.findall(markup)):
        yield from _named(tag)


@lru_cache(10_000)
def _named(tag: str) -> tuple[str, ...]:
    """What one tag points to; most of them stand on many pages."""
    return tuple(html.unescape("".join(written)) for written in _ATTRIBUTE.findall(tag))


@lru_cache(10_000)
def _parts(href: str) -> tuple[str, str, str, str]:
    """Scheme, host, path and anchor of a link; raises ValueError where a host is none."""
    parts = urlsplit(href)
    return parts.scheme, parts.netloc, unquote(parts.path), unquote(parts.fragment)


def _searched(index: Any) -> Iterator[str]:
    """The pages and clauses to which a search leads."""
    for url, _title, sections in index:
        yield from (f"{url}#{anchor}" if anchor else url for anchor, *_ in sections)


def _handed(value: Any) -> Iterator[str]:
    """The addresses in a file of the API, and those in its fragments: all from the root."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _KEYS and isinstance(inner, str):
                yield inner
            elif key == _MARKUP and isinstance(inner, str):
                yield from _hrefs(inner)
            else:
                yield from _handed(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _handed(inner)

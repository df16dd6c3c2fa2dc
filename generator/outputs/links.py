"""Checks every link of a built site: pages, anchors, downloads, in all languages.

Reads what was written, not what was meant: whatever a page, a style sheet, the sitemap, the
search or the API points to must be a file of the site, and an anchor an id in that file. Links
to other hosts are not followed; nothing here needs a network.
"""

import html
import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_TAG = re.compile(
    r"<(?:a|area|link|script|img|source|iframe|object|embed|video|audio|track|form)\b([^>]*)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""\s(?:href|src|poster|data|action)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
_ID = re.compile(r"""\sid=["']([^"']*)["']""")
_IN_A_SHEET = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_IN_A_SITEMAP = re.compile(r'<loc>([^<]*)</loc>|href="([^"]*)"')
_ELSEWHERE = ("http", "https", "mailto", "tel", "data")
_ROOT = "index.html"
_KEYS = ("url", "json", "href")
# Releases are written once and never again, and the index names what they point to; examples,
# schemas and the description tell of sites that are not this one.
_LEFT_OUT = ("api/v1/releases/", "api/v1/examples/", "api/v1/schemas/", "api/v1/openapi.json")


def broken(folder: Path, base: str = "") -> list[str]:
    """Each broken link in a sentence; `base` is the absolute address of the site, if known."""
    site = _Site(folder, base)
    return [
        f"{name}: the link “{href}” {fault}"
        for name in sorted(site.files)
        for here, href in site.links(name)
        for fault in site.faults(here, href)
    ]


@dataclass
class _Site:
    folder: Path
    base: str
    files: set[str] = field(init=False)
    _ids: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found = (path for path in self.folder.rglob("*") if path.is_file())
        self.files = {path.relative_to(self.folder).as_posix() for path in found}

    def links(self, name: str) -> Iterable[tuple[str, str]]:
        """What a file points to, each once, with the file from which the way is reckoned."""
        suffix = posixpath.splitext(name)[1]
        if suffix not in (".html", ".css", ".xml", ".json") or name.startswith(_LEFT_OUT):
            return ()
        text = (self.folder / name).read_text("utf-8")
        if suffix == ".html":
            self._ids[name] = set(_ID.findall(text))
            return dict.fromkeys((name, href) for href in _hrefs(text))
        if suffix == ".css":
            return dict.fromkeys((name, href) for href in _IN_A_SHEET.findall(text))
        if name == "sitemap.xml":
            found = (html.unescape(a or b) for a, b in _IN_A_SITEMAP.findall(text))
            return dict.fromkeys((_ROOT, href) for href in found)
        if name.startswith("search/"):
            return dict.fromkeys((_ROOT, href) for href in _searched(json.loads(text)))
        if name.startswith("api/"):
            return dict.fromkeys((_ROOT, href) for href in _handed(json.loads(text)))
        return ()

    def faults(self, here: str, href: str) -> Iterator[str]:
        """What is wrong with a link, if anything."""
        if self.base and href.startswith(self.base):
            here, href = _ROOT, href.removeprefix(self.base) or "./"
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            if parts.scheme not in ("", *_ELSEWHERE):
                yield "is none that a browser can open"
            return
        target = self._target(here, unquote(parts.path))
        if target is None:
            yield "leads out of the site"
        elif target not in self.files:
            yield "leads nowhere"
        elif parts.fragment and target.endswith(".html"):
            anchor = unquote(parts.fragment)
            yield from () if anchor in self._ids_of(target) else ("leads to no place on that page",)

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

    def _ids_of(self, name: str) -> set[str]:
        if name not in self._ids:
            self._ids[name] = set(_ID.findall((self.folder / name).read_text("utf-8")))
        return self._ids[name]


def _hrefs(text: str) -> Iterator[str]:
    """Whatever the elements of a page or of a fragment point to."""
    for tag in _TAG.findall(text):
        for written in _ATTRIBUTE.findall(tag):
            yield html.unescape("".join(written))


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
            else:
                yield from _handed(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _handed(inner)
    elif isinstance(value, str) and "<" in value:
        yield from _hrefs(value)

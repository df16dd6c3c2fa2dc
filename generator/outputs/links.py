"""Checks every link of a built site: pages, anchors, downloads, in all languages.

Reads what was written, not what was meant: a page that a template, the site builder or an
archived text points to must be a file of the site, and its anchor an id in that file. Links
to other hosts are not followed; nothing here needs a network.
"""

import html
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LINK = re.compile(r'<(?:a|link|script|img|source|iframe)\b[^>]*?\s(?:href|src)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')


def broken(folder: Path, base: str = "") -> list[str]:
    """Each broken link in a sentence; `base` is the absolute address of the site, if known."""
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    ids: dict[str, set[str]] = {}
    found = []
    for name in sorted(filter(_page, files)):
        content = (folder / name).read_text("utf-8")
        ids[name] = set(_ID.findall(content))
        for href in dict.fromkeys(_LINK.findall(content)):
            for message in _check(folder, name, html.unescape(href), files, ids, base):
                found.append(f"{name}: the link “{href}” {message}")
    return found


def _page(name: str) -> bool:
    return name.endswith(".html")


def _check(
    folder: Path,
    name: str,
    href: str,
    files: set[str],
    ids: dict[str, set[str]],
    base: str,
) -> Iterator[str]:
    if base and href.startswith(base):
        here, href = "index.html", href.removeprefix(base) or "./"
    else:
        here = name
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return
    path = unquote(parts.path)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
    if path.startswith("/"):  # as on the 404 page, which is shown at any address
        root = urlsplit(base).path or "/"
        target = posixpath.normpath(path.removeprefix(root).lstrip("/"))
    if target.startswith(".."):
        yield "leads out of the site"
        return
    if target not in files:
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    if target not in files:
        yield "leads nowhere"
    elif parts.fragment and _page(target):
        if target not in ids:
            ids[target] = set(_ID.findall((folder / target).read_text("utf-8")))
        if unquote(parts.fragment) not in ids[target]:
            yield "leads to no place on that page"

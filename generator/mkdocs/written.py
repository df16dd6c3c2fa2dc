"""The pages that people wrote: `docs/<name>.<language>.md`, each placed by its front matter.

`menu` is a heading of the visitor's menu, `start` or `end`; without it a page is reached by
links only. `order` sorts within the menu, `slug` is the address (the name of the file when it is
absent). A page exists in every language of the site or not at all; `index` is the home page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator import source
from generator.errors import LoadingError, NoticesError, Problem
from generator.provenance import Origin
from generator.publication.ways import MENUS

HOME, SEARCH = "index", "search"
"""Names with a meaning: the home page, and the page on which visitors search."""
MENU = ("start", *MENUS, "end")
KEYS = ("title", "description", "menu", "order", "slug", "script", "hide", "template")
_NAME = re.compile(r"(?P<name>.+)\.(?P<language>[a-z]{2,3})\.md")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Written:
    """One page in one language; `url` is relative to the root of the site."""

    name: str
    language: str
    title: str
    menu: str
    order: int
    url: str
    path: Path

    @property
    def source(self) -> str:
        """The name under which MkDocs knows the page."""
        return f"{self.name}.{self.language}.md"


def read(folder: Path, languages: Sequence[str]) -> list[Written]:
    """Every written page in every language (the first stands at the root).

    Raises LoadingError with all mistakes: a missing language, an unknown key, an address that
    is taken by another page.
    """
    problems: list[Problem] = []
    pages: list[Written] = []
    for path in sorted(folder.rglob("*.md")):
        name = path.relative_to(folder).as_posix()
        match = _NAME.fullmatch(name)
        if match is None or match["language"] not in languages:
            problems.append(_unnamed(folder, name, languages))
            continue
        try:
            pages.append(_page(path, f"{folder.name}/{name}", match, languages[0]))
        except NoticesError as error:
            problems += error.problems
    problems += [*_missing(folder, languages), *_taken(pages, folder)]
    if problems:
        raise LoadingError(problems)
    return pages


def _unnamed(folder: Path, name: str, languages: Sequence[str]) -> Problem:
    endings = " or ".join(f".{code}.md" for code in languages)
    return Problem(
        Origin(f"{folder.name}/{name}"),
        "the name of a page ends with its language.",
        f"Rename it so that it ends with {endings}.",
    )


def _missing(folder: Path, languages: Sequence[str]) -> Iterator[Problem]:
    """Each page that lacks a language, by the file that is to be written."""
    found = {m["name"]: path for path in sorted(folder.rglob("*.md"))
             if (m := _NAME.fullmatch(path.relative_to(folder).as_posix()))}  # fmt: skip
    for name in found:
        for code in languages:
            if not (folder / f"{name}.{code}.md").is_file():
                missing = f"{folder.name}/{name}.{code}.md"
                others = ", ".join(c for c in languages if (folder / f"{name}.{c}.md").is_file())
                yield Problem(
                    Origin(missing), f"{missing} is missing; the page exists in: {others}.",
                    "Write it, or delete the page in every language.",
                )  # fmt: skip


def _taken(pages: Sequence[Written], folder: Path) -> Iterator[Problem]:
    """Two pages at one address: the later one would overwrite the earlier."""
    first: dict[str, Written] = {}
    for page in pages:
        other = first.setdefault(page.url, page)
        if other is not page:
            yield Problem(
                Origin(f"{folder.name}/{page.source}"),
                f"/{page.url} is already the address of {folder.name}/{other.source}.",
                "Give one of them another `slug`.",
            )


def _page(path: Path, name: str, match: re.Match[str], default: str) -> Written:
    head = _front_matter(path, name)
    said = {entry.key: entry for entry in head.entries}
    problems = [
        Problem(entry.key_origin, f"a page has no key “{key}”.", f"Known: {', '.join(KEYS)}.")
        for key, entry in said.items()
        if key not in KEYS
    ]
    title, menu = _text(head, "title"), _text(head, "menu")
    order, slug = _text(head, "order") or "0", _text(head, "slug")
    if not title:
        problems.append(Problem(head.origin, "the page has no title.", "Write `title: …`."))
    if menu and menu not in MENU:
        known = f"Known: {', '.join(MENU)}; without `menu` the page is reached by links only."
        problems.append(Problem(said["menu"].value.origin, f"there is no menu “{menu}”.", known))
    if not order.isascii() or not order.isdigit():
        problems.append(Problem(said["order"].value.origin, f"“{order}” is no whole number."))
    if slug and (match["name"] == HOME or not _SLUG.fullmatch(slug)):
        hint = "A slug is small Latin letters, digits and hyphens; the home page has none."
        problems.append(Problem(said["slug"].value.origin, f"“{slug}” is no address.", hint))
    if problems:
        raise LoadingError(problems)
    prefix = "" if match["language"] == default else f"{match['language']}/"
    own = "" if match["name"] == HOME else f"{slug or match['name']}/"
    return Written(match["name"], match["language"], title, menu, int(order), prefix + own, path)


def _text(head: source.Mapping, key: str) -> str:
    value = head.get(key)
    return value.text if isinstance(value, source.Scalar) else ""


def _front_matter(path: Path, name: str) -> source.Mapping:
    """What stands between the first two lines of hyphens; the lines keep their numbers."""
    lines = path.read_bytes().replace(b"\r\n", b"\n").split(b"\n")
    if lines[0].strip() != b"---" or b"---" not in lines[1:]:
        hint = "Begin the file with a line `---`, then `title: …`, then a line `---`."
        raise LoadingError(Problem(Origin(name), "the page has no front matter.", hint))
    node = source.parse(b"\n".join([b"", *lines[1 : lines.index(b"---", 1)]]), name)
    if not isinstance(node, source.Mapping):
        raise LoadingError(Problem(node.origin, "the front matter is no mapping."))
    return node

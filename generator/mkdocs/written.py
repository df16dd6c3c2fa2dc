"""The pages that people wrote: `<name>.<language>.md`, each placed by its front matter.

Those of the controller lie in `docs/`. The tool brings pages for every controller, each of which
stands unless `docs/` has one of that name, or mkdocs.yml names it under `without`.
`menu` is a heading of the visitor's menu, `start` or `end`; or `foot`, below written pages, for
those who prepare the texts or build them into a site. Without it a page is reached by links only.
`order` sorts within the menu, `slug` is the address (the name of the file when it is absent). A
page exists in every language of the site or not at all; `index` is the home page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from generator import files, source
from generator import languages as known_languages
from generator.errors import LoadingError, NoticesError, Problem
from generator.languages import addresses
from generator.message import say
from generator.provenance import Origin
from generator.publication.ways import MENUS

HOME, SEARCH, EMBED = "index", "search", "embed"
"""Names with a meaning: the home page, the page on which visitors search, and the one that tells
developers of the script, which lie where it does."""
MENU = ("start", *MENUS, "end")
FOOT = "foot"
PLACE = "generator/mkdocs/pages"
"""The folder of the pages of the tool, as messages say it."""
KEYS = ("title", "description", "menu", "order", "slug", "script", "hide", "template")
_NAME = re.compile(r"(?P<name>.+)\.(?P<language>[a-z]{2,3})\.md")


@dataclass(frozen=True, slots=True)
class Written:
    """One page in one language; `url` is relative to the root of the site, `place` is where it
    lies, as messages say it."""

    name: str
    language: str
    title: str
    menu: str
    order: int
    url: str
    path: Path
    place: str

    @property
    def source(self) -> str:
        """The name under which MkDocs knows the page."""
        return f"{self.name}.{self.language}.md"


@dataclass(frozen=True, slots=True)
class _File:
    """A Markdown file, by where it lies and by its name; both are empty in one without a language
    in its name."""

    path: Path
    place: str
    name: str
    language: str


def read(
    folder: Path,
    languages: Sequence[str],
    provided: Path | None = None,
    without: Sequence[str] = (),
) -> list[Written]:
    """Every written page in every language (the first stands at the root): those of `folder`, and
    those of the tool in `provided` that `folder` has none of the same name for, but not those
    named in `without`.

    Raises LoadingError with all mistakes: a missing language, an unknown key, an address that
    is taken by another page, a page to be left out that the tool does not have.
    """
    problems: list[Problem] = []
    own = _files(folder, folder.name, problems)
    ours = _files(provided, PLACE, problems) if provided else []
    names = list(dict.fromkeys(file.name for file in ours))
    gone = {*without, *(file.name for file in own)}
    left = [file for file in ours if file.name not in gone]
    problems += [
        *_unnamed(own, languages),
        *_missing(own, languages, names),
        *_missing(left, languages),
        *_unknown(without, names),
    ]
    pages: list[Written] = []
    for file in (file for file in [*left, *own] if file.language in languages):
        try:
            pages.append(_page(file, languages[0]))
        except NoticesError as error:
            problems += error.problems
    problems += _taken(pages)
    if problems:
        raise LoadingError(problems)
    return sorted(pages, key=lambda page: PurePath(page.source))


def _files(folder: Path, place: str, problems: list[Problem]) -> list[_File]:
    pages = []
    for path, unreadable in files.below(folder):
        name = path.relative_to(folder).as_posix()
        where = f"{place}/{name}".removesuffix("/.")
        if unreadable:  # the site builder would wait for it, or pass it over
            message = say("this cannot be read ({reason}).", reason=unreadable)
            hint = say("Put an ordinary file there that you may read, or take it away.")
            problems.append(Problem(Origin(where, 0), message, hint))
        elif path.suffix == ".md":
            match = _NAME.fullmatch(name)
            parts = (match["name"], match["language"]) if match else ("", "")
            pages.append(_File(path, where, *parts))
    return sorted(pages, key=lambda page: page.path)


def _unnamed(files: Sequence[_File], languages: Sequence[str]) -> Iterator[Problem]:
    endings = [f".{code}.md" for code in languages]
    for file in files:
        if file.language not in languages:
            message = say("the name of a page ends with its language.")
            hint = say("Rename it so that it ends with one of: {endings}.", endings=endings)
            yield Problem(Origin(file.place), message, hint)


def _missing(
    files: Sequence[_File], languages: Sequence[str], provided: Sequence[str] = ()
) -> Iterator[Problem]:
    """Each page that lacks a language, by the file that is to be written. Where a controller has
    no page, the one of the tool stands if its name is among those `provided`."""
    names = {file.name: file for file in files if file.name}
    written = {(file.name, file.language) for file in files}
    for name, file in names.items():
        has = [code for code in languages if (name, code) in written]
        hint = say("Write it, or delete the page in every language.")
        if name in provided:
            hint = say(
                "Write it, or delete the page in every language: then the page of the tool stands "
                "there."
            )
        for code in (code for code in languages if code not in has):
            missing = f"{file.place.removesuffix(f'{file.language}.md')}{code}.md"
            message = say(
                "{missing} is missing; the page exists in: {languages}.",
                missing=missing,
                languages=has,
            )
            yield Problem(Origin(missing), message, hint)


def _unknown(without: Sequence[str], names: Sequence[str]) -> Iterator[Problem]:
    """What is to be left out and is not there."""
    for name in without:
        if name not in names:
            message = say("the tool has no page “{name}” that could be left out.", name=name)
            yield Problem(Origin("mkdocs.yml"), message, say("Known: {known}.", known=list(names)))


def _taken(pages: Sequence[Written]) -> Iterator[Problem]:
    """Two pages at one address: the later one would overwrite the earlier."""
    first: dict[str, Written] = {}
    for page in pages:
        other = first.setdefault(page.url, page)
        if other is page:
            continue
        message = say("/{url} is already the address of {place}.", url=page.url, place=other.place)
        hint = say("Give one of them another `slug`.")
        if other.place.startswith(f"{PLACE}/"):
            hint = say(
                "Give it another `slug`; or call it {name}, to take that place.", name=other.source
            )
        yield Problem(Origin(page.place), message, hint)


def _page(file: _File, default: str) -> Written:
    head = _front_matter(file.path, file.place)
    by_key = {entry.key: entry for entry in head.entries}
    problems = [
        Problem(
            entry.key_origin,
            say("a page has no key “{key}”.", key=key),
            say("Known: {known}.", known=list(KEYS)),
        )
        for key, entry in by_key.items()
        if key not in KEYS
    ]
    title, menu = _text(head, "title"), _text(head, "menu")
    order, slug = _text(head, "order") or "0", _text(head, "slug")
    if not title:
        problems.append(
            Problem(head.origin, say("the page has no title."), say("Write `title: …`."))
        )
    if menu and menu not in (*MENU, FOOT):
        known = say(
            "Known: {known}; without `menu` the page is reached by links only.",
            known=[*MENU, FOOT],
        )
        problems.append(
            Problem(
                by_key["menu"].value.origin, say("there is no menu “{menu}”.", menu=menu), known
            )
        )
    if not order.isascii() or not order.isdigit():
        problems.append(
            Problem(
                by_key["order"].value.origin, say("“{text}” is not a whole number.", text=order)
            )
        )
    problems += _impossible(file, slug, by_key, default)
    if problems:
        raise LoadingError(problems)
    url = "" if file.language == default else f"{file.language}/"
    if file.name != HOME:
        url += f"{slug or file.name}/"
    return Written(file.name, file.language, title, menu, int(order), url, file.path, file.place)


def _impossible(
    file: _File, slug: str, keys: Mapping[str, source.Entry], default: str
) -> Iterator[Problem]:
    """An address at which no page can stand; in the language of the root also one that a site needs
    itself, unless the page is that of the tool."""
    where = keys["slug"].value.origin if slug else Origin(file.place)
    if slug and file.name == HOME:
        message = say("the home page has no address of its own.")
        yield Problem(where, message, say("Delete “slug:”."))
    elif slug and slug not in addresses.RESERVED and (fault := addresses.fault(slug, ())):
        hint = say("Use small letters a-z, digits and hyphens, for example basvuru-formu.")
        yield Problem(where, say("“{slug}” {fault}", slug=slug[:60], fault=fault), hint)
    first = (slug or file.name).split("/")[0]
    taken = {*addresses.RESERVED, *known_languages.codes()} - {HOME}
    if file.language == default and first in taken and file.name not in (SEARCH, EMBED):
        message = say("“{slug}” is an address that every site needs itself.", slug=first)
        yield Problem(where, message, say("Write “slug:” with another one."))


def _text(head: source.Mapping, key: str) -> str:
    value = head.get(key)
    return value.text if isinstance(value, source.Scalar) else ""


def _front_matter(path: Path, name: str) -> source.Mapping:
    """What stands between the first two lines of hyphens; the lines keep their numbers."""
    lines = source.bytes_of(path, name).replace(b"\r\n", b"\n").split(b"\n")
    if lines[0].strip() != b"---" or b"---" not in lines[1:]:
        hint = say("Begin the file with a line `---`, then `title: …`, then a line `---`.")
        raise LoadingError(Problem(Origin(name), say("the page has no front matter."), hint))
    node = source.parse(b"\n".join([b"", *lines[1 : lines.index(b"---", 1)]]), name)
    if not isinstance(node, source.Mapping):
        raise LoadingError(Problem(node.origin, say("here “key: value” lines are expected.")))
    return node

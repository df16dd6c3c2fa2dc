"""Reads a published site back: do its pages and its API say the words of its archive?

Every article that names its document is looked for, wherever it stands, and its digest, its
links and its marks are held against the frozen text. What stands around the articles (menu,
state, style) is not proved, and no file can prove what a server sends to somebody else.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from generator import languages
from generator.expression import elements
from generator.expression import text as text_1
from generator.outputs.api import index
from generator.proofs.api import ReadBack
from generator.publication.addresses import ARCHIVE
from generator.releases.archive import Archive
from generator.releases.record import Frozen
from generator.releases.timeline import Timeline

# A browser takes any of these for an article; ours are written in one way.
_OPENED = re.compile(r"<article(?=[\s/>])", re.IGNORECASE)
_START = re.compile(r'<article( [a-z][a-z-]*="[^"<>]*")*>')
_END = "</article>"
_SAYING = ("title", "alt", "aria-label", "placeholder", "value")
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style|template|noscript)\b.*?</\1>", re.DOTALL)
_NOTICE = "notice:"
_NOT_READ = "\ufffd"


@dataclass(frozen=True, slots=True)
class Said:
    """An article of a page: what it says it is, its digest, its links, words beside."""

    document: str
    language: str
    layer: str
    digest: str
    links: tuple[str, ...]
    beside: tuple[str, ...]


def differences(site: Path, archive: Archive, timeline: Timeline) -> list[str]:
    """Where the site says something else than its archive, each in a sentence."""
    return [*_Site(site, archive, timeline).differences()]


@dataclass(frozen=True)
class _Site:
    folder: Path
    archive: Archive
    timeline: Timeline

    def differences(self) -> Iterator[str]:
        known = self._known()
        for path in sorted(self.folder.rglob("*.html")):
            name = path.relative_to(self.folder).as_posix()
            if not name.startswith(f"{ARCHIVE}/"):
                content = _read(path)
                yield from self._page(name, _articles(content), known)
                if _NOT_READ in content:
                    yield f"{name}: it is not in UTF-8"
        for path in sorted((self.folder / "api").rglob("*.json")):
            name = path.relative_to(self.folder).as_posix()
            yield from self._file(name, _read(path), known)
        for release in self.timeline.releases:
            for text in release.own:
                yield from self._version(text)
        yield from self._today()

    def _known(self) -> dict[tuple[str, str, str, str], tuple[str, ...]]:
        """The links of every layer that was ever published, by what it is."""
        found = {}
        for release in self.timeline.releases:
            for frozen in release.own if release.id not in self.archive.withdrawals else ():
                for layer in self.archive.read(frozen).layers:
                    key = (*frozen.key, layer.name, frozen.layers[layer.name])
                    found[key] = _links(text_1.parse(layer.html))
        return found

    @cached_property
    def _explained(self) -> dict[tuple[str, str], set[str]]:
        """The terms that texts explain, what they mean, and titles, as they were frozen."""
        found: dict[tuple[str, str], set[str]] = {}
        for release in self.timeline.releases:
            for frozen in release.own if release.id not in self.archive.withdrawals else ():
                text = self.archive.read(frozen)
                known = found.setdefault(frozen.key, set())
                for term in text.terms:
                    known.update((term.term, term.meaning))
                for layer in text.layers:
                    known.update(_beside(text_1.parse(layer.html)))
        return found

    def _ours(self, words: str, document: str, language: str) -> bool:
        """Whether words beside the words are a label, or the meaning of a term of the text."""
        known = self._explained.get((document, language), set())
        labels = languages.get(language).labels.values() if language in languages.codes() else ()
        return words.rstrip(":") in known or any(words in label for label in labels)

    def _leads(self, shown: tuple[str, ...], published: tuple[str, ...]) -> bool:
        """Whether the links of an article are the published ones; those to other texts of the
        site are resolved by each page in its own way, and may name the host in an e-mail."""
        return len(shown) == len(published) and all(
            self._inside(href) if was.startswith(_NOTICE) else href == was
            for href, was in zip(shown, published, strict=True)
        )

    def _inside(self, href: str) -> bool:
        address = urlsplit(href)
        if not address.scheme and not address.netloc:
            return True
        parts = address.path.strip("/").split("/")
        ends = ("/".join(parts[start:]) for start in range(len(parts)))
        return any((self.folder / end / "index.html").is_file() for end in ends)

    def _page(
        self, name: str, articles: list[Said | str], known: Mapping[Any, tuple[str, ...]]
    ) -> Iterator[str]:
        for said in articles:
            if isinstance(said, str):
                yield f"{name}: {said}"
                continue
            what = f"{name}: the {said.layer} text of “{said.document}” ({said.language})"
            links = known.get((said.document, said.language, said.layer, said.digest))
            if links is None:
                yield f"{what} is none that was ever published"
            elif not self._leads(said.links, links):
                yield f"{what} leads elsewhere than the published one"
            for words in said.beside:
                if not self._ours(words, said.document, said.language):
                    yield f"{what} has words in it that are not its own: “{words[:60]}”"

    def _file(self, name: str, content: str, known: Mapping[Any, tuple[str, ...]]) -> Iterator[str]:
        """The index of the API, or a text: what is said of it, each form in which it stands."""
        try:
            data = json.loads(content)
            if name == index.PATH:
                yield from (f"{name}: {wrong}" for wrong in self._read_back.index(data))
            elif isinstance(data, dict) and "layers" in data:
                yield from (f"{name}: {wrong}" for wrong in self._read_back.text(data))
                yield from self._layers(name, data, known)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            yield f"{name}: it is written otherwise than this tool writes it"

    def _layers(
        self, name: str, data: Mapping[str, Any], known: Mapping[Any, tuple[str, ...]]
    ) -> Iterator[str]:
        for layer in data["layers"]:
            key = (data.get("id"), data.get("lang"), layer.get("name"))
            plain = text_1.digest_of(layer.get("text", ""))
            told = layer.get("hash", {}).get("value")
            articles = _articles(layer.get("html", ""))
            yield from self._page(name, articles, known)
            digests = {plain, told, *(a.digest for a in articles if isinstance(a, Said))}
            parts = all(
                clause.get(form, "") in layer.get(form, "")
                for clause in layer.get("clauses", ())
                for form in ("html", "text")
            )
            if len(digests) > 1 or (*key, plain) not in known or not parts:
                yield f"{name}: its {key[2]} text is none that was ever published"

    @cached_property
    def _read_back(self) -> ReadBack:
        return ReadBack(self.archive, self.timeline)

    def _version(self, text: Frozen) -> Iterator[str]:
        """The lasting address of a version holds that version, or none of its words."""
        found = self._held(f"{text.slug}/{text.release}", text.language)
        if found is None:
            yield f"{text.slug}/{text.release}/: there is no page of this version ({text.language})"
            return
        name, digests = found
        expected = {} if text.release in self.archive.withdrawals else dict(text.layers)
        if digests != expected:
            yield f"{name}: it does not hold the texts of “{text.release}”"

    def _today(self) -> Iterator[str]:
        """A document's own address holds the text in force."""
        day = self.timeline.day
        held = self.timeline.in_force(day)
        for text in held.texts if held else ():
            found = self._held(text.slug, text.language)
            if found is None:
                yield f"{text.slug}/: there is no page of “{text.document}” ({text.language})"
            elif found[1] != dict(text.layers):
                yield (
                    f"{found[0]}: it does not hold the text in force on {day} ({text.release}) – "
                    "when the site was made on another day, name it with --as-of"
                )
            else:
                yield from self._print(text, f"{Path(found[0]).parent.as_posix()}/{text.slug}.pdf")

    def _print(self, text: Frozen, name: str) -> Iterator[str]:
        """The PDF beside a text in force is the one that its release kept, where it kept one."""
        path = self.folder / name
        kept = path.is_file() and self.archive.has_print(text)
        if kept and path.read_bytes() != self.archive.read_print(text):
            yield f"{name}: it is not the PDF that “{text.release}” kept"

    def _held(self, address: str, language: str) -> tuple[str, dict[str, str]] | None:
        """The page at an address (the first language has no prefix), the digests of its layers."""
        for name in (f"{language}/{address}/index.html", f"{address}/index.html"):
            path = self.folder / name
            if path.is_file():
                said = _articles(_UNSEEN.sub("", _read(path)))
                return name, {s.layer: s.digest for s in said if isinstance(s, Said)}
        return None


def _read(path: Path) -> str:
    """A file of the site; what is not in UTF-8 stands in it as _NOT_READ."""
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""


def _articles(page: str) -> list[Said | str]:
    """The articles of a page, or what is wrong with one."""
    found: list[Said | str] = []
    for opened in _OPENED.finditer(page):
        start = _START.match(page, opened.start())
        if start and "data-expression=" not in start[0]:
            continue
        end = page.find(_END, opened.start())
        if not start or end < 0:
            found.append("an article is written otherwise than this tool writes it")
            continue
        source = page[opened.start() : end + len(_END)]
        try:
            root = text_1.parse(source)
        except ValueError as error:
            found.append(f"a text cannot be read: {error}")
            continue
        found += [f"a text has {name} in it" for name in elements.strangers(root)]
        name = (root.get("data-expression", ""), root.get("lang", ""), root.get("data-layer", ""))
        found.append(Said(*name, text_1.digest(source), _links(root), _beside(root)))
    return found


def _links(root: ElementTree.Element) -> tuple[str, ...]:
    """Where the words lead; the number of a clause and links beside the words are the page's."""
    beside = {link for aside in _asides(root) for link in aside.iter("a")}
    return tuple(
        href
        for link in root.iter("a")
        if link not in beside
        for href in [link.get("href", "")]
        if not (link.get("class") == "clause-number" and href.startswith("#"))
    )


def _asides(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return (part for part in root.iter() if part.get("data-aside") is not None)


def _beside(root: ElementTree.Element) -> tuple[str, ...]:
    """Words inside an article that do not count for its digest, in attributes too; a heading of a
    table that is said again beside a cell is a line of the text itself."""
    lines = set(text_1.lines_of(root))
    said = [piece for aside in _asides(root) for piece in aside.itertext()]
    said += [part.get(name, "") for part in root.iter() for name in _SAYING]
    words = (" ".join(piece.split()) for piece in said)
    return tuple(word for word in words if word and word.rstrip(":") not in lines)

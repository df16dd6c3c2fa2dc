"""Reads a published site back: is it what its own archive makes of it?

The pages of the texts, the API, the parts of e-mails, the bundles, the search and the embedded
script are made again from the archive and compared letter by letter, so nobody has to think of
every way in which a page can be changed. What no archive holds is listed as not proved.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from generator import TOOL, languages
from generator.cache import Layout, read
from generator.errors import ArchiveError, NoticesError, Problem
from generator.message import say, without_stop
from generator.outputs.embed import trial_page
from generator.outputs.files import Files
from generator.outputs.site.page import Page
from generator.outputs.site.pages import Pages, SitePage
from generator.proofs import claims, comparing, frame, unproved
from generator.provenance import Origin
from generator.publication import Publication
from generator.publication.addresses import ARCHIVE, relative
from generator.releases.archive import Archive
from generator.releases.record import Frozen
from generator.releases.timeline import State, Timeline

_OURS = ("api/", "embed/", "search/")
"""Folders in which nothing stands that this tool does not make."""
_ANOTHER_DAY = say("when the site was made on another day, name it with --as-of")


@dataclass(frozen=True)
class Verdict:
    """`wrong` and `unproved`, in sentences; `tool` is the version that says that it made the
    site, None where none does."""

    wrong: Sequence[str]
    unproved: Sequence[str] = ()
    tool: str | None = TOOL

    @property
    def of_this_tool(self) -> bool:
        """Whether the site says that this version of the tool made it."""
        return self.tool == TOOL


def verify(folder: Path, archive: Archive, day: date) -> Verdict:
    """What differs between a site of `day` and its archive, which was verified before."""
    timeline = Timeline(archive.manifests, day)
    if refused := _refused(folder, archive, timeline):
        return Verdict([refused])
    tool = claims.tool(folder)
    with tempfile.TemporaryDirectory() as cache:
        try:
            site = _Site(folder, _made_again(folder, archive, timeline, Path(cache)), tool)
            wrong = list(site.differences())
            return Verdict(wrong, list(unproved.sentences(site.publication, site.others)), tool)
        except NoticesError as error:
            return Verdict([without_stop(problem.message) for problem in error.problems], (), tool)
        except (AttributeError, LookupError, OSError, TypeError, ValueError) as error:
            # The chain is whole, but this tool did not write it, or a file cannot be opened.
            return Verdict([say("it cannot be made again: {reason}", reason=repr(error))], (), tool)


def _refused(folder: Path, archive: Archive, timeline: Timeline) -> str:
    """Why there is nothing to compare, in a sentence."""
    unknown = {t.language for m in archive.releases for t in m.texts} - set(languages.codes())
    if unknown:
        return say("this version of the tool does not know the language {code}", code=min(unknown))
    if (folder / "api/v1/drafts").exists():
        return say("it is a preview of drafts; no release is published on it")
    if not _published(timeline):
        return say("no text was published by {day} – {hint}", day=timeline.day, hint=_ANOTHER_DAY)
    return ""


def _published(timeline: Timeline) -> list[Frozen]:
    """The texts that hold on the day or are announced."""
    in_force = timeline.in_force(timeline.day)
    coming = [release for start, release in timeline.segments if start > timeline.day]
    return [text for release in (in_force, *coming) if release for text in release.texts]


def _made_again(folder: Path, archive: Archive, timeline: Timeline, cache: Path) -> Publication:
    """The site of the day, made of its archive and of what it says of itself."""
    bare = named(folder, archive, timeline)
    unkept = (bare.print_address(text.key) for text in bare.released if not archive.has_print(text))
    whole = replace(
        bare, layout=Layout(cache), pdfs=any((folder / path).is_file() for path in unkept)
    )
    return replace(whole, mails=claims.mails(folder, whole))


def named(folder: Path, archive: Archive, timeline: Timeline) -> Publication:
    """The texts of the day, with the names and the address that the site says of itself; raises
    ArchiveError where there are none."""
    if refused := _refused(folder, archive, timeline):
        raise ArchiveError(Problem(Origin(str(folder), 0), refused))
    codes = claims.languages_of(folder, _published(timeline))
    site = claims.site_of(archive, codes, "", "")
    bare = Publication(site, "", timeline.day, (), archive, pdfs=True)
    names = claims.names(folder, bare.texts, bare.addresses)
    return replace(
        bare,
        site=claims.site_of(archive, codes, names.brand, names.base),
        controller=names.controller,
        base=names.base,
    )


@dataclass(frozen=True)
class _Site:
    """A site, and what its archive makes of it; `expected` are the files that it should have."""

    folder: Path
    publication: Publication
    tool: str | None
    expected: set[str] = field(default_factory=set)

    def differences(self) -> Iterator[str]:
        """Everything that is wrong, each in a sentence."""
        try:
            for name, content in self._files():
                self.expected.add(name)
                yield from comparing.differences(self.folder, name, content)
        except NoticesError as error:
            yield from (
                say("it cannot be made again: {reason}", reason=without_stop(p.message))
                for p in error.problems
            )
        for entry in self._pages:
            name = f"{entry.address}index.html"
            self.expected.add(name)
            yield from (
                say("{file}: {wrong}", file=name, wrong=wrong) for wrong in self._page(name, entry)
            )
        yield from (say("{file}: this tool makes no such file", file=name) for name in self._strays)
        for name in self.others:
            if name.endswith(".html") and self._holds_a_text(name):
                yield say("{file}: it holds a text, and this tool puts none there", file=name)

    def _files(self) -> Iterator[tuple[str, bytes]]:
        """What the archive makes beside the pages."""
        for name, content in Files(self.publication).provable():
            index = name == comparing.INDEX
            yield name, comparing.index_of(read(content), self.tool) if index else read(content)

    @cached_property
    def _pages(self) -> Pages:
        return self.publication.once(Pages)

    def _page(self, name: str, entry: SitePage) -> Iterator[str]:
        if not (self.folder / name).is_file():
            yield say("there is no page of this text")
            return
        page = entry.make()
        slots = self._pages.slots(page, entry.place)
        published = claims.read(self.folder / name)
        owed = f"{frame.MAIN}\n{slots['body']}\n</main>\n{_foot(slots['foot'])}"
        if published.endswith(owed):
            yield from frame.wrong(published[: -len(owed)], page.language, slots)
        elif "\ufffd" in published:
            yield say("it is not in UTF-8")
        else:
            yield self._changed(page, published, owed)

    def _changed(self, page: Page, published: str, owed: str) -> str:
        """What differs, for people: the text itself, or what stands around it."""
        texts = _texts(owed)
        start = max(published.find(frame.MAIN), 0)
        place = comparing.place(published[start:], owed)
        if published.lower().count("<article") == len(texts) and all(map(published.count, texts)):
            return say(
                "what stands around the text is changed: {place} – {hint}",
                place=place,
                hint=_ANOTHER_DAY,
            )
        if page.standing.state is State.IN_FORCE:
            return say(
                "it does not hold the text in force on {day} ({release}): {place} – {hint}",
                day=self.publication.day,
                release=page.standing.release,
                place=place,
                hint=_ANOTHER_DAY,
            )
        return say(
            "it does not hold the texts of “{release}”: {place}",
            release=page.standing.release,
            place=place,
        )

    @cached_property
    def _unexpected(self) -> list[str]:
        """The files of the site that were not compared, without its archive."""
        files = (p for p in sorted(self.folder.rglob("*")) if p.is_symlink() or p.is_file())
        names = (path.relative_to(self.folder).as_posix() for path in files)
        return [n for n in names if n not in self.expected and not n.startswith(f"{ARCHIVE}/")]

    @cached_property
    def _strays(self) -> list[str]:
        """Files where only this tool puts any: a server could send them instead of a text."""
        pages = [
            name.removesuffix("index.html") for name in self.expected if name.endswith(".html")
        ]
        texts = tuple(page.casefold() for page in pages if page and not page.startswith(_OURS))
        printed = {self.publication.print_address(key) for key in self.publication.addresses.slugs}
        return [
            name
            for name in self._unexpected
            if name.startswith(_OURS)
            or (name not in printed and f"{name.split('.')[0]}/".casefold().startswith(texts))
        ]

    @cached_property
    def others(self) -> list[str]:
        """The files that no archive holds."""
        strays = set(self._strays)
        return [name for name in self._unexpected if name not in strays]

    def _holds_a_text(self, name: str) -> bool:
        """Whether a written page holds a text; the page for developers may hold the form in which
        the embedded elements can be tried."""
        site, page = self.publication, claims.read(self.folder / name)
        here = name.rpartition("/")[0] + "/" if "/" in name else ""
        for language in site.languages if "data-layer" in page else ():
            trial = trial_page.trial(
                site.texts, language, lambda doc, code: relative(here, site.addresses.of(doc, code))
            )
            page = page.replace(trial, "", 1)
        openings = page.lower().split("<article")[1:]
        return any("data-" in opening.partition(">")[0] for opening in openings)


def _foot(below: str) -> str:
    return f'<footer class="foot">\n{below}\n</footer>\n</body>\n</html>'


def _texts(owed: str) -> list[str]:
    """The articles of a page that this tool made."""
    return [f"<article{rest.partition('</article>')[0]}" for rest in owed.split("<article")[1:]]

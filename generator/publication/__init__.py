"""What stands where on a site on one day: drafts or texts in force, and every version before.

Drafts or the texts in force have the documents' own addresses; each version that was ever
published has a lasting address below (`<slug>/<release>/`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from generator import languages
from generator.addresses import ARCHIVE, Addresses, relative
from generator.errors import ArchiveError, Problem
from generator.expression import Expression
from generator.keeping import Content, Keeping, all_read
from generator.model.controller import Site
from generator.outputs import accent, headers, search, security_txt
from generator.outputs import versions as versions_page
from generator.outputs.head import Imprint, Links
from generator.outputs.page import MENUS, Page, page
from generator.outputs.slots import Place, slots
from generator.outputs.tombstone import tombstone
from generator.prints import Prints, lasting_address
from generator.prints.making import Making
from generator.provenance import Origin
from generator.publication.reports import CLAUSE, told_in
from generator.releases.archive import Archive, sha256
from generator.releases.record import Frozen, Manifest
from generator.releases.timeline import DRAFT, Standing, State, Timeline

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Framed:
    """A page that fills the frame of another: that of `frame` (document, language)."""

    page: Page
    frame: Key
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lasting:
    """The page of a version at its lasting address, before it is made.

    `made_from` is all that it is made from, but for the frame of `frame` (document, language).
    """

    url: str
    frame: Key
    made_from: object
    make: Callable[[], Framed]


@dataclass(frozen=True)
class Publication:
    """A site on `day`; `drafts` is empty when only released texts are published."""

    site: Site
    controller: str
    day: date
    drafts: Sequence[Expression]
    archive: Archive
    base: str = ""
    cache: Path | None = None
    pdfs: bool = False
    reports: security_txt.Reports | None = None

    @cached_property
    def timeline(self) -> Timeline:
        """The archive, seen from the day."""
        return Timeline(self.archive.manifests, self.day)

    @cached_property
    def keeping(self) -> Keeping:
        """What was made before and never changes."""
        return Keeping(self.cache)

    @property
    def languages(self) -> list[str]:
        """The languages of the site; the first stands at the root."""
        return [language.value for language in self.site.languages]

    @cached_property
    def texts(self) -> Sequence[Expression]:
        """The texts at the documents' own addresses."""
        if self.drafts:
            return self.drafts
        return [self.archive.read(text) for text in self.released]

    @cached_property
    def released(self) -> Sequence[Frozen]:
        """In force on the day; before the first day of a document, the announced text."""
        in_force = self.timeline.in_force(self.day)
        announced = [m for start, m in self.timeline.segments if start > self.day and m]
        held = {text.key: text for text in in_force.texts} if in_force else {}
        first = {t.key: t for m in reversed(announced) for t in m.texts}
        chosen = first | held
        if not chosen:
            raise ArchiveError(
                Problem(
                    Origin(f"releases/{self.site.id.value}", line=0),
                    "there is no approved release to publish.",
                    "“notices release” makes one; “notices build” builds a preview of the drafts.",
                )
            )
        return [text for text in chosen.values() if text.language in self.languages]

    @cached_property
    def addresses(self) -> Addresses:
        """Where the documents live."""
        slugs = {(text.document, text.language): text.slug for text in self.texts}
        for language in self.languages:
            slug = languages.get(language).labels["versions_slug"]
            slugs[versions_page.DOCUMENT, language] = slug
        return Addresses(self.languages[0], slugs)

    @cached_property
    def standings(self) -> Mapping[tuple[str, str, str], Standing]:
        """Of every version, by document, language and release."""
        return {
            (*text.key, text.release): self.timeline.standing(text) for text in self.all_versions
        }

    @cached_property
    def all_versions(self) -> Sequence[Frozen]:
        """Every text that was ever published, where a release froze it."""
        return [text for release in self.timeline.releases for text in release.own]

    def standing(self, text: Expression) -> Standing:
        """Where a text at a document's own address stands."""
        if self.drafts:
            return DRAFT
        frozen = next(f for f in self.released if f.key == (text.document, text.language))
        return self.standings[*frozen.key, frozen.release]

    @cached_property
    def pages(self) -> Sequence[Page]:
        """The pages of the documents, at their own addresses."""
        return [self.page_of(text) for text in self.texts]

    @property
    def _in_menu(self) -> Sequence[Page]:
        """The pages in the order in which the menu lists them."""
        return sorted(self.pages, key=lambda page: (MENUS.index(page.menu), page.order))

    def page_of(self, text: Expression) -> Page:
        """The page of one text, at its document's own address."""
        here = self.addresses.of(text.document, text.language)
        standing = self.standing(text)
        announcing = self.announcing(text)
        resolve = self.as_of(announcing, here) if announcing else self.addresses.resolver(text)
        key = (text.document, text.language)
        links = self._links(here, key, standing, self._alternates(text.document))
        digests = {layer.name: layer.digest for layer in text.layers} if standing.draft else None
        return page(text, here, resolve, standing, links, self._imprint(here, key, digests))

    def announcing(self, text: Expression) -> Manifest | None:
        """The release that announces a text at its document's own address; None when it is in
        force, or a draft. Its links lead to the texts that are announced with it: those that are
        in force may not have the clauses yet that it names."""
        standing = self.standing(text)
        if standing.state is not State.ANNOUNCED:
            return None
        return next(m for m in self.timeline.releases if m.id == standing.release)

    def _imprint(self, here: str, key: Key, digests: Mapping[str, str] | None) -> Imprint:
        """What the foot of a text says; the digests of a released text are in its manifest."""
        if digests is None:
            digests = next(text.layers for text in self.released if text.key == key)
        return Imprint(self.controller, f"{self.base or '/'}{here}", digests)

    @cached_property
    def version_lists(self) -> Sequence[Page]:
        """The page on which a visitor picks a day, in each language; none without releases."""
        if not self.timeline.releases:
            return []
        return [self._version_list(language) for language in self.languages]

    def _version_list(self, language: str) -> Page:
        url = self.addresses.of(versions_page.DOCUMENT, language)
        # In the order of the menu; a document that is published no more comes last.
        order = {text.document: (MENUS.index(text.menu), text.order) for text in self.texts}
        own = [text for text in self.all_versions if text.language == language]
        own.sort(key=lambda text: (text.document not in order, order.get(text.document, ())))
        texts = [(text, self.standings[*text.key, text.release]) for text in own]
        return versions_page.versions(
            language, url, texts, lambda text: relative(url, self.address_of(text))
        )

    def address_of(self, text: Frozen) -> str:
        """The lasting address of a version."""
        return self.addresses.at(text.slug, text.language, text.release)

    def _links(
        self, here: str, key: Key, standing: Standing, alternates: Mapping[str, str]
    ) -> Links:
        own = self.addresses.slugs.get(key)
        at_home = bool(own) and here == self.addresses.of(*key)
        printed = self.print_address(key, None if at_home else standing.release)
        download = printed.removeprefix(here) if at_home else relative(here, printed)
        download = download if printed else ""
        others = {code: to for code, to in _ways(here, alternates).items() if code != key[1]}
        if standing.draft:
            return Links(download=download, others=others)
        today = self.addresses.of(*key) if own else ""
        versions = self._version_addresses(key)
        after = standing.after if standing.after in versions else None
        announced = self._announced(key, standing)
        return Links(
            today=relative(here, today) if today and today != here else "",
            versions=relative(here, self.addresses.of(versions_page.DOCUMENT, key[1])),
            before=relative(here, versions[standing.before]) if standing.before else "",
            after=relative(here, versions[after]) if after else "",
            announced=relative(here, versions[announced[1]]) if announced else "",
            announced_on=announced[0] if announced else None,
            download=download,
            others=others,
        )

    def _version_addresses(self, key: Key) -> Mapping[str, str]:
        if key not in self._addresses_by_key:
            texts = self.timeline.versions(*key)
            self._addresses_by_key[key] = {t.release: self.address_of(t) for t in texts}
        return self._addresses_by_key[key]

    @cached_property
    def _addresses_by_key(self) -> dict[Key, Mapping[str, str]]:
        return {}

    def print_address(self, key: Key, release: str | None = None) -> str:
        """The PDF of a text, from the root of the site; empty where there is none.

        Without `release`: the one beside the page at the document's own address. With it: the
        one that this release kept, which never changes.
        """
        if release is None:
            there = self.pdfs or (not self.drafts and self._kept_print(key))
            return self._prints.own_address(key) if there else ""
        text = next((t for t in self.timeline.versions(*key) if t.release == release), None)
        return lasting_address(self.archive, text) if text else ""

    @cached_property
    def _prints(self) -> Prints:
        kept = self.cache / "pdf" if self.cache else None
        return Prints(self.controller, self.addresses, self.base, kept)

    def _kept_print(self, key: Key) -> Frozen | None:
        """The text at a document's own address, if the release that froze it kept its PDF."""
        found = next((text for text in self.released if text.key == key), None)
        return found if found and self.archive.has_print(found) else None

    def _printed(self) -> Iterator[tuple[str, bytes]]:
        """The PDFs beside the pages that releases kept."""
        for key in () if self.drafts else self.addresses.slugs:
            if kept := self._kept_print(key):
                yield self._prints.own_address(key), self.archive.read_print(kept)

    @cached_property
    def printing(self) -> Making:
        """The other PDFs beside the pages: made from the first time that they are asked for."""
        unmade = (
            (text, self.standing(text))
            for text in self.texts
            if self.drafts or not self._kept_print((text.document, text.language))
        )
        return self._prints.making(unmade if self.pdfs else ())

    def _announced(self, key: Key, standing: Standing) -> tuple[date, str] | None:
        """The day and the version that will take the place of this text."""
        if standing.state is not State.IN_FORCE:
            return None
        for start, release in self.timeline.segments:
            text = release.text(*key) if release else None
            if start > self.day and text and text.release != standing.release:
                return start, text.release
        return None

    def versions(self) -> Iterator[Framed]:
        """A page for every version, also for the text in force, at its lasting address."""
        return (version.make() for version in self.lasting())

    def lasting(self) -> Iterator[Lasting]:
        """The same pages, not made yet: most of them were made before."""
        digests, slugs = dict(self.archive.chain), self.addresses.slugs
        site = (self.controller, self.base, self.site.brand.value, self.languages, dict(slugs))
        around = sha256(repr(site).encode())
        for release in self.timeline.releases:
            for text in release.own:
                here, standing = self.address_of(text), self.standings[*text.key, text.release]
                links = self._links(here, text.key, standing, self._alternates_of(release, text))
                place = self._place(release, text)
                frame = text.key if text.key in slugs else ("versions", text.language)
                made_from = (around, digests[release.id], text.key, here, standing, links, place)
                make = partial(self._version, release, text, frame)
                yield Lasting(here, frame, made_from, make)

    def _version(self, release: Manifest, text: Frozen, frame: Key) -> Framed:
        here = self.address_of(text)
        standing = self.standings[*text.key, text.release]
        links = self._links(here, text.key, standing, self._alternates_of(release, text))
        if standing.state is State.WITHDRAWN:
            made = tombstone(text, here, standing, links, self.controller)
        else:
            read, imprint = self.archive.read(text), self._imprint(here, text.key, text.layers)
            made = page(read, here, self.as_of(release, here), standing, links, imprint)
        return Framed(made, frame, self.slots(made, self._place(release, text)))

    def as_of(self, release: Manifest, here: str) -> Callable[[str, str, str], str]:
        """Links of a version lead to the versions that belonged to the same release."""

        def resolve(document: str, language: str, clause: str) -> str:
            text = release.text(document, language)
            target = self.address_of(text) if text else self.addresses.of(document, language)
            return relative(here, target) + (f"#{clause}" if clause else "")

        return resolve

    def _place(self, release: Manifest, text: Frozen) -> Place:
        here, state = self.address_of(text), self.standings[*text.key, text.release].state
        in_force = state is State.IN_FORCE and text.key in self.addresses.slugs
        canonical = self.addresses.of(*text.key) if in_force and not self.drafts else here
        return self._placed(here, text.language, self._alternates_of(release, text), canonical)

    def place(self, made: Page) -> Place:
        """The place of a page at a document's own address."""
        return self._placed(made.url, made.language, self._alternates(made.document), made.url)

    def _alternates(self, document: str) -> dict[str, str]:
        """The own address of a document in each language."""
        codes = [code for code in self.languages if (document, code) in self.addresses.slugs]
        return {code: self.addresses.of(document, code) for code in codes}

    def _alternates_of(self, release: Manifest, text: Frozen) -> dict[str, str]:
        """The address of one version in each language."""
        found = [release.text(text.document, code) for code in self.languages]
        return {held.language: self.address_of(held) for held in found if held}

    def _placed(
        self, here: str, language: str, absolute: Mapping[str, str], canonical: str
    ) -> Place:
        others = _ways(here, absolute)
        others.pop(language, None)
        return Place(self.base, canonical, others, absolute)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """What stands beside the pages: search, headers for the host, PDFs, the archive."""
        return all_read(self.contents())

    def contents(self) -> Iterator[tuple[str, Content]]:
        """The same; what never changes is not read."""
        yield from self.provable()
        for name, content in headers.files(self.base).items():
            yield name, content.encode()
        if self.reports and self.reports.valid_until >= self.day:
            yield from self._security_txt(self.reports)
        if self.site.accent:
            yield accent.PATH, accent.sheet(self.site.accent.value).encode()
        with self.printing as prints:
            yield from prints.files()
        for path, proved, state in self.archive.published(self.timeline.entries, self.day):
            kept = self.keeping.file(("archive", state), proved) if state else proved()
            yield f"{ARCHIVE}/{path}", kept

    def provable(self) -> Iterator[tuple[str, bytes]]:
        """What follows from the archive alone: the search, the PDFs that releases kept."""
        for name, content in search.files(self._in_menu).items():
            yield name, content.encode()
        yield from self._printed()

    def _security_txt(self, reports: security_txt.Reports) -> Iterator[tuple[str, bytes]]:
        home = self.languages[0]
        stands = (reports.document, home) in self.addresses.slugs
        policy = next((t.document for t in self.texts if t.language == home and told_in(t)), "")
        content = security_txt.security_txt(
            reports,
            base=self.base,
            page=self.addresses.of(reports.document, home) if stands else "",
            policy=f"{self.addresses.of(policy, home)}#{CLAUSE}" if policy else "",
            languages=self.languages,
        )
        if content:
            yield security_txt.PATH, content.encode()

    def slots(self, made: Page, place: Place) -> dict[str, str]:
        """What the frame of a page is filled with."""
        return slots(made, place, self.site.brand.value)


def _ways(here: str, addresses: Mapping[str, str]) -> dict[str, str]:
    return {code: relative(here, address) for code, address in addresses.items()}

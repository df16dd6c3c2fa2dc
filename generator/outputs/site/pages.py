"""Every page of a site that is made from the publication: one list, in which each says where it
stands, whose frame it fills, what it is made from, and how.

Menu, preview, sitemap and site builder read this list. The written pages are the site builder's.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain

from generator.comparison import VERSION
from generator.expression import Expression, to_json
from generator.model.document_type import Menu
from generator.outputs.changes.neighbours import Neighbours
from generator.outputs.feeds.feeds import path_of
from generator.outputs.feeds.tag import frozen_authority
from generator.outputs.site import corrections, history, redlines, versions
from generator.outputs.site.flows.page import flow_page
from generator.outputs.site.foot import foot
from generator.outputs.site.page import Page, page, sections_of
from generator.outputs.site.rights_path import rights_path
from generator.outputs.site.search import Searched
from generator.outputs.site.slots import slots
from generator.outputs.site.tombstone import tombstone
from generator.outputs.site.withdrawal_path import withdrawal_path
from generator.publication import Key, Publication
from generator.publication.addresses import relative
from generator.publication.places import Places
from generator.publication.ways import FLOWS, MENUS, RIGHTS, VERSIONS, WITHDRAWAL, Place
from generator.releases.archive import sha256
from generator.releases.preparing import facts_of
from generator.releases.record import Frozen, Manifest
from generator.releases.timeline import Standing, State

_PATHS: Mapping[str, Callable[[Publication, str, str], Page]] = {
    RIGHTS: rights_path,
    WITHDRAWAL: withdrawal_path,
    FLOWS: flow_page,
}


@dataclass(frozen=True)
class SitePage:
    """One page of the site, before it is made.

    `key` is the document and the language of the frame that it fills: its own, which the site
    builder makes, where `framed` is false. `made_from` is all that a page that fills the frame of
    another is made from, but for that frame; None where it is made again on each build.
    """

    address: str
    key: Key
    place: Place
    make: Callable[[], Page]
    framed: bool = False
    made_from: object = None

    @cached_property
    def page(self) -> Page:
        """The page, made once and kept; of a long history use `make`."""
        return self.make()


class Pages:
    """The pages of a publication."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self._places = Places(publication)

    def __iter__(self) -> Iterator[SitePage]:
        """All of them; what is told of the past follows the texts."""
        return chain(self.own, self.versions, self.histories, self.redlines, self.of_drafts)

    @cached_property
    def own(self) -> list[SitePage]:
        """Pages with a frame of their own: the texts, the lists of versions, and the paths."""
        return [*self.texts, *self._lists, *self.paths]

    @cached_property
    def texts(self) -> list[SitePage]:
        """The texts at their documents' own addresses."""
        return [self._text(text) for text in self.publication.texts]

    @property
    def versions(self) -> Iterator[SitePage]:
        """A page for every version, also for the text in force, at its lasting address."""
        for release in self.publication.timeline.releases:
            for text in release.own:
                yield self._version(release, text)

    @property
    def addresses(self) -> Iterator[str]:
        """Those of all pages of a history."""
        site = self.publication
        for text in site.all_versions:
            yield site.address_of(text)
            if redline := site.redline_of(text):
                yield redline
        yield from dict.fromkeys(site.history_of(*text.key) for text in site.all_versions)

    @cached_property
    def in_menu(self) -> list[Page]:
        """The texts in the order in which the menu lists them."""
        pages = (entry.page for entry in self.texts)
        return sorted(pages, key=lambda page: (MENUS.index(page.menu), page.order))

    @property
    def searched(self) -> Iterator[Searched]:
        """The texts in the order of the menu, then the paths; no page of a text is made for it."""
        site = self.publication
        for text in sorted(site.texts, key=lambda text: (MENUS.index(text.menu), text.order)):
            here = site.addresses.of(text.document, text.language)
            yield text.language, here, text.title, sections_of(text)
        for path in (entry.page for entry in self.paths):
            yield path.language, path.url, path.title, path.sections

    def slots(self, page: Page, place: Place) -> dict[str, str]:
        """What the frame of a page is filled with."""
        below = foot(self.publication, page.language, page.url)
        return slots(page, place, self.publication.site.brand.value) | {"foot": below}

    def _text(self, text: Expression) -> SitePage:
        site = self.publication
        here = site.addresses.of(text.document, text.language)
        place = self._places.place(here, text.language, text.document)
        return SitePage(here, (text.document, text.language), place, partial(self._page, text))

    def _page(self, text: Expression) -> Page:
        site, key = self.publication, (text.document, text.language)
        here, standing = site.addresses.of(*key), site.standing(text)
        redline = site.redline_of_draft(text)
        redline = relative(here, redline) if redline else ""
        links = self._places.links(here, key, standing, site.alternates(text.document), redline)
        links = replace(links, flows=self._to_flows(text, here))
        digests = {layer.name: layer.digest for layer in text.layers} if standing.draft else None
        imprint = self._places.imprint(here, key, digests)
        corrected = corrections.of(site, key, links) if standing.state is State.IN_FORCE else ""
        resolve = site.resolver(text, here)
        return page(text, here, resolve, standing, links, imprint, corrected)

    @property
    def _lists(self) -> Iterator[SitePage]:
        """The page on which a visitor picks a day, in each language; none without releases."""
        site = self.publication
        for language in site.languages if site.timeline.releases else ():
            here = site.addresses.of(VERSIONS, language)
            place = self._places.place(here, language, VERSIONS)
            yield SitePage(here, (VERSIONS, language), place, partial(self._list, language, here))

    @cached_property
    def paths(self) -> list[SitePage]:
        """The pages that lead to an act, and the data flows, in each language that has them."""
        site, made = self.publication, list[SitePage]()
        for name, make in _PATHS.items():
            for language in (
                code for code in site.languages if (name, code) in site.addresses.slugs
            ):
                here = site.addresses.of(name, language)
                place = self._places.place(here, language, name)
                page = partial(make, site, language, here)
                made.append(SitePage(here, (name, language), place, page))
        return made

    def _list(self, language: str, here: str) -> Page:
        site = self.publication
        # In the order of the menu; a document that is published no more comes last.
        order = {text.document: (MENUS.index(text.menu), text.order) for text in site.texts}
        own = [text for text in site.all_versions if text.language == language]
        own.sort(key=lambda text: (text.document not in order, order.get(text.document, ())))
        texts = [(text, site.standings[*text.key, text.release]) for text in own]
        return versions.versions(
            language, here, texts, lambda text: relative(here, site.address_of(text))
        )

    def _to_flows(self, text: Expression, here: str) -> str:
        """Where the picture of a text stands, seen from `here`; a policy has the whole page."""
        site = self.publication
        if (FLOWS, text.language) not in site.addresses.slugs:
            return ""
        page = relative(here, site.addresses.of(FLOWS, text.language))
        if text.flows:
            return f"{page}#{text.document}"
        return page if text.menu == Menu.POLICIES else ""

    def _version(self, release: Manifest, text: Frozen) -> SitePage:
        site = self.publication
        here, standing = site.address_of(text), site.standings[*text.key, text.release]
        links = self._places.links(here, text.key, standing, site.alternates_of(release, text))
        place = self._places.place_of(release, text)
        key = self._frame(text.key)
        made_from = (
            self._around, self._digests[release.id], text.key, here, standing, links, place
        )  # fmt: skip
        make = partial(self._version_page, release, text, standing)
        return SitePage(here, key, place, make, framed=True, made_from=made_from)

    @property
    def histories(self) -> Iterator[SitePage]:
        """A page for each document that was ever published, with all its versions."""
        site = self.publication
        keys = dict.fromkeys(text.key for text in site.all_versions)
        for key in keys:
            here = site.history_of(*key)
            absolute = {c: site.history_of(key[0], c) for c in site.languages}
            place = self._places.place_beside(
                here, key[1], {c: a for c, a in absolute.items() if a}
            )
            listed = [self._listed(text) for text in site.in_order(*key)]
            made_from = (self._around, "history", here, place, listed, self._feed(key))
            make = partial(self._history, key, here)
            yield SitePage(here, self._frame(key), place, make, framed=True, made_from=made_from)

    def _listed(self, text: Frozen) -> tuple[object, ...]:
        """All that a history says of a version, but for its changes, which follow from it."""
        site, neighbours = self.publication, self.neighbours
        before = neighbours.before(text)
        digests = neighbours.made_from(text, before) if before else ()
        printed = site.lasting_print(text)
        return text, site.standings[*text.key, text.release], printed, digests

    def _history(self, key: Key, here: str) -> Page:
        site = self.publication
        entries = [
            history.Version(
                text,
                site.standings[*key, text.release],
                site.address_of(text),
                site.redline_of(text),
                site.lasting_print(text),
                self.neighbours.edits(text),
            )
            for text in site.in_order(*key)
        ]
        return history.page(key[1], here, entries, self._feed(key))

    def _feed(self, key: Key) -> str:
        """The feed of a document, where a release has frozen its name; otherwise empty."""
        return path_of(*key) if self.publication.once(frozen_authority) else ""

    @cached_property
    def neighbours(self) -> Neighbours:
        """The redlines of the publication."""
        return self.publication.once(Neighbours)

    @property
    def redlines(self) -> Iterator[SitePage]:
        """A page for every version but the first of each document: what changed in it."""
        site = self.publication
        for release in site.timeline.releases:
            for text in release.own:
                if here := site.redline_of(text):
                    yield self._redline(release, text, here)

    def _redline(self, release: Manifest, text: Frozen, here: str) -> SitePage:
        site, neighbours = self.publication, self.neighbours
        same = [release.text(text.document, code) for code in site.languages]
        own = {t.language: t for t in same if t and t.release == release.id and site.redline_of(t)}
        absolute = {code: site.redline_of(t) for code, t in own.items()}
        place = self._places.place_beside(here, text.language, absolute)
        sides = [(t, neighbours.before(t)) for t in own.values()]
        digests = [neighbours.made_from(t, b) if b else () for t, b in sides]
        before = neighbours.before(text)
        made_from = (
            self._around, "redline", here, place, text, before, digests,
            site.standings[*text.key, text.release], site.history_of(*text.key),
        )  # fmt: skip
        make = partial(self._redline_page, release, text, here, own)
        frame = self._frame(text.key)
        return SitePage(here, frame, place, make, framed=True, made_from=made_from)

    def _redline_page(
        self, release: Manifest, text: Frozen, here: str, own: Mapping[str, Frozen]
    ) -> Page:
        site, neighbours = self.publication, self.neighbours
        before = neighbours.before(text)
        standing = site.standings[*text.key, text.release]
        others = {c: t for c, t in own.items() if t != text and neighbours.before(t)}
        compared = redlines.Compared(
            text,
            standing,
            site.address_of(text),
            site.history_of(*text.key),
            before,
            site.address_of(before) if before else "",
            neighbours.redline(text),
            tuple(name for name in standing.gone if before and name == standing.before),
            {code: neighbours.edits(t) for code, t in others.items()},
        )
        resolve = site.as_of(release, here)
        return redlines.page(
            compared, here, lambda link: link.address(text.document, text.language, resolve)
        )

    @property
    def of_drafts(self) -> Iterator[SitePage]:
        """In a preview: what each draft changes in the text in force."""
        site = self.publication
        for text in site.drafts:
            here, held = site.redline_of_draft(text), site.held(text)
            if not (here and held):
                continue
            same = [t for t in site.drafts if t.document == text.document]
            absolute = {t.language: there for t in same if (there := site.redline_of_draft(t))}
            place = self._places.place_beside(here, text.language, absolute)
            drafted = sha256(repr((to_json(text), facts_of(text))).encode())
            made_from = (self._around, "draft", VERSION, here, place, held, drafted)
            make = partial(self._draft_page, text, held, here)
            key = (text.document, text.language)
            yield SitePage(here, key, place, make, framed=True, made_from=made_from)

    def _draft_page(self, text: Expression, held: Frozen, here: str) -> Page:
        site = self.publication
        history = site.history_of(*held.key)
        own, before = site.addresses.of(*held.key), site.address_of(held)
        compared = redlines.Compared(
            text, site.standing(text), own, history, held, before, self.neighbours.of_draft(text)
        )
        resolve = site.resolver(text, here)
        return redlines.page(
            compared, here, lambda link: link.address(text.document, text.language, resolve)
        )

    def _frame(self, key: Key) -> Key:
        """Whose frame the pages beside a text fill: its own, or that of the list of versions."""
        return key if key in self.publication.addresses.slugs else (VERSIONS, key[1])

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        return dict(self.publication.archive.chain)

    @cached_property
    def _around(self) -> str:
        """The digest of what every version takes from the site."""
        site = self.publication
        slugs = dict(site.addresses.slugs)
        feet = [foot(site, code, "") for code in site.languages]
        parts = (site.base, site.site.brand.value, site.languages, slugs, feet)
        return sha256(repr(parts).encode())

    def _version_page(self, release: Manifest, text: Frozen, standing: Standing) -> Page:
        site, here = self.publication, self.publication.address_of(text)
        links = self._places.links(here, text.key, standing, site.alternates_of(release, text))
        if standing.state is State.WITHDRAWN:
            return tombstone(text, here, standing, links, site.controller)
        imprint = self._places.imprint(here, text.key, text.layers)
        resolve = site.as_of(release, here)
        return page(site.archive.read(text), here, resolve, standing, links, imprint)

"""Every page of a site that is made from the publication: one list, in which each says where it
stands, whose frame it fills, what it is made from, and how.

Menu, preview, sitemap and site builder read this list. The written pages are the site builder's.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain

from generator.expression import Expression
from generator.outputs.site import versions
from generator.outputs.site.page import Page, page
from generator.outputs.site.slots import slots
from generator.outputs.site.tombstone import tombstone
from generator.publication import Key, Publication
from generator.publication.addresses import relative
from generator.publication.places import Places
from generator.publication.ways import MENUS, VERSIONS, Place
from generator.releases.archive import sha256
from generator.releases.record import Frozen, Manifest
from generator.releases.timeline import Standing, State


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
        """All of them; the list of versions and each version follow the texts."""
        return chain(self.own, self.versions)

    @cached_property
    def own(self) -> list[SitePage]:
        """Pages with a frame of their own: the texts, then the lists of versions."""
        return [*self.texts, *self._lists]

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

    @cached_property
    def in_menu(self) -> list[Page]:
        """The texts in the order in which the menu lists them."""
        pages = (entry.page for entry in self.texts)
        return sorted(pages, key=lambda page: (MENUS.index(page.menu), page.order))

    def slots(self, page: Page, place: Place) -> dict[str, str]:
        """What the frame of a page is filled with."""
        return slots(page, place, self.publication.site.brand.value)

    def _text(self, text: Expression) -> SitePage:
        site = self.publication
        here = site.addresses.of(text.document, text.language)
        place = self._places.place(here, text.language, text.document)
        return SitePage(here, (text.document, text.language), place, partial(self._page, text))

    def _page(self, text: Expression) -> Page:
        site, key = self.publication, (text.document, text.language)
        here, standing = site.addresses.of(*key), site.standing(text)
        links = self._places.links(here, key, standing, site.alternates(text.document))
        digests = {layer.name: layer.digest for layer in text.layers} if standing.draft else None
        imprint = self._places.imprint(here, key, digests)
        return page(text, here, site.resolver(text, here), standing, links, imprint)

    @property
    def _lists(self) -> Iterator[SitePage]:
        """The page on which a visitor picks a day, in each language; none without releases."""
        site = self.publication
        for language in site.languages if site.timeline.releases else ():
            here = site.addresses.of(VERSIONS, language)
            place = self._places.place(here, language, VERSIONS)
            yield SitePage(here, (VERSIONS, language), place, partial(self._list, language, here))

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

    def _version(self, release: Manifest, text: Frozen) -> SitePage:
        site = self.publication
        here, standing = site.address_of(text), site.standings[*text.key, text.release]
        links = self._places.links(here, text.key, standing, site.alternates_of(release, text))
        place = self._places.place_of(release, text)
        key = text.key if text.key in site.addresses.slugs else (VERSIONS, text.language)
        made_from = (
            self._around, self._digests[release.id], text.key, here, standing, links, place
        )  # fmt: skip
        make = partial(self._version_page, release, text, standing)
        return SitePage(here, key, place, make, framed=True, made_from=made_from)

    @cached_property
    def _digests(self) -> Mapping[str, str]:
        return dict(self.publication.archive.chain)

    @cached_property
    def _around(self) -> str:
        """The digest of what every version takes from the site."""
        site = self.publication
        slugs = dict(site.addresses.slugs)
        parts = (site.controller, site.base, site.site.brand.value, site.languages, slugs)
        return sha256(repr(parts).encode())

    def _version_page(self, release: Manifest, text: Frozen, standing: Standing) -> Page:
        site, here = self.publication, self.publication.address_of(text)
        links = self._places.links(here, text.key, standing, site.alternates_of(release, text))
        if standing.state is State.WITHDRAWN:
            return tombstone(text, here, standing, links, site.controller)
        imprint = self._places.imprint(here, text.key, text.layers)
        resolve = site.as_of(release, here)
        return page(site.archive.read(text), here, resolve, standing, links, imprint)

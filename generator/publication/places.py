"""Where each page of a publication stands, and where its head and foot lead."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from generator.publication.addresses import relative
from generator.publication.publication import Key, Publication
from generator.publication.ways import VERSIONS, Imprint, Links, Place
from generator.releases.record import Frozen, Manifest
from generator.releases.timeline import Standing, State


class Places:
    """The places of the pages of one publication."""

    def __init__(self, publication: Publication) -> None:
        self._site = publication

    def links(
        self, here: str, key: Key, standing: Standing, alternates: Mapping[str, str]
    ) -> Links:
        """Where the head of a text leads from its page at the address `here`."""
        own = self._site.addresses.slugs.get(key)
        at_home = bool(own) and here == self._site.addresses.of(*key)
        printed = self._site.print_address(key, None if at_home else standing.release)
        download = printed.removeprefix(here) if at_home else relative(here, printed)
        download = download if printed else ""
        others = {code: to for code, to in _ways(here, alternates).items() if code != key[1]}
        if standing.draft:
            return Links(download=download, others=others)
        today = self._site.addresses.of(*key) if own else ""
        versions = self._version_addresses(key)
        after = standing.after if standing.after in versions else None
        announced = self._announced(key, standing)
        return Links(
            today=relative(here, today) if today and today != here else "",
            versions=relative(here, self._site.addresses.of(VERSIONS, key[1])),
            before=relative(here, versions[standing.before]) if standing.before else "",
            after=relative(here, versions[after]) if after else "",
            announced=relative(here, versions[announced[1]]) if announced else "",
            announced_on=announced[0] if announced else None,
            download=download,
            others=others,
        )

    def _version_addresses(self, key: Key) -> Mapping[str, str]:
        if key not in self._addresses_by_key:
            texts = self._site.timeline.versions(*key)
            self._addresses_by_key[key] = {t.release: self._site.address_of(t) for t in texts}
        return self._addresses_by_key[key]

    @cached_property
    def _addresses_by_key(self) -> dict[Key, Mapping[str, str]]:
        return {}

    def _announced(self, key: Key, standing: Standing) -> tuple[date, str] | None:
        """The day and the version that will take the place of this text."""
        if standing.state is not State.IN_FORCE:
            return None
        for start, release in self._site.timeline.segments:
            text = release.text(*key) if release else None
            if start > self._site.day and text and text.release != standing.release:
                return start, text.release
        return None

    def imprint(self, here: str, key: Key, digests: Mapping[str, str] | None = None) -> Imprint:
        """What the foot of a text says; the digests of a released text are in its manifest."""
        if digests is None:
            digests = next(text.layers for text in self._site.released if text.key == key)
        return Imprint(self._site.controller, f"{self._site.base or '/'}{here}", digests)

    def place(self, here: str, language: str, document: str) -> Place:
        """The place of a page at a document's own address."""
        return self._place(here, language, self._site.alternates(document), here)

    def place_of(self, release: Manifest, text: Frozen) -> Place:
        """The place of a version at its lasting address."""
        here, state = (
            self._site.address_of(text),
            self._site.standings[*text.key, text.release].state,
        )
        in_force = state is State.IN_FORCE and text.key in self._site.addresses.slugs
        canonical = (
            self._site.addresses.of(*text.key) if in_force and not self._site.drafts else here
        )
        return self._place(here, text.language, self._site.alternates_of(release, text), canonical)

    def _place(
        self, here: str, language: str, absolute: Mapping[str, str], canonical: str
    ) -> Place:
        others = _ways(here, absolute)
        others.pop(language, None)
        return Place(self._site.base, canonical, others, absolute)


def _ways(here: str, addresses: Mapping[str, str]) -> dict[str, str]:
    return {code: relative(here, address) for code, address in addresses.items()}

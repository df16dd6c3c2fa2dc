"""Where each page of a publication stands, and where its head and foot lead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.publication.addresses import relative
from generator.publication.publication import Key, Publication
from generator.publication.ways import NEWS, VERSIONS, Imprint, Links, Place
from generator.releases.record import ChangeKind, Frozen, Manifest
from generator.releases.timeline import Standing, State


@dataclass(frozen=True, slots=True)
class News:
    """A text that changes on `day`, or that changed then while that is news: its title, and where
    its changed words are marked (a text without a version before it: where it stands)."""

    day: date
    ahead: bool
    title: str
    address: str
    note: str


class Places:
    """The places of the pages of one publication."""

    def __init__(self, publication: Publication) -> None:
        self._site = publication

    def links(
        self,
        here: str,
        key: Key,
        standing: Standing,
        alternates: Mapping[str, str],
        redline: str = "",
    ) -> Links:
        """Where the head of a text leads from its page at the address `here`; `redline` is that of
        a draft."""
        own = self._site.addresses.slugs.get(key)
        at_home = bool(own) and here == self._site.addresses.of(*key)
        printed = self._site.print_address(key, None if at_home else standing.release)
        download = printed.removeprefix(here) if at_home else relative(here, printed)
        download = download if printed else ""
        others = {code: to for code, to in _ways(here, alternates).items() if code != key[1]}
        if standing.draft:
            return Links(download=download, others=others, redline=redline)
        today = self._site.addresses.of(*key) if own else ""
        versions = self._version_addresses(key)
        after = standing.after if standing.after in versions else None
        announced = self._announced(key, standing)
        coming = self._redlines(key).get(announced[1], "") if announced else ""
        redline = self._redlines(key).get(standing.release or "", "")
        return Links(
            today=relative(here, today) if today and today != here else "",
            versions=relative(here, self._site.addresses.of(VERSIONS, key[1])),
            before=relative(here, versions[standing.before]) if standing.before else "",
            after=relative(here, versions[after]) if after else "",
            announced=relative(here, versions[announced[1]]) if announced else "",
            announced_on=announced[0] if announced else None,
            announced_redline=relative(here, coming) if coming else "",
            changed_on=self._changed_on(standing),
            redline=relative(here, redline) if redline else "",
            history=relative(here, self._site.history_of(*key)),
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

    def _redlines(self, key: Key) -> Mapping[str, str]:
        if key not in self._redlines_by_key:
            texts = self._site.timeline.versions(*key)
            self._redlines_by_key[key] = {t.release: self._site.redline_of(t) for t in texts}
        return self._redlines_by_key[key]

    @cached_property
    def _redlines_by_key(self) -> dict[Key, Mapping[str, str]]:
        return {}

    def _changed_on(self, standing: Standing) -> date | None:
        """The day on which the text in force changed in substance, for `NEWS` days."""
        if standing.state is not State.IN_FORCE or standing.kind is not ChangeKind.SUBSTANTIVE:
            return None
        starts = [s.start for s in standing.spans if s.start <= self._site.day]
        return starts[0] if starts and self._site.day - starts[0] < NEWS else None

    def _announced(self, key: Key, standing: Standing) -> tuple[date, str] | None:
        """The day and the version that will take the place of this text."""
        if standing.state is not State.IN_FORCE:
            return None
        for start, release in self._site.timeline.segments:
            text = release.text(*key) if release else None
            if start > self._site.day and text and text.release != standing.release:
                return start, text.release
        return None

    def news(self, language: str) -> list[News]:
        """What the heads of the texts say of days, in the order of the texts; none of drafts."""
        site, found = self._site, list[News]()
        for text in () if site.drafts else site.released:
            standing = site.standings[*text.key, text.release]
            if text.language != language:
                continue
            if announced := self._announced(text.key, standing):
                found.append(self._news(text.key, announced[1], announced[0], ahead=True))
            elif standing.state is State.ANNOUNCED and standing.effective:
                found.append(self._news(text.key, text.release, standing.effective, ahead=True))
            elif day := self._changed_on(standing):
                found.append(self._news(text.key, text.release, day, ahead=False))
        return found

    def _news(self, key: Key, release: str, day: date, *, ahead: bool) -> News:
        site = self._site
        text = next(t for t in site.timeline.versions(*key) if t.release == release)
        address = site.redline_of(text) or site.address_of(text)
        return News(day, ahead, text.title, address, site.standings[*key, release].note)

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

    def place_beside(self, here: str, language: str, absolute: Mapping[str, str]) -> Place:
        """The place of a page that belongs to a text: its history, or what changed in it."""
        return self._place(here, language, absolute, here)

    def _place(
        self, here: str, language: str, absolute: Mapping[str, str], canonical: str
    ) -> Place:
        others = _ways(here, absolute)
        others.pop(language, None)
        return Place(self._site.base, canonical, others, absolute)


def _ways(here: str, addresses: Mapping[str, str]) -> dict[str, str]:
    return {code: relative(here, address) for code, address in addresses.items()}

"""The feeds of a site, each made again only when a release or a day changed something in it."""

from collections.abc import Iterator
from functools import partial

from generator.cache import Content
from generator.outputs.changes.neighbours import Neighbours
from generator.outputs.feeds import tag
from generator.outputs.feeds.feed import Entry, Feed
from generator.outputs.output import Output
from generator.publication import Key
from generator.releases.record import Frozen

ROOT = "feeds/"


def path_of(document: str, language: str) -> str:
    """Where a feed stands, from the root of the site."""
    return f"{ROOT}{document}.{language}.xml"


class Feeds(Output):
    """A feed for each document and language that was ever published, where an authority for their
    names is known."""

    def files(self) -> Iterator[tuple[str, Content]]:
        """The feeds; none without an authority."""
        if authority := tag.authority(self.publication):
            yield from self._feeds(authority)

    def provable(self) -> Iterator[tuple[str, Content]]:
        """Those whose authority a release has frozen."""
        if authority := tag.frozen_authority(self.publication):
            yield from self._feeds(authority)

    def _feeds(self, authority: str) -> Iterator[tuple[str, Content]]:
        site = self.publication
        for key in dict.fromkeys(text.key for text in site.all_versions):
            listed = [self._listed(text) for text in site.timeline.versions(*key)]
            around = (site.controller, site.site.brand.value, site.history_of(*key))
            made_from = ("feed", authority, site.site.id.value, key, around, listed)
            content = site.cache.file(made_from, partial(self._xml, authority, key))
            yield path_of(*key), content

    def _listed(self, text: Frozen) -> tuple[object, ...]:
        """All that a feed says of a version, but for its changes, which follow from it."""
        site, neighbours = self.publication, self._neighbours
        before = neighbours.before(text)
        digests = neighbours.made_from(text, before) if before else ()
        standing = site.standings[*text.key, text.release]
        return text, standing, site.address_of(text), site.redline_of(text), digests

    @property
    def _neighbours(self) -> Neighbours:
        return self.publication.once(Neighbours)

    def _xml(self, authority: str, key: Key) -> bytes:
        site = self.publication
        entries = [
            Entry(
                text,
                site.standings[*key, text.release],
                site.address_of(text),
                site.redline_of(text),
                self._neighbours.edits(text),
            )
            for text in site.timeline.versions(*key)
        ]
        feed = Feed(
            path_of(*key),
            key[1],
            tag.name(authority, site.site.id.value, *key),
            site.controller,
            site.site.brand.value,
            site.history_of(*key),
            entries,
        )
        return feed.xml()

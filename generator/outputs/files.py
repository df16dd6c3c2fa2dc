"""Every file of a publication that is not a page: each folder of `outputs/` is asked in turn."""

from collections.abc import Iterator, Sequence
from typing import Self

from generator.cache import Content, Wanted, read
from generator.outputs.api.files import Api
from generator.outputs.bundle.bundles import Bundles
from generator.outputs.changes.neighbours import Neighbours
from generator.outputs.embed.script import Embed
from generator.outputs.feeds.feeds import Feeds
from generator.outputs.mail.mails import Mails
from generator.outputs.output import Output
from generator.outputs.print.prints import Prints
from generator.outputs.site.beside import Beside
from generator.publication import Publication
from generator.releases.record import Manifest

OUTPUTS: tuple[type[Output], ...] = (Api, Embed, Mails, Feeds, Bundles, Beside, Prints)
"""A new output is a folder, and its class here."""
_MOST_TOGETHER, _FEWEST_GROUPS = 8, 32


class Files:
    """The files of a publication; as a `with` block, what takes long is begun at its start."""

    def __init__(self, publication: Publication) -> None:
        self._timeline = publication.timeline
        self._redlines = publication.once(Neighbours)
        self._outputs = [output(publication) for output in OUTPUTS]

    def __enter__(self) -> Self:
        for output in self._outputs:
            output.begin()
        return self

    def __exit__(self, *_: object) -> None:
        for output in self._outputs:
            output.end()

    def __iter__(self) -> Iterator[tuple[str, Content]]:
        """One at a time: a long history does not fit into memory."""
        for output in self._outputs:
            yield from output.files()

    def bytes_of(self, wanted: str) -> bytes:
        """The file of a path, which is one of them."""
        return read(next(content for path, content in self if path == wanted))

    def lasting(self) -> Iterator[list[Wanted]]:
        """What several processors may make, in groups that are made of the same texts: in each,
        what comes later may read what comes before."""
        releases = self._timeline.releases
        size = max(1, min(_MOST_TOGETHER, len(releases) // _FEWEST_GROUPS))
        for start in range(0, len(releases), size):
            yield [*self._of(releases[start : start + size])]

    def _of(self, releases: Sequence[Manifest]) -> Iterator[Wanted]:
        """Those of one document in a row: each version is compared with the one before it."""
        texts = [(text.key, place) for place, m in enumerate(releases) for text in m.own]
        for key, place in sorted(texts):
            release = releases[place]
            text = release.text(*key)
            assert text
            yield from filter(None, [self._redlines.wanted(text)])
            for output in self._outputs:
                yield from output.lasting_of(release, text)
        for release in releases:
            for output in self._outputs:
                yield from output.lasting(release)

    def provable(self) -> Iterator[tuple[str, Content]]:
        """Those that follow from the archive alone."""
        for output in self._outputs:
            yield from output.provable()

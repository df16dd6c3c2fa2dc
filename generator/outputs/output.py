"""One way in which a reader is given a publication: a folder of `outputs/` each."""

from collections.abc import Iterator

from generator.cache import Content, Wanted
from generator.publication import Publication
from generator.releases.record import Frozen, Manifest


class Output:
    """The files that one kind of reader is given; `files` lists them in `outputs.files`."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def begin(self) -> None:
        """Start what takes long; the pages are made meanwhile."""

    def files(self) -> Iterator[tuple[str, Content]]:
        """Paths from the root of the site, each with its content; what never changes is cached."""
        raise NotImplementedError

    def lasting(self, release: Manifest) -> Iterator[Wanted]:  # noqa: ARG002
        """Those of `files` that never change and take long, of one release: to be made by several
        processors."""
        return iter(())

    def lasting_of(self, release: Manifest, text: Frozen) -> Iterator[Wanted]:  # noqa: ARG002
        """The same of one text that a release froze."""
        return iter(())

    def provable(self) -> Iterator[tuple[str, Content]]:
        """Those of `files` that follow from the archive alone; `proofs.site` makes them again."""
        return self.files()

    def end(self) -> None:
        """Stop what was begun; called whether or not the files were asked for."""

"""What stands beside the pages: the search, header files, security.txt, the colour, the archive."""

from collections.abc import Iterator

from generator.cache import Content
from generator.outputs.output import Output
from generator.outputs.site import accent, headers, reports, search
from generator.outputs.site.pages import Pages
from generator.publication.addresses import ARCHIVE


class Beside(Output):
    """The files of the site for visitors that are not pages."""

    def files(self) -> Iterator[tuple[str, Content]]:
        """Paths and contents; files of the archive that are proved again only when they change."""
        site = self.publication
        yield from self.provable()
        for name, content in headers.files(site.base).items():
            yield name, content.encode()
        yield from reports.files(site)
        if site.site.accent:
            yield accent.PATH, accent.sheet(site.site.accent.value).encode()
        for path, proved, state in site.archive.published(site.timeline.entries, site.day):
            copy = site.cache.file(("archive", state), proved) if state else proved()
            yield f"{ARCHIVE}/{path}", copy

    def provable(self) -> Iterator[tuple[str, Content]]:
        """The search."""
        for name, content in search.files(self.publication.once(Pages).searched).items():
            yield name, content.encode()

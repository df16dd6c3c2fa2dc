"""The PDFs of a site: which there are, where they stand, and those that a release keeps.

A PDF at a document's own address changes with the text; the one that a release kept never does
and is served from the archive, where its digest stands in the manifest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cache import Cache, read
from generator.expression import Expression
from generator.outputs.print.making import Job, Making
from generator.publication.addresses import ARCHIVE, Addresses
from generator.releases.archive import Archive, print_of
from generator.releases.record import Frozen
from generator.releases.timeline import Standing

if TYPE_CHECKING:
    from generator.releases.freezing import Candidate

Key = tuple[str, str]


@dataclass(frozen=True)
class Prints:
    """What is printed on every page beside the text, and where made PDFs are `kept`.

    `base` is the absolute address of the site with a final slash, empty while it is unknown.
    """

    controller: str
    addresses: Addresses
    base: str
    kept: Path | None

    def frozen(self, candidate: "Candidate", name: str) -> Mapping[Key, bytes]:
        """The PDFs that release `name` keeps; links lead to the versions it is made of."""
        slugs = {(t.document, t.language): (t.slug, name) for t in candidate.changed}
        slugs |= {t.key: (t.slug, t.release) for t in candidate.carried}
        lasting = {key: self.addresses.at(slug, key[1], release)
                   for key, (slug, release) in slugs.items()}  # fmt: skip
        jobs = [
            Job(
                path=print_of(text.document, text.language),
                text=text,
                pages=self._pages(lasting, text.language),
                controller=self.controller,
                address=self.base + lasting[text.document, text.language],
                state="released",
                effective=candidate.effective,
                release=name,
            )
            for text in candidate.changed
        ]
        with Making(jobs, Cache(self.kept)) as making:
            made = {path: read(content) for path, content in making.files()}
        return {(job.text.document, job.text.language): made[job.path] for job in jobs}

    def own_address(self, key: Key) -> str:
        """Where the PDF of a text stands beside its page, from the root of the site."""
        return f"{self.addresses.of(*key)}{self.addresses.slugs[key]}.pdf"

    def making(self, texts: Iterable[tuple[Expression, Standing]]) -> Making:
        """PDFs of texts at the documents' own addresses, made from now on."""
        own = {key: self.addresses.of(*key) for key in self.addresses.slugs}
        jobs = [
            Job(
                path=self.own_address((text.document, text.language)),
                text=text,
                pages=self._pages(own, text.language),
                controller=self.controller,
                address=self.base + own[text.document, text.language],
                state=standing.state.value,
                effective=standing.effective,
                release=standing.release,
            )
            for text, standing in texts
        ]
        return Making(jobs, Cache(self.kept))

    def _pages(self, addresses: Mapping[Key, str], language: str) -> Mapping[str, str]:
        """By document; empty while nobody knows where the site stands: a link from a file on a
        disk would lead nowhere."""
        return {
            document: self.base + address if self.base else ""
            for (document, code), address in addresses.items()
            if code == language
        }


def lasting_address(archive: Archive, text: Frozen) -> str:
    """Where the PDF that a release kept stands, from the root of the site; empty without one."""
    if not archive.has_print(text):
        return ""
    return f"{ARCHIVE}/{text.release}/{print_of(*text.key)}"

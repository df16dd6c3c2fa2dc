"""The PDFs beside the pages of a site: of drafts and of texts whose release kept none.

A PDF that a release kept never changes; it is served from the archive, where its digest stands
in the manifest, and stands beside the page as well while its text is in force.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cache import Cache, Content, read
from generator.expression import Expression
from generator.outputs.output import Output
from generator.outputs.print.making import Job, Making
from generator.publication import Key
from generator.publication.addresses import Addresses
from generator.releases.archive import print_of

if TYPE_CHECKING:
    from generator.releases.preparing import Candidate


class Prints(Output):
    """The PDFs at the documents' own addresses."""

    def begin(self) -> None:
        """Start making those that are not cached, on the processors that stand idle."""
        self.making  # noqa: B018 - the first look begins it

    def end(self) -> None:
        """Stop what is not done."""
        self.making.stop()

    def files(self) -> Iterator[tuple[str, Content]]:
        """Those that releases kept, then the others."""
        yield from self.provable()
        yield from self.making.files()

    def provable(self) -> Iterator[tuple[str, Content]]:
        """Those that releases kept."""
        site = self.publication
        for key in () if site.drafts else site.addresses.slugs:
            if frozen := site.kept_print(key):
                yield site.addresses.print_of(*key), site.archive.read_print(frozen)

    @cached_property
    def making(self) -> Making:
        """The PDFs that no release kept."""
        site = self.publication
        texts = [
            text
            for text in site.texts
            if site.drafts or not site.kept_print((text.document, text.language))
        ]
        jobs = [self._job(text) for text in texts] if site.pdfs else []
        return Making(jobs, Cache(site.layout.prints(site.site.id.value) if site.layout else None))

    def _job(self, text: Expression) -> Job:
        site, key = self.publication, (text.document, text.language)
        standing = site.standing(text)
        return Job(
            path=site.addresses.print_of(*key),
            text=text,
            pages=_pages(self._own, text.language, site.base),
            controller=site.controller,
            address=site.base + site.addresses.of(*key),
            state=standing.state.value,
            effective=standing.effective,
            release=standing.release,
        )

    @cached_property
    def _own(self) -> Mapping[Key, str]:
        addresses = self.publication.addresses
        return {key: addresses.of(*key) for key in addresses.slugs}


def of_release(
    candidate: "Candidate",
    name: str,
    *,
    controller: str,
    addresses: Addresses,
    base: str,
    folder: Path | None,
) -> Mapping[Key, bytes]:
    """The PDFs that release `name` keeps; links lead to the versions it is made of.

    `base` is the absolute address of the site with a final slash, empty while it is unknown;
    `folder` is where PDFs are cached.
    """
    slugs = {(t.document, t.language): (t.slug, name) for t in candidate.changed}
    slugs |= {t.key: (t.slug, t.release) for t in candidate.carried}
    lasting = {key: addresses.at(slug, key[1], release) for key, (slug, release) in slugs.items()}
    jobs = [
        Job(
            path=print_of(text.document, text.language),
            text=text,
            pages=_pages(lasting, text.language, base),
            controller=controller,
            address=base + lasting[text.document, text.language],
            state="released",
            effective=candidate.effective,
            release=name,
        )
        for text in candidate.changed
    ]
    making = Making(jobs, Cache(folder))
    try:
        pdfs = {path: read(content) for path, content in making.files()}
    finally:
        making.stop()
    return {(job.text.document, job.text.language): pdfs[job.path] for job in jobs}


def _pages(addresses: Mapping[Key, str], language: str, base: str) -> Mapping[str, str]:
    """By document, in `language` or in one in which it stands; empty while nobody knows where the
    site stands: a link from a file on a disk would lead nowhere."""
    any_of = {document: address for (document, _), address in reversed([*addresses.items()])}
    own = {document: address for (document, code), address in addresses.items() if code == language}
    return {document: base + to if base else "" for document, to in (any_of | own).items()}

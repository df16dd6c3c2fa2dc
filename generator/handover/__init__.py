"""What programs are given of a publication: the API, and what is made to be sent or kept.

`publication` says what stands where; here the same texts are put into the forms in which the
shop, the app and the mailing system take them over.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.handover.mails import Mails
from generator.keeping import Content, all_read, read
from generator.model.mail import Mail
from generator.outputs import api, api_index, embed
from generator.prints import lasting_address
from generator.publication import Publication
from generator.receipts import verifiers
from generator.releases.record import Frozen, Manifest
from generator.releases.substance import Substance


@dataclass(frozen=True)
class Handover:
    """The files for programs, of one publication."""

    publication: Publication
    declared_mails: Mapping[str, Mail]

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Paths on the site and contents; one at a time, for a history can be long."""
        return all_read(self.contents())

    def contents(self) -> Iterator[tuple[str, Content]]:
        """The same; what never changes is not read."""
        for name, content in self._changing().items():
            yield name, content.encode()
        for name, verifier in verifiers.files().items():
            yield f"{api.ROOT}examples/receipts/{name}", verifier.encode()
        for release, text in self._versions():
            folder = f"releases/{text.release}"
            yield api.path_of(folder, *text.key), self._kept(release, text)
        yield from self.mails.contents()
        if not self.publication.drafts:  # which are in no bundle
            from generator.handover.bundles import Bundles

            bundles = Bundles(self.publication, lambda of, text: read(self._kept(of, text)))
            yield from bundles.contents()

    @cached_property
    def mails(self) -> Mails:
        """The parts of e-mails."""
        return Mails(self.publication, self.declared_mails)

    def _changing(self) -> dict[str, str]:
        """The files that change with the days."""
        made = dict(api.files(self.rows))
        made[api_index.PATH] = api_index.index(
            self.publication.site.id.value,
            self.rows,
            self.publication.timeline,
            draft=bool(self.publication.drafts),
        )
        return made | embed.files(self.rows)

    def _versions(self) -> Iterator[tuple[Manifest, Frozen]]:
        """Every published text that is not withdrawn, with the release that froze it."""
        timeline = self.publication.timeline
        for release in timeline.releases:
            if release.id not in timeline.withdrawn:
                for text in release.own:
                    yield release, text

    @cached_property
    def rows(self) -> Sequence[api.Row]:
        """The texts at the documents' own addresses."""
        return [self._row(number) for number in range(len(self.publication.texts))]

    def _row(self, number: int) -> api.Row:
        site, text = self.publication, self.publication.texts[number]
        key = (text.document, text.language)
        standing = site.standing(text)
        frozen = None if site.drafts else site.released[number]
        announcing = site.announcing(text)
        return api.Row(
            site.site.id.value,
            text,
            standing,
            site.addresses.of(*key),
            tuple(code for code in site.languages if (text.document, code) in site.addresses.slugs),
            site.as_of(announcing, "") if announcing else self._from_root,
            self._formats(key),
            lasting_page=site.address_of(frozen) if frozen else "",
            since=self._substance.since(frozen) if frozen else "",
            informed_by=tuple(self._substance.informed_by(frozen)) if frozen else (),
        )

    @cached_property
    def _substance(self) -> Substance:
        site = self.publication
        return Substance([m for m in site.timeline.entries if m.published <= site.day])

    def _formats(self, key: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        return _as_pdf(self.publication.print_address(key))

    def _from_root(self, document: str, language: str, clause: str) -> str:
        address = self.publication.addresses.of(document, language)
        return address + (f"#{clause}" if clause else "")

    def version_row(self, release: Manifest, text: Frozen) -> api.Row:
        """A published version; ArchiveError when it is withdrawn."""
        site = self.publication
        found = [release.text(text.document, code) for code in site.languages]
        return api.Row(
            site.site.id.value,
            site.archive.read(text),
            site.standings[*text.key, text.release],
            site.address_of(text),
            tuple(held.language for held in found if held),
            site.as_of(release, ""),
            _as_pdf(lasting_address(site.archive, text)),
        )

    def _kept(self, release: Manifest, text: Frozen) -> Content:
        """A file that never changes is made once, and kept by everything it is made from."""
        site = self.publication
        printed = lasting_address(site.archive, text)
        made_from = (release.previous, release.id, text.key, text.sha256, printed, site.languages)
        return site.keeping.file(
            made_from, lambda: api.version(self.version_row(release, text)).encode()
        )


def _as_pdf(address: str) -> tuple[tuple[str, str], ...]:
    return (("application/pdf", address),) if address else ()

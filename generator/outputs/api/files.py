"""The files of the API: the texts of today, every version, their index, schemas and examples."""

import json
from collections.abc import Iterator, Set
from functools import cached_property
from pathlib import Path

from generator.cache import Content
from generator.outputs.api import index, text
from generator.outputs.api.layout import ROOT, path_of
from generator.outputs.output import Output
from generator.receipts import verifiers
from generator.releases.record import Frozen, Manifest
from generator.releases.substance import Substance

_HERE = Path(__file__).parent
SCHEMAS, EXAMPLES = _HERE / "schemas", _HERE / "examples"
_TYPES = ("policy", "notice", "consent", "message_approval", "cookies", "form")
"""The document types that the schemas list, in their order there."""


class Api(Output):
    """The static API of a publication."""

    def files(self) -> Iterator[tuple[str, Content]]:
        """Drafts or texts in force, versions, the index, and what describes them."""
        for row in self._rows:
            yield row.path, text.current(row).encode()
        yield index.PATH, self._index.encode()
        yield from _descriptions(self._types)
        timeline = self.publication.timeline
        for release in timeline.releases:
            if release.id not in timeline.withdrawn:
                for frozen in release.own:
                    path = path_of(f"releases/{frozen.release}", *frozen.key)
                    yield path, self.version(release, frozen)

    @property
    def _types(self) -> set[str]:
        """The document types of this site, also those of texts that are published no more."""
        site = self.publication
        frozen = {text.type for text in site.all_versions}
        return {text.type for text in site.texts} | frozen - {""}

    @property
    def _index(self) -> str:
        site = self.publication
        return index.index(site.site.id.value, self._rows, site.timeline, draft=bool(site.drafts))

    @cached_property
    def _rows(self) -> list[text.Row]:
        """The texts at the documents' own addresses."""
        return [self._row(number) for number in range(len(self.publication.texts))]

    def _row(self, number: int) -> text.Row:
        site, expression = self.publication, self.publication.texts[number]
        key = (expression.document, expression.language)
        frozen = None if site.drafts else site.released[number]
        return text.Row(
            site.site.id.value,
            expression,
            site.standing(expression),
            site.addresses.of(*key),
            tuple(site.alternates(expression.document)),
            site.resolver(expression, ""),
            _as_pdf(site.print_address(key)),
            lasting_page=site.address_of(frozen) if frozen else "",
            since=self._substance.since(frozen) if frozen else "",
            informed_by=tuple(self._substance.informed_by(frozen)) if frozen else (),
        )

    @cached_property
    def _substance(self) -> Substance:
        site = self.publication
        return Substance([m for m in site.timeline.entries if m.published <= site.day])

    def version(self, release: Manifest, frozen: Frozen) -> Content:
        """The file of a text at the release that froze it; made once, for it never changes."""
        site = self.publication
        printed = site.lasting_print(frozen)
        made_from = (
            release.previous, release.id, frozen.key, frozen.sha256, printed, site.languages
        )  # fmt: skip
        return site.cache.file(
            made_from, lambda: text.version(self._version_row(release, frozen)).encode()
        )

    def _version_row(self, release: Manifest, frozen: Frozen) -> text.Row:
        """A published version; ArchiveError when it is withdrawn."""
        site = self.publication
        return text.Row(
            site.site.id.value,
            site.archive.read(frozen),
            site.standings[*frozen.key, frozen.release],
            site.address_of(frozen),
            tuple(site.alternates_of(release, frozen)),
            site.as_of(release, ""),
            _as_pdf(site.lasting_print(frozen)),
        )


def _as_pdf(address: str) -> tuple[tuple[str, str], ...]:
    return (("application/pdf", address),) if address else ()


def _descriptions(types: Set[str]) -> Iterator[tuple[str, bytes]]:
    """The schemas of the files, OpenAPI, and examples to copy. They differ between sites in one
    thing: a schema names a site's own document `types` beside those that every site may have."""
    own = sorted(types - set(_TYPES))
    known, all_types = json.dumps(_TYPES), json.dumps([*_TYPES, *own])
    for schema in sorted(SCHEMAS.glob("*.json")):
        content = schema.read_text(encoding="utf-8").replace(known, all_types)
        yield f"{ROOT}schemas/{schema.name}", content.encode()
    yield f"{ROOT}openapi.json", (_HERE / "openapi.json").read_bytes()
    # Their names end in .txt: a host that runs PHP must not run these.
    for example in sorted(EXAMPLES.glob("*.txt")):
        yield f"{ROOT}examples/{example.name}", example.read_bytes()
    for name, verifier in verifiers.files().items():
        yield f"{ROOT}examples/receipts/{name}", verifier.encode()

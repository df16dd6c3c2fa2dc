"""The files of the API: the texts of today, every version, their index, schemas and examples."""

import json
from collections.abc import Iterable, Iterator, Set
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from generator.cache import Content, Wanted
from generator.outputs.api import index, openapi, releases, text
from generator.outputs.api.layout import ROOT, path_of
from generator.outputs.output import Output
from generator.publication.host import EXAMPLE_HOST
from generator.receipts import verifiers
from generator.releases.record import Frozen, Manifest
from generator.releases.substance import Substance
from generator.releases.timeline import Span

_HERE = Path(__file__).parent
SCHEMAS, EXAMPLES = _HERE / "schemas", _HERE / "examples"
_TYPES = ("policy", "notice", "consent", "message_approval", "cookies", "form", "answers")
"""The document types that the schemas list, in their order there."""


class Api(Output):
    """The static API of a publication."""

    def files(self) -> Iterator[tuple[str, Content]]:
        """Drafts or texts in force, versions, the index, and what describes them."""
        for row in self._rows:
            yield row.path, text.current(row).encode()
        yield index.PATH, self._index.encode()
        site = self.publication
        yield releases.PATH, site.cache.file(*self._told)
        yield from _descriptions(self._types, self.publication.base)
        for release, frozen in self._versions:
            path = path_of(f"releases/{frozen.release}", *frozen.key)
            yield path, self.version(release, frozen)

    def lasting_of(self, release: Manifest, text: Frozen) -> Iterator[Wanted]:
        """The version."""
        if release.id not in self.publication.timeline.withdrawn:
            yield self._wanted(release, text)

    @property
    def _told(self) -> Wanted:
        site = self.publication
        return releases.made_from(site), lambda: releases.releases(site).encode()

    @property
    def _versions(self) -> Iterator[tuple[Manifest, Frozen]]:
        """Every text with the release that froze it, but for what was withdrawn."""
        timeline = self.publication.timeline
        for release in timeline.releases:
            if release.id not in timeline.withdrawn:
                yield from ((release, frozen) for frozen in release.own)

    @property
    def _types(self) -> set[str]:
        """The document types of this site, also those of texts that are published no more."""
        site = self.publication
        frozen = {text.type for text in site.all_versions}
        return {text.type for text in site.texts} | frozen - {""}

    @property
    def _index(self) -> str:
        site = self.publication
        draft, trial = bool(site.drafts), site.trial_release
        return index.index(site.site.id.value, self._rows, site.timeline, draft=draft, trial=trial)

    @cached_property
    def _rows(self) -> list[text.Row]:
        """The texts at the documents' own addresses."""
        return [self._row(number) for number in range(len(self.publication.texts))]

    def _row(self, number: int) -> text.Row:
        site, expression = self.publication, self.publication.texts[number]
        key = (expression.document, expression.language)
        standing, trial = site.standing_in_shops(expression), site.trial_release
        frozen = None if site.drafts else site.released[number]
        return text.Row(
            site.site.id.value,
            expression,
            standing,
            site.addresses.of(*key),
            tuple(site.alternates(expression.document)),
            site.resolver(expression, ""),
            _as_pdf(site.print_address(key)),
            lasting_page=site.address_of(frozen) if frozen else "",
            since=self._substance.since(frozen) if frozen else trial,
            informed_by=tuple(self._informed_by(frozen)),
            until=_last_day(standing.spans, site.day),
            history=site.history_of(*key) if frozen else "",
            versions=tuple(t.release for t in site.in_order(*key)) if frozen else (),
        )

    def _informed_by(self, frozen: Frozen | None) -> Iterable[str]:
        if frozen:
            return self._substance.informed_by(frozen)
        return filter(None, [self.publication.trial_release])

    @cached_property
    def _substance(self) -> Substance:
        site = self.publication
        return Substance([m for m in site.timeline.entries if m.published <= site.day])

    def version(self, release: Manifest, frozen: Frozen) -> Content:
        """The file of a text at the release that froze it; made once, for it never changes."""
        return self.publication.cache.file(*self._wanted(release, frozen))

    def _wanted(self, release: Manifest, frozen: Frozen) -> Wanted:
        site = self.publication
        printed = site.lasting_print(frozen)
        made_from = (
            release.previous, release.id, frozen.key, frozen.sha256, printed, site.languages
        )  # fmt: skip
        return made_from, lambda: text.version(self._version_row(release, frozen)).encode()

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


def _last_day(spans: Iterable[Span], day: date) -> date | None:
    """The last day of the span that holds `day`, or of the next one; None while no end is known."""
    end = next((span.end for span in spans if span.end is None or span.end > day), None)
    return end - timedelta(days=1) if end else None


def _as_pdf(address: str) -> tuple[tuple[str, str], ...]:
    return (("application/pdf", address),) if address else ()


def _descriptions(types: Set[str], base: str) -> Iterator[tuple[str, bytes]]:
    """The schemas of the files, OpenAPI, and examples to copy. They differ between sites in two
    things: a schema names a site's own document `types` beside those that every site may have, and
    the examples name the site where its address (`base`) is known, so that a copy runs as it is."""
    own = sorted(types - set(_TYPES))
    known, all_types = json.dumps(_TYPES), json.dumps([*_TYPES, *own])
    schemas = {
        path.name: path.read_text(encoding="utf-8").replace(known, all_types)
        for path in sorted(SCHEMAS.glob("*.json"))
    }
    for name, schema in schemas.items():
        yield f"{ROOT}schemas/{name}", schema.encode()
    yield f"{ROOT}openapi.json", openapi.bundled(schemas)
    # Their names end in .txt: a host that runs PHP must not run these.
    for example in sorted(EXAMPLES.glob("*.txt")):
        lines = example.read_text(encoding="utf-8").replace(EXAMPLE_HOST, base or EXAMPLE_HOST)
        yield f"{ROOT}examples/{example.name}", lines.encode()
    for name, verifier in verifiers.files().items():
        yield f"{ROOT}examples/receipts/{name}", verifier.encode()

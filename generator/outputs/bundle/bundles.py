"""A bundle of every release that stands whole: of released texts only, so a preview has none."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from generator import TOOL
from generator.cache import Content, Wanted, read
from generator.expression import Expression, Reference
from generator.outputs.api.files import Api
from generator.outputs.api.layout import BUNDLES
from generator.outputs.bundle import packing, page
from generator.outputs.output import Output
from generator.releases import archive as places
from generator.releases.archive import sha256
from generator.releases.record import Frozen, Manifest


class Bundles(Output):
    """The bundles of a publication."""

    @cached_property
    def _api(self) -> Api:
        return Api(self.publication)

    def files(self) -> Iterator[tuple[str, Content]]:
        """One file for each release of which no text is withdrawn."""
        for release in self._whole(self.publication.timeline.releases):
            yield f"{BUNDLES}{release.id}.zip", self.publication.cache.file(*self._zip(release))

    def lasting(self, release: Manifest) -> Iterator[Wanted]:
        """That of a release."""
        return map(self._zip, self._whole((release,)))

    def _whole(self, releases: Iterable[Manifest]) -> Iterator[Manifest]:
        return filter(self.publication.timeline.whole, () if self.publication.drafts else releases)

    def _zip(self, release: Manifest) -> Wanted:
        site = self.publication
        # Its digest in the chain pins every text and the whole chain before it.
        chain = dict(site.archive.chain)[release.id]
        proofs = [(name, sha256(data)) for name, data in self._proofs(release)]
        made_from = ("bundle", chain, proofs, site.controller, site.base, site.languages)
        return made_from, lambda: self.zipped(release)

    def zipped(self, release: Manifest, tool: str | None = TOOL) -> bytes:
        """The bundle of a release, as the version `tool` calls itself in it."""
        forms = [self._forms(release, text) for text in release.texts]
        site = self.publication.site.id.value
        return packing.bundle(site, release, forms, self._archived(release), tool)

    def _forms(self, release: Manifest, text: Frozen) -> packing.Forms:
        site = self.publication
        expression = site.archive.read(text)
        froze = next(m for m in site.timeline.releases if m.id == text.release)
        return packing.Forms(
            text=text,
            type=expression.type,
            url=site.base + site.address_of(text),
            json=read(self._api.version(froze, text)),
            html=self._page(release, froze, expression).encode(),
            layers={layer.name: layer.plain for layer in expression.layers},
            pdf=site.archive.read_print(text) if site.archive.has_print(text) else None,
        )

    def _page(self, release: Manifest, froze: Manifest, expression: Expression) -> str:
        def resolve(link: Reference, language: str) -> str:
            site, document = self.publication, link.document
            frozen = release.text(document, language)
            own = (
                f"{document}.html" if frozen else site.base + site.addresses.of(document, language)
            )
            return own + link.anchor

        controller = self.publication.controller
        return page.page(expression, froze.id, froze.effective, resolve, controller)

    def _archived(self, release: Manifest) -> dict[str, bytes]:
        """What proves the texts: the chain up to the release, manifests, and the frozen texts."""
        archive = self.publication.archive
        names = [name for name, _ in archive.chain]
        lines = archive.chain[: names.index(release.id) + 1]
        files = {places.CHAIN: "".join(f"{name} {digest}\n" for name, digest in lines).encode()}
        files |= dict(self._proofs(release))
        for text in release.texts:
            path = archive.path(text)
            files[f"{text.release}/{path.name}"] = path.read_bytes()
        return files

    def _proofs(self, release: Manifest) -> Iterator[tuple[str, bytes]]:
        """Manifest, signature and stamps of the release, and of those it carries texts from."""
        folder = self.publication.archive.folder
        for name in sorted({release.id, *(text.release for text in release.texts)}):
            for path in sorted((folder / name).iterdir()):
                if places.proves(path.name):
                    yield f"{name}/{path.name}", path.read_bytes()

"""What is written when all pages stand: files beside them, and the pages of all versions."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path

from generator import shares
from generator.cache import Cached, Content, Wanted, all_read
from generator.mkdocs.build import Build
from generator.mkdocs.written import Written
from generator.outputs.site import accent, sitemap
from generator.outputs.site.frame import Frame
from generator.outputs.site.page import Page
from generator.outputs.site.pages import SitePage
from generator.releases.timeline import State

Ahead = shares.Ahead[list[tuple[str, bytes]]]
_SHARE = 8
"""So many pages are made one after the other."""


def begun(build: Build) -> Ahead | None:
    """The files beside the pages, made while the site builder is busy with these; None where they
    may be more than fit into memory, or come from other processes."""
    site = build.publishing.publication
    if site.timeline.entries or site.pdfs:
        return None
    return shares.Ahead(lambda: list(all_read(iter(build.publishing.files))))


def write_files(
    build: Build, pages: Sequence[Written], folder: Path, ahead: Ahead | None = None
) -> None:
    """Write what stands beside the pages; the paths are ours, so none leads out of `folder`."""
    colour = build.outcome.site.accent
    if colour:
        icon = folder / accent.ICON  # the frame's own file, or the one that took its place
        icon.write_text(accent.icon(icon.read_text(encoding="utf-8"), colour.value), "utf-8")
    cache = build.publishing.publication.cache
    if not ahead:
        shares.make(cache, build.publishing.files.lasting())
    framed = list(_framed(build))
    shares.make(
        cache,
        (
            [wanted for _, wanted in framed[at : at + _SHARE]]
            for at in range(0, len(framed), _SHARE)
        ),
    )
    around = set[str]()
    lasting = ((name, cache.file(*wanted)) for name, wanted in framed)
    for name, content in chain(_beside(build, pages, ahead), lasting):
        path = folder / name
        if (where := name.rpartition("/")[0]) not in around:
            path.parent.mkdir(parents=True, exist_ok=True)
            around.add(where)
        if isinstance(content, Cached):
            content.put(path)
            build.placed[name] = content.path.name
        else:
            path.unlink(missing_ok=True)  # it may be another name of a cached file
            path.write_bytes(content)


def _beside(
    build: Build, pages: Sequence[Written], ahead: Ahead | None
) -> Iterator[tuple[str, Content]]:
    publishing = build.publishing
    yield from ahead.result() if ahead else publishing.files
    settings = build.outcome.settings
    if settings.base and settings.production:
        yield sitemap.PATH, sitemap.sitemap(settings.base, _indexed(build, pages)).encode()


def _framed(build: Build) -> Iterator[tuple[str, Wanted]]:
    """The pages that fill the frame of another, by their paths."""
    for entry in build.publishing.pages:
        if entry.framed:
            frame = build.frames[entry.key]
            made_from = sha256(repr(("page", entry.made_from, frame.digest)).encode()).digest()
            yield f"{entry.address}index.html", (made_from, partial(_filled, build, frame, entry))


def _filled(build: Build, frame: Frame, entry: SitePage) -> bytes:
    slots = build.publishing.pages.slots(entry.make(), entry.place)
    return frame.filled(slots, entry.address).encode()


def _indexed(
    build: Build, pages: Sequence[Written]
) -> Iterator[tuple[dict[str, str], date | None]]:
    """What search engines may show: addresses by language, and the day of a text in force."""
    written: dict[str, dict[str, str]] = {}
    for page in pages:
        written.setdefault(page.name, {})[page.language] = page.url
    for addresses in written.values():
        yield addresses, None
    texts: dict[str, list[Page]] = {}
    paths = [entry.page for entry in build.publishing.pages.paths]
    for text in (*build.publishing.texts, *paths):
        if text.standing.state is State.IN_FORCE:
            texts.setdefault(text.document, []).append(text)
    for translations in texts.values():
        yield {text.language: text.url for text in translations}, translations[0].standing.effective

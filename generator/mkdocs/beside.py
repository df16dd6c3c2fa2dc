"""What is written when all pages stand: files beside them, and the pages of all versions."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path

from generator import shares
from generator.cache import Cached, Content, Wanted
from generator.mkdocs import folders
from generator.mkdocs.build import Build
from generator.mkdocs.written import Written
from generator.outputs.site import accent, sitemap
from generator.outputs.site.frame import Frame
from generator.outputs.site.page import Page
from generator.outputs.site.pages import SitePage
from generator.releases.timeline import State

_Made = tuple[list[tuple[str, bytes | str]], set[str]]
"""Files with their bytes, or with the place where they are cached; all that was asked for of the
cache."""
Ahead = shares.Ahead[_Made]
_SHARE = 8
"""So many pages are made one after the other."""


def begun(build: Build, folder: Path) -> Ahead | None:
    """The files beside the pages, made while the site builder is busy with these; None where they
    may be more than fit into memory."""
    site = build.publishing.publication
    if site.timeline.entries and not site.cache.is_written:
        return None
    return shares.Ahead(partial(_made, build, folder))


def _made(build: Build, folder: Path) -> _Made:
    cache, files = build.publishing.publication.cache, build.publishing.files
    with files:  # what takes longest begins here, in further processes
        shares.make(cache, files.lasting())
        made = [(name, one.path if isinstance(one, Cached) else one) for name, one in files]
    folders.made(build, folder, 0)
    return made, cache.used


def _known(build: Build, made: _Made) -> Iterator[tuple[str, Content]]:
    """What another process has made, as it would be here."""
    cache, files = build.publishing.publication.cache, build.publishing.files
    cache.look_again(made[1])  # at once: the pages of versions are made of some of it
    cache.used |= made[1]
    return (
        (name, Cached(one, partial(files.bytes_of, name)) if isinstance(one, str) else one)
        for name, one in made[0]
    )


def write_files(
    build: Build, pages: Sequence[Written], folder: Path, ahead: Ahead | None = None
) -> None:
    """Write what stands beside the pages, `ahead` or made now; the paths are ours, so none leads
    out of `folder`."""
    colour = build.outcome.site.accent
    if colour:
        icon = folder / accent.ICON  # the frame's own file, or the one that took its place
        icon.write_text(accent.icon(icon.read_text(encoding="utf-8"), colour.value), "utf-8")
    cache = build.publishing.publication.cache
    framed = list(_framed(build))
    if ahead:
        folders.made(build, folder, 1)
    beside = _beside(build, pages, ahead)
    shares.make(
        cache,
        (
            [wanted for _, wanted in framed[at : at + _SHARE]]
            for at in range(0, len(framed), _SHARE)
        ),
    )
    around, old = set[str](), folders.taken(build, folder)
    lasting = ((name, cache.file(*wanted)) for name, wanted in framed)
    for name, content in chain(beside, lasting):
        path = f"{folder}/{name}"
        if (where := path.rpartition("/")[0]) not in around:
            Path(where).mkdir(parents=True, exist_ok=True)
            around.add(where)
        old.discard(path)
        if isinstance(content, Cached):
            content.put(path)
            build.placed[name] = content.name
        else:
            Path(path).unlink(missing_ok=True)  # it may be another name of a cached file
            Path(path).write_bytes(content)
    for path in old:
        Path(path).unlink()


def _beside(
    build: Build, pages: Sequence[Written], ahead: Ahead | None
) -> Iterator[tuple[str, Content]]:
    """Nothing is waited for later than here."""
    settings = build.outcome.settings
    made = _known(build, ahead.result()) if ahead else _one_by_one(build)
    more: list[tuple[str, Content]] = []
    if settings.base and settings.production:
        addresses = sitemap.sitemap(settings.base, _indexed(build, pages))
        more.append((sitemap.PATH, addresses.encode()))
    return chain(made, more)


def _one_by_one(build: Build) -> Iterator[tuple[str, Content]]:
    with build.publishing.files as files:
        yield from files


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

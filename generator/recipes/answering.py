"""What was in force on a day, and what a receipt is worth: answers from the archive."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from generator import loading, pipeline
from generator.outputs.api import index
from generator.pipeline import Settings
from generator.publication.addresses import ARCHIVE, Addresses
from generator.receipts.reading import Read, read_all
from generator.receipts.verification import Answer, Verifier
from generator.recipes.reviewing import lines
from generator.releases.archive import Archive
from generator.releases.timeline import Timeline


def verify_receipts(
    settings: Settings, published: Path | None, file: BinaryIO
) -> Iterator[tuple[Read, Answer | None]]:
    """What each receipt of a file is worth; reads no facts, so mistakes in them do not matter.

    Raises ArchiveError when the archive is damaged. Without a site each receipt is asked of
    the archive of its own.
    """

    def archive_of(site: str) -> Archive | None:
        if published:
            return Archive(published / ARCHIVE)
        wanted = settings.site in (None, site)
        return Archive.of(settings.data, site) if wanted else None

    verifier = Verifier(archive_of, settings.moment)
    for read in read_all(file):
        yield read, verifier.answer(read.content) if read.content else None


@dataclass(frozen=True)
class InForce:
    """What was in force on a day: the release (None before the first) and its texts.

    `words` are those of each text by layer, a line for each row of a table; empty where nobody
    asked for them, or where the text was withdrawn since.
    """

    day: date
    release: str | None
    texts: Sequence[Mapping[str, Any]]
    words: Mapping[tuple[str, str], Mapping[str, Sequence[str]]] = field(default_factory=dict)


def at(
    settings: Settings,
    day: date,
    document: str | None,
    language: str | None,
    *,
    show: bool = False,
) -> InForce:
    """The texts in force on `day`, as the API words them; with `show` what they say."""
    facts = loading.load(settings.data)
    site = pipeline.site_of(facts, settings)
    archive = Archive.of(settings.data, site.id.value)
    timeline = Timeline(archive.manifests, max(day, settings.day))
    release = timeline.in_force(day)
    addresses = Addresses(site.languages[0].value, {})
    texts = [
        text
        for text in (release.texts if release else ())
        if document in (None, text.document) and language in (None, text.language)
    ]
    rows = [
        {
            **index.held_text(text, timeline),
            "title": text.title,
            "version": text.release,
            "url": addresses.at(text.slug, text.language, text.release),
            "withdrawn": str(timeline.withdrawn.get(text.release, "")) or None,
        }
        for text in texts
    ]
    words = {
        text.key: {layer.name: lines.of_layer(layer) for layer in archive.read(text).layers}
        for text in texts
        if show and text.release not in archive.withdrawals
    }
    return InForce(day, release.id if release else None, rows, words)

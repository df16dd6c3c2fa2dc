"""Which archive is meant, and the stamps that prove since when it was there."""

from collections.abc import Sequence
from pathlib import Path

from generator import loading, pipeline
from generator.errors import ArchiveError, NoticesError, Problem
from generator.message import say
from generator.pipeline import Settings
from generator.provenance import Origin
from generator.publication.addresses import ARCHIVE
from generator.releases import archive as places
from generator.releases import stamping
from generator.releases.archive import Archive
from generator.releases.record import Manifest


def archive_of(data: Path, site: str | None) -> Archive:
    """The archive of a site; one that is named, or the only one, needs no facts to be read."""
    if site is None:
        try:
            site = pipeline.site_of(loading.load(data), Settings(data=data)).id.value
        except NoticesError:
            names = [path.name for path in (data / places.FOLDER).glob("*") if path.is_dir()]
            if len(names) != 1:
                raise
            site = names[0]
    return Archive.of(data, site)


def archive_in(site: Path) -> Archive:
    """The archive that a published site carries; ArchiveError when there is none."""
    archive = Archive(site / ARCHIVE)
    if not archive.chain:
        raise ArchiveError(
            Problem(
                Origin(str(site), line=0),
                say("there is no published site with releases in this folder."),
                say(
                    "Name the folder that holds “{archive}/{chain}”.",
                    archive=ARCHIVE,
                    chain=places.CHAIN,
                ),
            )
        )
    return archive


def stamped(archive: Archive) -> Sequence[tuple[Manifest, stamping.Stamp]]:
    """Each stamp of an archive that was verified before, with its entry; the earliest first."""
    return [
        (manifest, stamp)
        for manifest in archive.manifests
        for stamp in sorted(
            (stamping.read(p.read_bytes()) for p in stamping.stamps_of(archive, manifest.id)),
            key=lambda stamp: stamp.time,
        )
    ]

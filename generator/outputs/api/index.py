"""The index of the API: which documents there are, which release holds which texts, and when.

Whoever asks “what was in force on that day?” finds the day in `inForce` and the texts in the
release it names; `notices at` gives the same answer from the archive.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from generator import TOOL
from generator.outputs.api import text
from generator.outputs.api.layout import BUNDLES, FORMAT, ROOT, asked, hashes, in_json, path_of
from generator.outputs.api.text import Row
from generator.releases.record import Frozen, Manifest
from generator.releases.timeline import Timeline

PATH = f"{ROOT}index.json"


def index(
    site: str, rows: Sequence[Row], timeline: Timeline, *, draft: bool, trial: str = ""
) -> str:
    """The content of the index; of a preview (`draft`) nothing is in force, but for the release
    that a `trial` pretends."""
    pretended = [{"from": timeline.day.isoformat(), "until": None, "release": trial}]
    return in_json(
        {
            "format": FORMAT,
            "site": site,
            "tool": TOOL,
            "inForce": pretended[: bool(trial)] if draft else list(in_force(timeline)),
            "releases": [of_release(m, timeline, draft=draft) for m in reversed(timeline.releases)],
            "documents": _documents(rows),
        }
    )


def _documents(rows: Sequence[Row]) -> list[dict[str, Any]]:
    documents: dict[str, dict[str, Any]] = {}
    for row in rows:
        expression = row.expression
        entry = documents.setdefault(
            expression.document,
            {
                "id": expression.document,
                "type": expression.type,
                **asked(expression),
                "texts": [],
            },
        )
        entry["texts"].append(_text(row))
    return list(documents.values())


def _text(row: Row) -> dict[str, Any]:
    standing = row.standing
    return {
        "lang": row.expression.language,
        "title": row.expression.title,
        "release": standing.release,
        "version": standing.release,
        "effectiveDate": standing.effective.isoformat() if standing.effective else None,
        "hash": hashes({layer.name: layer.digest for layer in row.expression.layers}),
        "formats": text.formats(row),
        "url": row.url,
        "json": row.path,
        **text.today(row),
    }


def in_force(timeline: Timeline) -> Iterator[dict[str, str | None]]:
    """From which day to which (both inclusive) which release is in force; announced ones too."""
    starts: list[date | None] = [start for start, _ in timeline.segments[1:]]
    for (start, release), end in zip(timeline.segments, [*starts, None], strict=True):
        yield {
            "from": start.isoformat(),
            "until": (end - timedelta(days=1)).isoformat() if end else None,
            "release": release.id if release else None,
        }


def of_release(release: Manifest, timeline: Timeline, *, draft: bool) -> dict[str, Any]:
    """A release with the texts that belong to it, also those carried over from earlier ones."""
    withdrawn, whole = timeline.withdrawn.get(release.id), timeline.whole(release)
    return {
        "id": release.id,
        "kind": release.kind,
        "published": release.published.isoformat(),
        "effectiveDate": release.effective.isoformat(),
        "withdrawn": withdrawn.isoformat() if withdrawn else None,
        "notes": dict(release.notes),
        "bundle": f"{BUNDLES}{release.id}.zip" if whole and not draft else None,
        "texts": [held_text(frozen, timeline) for frozen in release.texts],
    }


def held_text(frozen: Frozen, timeline: Timeline) -> dict[str, Any]:
    """A text of a release; the words of a withdrawn one can no longer be had, so that what it was
    stands here."""
    gone = frozen.release in timeline.withdrawn
    path = path_of(f"releases/{frozen.release}", frozen.document, frozen.language)
    was = {"type": frozen.type, "item": frozen.item, "channel": frozen.channel} if gone else {}
    return {
        "id": frozen.document,
        **{key: name for key, name in was.items() if name},
        "lang": frozen.language,
        "release": frozen.release,
        "hash": hashes(frozen.layers),
        "json": None if gone else path,
    }

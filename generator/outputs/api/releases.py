"""The releases as an app tells of them: what changed in which text, and where it is marked."""

from collections.abc import Iterator
from typing import Any

from generator.outputs.api.layout import FORMAT, ROOT, in_json
from generator.outputs.changes.neighbours import Neighbours
from generator.outputs.changes.sentences import sentence
from generator.publication import Publication
from generator.releases.record import Frozen, Manifest

PATH = f"{ROOT}releases.json"


def releases(site: Publication) -> str:
    """The content of the file, the newest release first."""
    listed = [_release(site, release) for release in reversed(site.timeline.releases)]
    return in_json({"format": FORMAT, "site": site.site.id.value, "releases": listed})


def made_from(site: Publication) -> tuple[object, ...]:
    """All that the file follows from."""
    addresses = [(site.address_of(t), site.redline_of(t), t.key) for t in site.all_versions]
    histories = [site.history_of(*key) for _, _, key in addresses]
    chain = [
        name for name in site.archive.chain if name[0] in {m.id for m in site.timeline.entries}
    ]
    return ("releases", site.site.id.value, chain, site.timeline.withdrawn, addresses, histories)


def _release(site: Publication, release: Manifest) -> dict[str, Any]:
    withdrawn = site.timeline.withdrawn.get(release.id)
    return {
        "id": release.id,
        "kind": release.kind,
        "published": release.published.isoformat(),
        "effectiveDate": release.effective.isoformat(),
        "withdrawn": withdrawn.isoformat() if withdrawn else None,
        "notes": dict(release.notes),
        "texts": [_text(site, text) for text in release.own],
    }


def _text(site: Publication, text: Frozen) -> dict[str, Any]:
    neighbours = site.once(Neighbours)
    before = neighbours.before(text)
    return {
        "id": text.document,
        "lang": text.language,
        "title": text.title,
        "url": site.address_of(text),
        "before": before.release if before else None,
        "redline": site.redline_of(text) or None,
        "history": site.history_of(*text.key),
        "changes": list(_changes(site, text)),
    }


def _changes(site: Publication, text: Frozen) -> Iterator[dict[str, Any]]:
    for edit in site.once(Neighbours).edits(text):
        yield {
            "kind": edit.kind.value,
            "layer": edit.layer or None,
            "clause": edit.clause or None,
            "about": sorted({fact.about.value for fact in edit.facts}),
            "words": sentence(edit, text.language),
        }

"""Reads the index of a published API back: what was in force when, with which digests?

Verifiers of receipts go by the index alone, so that whoever can change it can make a receipt of
words that were never published. Keys that lead people somewhere are not looked at: a later tool
may write more of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from generator.outputs.api import index
from generator.outputs.api.layout import hashes
from generator.releases.archive import Archive
from generator.releases.record import Frozen
from generator.releases.substance import Substance
from generator.releases.timeline import Timeline

_OF_RELEASE = ("id", "published", "effectiveDate", "withdrawn")
_ASKED = ("type", "item", "channel")
_OF_TEXT = ("id", "lang", "release", "hash", "json", *_ASKED)


@dataclass(frozen=True)
class ReadBack:
    """What an archive says on the day of a timeline, to hold the files of an API against."""

    archive: Archive
    timeline: Timeline

    def index(self, said: Any) -> Iterator[str]:
        """What is wrong in the index, each in a sentence."""
        try:
            for key, owed in self._owed.items():
                if _told(said)[key] != owed:
                    yield f"its “{key}” is not what the archive says on {self.timeline.day}"
            for document in said["documents"]:
                for row in document["texts"]:
                    yield from self.text({**document, **row})
        except (KeyError, TypeError, AttributeError):
            yield "it is written otherwise than this tool writes it"

    def text(self, said: Mapping[str, Any]) -> Iterator[str]:
        """What is wrong with what is said of one text: a row of the index, or a file of its own."""
        name = f"“{said['id']}” ({said['lang']})"
        text = self._frozen.get((said["id"], said["lang"], said["release"]))
        if text is None:
            yield f"{name} is no text of release {said['release']}"
            return
        held = self.timeline.in_force(self.timeline.day)
        in_force = held is not None and held.text(*text.key) == text
        owed = {
            "version": text.release,
            "hash": hashes(text.layers),
            "informedBy": list(self._substance.informed_by(text)),
            "informAnewSince": self._substance.since(text) or None,
        }
        wrong = [key for key in owed if key in said and said[key] != owed[key]]
        asked = self._asked(text)
        wrong += [key for key in _ASKED if asked and said.get(key) != asked.get(key)]
        if "state" in said and (said["state"] == "in-force") is not in_force:
            wrong.append("state")
        yield from (f"{name}: its “{key}” is not what the archive says" for key in wrong)

    @cached_property
    def _owed(self) -> dict[str, Any]:
        site = self.archive.manifests[0].site
        rows = {"site": site, "inForce": list(index.in_force(self.timeline))}
        releases = [
            index.of_release(m, self.timeline, draft=False)
            for m in reversed(self.timeline.releases)
        ]
        return _told({**rows, "releases": releases})

    @cached_property
    def _frozen(self) -> dict[tuple[str, str, str], Frozen]:
        own = (text for release in self.timeline.releases for text in release.own)
        return {(*text.key, text.release): text for text in own}

    @cached_property
    def _substance(self) -> Substance:
        return Substance([m for m in self.timeline.entries if m.published <= self.timeline.day])

    def _asked(self, text: Frozen) -> dict[str, str]:
        """The type and the matter of a text; an older manifest leaves them to the text itself."""
        unknown = not text.type and text.release not in self.archive.withdrawals
        known = self.archive.read(text) if unknown else text
        asked = {"type": known.type, "item": known.item, "channel": known.channel}
        return {key: name for key, name in asked.items() if name}


def _told(index: Mapping[str, Any]) -> dict[str, Any]:
    """What of an index is held against the archive."""
    return {
        "site": index["site"],
        "inForce": index["inForce"],
        "releases": [
            [
                *(release[key] for key in _OF_RELEASE),
                *([text.get(key) for key in _OF_TEXT] for text in release["texts"]),
            ]
            for release in index["releases"]
        ],
    }

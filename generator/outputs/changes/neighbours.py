"""The redlines between neighbouring versions of a site, each made once.

A version is compared with what its readers knew: the version that would hold on its day without
it. What was withdrawn has no words any more, so it is compared with nothing, and the version after
it with the one before it.
"""

import json
from collections.abc import Mapping
from functools import cached_property, partial

from generator import comparison
from generator.cache import Content, Wanted, read
from generator.comparison import Edit, FactsByClause, Redline, Version
from generator.comparison.edits import from_data, to_data
from generator.expression import Expression
from generator.publication import Publication
from generator.releases.archive import FACTS, file_of
from generator.releases.preparing import facts_of
from generator.releases.record import Frozen


class Neighbours:
    """The redlines of one publication."""

    def __init__(self, publication: Publication) -> None:
        self._site = publication
        self._read = dict[tuple[str, str, str], Version]()

    def before(self, text: Frozen) -> Frozen | None:
        """The version with which one is compared; None for a first or a withdrawn one."""
        return self._site.timeline.compared_with(text)

    def redline(self, text: Frozen) -> Redline | None:
        """What changed in a version; None where there is nothing to compare it with."""
        made = self._lines(text)
        return Redline(dict(json.loads(made[1])), _edits(made[0])) if made else None

    def edits(self, text: Frozen) -> tuple[Edit, ...]:
        """The changes of a version in their order; none without a redline."""
        made = self._lines(text)
        return _edits(made[0]) if made else ()

    def _lines(self, text: Frozen) -> list[bytes]:
        """The cached redline: its changes, and its marked layers, which few ask for."""
        content = self.content(text)
        return read(content).split(b"\n") if content else []

    def of_draft(self, text: Expression) -> Redline | None:
        """What a draft changes in the text in force; None where there is none."""
        held = self._site.held(text)
        if held is None:
            return None
        facts = self._facts(held), facts_of(text)
        return comparison.redline(self._site.archive.read(held), text, *facts)

    def content(self, text: Frozen) -> Content | None:
        """The redline as it is cached, by the digests of both texts and of what they printed."""
        wanted = self.wanted(text)
        return self._site.cache.file(*wanted) if wanted else None

    def wanted(self, text: Frozen) -> Wanted | None:
        """How the redline of a version is made; None where there is nothing to compare it with."""
        before = self.before(text)
        if before is None:
            return None
        return ("redline", *self.made_from(text, before)), partial(self._make, before, text)

    def made_from(self, text: Frozen, before: Frozen) -> tuple[object, ...]:
        """All that a redline follows from."""
        sides = (before, text)
        facts = [self._facts_digests.get(side.release) for side in sides]
        return (comparison.VERSION, [side.sha256 for side in sides], text.key, facts)

    @cached_property
    def _facts_digests(self) -> Mapping[str, str | None]:
        return {m.id: m.files.get(FACTS) for m in self._site.timeline.releases}

    def _make(self, before: Frozen, text: Frozen) -> bytes:
        made = comparison.between(self._version(before), self._version(text))
        edits, layers = list(map(to_data, made.edits)), list(made.layers.items())
        lines = (json.dumps(one, ensure_ascii=False, sort_keys=True) for one in (edits, layers))
        return "\n".join(lines).encode()

    def _version(self, text: Frozen) -> Version:
        """A text as it is compared: in a history each is compared twice, in a row."""
        known = *text.key, text.release
        if known not in self._read:
            while len(self._read) > 1:
                del self._read[next(iter(self._read))]
            self._read[known] = Version(self._site.archive.read(text), self._facts(text))
        return self._read[known]

    def _facts(self, text: Frozen) -> FactsByClause:
        """What a text printed; nothing where its release says nothing of it."""
        if not self._facts_digests.get(text.release):
            return {}
        return self._site.archive.facts(text.release).get(file_of(*text.key), {})


def _edits(data: bytes) -> tuple[Edit, ...]:
    return tuple(map(from_data, json.loads(data)))

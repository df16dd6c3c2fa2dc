"""The redlines between neighbouring versions of a site, each made once.

A version is compared with what its readers knew: the version that would hold on its day without
it. What was withdrawn has no words any more, so it is compared with nothing, and the version after
it with the one before it.
"""

import json
from collections.abc import Mapping
from functools import cached_property

from generator import comparison
from generator.cache import Content, read
from generator.comparison import Edit, FactsByClause, Redline
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

    def before(self, text: Frozen) -> Frozen | None:
        """The version with which one is compared; None for a first or a withdrawn one."""
        return self._site.timeline.compared_with(text)

    def redline(self, text: Frozen) -> Redline | None:
        """What changed in a version; None where there is nothing to compare it with."""
        content = self.content(text)
        if content is None:
            return None
        data = json.loads(read(content))
        return Redline(dict(data["layers"]), tuple(map(from_data, data["edits"])))

    def edits(self, text: Frozen) -> tuple[Edit, ...]:
        """The changes of a version in their order; none without a redline."""
        redline = self.redline(text)
        return tuple(redline.edits) if redline else ()

    def of_draft(self, text: Expression) -> Redline | None:
        """What a draft changes in the text in force; None where there is none."""
        held = self._site.held(text)
        if held is None:
            return None
        facts = self._facts(held), facts_of(text)
        return comparison.redline(self._site.archive.read(held), text, *facts)

    def content(self, text: Frozen) -> Content | None:
        """The redline as it is cached, by the digests of both texts and of what they printed."""
        before = self.before(text)
        if before is None:
            return None
        made_from = ("redline", *self.made_from(text, before))
        return self._site.cache.file(made_from, lambda: self._make(before, text))

    def made_from(self, text: Frozen, before: Frozen) -> tuple[object, ...]:
        """All that a redline follows from."""
        sides = (before, text)
        facts = [self._facts_digests.get(side.release) for side in sides]
        return (comparison.VERSION, [side.sha256 for side in sides], text.key, facts)

    @cached_property
    def _facts_digests(self) -> Mapping[str, str | None]:
        return {m.id: m.files.get(FACTS) for m in self._site.timeline.releases}

    def _make(self, before: Frozen, text: Frozen) -> bytes:
        archive = self._site.archive
        made = comparison.redline(
            archive.read(before), archive.read(text), self._facts(before), self._facts(text)
        )
        data = {
            "layers": list(made.layers.items()),
            "edits": [to_data(edit) for edit in made.edits],
        }
        return json.dumps(data, ensure_ascii=False, sort_keys=True).encode()

    def _facts(self, text: Frozen) -> FactsByClause:
        """What a text printed; nothing where its release says nothing of it."""
        if not self._facts_digests.get(text.release):
            return {}
        return self._site.archive.facts(text.release).get(file_of(*text.key), {})

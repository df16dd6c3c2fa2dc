"""What changed between two releases, or between a release and the data as they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from generator import comparison, pipeline
from generator.errors import ArchiveError, Problem
from generator.expression import Expression
from generator.message import say
from generator.model.facts import Facts
from generator.model.traversal import walk
from generator.pipeline import Settings
from generator.provenance import Origin
from generator.recipes.proving import archive_of
from generator.releases import freezing, preparing
from generator.releases.timeline import Timeline

DRAFT = "draft"
"""How the texts of the data as they are now are called beside the names of releases."""


@dataclass(frozen=True)
class Difference:
    """What changed in one text; `before` or `after` is None when the text came or went."""

    document: str
    language: str
    title: str
    before: Expression | None
    after: Expression | None
    changes: Sequence[comparison.Change] = ()
    facts: tuple[comparison.FactsByClause, comparison.FactsByClause] = ({}, {})

    @cached_property
    def redline(self) -> comparison.Redline | None:
        """Both texts as one, with an entry for each change; None when the text came or went."""
        if not (self.before and self.after):
            return None
        return comparison.redline(self.before, self.after, *self.facts)

    @property
    def substantive(self) -> bool:
        """Whether a release of this change could not be called editorial."""
        return not (self.before and self.after) or comparison.substantive(self.changes)


@dataclass(frozen=True)
class Comparison:
    """What changed since the side called `before`: texts, and doubts that are gone or new.

    A doubt is named by the place at which it is written; a release has none.
    """

    before: str
    differences: Sequence[Difference]
    gone: Sequence[str] = ()
    new: Sequence[str] = ()


@dataclass(frozen=True)
class _Side:
    texts: Mapping[tuple[str, str], tuple[Expression, comparison.FactsByClause]]
    doubts: frozenset[str] = frozenset()


def compare(settings: Settings, before: str | None, after: str) -> Comparison:
    """What changed to the newer side, text by text. Marks of doubt are no change of a text.

    A side is the name of a release, `DRAFT`, or another folder of data; the older one is the
    release that holds on the day when it is not named. Raises NoticesError.
    """
    name = before or _holding(settings)
    older, newer = _side(settings, name), _side(settings, after)
    old, new = older.texts, newer.texts
    differences = []
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key), new.get(key)
        changes = comparison.compare(was[0], now[0], was[1], now[1]) if was and now else []
        if not was or not now or changes:
            text = (now or was or (None,))[0]
            title = text.title if text else ""
            facts = (was[1] if was else {}, now[1] if now else {})
            sides = was and was[0], now and now[0]
            differences.append(Difference(*key, title, *sides, changes, facts))
    gone, come = sorted(older.doubts - newer.doubts), sorted(newer.doubts - older.doubts)
    return Comparison(name, differences, gone, come)


def _holding(settings: Settings) -> str:
    archive = archive_of(settings.data, settings.site)
    timeline = Timeline(archive.manifests, date.max)
    release = timeline.in_force(settings.day)
    if release is None:
        coming = [m.id for start, m in timeline.segments if m and start > settings.day]
        hint = say("Name a release, or the folder of other data.")
        if coming:
            hint = say(
                "“{coming}” is announced: “notices compare {coming}” compares with it.",
                coming=coming[0],
            )
        raise ArchiveError(
            Problem(
                Origin(f"releases/{archive.folder.name}", line=0),
                say(
                    "no release holds on {day}, so there is nothing to compare with.",
                    day=settings.day,
                ),
                hint,
            )
        )
    return release.id


def _doubts(facts: Facts) -> frozenset[str]:
    """Where doubts are written: one on an entry is that of everything inside."""
    written: dict[str, str] = {}
    for value in walk(facts):
        why, key = value.unconfirmed, value.origin.key
        if why is not None and all(written.get(above) != why for above in _around(key)):
            written[key] = why
    return frozenset(written)


def _around(key: str) -> Iterator[str]:
    """`f#a.b[0]` stands in `f#a.b` and in `f#a`."""
    yield from (key[: mark.start()] for mark in re.finditer(r"[.\[](?=[^#]*$)", key))


def _side(settings: Settings, name: str) -> _Side:
    if name == DRAFT or Path(name).is_dir():
        data = settings.data if name == DRAFT else Path(name)
        outcome = pipeline.run(replace(settings, data=data))
        texts = {(t.document, t.language): (t, preparing.facts_of(t)) for t in outcome.texts}
        return _Side(texts, _doubts(outcome.facts))
    archive = archive_of(settings.data, settings.site)
    freezing.refuse_unknown(archive, name)
    (release,) = [m for m in archive.releases if m.id == name]
    frozen = preparing.printed(archive, release)
    return _Side({(text.document, text.language): (text, facts) for text, facts in frozen})

"""Which language of a release is behind another, by what it and those before it printed."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.comparison import Words, behind, changes, of_facts, same_but_for_marks
from generator.comparison.translations import Standing
from generator.releases.archive import Archive, file_of
from generator.releases.record import ChangeKind, Frozen, Manifest
from generator.releases.timeline import Timeline

Key = tuple[str, str]
"""A document and a language, by their ids."""


@dataclass(frozen=True, slots=True)
class Behind:
    """Words of a clause (`layer#clause`) that changed in the language `ahead` and not here."""

    ahead: str
    clause: str
    words: str


def until(timeline: Timeline, release: Manifest) -> Iterator[Manifest]:
    """The releases that held before `release`, in their order, and itself."""
    for _, held in timeline.segments:
        if held:
            yield held
        if held is release:
            return


def at_last_alike(
    archive: Archive, releases: Iterable[Manifest], words_of: Callable[[Manifest], Words]
) -> Words:
    """The words of each place when all languages last changed together.

    `words_of` are those of the texts that a release froze itself. An editorial release says what
    was said before, so it leaves no language behind.
    """
    standing = Standing()
    for release in releases:
        if release.id not in archive.withdrawals:
            same = release.kind is ChangeKind.EDITORIAL
            standing = standing.after(words_of(release), same_meaning=same)
    return standing.alike


def frozen_words(archive: Archive, texts: Iterable[Frozen]) -> Words:
    """What frozen texts print of the data."""
    there = [text for text in texts if text.release not in archive.withdrawals]
    facts = ((t.document, archive.facts(t.release).get(file_of(*t.key), {})) for t in there)
    return of_facts(facts, {text.language for text in there})


def lagging(archive: Archive, releases: Iterable[Manifest]) -> Mapping[Key, Sequence[Behind]]:
    """What is behind in the last of `releases`, by document and language."""
    held = list(releases)
    before = at_last_alike(archive, held, lambda release: frozen_words(archive, release.own))
    late: dict[Key, list[Behind]] = {}
    for place, now in frozen_words(archive, held[-1].texts if held else ()).items():
        for ahead, code, pair in behind(changes(before.get(place, {}), now)):
            if not same_but_for_marks(*pair):
                for where in now[code].keys() & now[ahead].keys():
                    item = Behind(ahead, where[1], now[ahead][where])
                    late.setdefault((where[0], code), []).append(item)
    return {key: sorted(items, key=lambda b: (b.clause, b.words)) for key, items in late.items()}


def to_json(late: Mapping[Key, Sequence[Behind]]) -> bytes:
    """What is behind, to be kept."""
    rows = [[*key, [[b.ahead, b.clause, b.words] for b in items]] for key, items in late.items()]
    return json.dumps(rows, ensure_ascii=False).encode()


def from_json(content: bytes) -> Mapping[Key, Sequence[Behind]]:
    """What was kept."""
    return {(doc, code): [Behind(*b) for b in items] for doc, code, items in json.loads(content)}

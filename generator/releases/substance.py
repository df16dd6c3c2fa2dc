"""Which versions of a text say the same in substance: who must be informed again, who need not.

A release of editorial kind changes words and not what they mean, so who was informed by the
version before it stays informed. “Before” is what stood when it was published: a release that
was withdrawn by then is not built upon. The answer is a list of releases and not a first day,
because an urgent release may overtake one with a later day.
"""

from collections.abc import Sequence
from functools import cached_property

from generator.releases.record import ChangeKind, Frozen, Manifest

Version = tuple[str, str, str]
"""Document, language, and the release that froze the text."""


class Substance:
    """The versions of `entries` (a chain or its beginning, in the order of publication)."""

    def __init__(self, entries: Sequence[Manifest]) -> None:
        self._entries = entries

    def since(self, text: Frozen) -> str:
        """The version since which the changes up to `text` were only editorial."""
        return self._roots[*text.key, text.release]

    def informed_by(self, text: Frozen) -> list[str]:
        """All versions whose readers know the substance of `text`, in the order of publication."""
        return self._informed[*text.key, self.since(text)]

    @cached_property
    def _informed(self) -> dict[Version, list[str]]:
        informed: dict[Version, list[str]] = {}
        for (document, language, release), root in self._roots.items():
            informed.setdefault((document, language, root), []).append(release)
        return informed

    @cached_property
    def _roots(self) -> dict[Version, str]:
        roots: dict[Version, str] = {}
        standing: list[Manifest] = []
        for entry in self._entries:
            if entry.withdraws:
                standing = [m for m in standing if m.id != entry.withdraws]
                continue
            before = standing[-1] if standing else None
            for text in entry.own:
                was = before.text(*text.key) if before else None
                same = was is not None and entry.kind is ChangeKind.EDITORIAL
                root = roots[*was.key, was.release] if was and same else entry.id
                roots[*text.key, entry.id] = root
            standing.append(entry)
        return roots

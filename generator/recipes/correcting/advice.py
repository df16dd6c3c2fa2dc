"""What a rule finds, as the panel says it: where, in words, and which place is opened."""

from dataclasses import dataclass
from pathlib import Path

from generator.catalogue import said
from generator.checks import Finding
from generator.editing import Edition
from generator.errors import NoticesError
from generator.recipes.correcting.located import locate
from generator.recipes.correcting.sheet import name


@dataclass(frozen=True, slots=True)
class Advice:
    """`place` can be opened and is called `where`; both are empty where nothing can be. `words`
    are what is found, `advice` what to do."""

    place: str
    where: str
    words: str
    advice: str


class Adviser:
    """Says findings for whoever has the panel before them, in `language`; of the files of `data`
    as they are now, each read once."""

    def __init__(self, data: Path, language: str) -> None:
        self.language = language
        self._edition = Edition(data)

    def of(self, finding: Finding) -> Advice:
        """One finding."""
        where = self._called(finding.place)
        words, hint = (said(one, self.language) for one in (finding.message, finding.hint))
        return Advice(finding.place if where else "", where, words, hint)

    def _called(self, place: str) -> str:
        """What a place is called, from the outside inwards; empty where it cannot be opened."""
        if "#" not in place:
            return ""
        try:
            return name(self._edition, locate(self._edition, place), self.language)
        except NoticesError:
            return ""

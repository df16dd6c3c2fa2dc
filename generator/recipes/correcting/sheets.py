"""The sheets of many places of one state of the data, each file read once."""

from collections.abc import Sequence
from pathlib import Path

from generator.checks import Finding
from generator.editing import Edition
from generator.recipes.correcting.advice import Adviser
from generator.recipes.correcting.prints import Prints
from generator.recipes.correcting.rewording import Worded, worded
from generator.recipes.correcting.sheet import Sheet, sheet


class Sheets:
    """The places of a data folder as it is now, with words in `language`."""

    def __init__(
        self, data: Path, language: str, findings: Sequence[Finding], prints: Prints
    ) -> None:
        self.findings = findings
        self.edition = Edition(data)
        self.language = language
        self._prints = prints
        self.adviser = Adviser(data, language)

    def of(self, place: str) -> Sheet:
        """The sheet of a place; raises NoPlace, SourceError."""
        return sheet(self.edition, place, self.language, self.findings, self._prints)

    def worded(self, place: str) -> Worded:
        """The words of a clause; raises NoPlace."""
        return worded(self.edition, place)

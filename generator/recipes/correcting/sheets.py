"""The sheets of many places of one state of the data, each file read once, as everybody may see
them: what is internal stands in none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.checks import Finding
from generator.editing import Edition, Value
from generator.recipes.correcting.advice import Adviser
from generator.recipes.correcting.in_public import edition_in_public, hides
from generator.recipes.correcting.located import locate
from generator.recipes.correcting.prints import Prints
from generator.recipes.correcting.rewording import Worded, worded
from generator.recipes.correcting.sheet import Sheet, digest, line_of, sheet


class Sheets:
    """The places of a data folder as it is now, with words in `language`; `contents` are its files
    without what is internal."""

    def __init__(
        self,
        data: Path,
        contents: Mapping[str, Value],
        language: str,
        findings: Sequence[Finding],
        prints: Prints,
    ) -> None:
        self.findings = findings
        self.edition = edition_in_public(data, contents)
        self._whole = Edition(data)
        self.language = language
        self._prints = prints
        self.adviser = Adviser(data, language, self.edition)

    def of(self, place: str) -> Sheet:
        """The sheet of a place; raises NoPlace, SourceError."""
        found = sheet(self.edition, place, self.language, self.findings, self._prints)
        shown, whole = (locate(one, found.place) for one in (self.edition, self._whole))
        return replace(
            found,
            digest=digest(whole),
            line=line_of(self._whole.draft(whole.file), whole.path),
            fields=[field for field in found.fields if not hides(whole, shown, field)],
        )

    def digest(self, place: str) -> str:
        """Of what is written at a place, with what is internal; raises NoPlace, SourceError."""
        return digest(locate(self._whole, place))

    def worded(self, place: str) -> Worded:
        """The words of a clause; raises NoPlace."""
        return worded(self.edition, place)

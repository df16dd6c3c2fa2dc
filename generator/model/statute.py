"""The law as the tool knows it: every row dated and cited.

`confidence` says how the research behind a row was done (`official`: the Turkish text was read;
`transl`: a translation; `sec2`, `sec1`: secondary sources; `memory`: unverified).
"""

from datetime import date
from enum import StrEnum

from generator.languages.durations import Duration
from generator.model.entry import Entry, Identified, Text, entry
from generator.provenance import Fact


class Confidence(StrEnum):
    """How well a statement about the law was verified."""

    OFFICIAL = "official"
    TRANSLATION = "transl"
    SECONDARY_TWO = "sec2"
    SECONDARY_ONE = "sec1"
    MEMORY = "memory"


class DataKind(StrEnum):
    """Ordinary data rests on article 5, special categories on article 6."""

    ORDINARY = "ordinary"
    SPECIAL = "special"


@entry
class Dated(Entry):
    """A row of law with the days on which it is in force (both inclusive)."""

    in_force_from: Fact[date]
    in_force_until: Fact[date] | None = None
    confidence: Fact[Confidence]

    def in_force(self, day: date) -> bool:
        """Whether the row is law on `day`."""
        if day < self.in_force_from.value:
            return False
        return self.in_force_until is None or day <= self.in_force_until.value


@entry
class Statute(Identified, Dated):
    """A statute, by-law, communiqué or Board decision, with the articles that texts may cite."""

    number: Fact[str] | None = None
    title: Text
    short: Text
    gazette_day: Fact[date] | None = None
    gazette_number: Fact[str] | None = None
    url: Fact[str] | None = None
    articles: tuple[Fact[str], ...] = ()


@entry
class LegalBasis(Identified, Dated):
    """A condition for processing; its id is the article (`5/2-ç`, `6/3-f`)."""

    slug: Fact[str]
    kind: Fact[DataKind]
    brief: Text
    label: Text
    needs: Text | None = None


@entry
class TransferMechanism(Identified, Dated):
    """A ground of article 9 on which data may go abroad."""

    article: Fact[str]
    occasional: Fact[bool]
    label: Text


@entry
class Right(Identified, Dated):
    """One right of the data subject under article 11(1); its id is the letter.

    `request` is the right as a person asks for it on a form.
    """

    article: Fact[str]
    label: Text
    request: Text


@entry
class Principle(Identified, Dated):
    """One of the general principles of article 4(2); its id is the letter."""

    label: Text


@entry
class SpecialCategory(Identified, Dated):
    """One of the special categories of article 6(1), a closed list."""

    label: Text


@entry
class CookieClass(Identified, Dated):
    """A class of cookies of the Authority's guideline; only those without consent may run first."""

    label: Text
    meaning: Text
    needs_consent: Fact[bool]


@entry
class Fee(Identified, Dated):
    """What an answer may cost: so many pages free, then so much a page, in Turkish lira."""

    free_pages: Fact[int]
    lira_per_page: Fact[int]
    statute: Fact[str]
    article: Fact[str]


@entry
class Deadline(Identified, Dated):
    """A period that the law sets, and its citation."""

    period: Fact[Duration]
    statute: Fact[str]
    article: Fact[str]

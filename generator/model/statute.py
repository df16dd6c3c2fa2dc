"""The law as the tool knows it: every row dated, cited, and last reviewed on a day.

`confidence` says how the research behind a row was done (`official`: the Turkish text was read;
`transl`: a translation; `sec2`, `sec1`: secondary sources; `memory`: unverified).
"""

from datetime import date
from enum import StrEnum

from generator.durations import Duration
from generator.message import Message, say
from generator.model.entry import Entry, Identified, Text, entry
from generator.provenance import Fact


class Confidence(StrEnum):
    """How well a statement about the law was verified."""

    OFFICIAL = "official"
    TRANSLATION = "transl"
    SECONDARY_TWO = "sec2"
    SECONDARY_ONE = "sec1"
    MEMORY = "memory"

    @property
    def words(self) -> Message:
        """What was read."""
        return _READ[self]

    @property
    def to_confirm(self) -> bool:
        """Whether a lawyer has to confirm it before anybody relies on it."""
        return self in (Confidence.SECONDARY_ONE, Confidence.MEMORY)


_READ = {
    Confidence.OFFICIAL: say("the Turkish text was read"),
    Confidence.TRANSLATION: say("a translation was read"),
    Confidence.SECONDARY_TWO: say("two secondary sources agree"),
    Confidence.SECONDARY_ONE: say("one secondary source"),
    Confidence.MEMORY: say("from memory, not verified"),
}


class DataKind(StrEnum):
    """Ordinary data rests on article 5, special categories on article 6."""

    ORDINARY = "ordinary"
    SPECIAL = "special"


_TURKISH = "tr"


@entry
class Dated(Entry):
    """A row of law with the days on which it is in force (both inclusive).

    `reviewed` is the day on which somebody last compared it with its sources.
    """

    in_force_from: Fact[date]
    in_force_until: Fact[date] | None = None
    confidence: Fact[Confidence]
    reviewed: Fact[date]

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
class Authority(Identified, Dated):
    """A public body or system to which people turn: its site, the page on which they act there
    (`form`), and its postal address where letters reach it."""

    name: Text
    address: Fact[str] | None = None
    url: Fact[str]
    form: Fact[str] | None = None


@entry
class Citation(Identified, Dated):
    """A provision on which a rule rests: an article (`9/6-a`) of a statute, or an instrument.

    Its id is what the rule writes: statute and article (`kvkk 9/6-a`).
    """

    statute: Statute | None = None
    article: Fact[str] | None = None
    named: Text | None = None

    @property
    def instrument(self) -> str:
        """`Law No. 6698`, `Communiqué on Informing`, in English."""
        text = self.statute.short if self.statute else self.named
        words = text.find("en") if text else None
        name = words.value.removeprefix("the ") if words else self.id.value
        number = self.statute.number if self.statute else None
        return f"{name} No. {number.value}" if number and number.value not in name else name

    @property
    def paragraph(self) -> str:
        """`9(6)(a)`; empty for a whole instrument."""
        if self.article is None:
            return ""
        main, _, letter = self.article.value.partition("-")
        number, _, inner = main.partition("/")
        return f"{number}{inner and f'({inner})'}{letter and f'({letter})'}"

    def __str__(self) -> str:
        return f"{self.instrument} art. {self.paragraph}" if self.article else self.instrument

    def in_language(self, code: str) -> str:
        """As lawyers cite it in Turkish (`6698 sayılı Kanun m. 12/2-ç`); elsewhere in English."""
        text = self.statute.short if self.statute else self.named
        words = text.find(code) if text and code == _TURKISH else None
        if words is None:
            return str(self)
        number = self.statute.number if self.statute else None
        numbered = f"{number.value} sayılı " if number and number.value not in words.value else ""
        article = f" m. {self.article.value}" if self.article else ""
        return f"{numbered}{words.value}{article}"


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

    `request` is the right as a person asks for it on a form, `wish` what a visitor wants who does
    not know that it is a right.
    """

    article: Fact[str]
    label: Text
    request: Text
    wish: Text


@entry
class Principle(Identified, Dated):
    """One of the general principles of article 4(2); its id is the letter."""

    label: Text


@entry
class DefinedTerm(Identified, Dated):
    """A term that the law defines, for a text that has to define its terms."""

    term: Text
    meaning: Text
    statute: Fact[str]
    article: Fact[str]


@entry
class SpecialCategory(Identified, Dated):
    """One of the special categories of article 6(1), a closed list."""

    label: Text


@entry
class CookieClass(Identified, Dated):
    """A class of cookies of the Authority's guideline; only those without consent may run first.

    `unless`: when a cookie that is described like this one belongs to the class without consent.
    """

    label: Text
    meaning: Text
    needs_consent: Fact[bool]
    unless: Text | None = None


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


@entry
class RetentionPeriod(Identified, Dated):
    """How long a statute has records kept at least, and its citation."""

    period: Fact[Duration]
    statute: Fact[str]
    article: Fact[str]


@entry
class Holiday(Identified, Dated):
    """An official holiday, on which no business is done.

    Of the same month and day in each year (`yearly`: `10-29`), or of one year, from `first` to
    `last`. `eve`: the day before it is a half day.
    """

    name: Text
    yearly: Fact[str] | None = None
    first: Fact[date] | None = None
    last: Fact[date] | None = None
    eve: Fact[bool] | None = None
    statute: Statute
    article: Fact[str] | None = None


class Shown(StrEnum):
    """What the facts of a recipient can show of a notification to the Authority."""

    EXPORTER = "exporter"
    IMPORTER = "importer"
    KIND = "kind"
    TRANSFER = "transfer"
    SIGNATURES = "signatures"


@entry
class NotificationItem(Identified, Dated):
    """What a notification of a standard contract shows or has beside it, and its citation.

    `shown` is what the facts say of it.
    """

    label: Text
    shown: Fact[Shown] | None = None
    statute: Statute
    article: Fact[str] | None = None


@entry
class RegisterHeading(Identified, Dated):
    """One choice of a list of VERBİS, in the register's own words, which are Turkish alone."""

    label: Text


@entry
class RegisterPurpose(RegisterHeading):
    """A purpose of processing in the register."""


@entry
class RegisterCategory(RegisterHeading):
    """A category of data in the register."""


@entry
class RegisterGroup(RegisterHeading):
    """A group of data subjects in the register."""


@entry
class RegisterRecipient(RegisterHeading):
    """A group of recipients in the register."""


@entry
class RegisterMeasure(RegisterHeading):
    """A measure of security in the register."""

"""What every language can do; each language is one module that fills this in.

Days, numbers, units, plurals and names come from CLDR (Babel), so a language writes down what
only it knows: its casing, its endings, how it cites a statute.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.durations import Duration, Lifetime
from generator.languages import countries, fixed_words
from generator.languages.addresses import in_address
from generator.languages.fixed_words import Labels

if TYPE_CHECKING:  # slow to import: a check of Turkish and English texts does without it
    from babel import Locale

CONJUNCTIONS = ("and", "or")
"""What may join the last item of a list to the others."""
APART = "apart"
"""Asked for in their place where lists stand beside each other: each item after a semicolon."""
_choices = fixed_words.beside(Path(__file__).parent / "choices")


@dataclass(frozen=True)
class Language:
    """A language: its words, and how it writes values. Methods take and give plain values.

    `locale` is the one of CLDR, where it is not called as the language. `units` are the
    words for units that Babel lacks (`business-day` in every language), by the plural category of
    CLDR (`one`, `other` …). `endings` is a pattern of what a noun may end with where it stands in
    a sentence.
    """

    code: str
    units: Mapping[str, Mapping[str, str]]
    locale: str = ""
    endings: str = ""

    @property
    def name(self) -> str:
        """What the language calls itself."""
        return fixed_words.own(self.code)["language_name"]

    @property
    def not_stated(self) -> str:
        """What stands where a fact is owed."""
        return fixed_words.own(self.code)["not_stated"]

    @property
    def choices(self) -> Labels:
        """The words for what the data may choose from (`automatic`, `processor` …)."""
        return _choices(self.code)

    @cached_property
    def cldr(self) -> "Locale":
        """What CLDR knows of the language."""
        from babel import Locale

        return Locale.parse(self.locale or self.code)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as the attribute `dir` says it."""
        return str(self.cldr.text_direction)

    @property
    def attributes(self) -> dict[str, str]:
        """What an element of HTML in the language carries: `lang`, and `dir` from the right."""
        turned = {} if self.direction == "ltr" else {"dir": self.direction}
        return {"lang": self.code} | turned

    @property
    def in_tag(self) -> str:
        """The same as they stand in a tag."""
        return " ".join(f'{name}="{value}"' for name, value in self.attributes.items())

    @property
    def months(self) -> Sequence[str]:
        """The names of the months as they stand in a date."""
        return list(self.cldr.months["format"]["wide"].values())

    def date(self, day: date) -> str:
        """`15 Aralık 2026`, `15 December 2026`."""
        from babel.dates import format_date

        return str(format_date(day, "long", locale=self.cldr))

    def citation(self, title: str, short: str, number: str) -> str:  # noqa: ARG002
        """A pattern of the ways in which texts name a statute or an article of it; here by its
        title alone."""
        return rf"(?<!\w){re.escape(title)}(?!\w)"

    def number(self, value: int | Decimal) -> str:
        """Thousands and decimals by the marks of the language."""
        from babel.numbers import format_decimal

        return str(format_decimal(value, locale=self.cldr, decimal_quantization=False))

    def percent(self, value: int | Decimal) -> str:
        """`18%`; Turkish writes `%18`."""
        from babel.numbers import format_percent

        part = Decimal(value) / 100
        return str(format_percent(part, locale=self.cldr, decimal_quantization=False))

    def duration(self, period: Duration) -> str:
        """`1 yıl 1 ay`, `1 year and 1 month`."""
        return self.part_joint.join(self.counted(str(n), n, unit) for n, unit in period.parts)

    def duration_words(self, period: Duration) -> str:
        """`otuz gün`, `thirty days`."""
        return self.part_joint.join(self.counted(self.words(n), n, u) for n, u in period.parts)

    @property
    def part_joint(self) -> str:
        """What stands between the parts of a period."""
        return self.joint("and")

    def counted(self, written: str, count: int, unit: str) -> str:
        """`3 days`, `three days`: the unit in the plural of `count`, which is `written` so.

        Raises LookupError where neither has words for the unit: Babel has none for the Turkish day.
        """
        if unit in self.units:
            return f"{written} {self.units[unit][self.cldr.plural_form(count)]}"
        from babel.units import format_unit

        name = f"duration-{unit}"
        said = str(format_unit(count, name, locale=self.cldr))
        if name in said:
            raise LookupError(f"no words for “{unit}”")
        return said.replace(self.number(count), written)

    def lifetime(self, lifetime: Lifetime) -> str:
        """`2 yıl`, `oturum süresince`; `2 years`, `until the session ends`."""
        if lifetime.duration is None:
            return fixed_words.own(self.code)["session"]
        return self.duration(lifetime.duration)

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166-1 code (from CLDR); KeyError for no country."""
        return str(self.cldr.territories[code])

    def country_code(self, written: str) -> str | None:
        """The ISO 3166-1 code of a country by its code, its name in this language or English, or
        what else people call it; None where no country is called so."""
        if countries.is_code(written) and self.cldr.territories.get(written):
            return written
        return countries.codes(self.locale or self.code).get(in_address(written.replace(".", "")))

    def language(self, code: str) -> str:
        """The name of a language by its code; KeyError for no language."""
        return str(self.cldr.languages[code])

    def joint(self, conjunction: str) -> str:
        """What joins the last two items of a list: ` ve `, ` veya `."""
        kind = {"and": "standard", "or": "or"}[conjunction]
        pattern: str = self.cldr.list_patterns[kind]["2"]
        return pattern.removeprefix("{0}").removesuffix("{1}")

    def joints(self, items: Sequence[str], last: str = "and") -> tuple[str, ...]:
        """What stands between the items of a list.

        Where an item has a comma or a conjunction of its own, or `last` is `APART`, semicolons keep
        the items apart.
        """
        count = len(items)
        if count < 2:
            return ()
        inner = [", ", *map(self.joint, CONJUNCTIONS)]
        if last == APART or any(part in item for item in items for part in inner):
            return ("; ",) * (count - 1)
        return (", ",) * (count - 2) + (self.joint(last),)

    def lower(self, text: str) -> str:
        """Small letters."""
        return text.lower()

    def upper(self, text: str) -> str:
        """Capital letters."""
        return text.upper()

    def sentence_start(self, text: str) -> str:
        """The first letter as a capital."""
        return self.upper(text[:1]) + text[1:]

    def title(self, text: str) -> str:
        """Words as they stand in a title: `Üyelik Formu`, `Membership Form`."""
        return self.sentence_start(text)

    def concerning(self, title: str) -> str:
        """A matter as it stands before the word for a text: `Anketlere İlişkin`."""
        return title

    def ordinal(self, number: int) -> str:
        """`11'inci`, `11th`."""
        raise NotImplementedError

    def words(self, number: int) -> str:
        """A number from 0 to 999 in words."""
        raise NotImplementedError

    def cited(self, article: str) -> str:
        """An article id (`5/2-ç`) as a short citation."""
        raise NotImplementedError

    def suffixed(
        self,
        text: str,
        case: str,
        *,
        apostrophe: bool = True,
        compound: bool = False,
        reading: str | None = None,
    ) -> str:
        """`text` with the suffix of a grammatical case; only languages with cases have it."""
        raise NotImplementedError

    def possessive(self, text: str) -> str:
        """`text's`; only languages that write it so have it."""
        raise NotImplementedError


@dataclass(frozen=True)
class WrittenDown(Language):
    """A language whose words of CLDR are written down with it, and say the same (a test asks).

    Loading Babel and two of its languages takes a tenth of a second, and every check would wait
    for it. `names` are those of the languages that have a module like this one; `small` are the
    words that have no capital inside a title.
    """

    month_names: Sequence[str] = ()
    conjunctions: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[str, str] = (",", ".")
    names: Mapping[str, str] = field(default_factory=dict)
    small: frozenset[str] = frozenset()

    @property
    def direction(self) -> str:
        """From the left."""
        return "ltr"

    @property
    def months(self) -> Sequence[str]:
        """The names of the months as they stand in a date."""
        return self.month_names

    def date(self, day: date) -> str:
        """`15 Aralık 2026`, `15 December 2026`."""
        return f"{day.day} {self.months[day.month - 1]} {day.year}"

    def number(self, value: int | Decimal) -> str:
        """Thousands and decimals by the marks of the language."""
        thousands, decimal = self.marks
        return f"{value:,}".translate({ord(","): thousands, ord("."): decimal})

    def percent(self, value: int | Decimal) -> str:
        """`18%`."""
        return f"{self.number(value)}%"

    def counted(self, written: str, count: int, unit: str) -> str:
        """`3 days`, `three days`."""
        return f"{written} {self.units[unit]['one' if count == 1 else 'other']}"

    def title(self, text: str) -> str:
        """Words as they stand in a title: `Üyelik Formu`, `Membership Form`."""
        first, *others = text.split(" ")
        rest = (word if word in self.small else self._capital(word) for word in others)
        return " ".join((self._capital(first), *rest))

    def _capital(self, word: str) -> str:
        """With a capital behind what opens the word; one that has its own keeps it (“iPhone”)."""
        opening = word[: len(word) - len(word.lstrip("“‘\"'(["))]
        bare = word.removeprefix(opening)
        return word if bare != self.lower(bare) else opening + self.sentence_start(bare)

    def language(self, code: str) -> str:
        """The name of a language by its code; KeyError for no language."""
        return self.names.get(code) or super().language(code)

    def joint(self, conjunction: str) -> str:
        """What joins the last two items of a list: ` ve `, ` veya `."""
        return f" {self.conjunctions[conjunction]} "

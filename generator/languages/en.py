"""English, as a British public office writes it."""

import re
from dataclasses import dataclass

from generator.languages.language import WrittenDown

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


@dataclass(frozen=True)
class English(WrittenDown):
    """Ordinals, possessives, articles in brackets."""

    def ordinal(self, number: int) -> str:
        """`1st`, `11th`, `22nd`."""
        teens = 10 <= number % 100 <= 20
        ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"

    def words(self, number: int) -> str:
        """`thirty`, `twenty-one`, `one hundred and five`."""
        if number < 20:
            return _SMALL[number]
        if number < 100:
            rest = number % 10
            return _TENS[number // 10] + (f"-{_SMALL[rest]}" if rest else "")
        rest = number % 100
        return f"{_SMALL[number // 100]} hundred" + (f" and {self.words(rest)}" if rest else "")

    def possessive(self, text: str) -> str:
        """`Company's`, also after a final s."""
        return f"{text}'s"

    def cited(self, article: str) -> str:
        """`5/2-ç` → `art. 5(2)(ç)`."""
        main, _, letter = article.partition("-")
        number, _, paragraph = main.partition("/")
        inner = (f"({paragraph})" if paragraph else "") + (f"({letter})" if letter else "")
        return f"art.\u00a0{number}{inner}"

    def citation(self, title: str, short: str, number: str) -> str:
        """`Article 11 of the Law`, `Law No. 6698`, `the Law art. 5(2)(f)`."""
        short, title = re.escape(short.removeprefix("the ")), re.escape(title)
        article = r"Article \d+ of (?:the )?"
        ending = r",?\s[Aa]rt(?:\.|icle)\s?\d+(?:\(\w+\))*"
        named = title
        if number:
            defined = r"(?:, “the Law”(?: or “KVKK”)?)?"
            numbered = rf"Law No\. {number}(?: \({title}{defined}\))?"
            named = rf"{numbered}|{title}(?:,? No\. {number})?"
        brief = rf"{short}(?! on\b| No\b)(?!\w)"
        return (
            rf"(?<!\w)(?:(?:{article})?(?:{named})(?:{ending})?|{article}{brief}|{brief}{ending})"
        )


LANGUAGE = English(
    code="en",
    locale="en_GB",
    month_names=(
        "January February March April May June July August September October November December"
    ).split(),
    units={
        "business-day": {"one": "business day", "other": "business days"},
        "minute": {"one": "minute", "other": "minutes"},
        "hour": {"one": "hour", "other": "hours"},
        "day": {"one": "day", "other": "days"},
        "week": {"one": "week", "other": "weeks"},
        "month": {"one": "month", "other": "months"},
        "year": {"one": "year", "other": "years"},
    },
    conjunctions={"and": "and", "or": "or"},
    names={"tr": "Turkish", "en": "English"},
    marks=(",", "."),
    small=frozenset("a an and as at but by for from in into nor of on or the to with".split()),
    endings="s?(?:['’]s?)?",
)

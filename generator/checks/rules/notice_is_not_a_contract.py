"""Rule IDN-04: no text is part of a contract, and nobody is deemed to accept one."""

from collections.abc import Iterable
from datetime import date

from generator.checks.phrases import found_in
from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject

PHRASES = {
    "tr": (
        "ayrılmaz parçası",
        "kabul etmiş sayıl",
        "kabul edilmiş sayıl",
        "okudum, kabul ediyorum",
    ),
    "en": (
        "integral part",
        "deemed to accept",
        "deemed to have accepted",
        "i have read and accept",
    ),
}


def check(subject: Subject) -> Iterable[Found]:
    """The phrases, wherever a public text says them."""
    for fact, phrase in found_in(subject.stated, PHRASES):
        yield (
            fact.origin,
            f"“{phrase}” makes a contract of the text.",
            "Say that the text informs; ask for nothing.",
        )


RULE = Rule(
    code="IDN-04",
    slug="notice-is-not-a-contract",
    level=Level.ERROR,
    citation=Citation("Board decision 2026/347", "", date(2026, 3, 24), "sec2"),
    what="No text is part of a contract, and nobody is deemed to accept one.",
    why="A notice informs; it is neither agreed to nor part of an agreement.",
    check=check,
    never_accepted="A notice that is accepted like a contract has been found unlawful in itself.",
    wrong=Example(
        "promises.yml",
        """\
statements:
  - {tr: Bu metin üyelik sözleşmesinin ayrılmaz parçasıdır., en: This text stands alone.}
""",
        at="statements[0].tr",
    ),
    right=Example(
        "promises.yml",
        """\
statements:
  - {tr: Bu metin bilgilendirme amaçlıdır., en: This text informs.}
""",
    ),
)

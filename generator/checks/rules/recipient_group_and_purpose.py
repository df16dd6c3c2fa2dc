"""Rule REC-01: a recipient is a known group with a purpose."""

from collections.abc import Iterable
from datetime import date

from generator.checks.phrases import found_in
from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject
from generator.model.entry import walk

PHRASES = {
    "tr": ("üçüncü kişiler", "üçüncü taraflar", "benzeri kuruluşlar", "ve diğer", "olacağımız"),
    "en": ("third parties", "similar organisations", "and others", "we are or will be"),
}


def check(subject: Subject) -> Iterable[Found]:
    """The phrases, wherever a recipient says them."""
    for fact, phrase in found_in(walk(tuple(subject.facts.recipients.values())), PHRASES):
        yield (
            fact.origin,
            f"“{phrase}” names no group of recipients.",
            "Name the group, and what it gets the data for.",
        )


RULE = Rule(
    code="REC-01",
    slug="recipient-group-and-purpose",
    level=Level.ERROR,
    citation=Citation("Law 6698", "10(1)(c)", date(2016, 10, 7), "official"),
    what="A recipient is a known group with a purpose.",
    why="“Third parties” tells a person nothing about who gets the data.",
    check=check,
    wrong=Example(
        "recipients.yml",
        """\
carrier:
  name: {tr: üçüncü kişiler, en: carriers}
""",
        at="carrier.name.tr",
    ),
    right=Example(
        "recipients.yml",
        """\
carrier:
  name: {tr: kargo şirketleri, en: carriers}
""",
    ),
)

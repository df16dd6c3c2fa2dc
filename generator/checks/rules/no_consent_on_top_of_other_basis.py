"""Rule PUR-05: consent is not asked for what rests on another basis."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject

CONSENT = ("5/1", "6/3-a")


def check(subject: Subject) -> Iterable[Found]:
    """No purpose has consent beside another basis."""
    for activity in subject.facts.activities.values():
        for purpose in activity.purposes:
            articles = [basis.article.id.value for basis in purpose.bases]
            for number, article in enumerate(articles):
                if article in CONSENT and len(set(articles)) > 1:
                    yield (
                        purpose.at(f"bases[{number}]"),
                        f"explicit consent ({article}) stands beside another basis.",
                        "Keep the other basis alone, or split the purpose in two.",
                    )


RULE = Rule(
    code="PUR-05",
    slug="no-consent-on-top-of-other-basis",
    level=Level.ERROR,
    citation=Citation("Board decision 2026/347", "-", date(2026, 3, 24), "sec2"),
    what="Consent is not asked for what rests on another basis.",
    why="Asking for consent that is not needed misleads: refusing it would change nothing.",
    check=check,
    wrong=Example(
        "processing/orders.yml",
        """\
title: {tr: Siparişler, en: Orders}
purposes:
  - text: {tr: Siparişin teslim edilmesi, en: Delivering the order}
    data: [identity.name]
    bases:
      - article: 5/2-c
        detail: {tr: satış sözleşmesi, en: the sales contract}
      - article: 5/1
    retention: {period: 10 years, starts: {tr: teslim tarihi, en: the day of delivery}}
""",
        at="purposes[0].bases[1]",
    ),
    right=Example(
        "processing/orders.yml",
        """\
title: {tr: Siparişler, en: Orders}
purposes:
  - text: {tr: Siparişin teslim edilmesi, en: Delivering the order}
    data: [identity.name]
    bases:
      - article: 5/2-c
        detail: {tr: satış sözleşmesi, en: the sales contract}
    retention: {period: 10 years, starts: {tr: teslim tarihi, en: the day of delivery}}
""",
    ),
)

"""Rule PUR-06: the contract, statute or interest behind a basis is named."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject


def check(subject: Subject) -> Iterable[Found]:
    """A basis that needs a detail has one."""
    for activity in subject.facts.activities.values():
        for purpose in activity.purposes:
            for number, basis in enumerate(purpose.bases):
                needs = basis.article.needs.find("en") if basis.article.needs else None
                if needs and not basis.detail:
                    yield (
                        purpose.at(f"bases[{number}]"),
                        f"{basis.article.id.value} does not name {needs.value}.",
                        "Write it as “detail:” in both languages.",
                    )


RULE = Rule(
    code="PUR-06",
    slug="basis-detail-stated",
    level=Level.WARNING,
    citation=Citation("Law 6698", "5(2)", date(2016, 4, 7), "memory"),
    what="The contract, statute or interest behind a basis is named.",
    why="A basis without its contract, statute or interest cannot be examined.",
    check=check,
    wrong=Example(
        "processing/orders.yml",
        """\
title: {tr: Siparişler, en: Orders}
purposes:
  - text: {tr: Siparişin teslim edilmesi, en: Delivering the order}
    data: [identity.name]
    bases: [{article: 5/2-f}]
    retention: {period: 10 years, starts: {tr: teslim tarihi, en: the day of delivery}}
""",
        at="purposes[0].bases[0]",
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

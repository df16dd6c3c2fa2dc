"""Rule RET-01: each purpose states how long its data is kept."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject


def check(subject: Subject) -> Iterable[Found]:
    """A purpose has a retention with a period and its start."""
    for activity in subject.facts.activities.values():
        for purpose in activity.purposes:
            retention = purpose.retention
            if retention is None:
                yield (
                    purpose.origin,
                    "this purpose does not say how long its data is kept.",
                    "Write “retention:” with “period:” and “starts:”.",
                )
            elif retention.period is None or not retention.starts:
                yield (
                    purpose.at("retention"),
                    "the retention has no period or no start.",
                    "“As long as necessary” alone is no period; write both.",
                )


RULE = Rule(
    code="RET-01",
    slug="retention-period-per-category",
    level=Level.WARNING,
    citation=Citation(
        "By-law on the deletion of personal data", "4(1)(e)", date(2018, 1, 1), "official"
    ),
    what="Each purpose states how long its data is kept.",
    why="The inventory and the registry need a maximum period with its start.",
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
""",
        at="purposes[0]",
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

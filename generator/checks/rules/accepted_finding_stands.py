"""Rule ACC-01: what accepted.yml accepts is found, not past its day, and may be accepted."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import OWN, Citation, Example, Found, Level, Rule, Subject


def check(subject: Subject) -> Iterable[Found]:
    """Reason, role and day of each entry; what it accepts is looked at with all findings."""
    for entry in subject.facts.accepted.values():
        for key, fact in (("reason", entry.reason), ("role", entry.role)):
            if not fact:
                yield (
                    fact.origin,
                    f"“{entry.id.value}” is accepted without a {key}.",
                    f"Write “{key}:”; who accepts answers for it.",
                )
        if entry.until.value < subject.day:
            yield (
                entry.at("until"),
                f"“{entry.id.value}” was accepted until {entry.until.value}, which is past.",
                "Mend what it accepts, or let the same role decide again with a new day.",
            )


RULE = Rule(
    code="ACC-01",
    slug="accepted-finding-stands",
    level=Level.ERROR,
    citation=Citation(OWN, "", date(2016, 4, 7), "official"),
    what="What accepted.yml accepts is found in these words, not past its day, and may be accepted; "
    "what answers.yml answers is asked.",
    why="An accepted finding is a promise with a day; forgotten ones hide mistakes.",
    check=check,
    never_accepted="Accepting an acceptance would have no end.",
    wrong=Example(
        "accepted.yml",
        """\
old:
  code: RET-01
  place: processing/orders.yml#purposes[0]
  finding: this purpose does not say how long its data is kept.
  reason: Waiting for the retention table.
  role: legal counsel
  until: 2020-01-01
  profile: draft
""",
        at="old.until",
    ),
    right=Example(
        "accepted.yml",
        """\
# nothing is accepted
""",
    ),
)

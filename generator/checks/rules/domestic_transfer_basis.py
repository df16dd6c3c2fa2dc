"""Rule REC-02: a transfer to another controller has a legal basis."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject
from generator.model.processing import Role

OWN = (Role.PROCESSOR, Role.PUBLIC)


def check(subject: Subject) -> Iterable[Found]:
    """A purpose that names a recipient in a role of its own, and no basis."""
    for activity in subject.facts.activities.values():
        for purpose in activity.purposes:
            others = [r for r in purpose.recipients if r.role.value not in OWN]
            if others and not purpose.bases:
                yield (
                    purpose.at("recipients"),
                    f"data goes to “{others[0].id.value}” without a legal basis.",
                    "Write “bases:” with a condition of article 5 or 6.",
                )


RULE = Rule(
    code="REC-02",
    slug="domestic-transfer-basis",
    level=Level.ERROR,
    citation=Citation("Law 6698", "8", date(2016, 4, 7), "official"),
    what="A transfer to another controller has a legal basis.",
    why="A transfer is processing; what article 8 asks of it is a condition of article 5 or 6.",
    check=check,
    wrong=Example(
        "processing/staff.yml",
        """\
purposes:
  - text: {tr: Topluluk içi denetim, en: Audit within the group}
    data: [personnel.payroll]
    recipients: [group]
""",
        at="purposes[0].recipients",
        base="rich",
    ),
    right=Example(
        "processing/staff.yml",
        """\
purposes:
  - text: {tr: Topluluk içi denetim, en: Audit within the group}
    data: [personnel.payroll]
    bases: [{article: 5/2-f, detail: {tr: topluluğun denetlenmesi, en: auditing the group}}]
    recipients: [group]
""",
        base="rich",
    ),
)

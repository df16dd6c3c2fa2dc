"""Rule REC-02: a transfer to another controller has a legal basis."""

from collections.abc import Iterable
from datetime import date

from generator.checks.example import Example
from generator.checks.finding import Citation, Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.model.processing import Act, Role

OWN = (Role.PROCESSOR, Role.PUBLIC)


def check(subject: Subject) -> Iterable[Observation]:
    """A step of transfer with no basis of its own, to a recipient in a role of its own.

    A purpose without any basis is found by PUR-03.
    """
    for _, purpose in subject.purposes:
        others = [r for r in purpose.recipients or () if r.role.value not in OWN]
        for step in purpose.steps:
            if others and step.act.value is Act.TRANSFER and not step.bases:
                yield Observation(
                    step.at("bases"),
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
  - text: {tr: Ücretin ödenmesi, en: Paying wages}
    data: [personnel.payroll]
    bases: [{article: 5/2-ç, detail: {tr: 5510 sayılı Kanun, en: Law No. 5510}}]
    steps: [{act: transfer, purpose: {tr: topluluk içi denetim, en: audit within the group}, bases: []}]
    recipients: [group]
    retention: {period: 10 years, starts: {tr: iş ilişkisinin sona ermesi, en: the end of employment}}
  - text: {tr: İşe giriş sağlık muayenesinin belgelenmesi, en: Documenting the medical examination}
    data: [health.report, health.blood]
    recipients: []
    bases: [{article: 6/3-f, detail: {tr: 6331 sayılı Kanun, en: Law No. 6331}}]
    retention: {period: 15 years, starts: {tr: iş ilişkisinin sona ermesi, en: the end of employment}}
""",
        at="purposes[0].steps[0].bases",
        base="rich",
    ),
    right=Example(
        "processing/staff.yml",
        """\
purposes:
  - text: {tr: Ücretin ödenmesi, en: Paying wages}
    data: [personnel.payroll]
    bases: [{article: 5/2-ç, detail: {tr: 5510 sayılı Kanun, en: Law No. 5510}}]
    steps:
      - act: transfer
        purpose: {tr: topluluk içi denetim, en: audit within the group}
        bases: [{article: 5/2-f, detail: {tr: topluluğun denetlenmesi, en: auditing the group}}]
    recipients: [group]
    retention: {period: 10 years, starts: {tr: iş ilişkisinin sona ermesi, en: the end of employment}}
  - text: {tr: İşe giriş sağlık muayenesinin belgelenmesi, en: Documenting the medical examination}
    data: [health.report, health.blood]
    recipients: []
    bases: [{article: 6/3-f, detail: {tr: 6331 sayılı Kanun, en: Law No. 6331}}]
    retention: {period: 15 years, starts: {tr: iş ilişkisinin sona ermesi, en: the end of employment}}
""",
        base="rich",
    ),
)

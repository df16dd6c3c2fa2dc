"""Rule ABR-06: before an occasional consent to a transfer abroad its risks are told."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say


def check(subject: Subject) -> Iterable[Observation]:
    """The mechanism occ-consent has risks."""
    for recipient in subject.recipients:
        mechanism = recipient.mechanism.id.value if recipient.mechanism else ""
        if mechanism == "occ-consent" and not recipient.risks:
            yield Observation(
                recipient.at("mechanism"),
                say("the risks of this transfer are not told."),
                say("Write “risks:” in both languages: what protection the country does not give."),
            )


EXPERT = """\
internal: yes
name: {tr: yurt dışındaki bilirkişi, en: expert abroad}
role: controller
purpose: {tr: tek bir olayda görüş verilmesi, en: giving an opinion in a single case}
countries: [US]
abroad: yes
regular: no
mechanism: occ-consent"""
RISKS = "{tr: Ülkede bağımsız bir kurum yoktur., en: The country has no independent authority.}"

RULE = Rule(
    code="ABR-06",
    slug="abroad-consent-risk-information",
    level=Level.ERROR,
    cites="kvkk 9/6-a",
    what="Before an occasional consent to a transfer abroad its risks are told.",
    why="Consent without knowing the risks of the country is not informed.",
    check=check,
    example=Change(
        "recipients.yml", "expert", EXPERT, f"{EXPERT}\nrisks: {RISKS}", found="expert.mechanism"
    ),
)

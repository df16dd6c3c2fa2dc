"""Rule ABR-02: a transfer abroad has a mechanism of article 9."""

from collections.abc import Iterable
from datetime import date

from generator.checks.example import Change
from generator.checks.finding import Citation, Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject

TRANSITION, ENDS = date(2024, 6, 1), date(2024, 9, 1)
"""Law 7499 came into force on the first day; provisional article 3 kept the old consent until the second."""


def check(subject: Subject) -> Iterable[Observation]:
    """A recipient abroad names a mechanism that is law on the day."""
    for recipient in subject.facts.recipients.values():
        if not recipient.abroad:
            continue
        if recipient.mechanism is None or recipient.mechanism.id.value == "not-stated":
            yield Observation(
                recipient.at("abroad"),
                f"data goes abroad to “{recipient.id.value}” without a mechanism of article 9.",
                "Write “mechanism:”, for example standard-contract, once it is signed.",
                "no-mechanism",
            )
        elif recipient.mechanism.in_force_until and TRANSITION <= subject.day <= ENDS:
            yield Observation(
                recipient.at("mechanism"),
                f"“{recipient.mechanism.id.value}” carries this transfer until {ENDS} only "
                "(Law 6698, provisional art. 3).",
                "Choose a safeguard of article 9(4) before that day.",
                "ending",
                level=Level.WARNING,
            )
        elif not recipient.mechanism.in_force(subject.day):
            yield Observation(
                recipient.at("mechanism"),
                f"“{recipient.mechanism.id.value}” is no mechanism that is in force.",
                f"After {ENDS} consent carries occasional transfers only; choose a safeguard of "
                "article 9(4), for example standard-contract.",
                "not-in-force",
            )


RULE = Rule(
    code="ABR-02",
    slug="abroad-basis-plus-mechanism",
    level=Level.ERROR,
    citation=Citation("Law 6698", "9", date(2016, 4, 7), "official"),
    what="A transfer abroad has a mechanism of article 9.",
    why="Without one of them the transfer is unlawful; “as permitted by law” is not a mechanism.",
    check=check,
    sub_codes={
        "no-mechanism": "A recipient abroad names no mechanism of article 9.",
        "ending": "The mechanism carries the transfer only until a day that is near.",
        "not-in-force": "The mechanism is not law on the day.",
    },
    example=Change(
        "recipients.yml",
        "carrier",
        """\
countries: [DE]
abroad: yes""",
        """\
countries: [DE]
abroad: yes
mechanism: standard-contract""",
        sub="no-mechanism",
        found="carrier.abroad",
    ),
)

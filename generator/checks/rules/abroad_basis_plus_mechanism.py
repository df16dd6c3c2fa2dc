"""Rule ABR-02: a transfer abroad has a mechanism of article 9."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject


def check(subject: Subject) -> Iterable[Found]:
    """A recipient abroad names a mechanism that is law on the day."""
    for recipient in subject.facts.recipients.values():
        if not recipient.abroad:
            continue
        if recipient.mechanism is None:
            yield (
                recipient.at("abroad"),
                f"data goes abroad to “{recipient.id.value}” without a mechanism of article 9.",
                "Write “mechanism:”, for example standard-contract, once it is signed.",
            )
        elif not recipient.mechanism.in_force(subject.day):
            yield (
                recipient.at("mechanism"),
                f"“{recipient.mechanism.id.value}” is no mechanism on {subject.day}.",
                "Since 2024-09-01 consent carries occasional transfers only; choose a safeguard.",
            )


RULE = Rule(
    code="ABR-02",
    slug="abroad-basis-plus-mechanism",
    level=Level.ERROR,
    citation=Citation("Law 6698", "9", date(2016, 4, 7), "official"),
    what="A transfer abroad has a mechanism of article 9.",
    why="Without one of them the transfer is unlawful; “as permitted by law” is not a mechanism.",
    check=check,
    wrong=Example(
        "recipients.yml",
        """\
carrier:
  abroad: yes
""",
        at="carrier.abroad",
    ),
    right=Example(
        "recipients.yml",
        """\
carrier:
  abroad: yes
  mechanism: standard-contract
""",
    ),
)

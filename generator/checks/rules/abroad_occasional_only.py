"""Rule ABR-05: the cases of article 9(6) are for occasional transfers only."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject


def check(subject: Subject) -> Iterable[Found]:
    """A recipient of data from a standing collection point has no occasional mechanism."""
    for activity in subject.facts.activities.values():
        for purpose in activity.purposes:
            for number, recipient in enumerate(purpose.recipients):
                mechanism = recipient.mechanism
                if activity.collected_at and mechanism and mechanism.occasional:
                    yield (
                        purpose.at(f"recipients[{number}]"),
                        f"“{recipient.id.value}” receives data all the time, on "
                        f"“{mechanism.id.value}”, which is for occasional transfers.",
                        "Choose a safeguard of article 9(4).",
                    )


RULE = Rule(
    code="ABR-05",
    slug="abroad-occasional-only",
    level=Level.ERROR,
    citation=Citation("Law 6698", "9(6)", date(2024, 6, 1), "official"),
    what="The cases of article 9(6) are for occasional transfers only.",
    why="What happens at every membership or order is continuous, not occasional.",
    check=check,
    wrong=Example(
        "recipients.yml",
        """\
carrier:
  abroad: yes
  mechanism: occ-consent
""",
        at="purposes[0].recipients[0]",
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

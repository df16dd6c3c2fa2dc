"""Rule ABR-05: the cases of article 9(6) are for occasional transfers only."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say


def check(subject: Subject) -> Iterable[Observation]:
    """Neither a standing collection point nor a regular transfer has an occasional mechanism."""
    for recipient in subject.recipients:
        if recipient.regular and recipient.mechanism and recipient.mechanism.occasional:
            yield Observation(
                recipient.at("mechanism"),
                say(
                    "transfers to “{id}” are regular, but “{mechanism}” is for occasional ones.",
                    id=recipient.id.value,
                    mechanism=recipient.mechanism.id.value,
                ),
                say("Choose a safeguard of article 9(4), or write “regular: no” if that is true."),
                "regular",
            )
    for activity, purpose in subject.purposes:
        for number, recipient in enumerate(purpose.recipients or ()):
            mechanism, unsaid = recipient.mechanism, recipient.regular is None
            if unsaid and activity.collection_points and mechanism and mechanism.occasional:
                yield Observation(
                    purpose.at(f"recipients[{number}]"),
                    say(
                        "“{id}” receives data all the time, on “{mechanism}”, which is for "
                        "occasional transfers.",
                        id=recipient.id.value,
                        mechanism=mechanism.id.value,
                    ),
                    say(
                        "Choose a safeguard of article 9(4), or write “regular: no” if that "
                        "is true."
                    ),
                    "collection-point",
                )


RULE = Rule(
    code="ABR-05",
    slug="abroad-occasional-only",
    level=Level.ERROR,
    cites="kvkk 9/6",
    what="The cases of article 9(6) are for occasional transfers only.",
    why="What happens at every registration or order is continuous, not occasional.",
    check=check,
    sub_codes={
        "regular": "A regular transfer rests on a case for occasional ones.",
        "collection-point": "What a standing collection point obtains goes abroad on a case for occasional "
        "transfers.",
    },
    example=Change(
        "recipients.yml",
        "carrier",
        """\
countries: [DE]
abroad: yes
mechanism: occ-contract""",
        """\
countries: [DE]
abroad: yes
mechanism: bcr""",
        sub="collection-point",
        found="purposes.deliver-order.recipients[0]",
    ),
)

"""Rule ABR-02: a transfer abroad has a mechanism of article 9."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import Message, say
from generator.model.recipients import Recipient


def check(subject: Subject) -> Iterable[Observation]:
    """A recipient abroad names a mechanism that is law on the day.

    The old ground of consent stayed law for some months beside the safeguards that replaced it.
    """
    since = subject.law.citations["kvkk 9/4"].in_force_from.value
    for recipient in (r for r in subject.recipients if r.abroad):
        mechanism = recipient.mechanism
        if mechanism is None or mechanism.id.value == "not-stated":
            yield Observation(
                recipient.at("abroad"),
                say(
                    "data goes abroad to “{id}” without a mechanism of article 9.",
                    id=recipient.id.value,
                ),
                _missing(subject, recipient),
                "no-mechanism",
            )
        elif not mechanism.in_force(subject.day):
            yield Observation(
                recipient.at("mechanism"),
                say(
                    "“{mechanism}” is not a mechanism that is in force.",
                    mechanism=mechanism.id.value,
                ),
                say(
                    "Consent carries occasional transfers only; choose a safeguard of "
                    "article 9(4), for example standard-contract."
                ),
                "not-in-force",
            )
        elif mechanism.in_force_until and since <= subject.day:
            yield Observation(
                recipient.at("mechanism"),
                say(
                    "“{mechanism}” carries this transfer until {until} only (Law 6698, "
                    "provisional art. 3).",
                    mechanism=mechanism.id.value,
                    until=mechanism.in_force_until.value,
                ),
                say("Choose a safeguard of article 9(4) before that day."),
                "ending",
                Level.WARNING,
            )


def _missing(subject: Subject, recipient: Recipient) -> Message:
    """What to write; and what waits for it on the website."""
    cookies = subject.facts.cookies
    asked = {c.consent.id.value for c in cookies.listed if c.consent} if cookies else set()
    fed = [p for _, p in subject.purposes if p.consent and p.consent.id.value in asked]
    given = [r for purpose in fed for r in purpose.recipients or ()]
    provided = [r for c in cookies.listed if c.consent for r in c.providers] if cookies else []
    if any(r.id.value == recipient.id.value for r in (*given, *provided)):
        return say(
            "Write “mechanism:”, for example standard-contract, once it is signed. Until then "
            "<kvkk-cookies> does not ask for the consents whose data it gets, and what waits for "
            "them stays shut."
        )
    return say("Write “mechanism:”, for example standard-contract, once it is signed.")


RULE = Rule(
    code="ABR-02",
    slug="abroad-basis-plus-mechanism",
    level=Level.ERROR,
    cites="kvkk 9/1",
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
mechanism: bcr""",
        sub="no-mechanism",
        found="carrier.abroad",
    ),
)

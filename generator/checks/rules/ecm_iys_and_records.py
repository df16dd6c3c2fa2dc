"""Rule MSG-03: İYS holds the approvals of commercial messages."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.recipients import Recipient


def check(subject: Subject) -> Iterable[Observation]:
    """Whoever sends messages says that approvals are kept in İYS."""
    messages = subject.facts.messages
    if messages.channels and not messages.iys:
        stated = messages.iys is not None
        yield Observation(
            messages.at("iys" if stated else "channels"),
            say("approvals and refusals are not kept in İYS.")
            if stated
            else say("whether approvals and refusals are kept in İYS is not stated."),
            say("Register with İYS and write “iys: yes”."),
            "not-kept" if stated else "not-stated",
        )
    elif messages.iys and not any(_is_iys(recipient) for recipient in subject.recipients):
        yield Observation(
            messages.at("iys"),
            say("approvals go to İYS, and no purpose names it as a recipient."),
            say(
                "Add “İleti Yönetim Sistemi A.Ş.” to recipients.yml, and name it in the purpose of recording approvals, with the telephone number and the e-mail address among its data."
            ),
            "recipient",
        )


def _is_iys(recipient: Recipient) -> bool:
    return any(
        "ileti yönetim sistemi" in name.value.replace("İ", "i").lower()
        for name in recipient.name.by_language.values()
    )


RULE = Rule(
    code="MSG-03",
    slug="ecm-iys-and-records",
    level=Level.ERROR,
    cites="ecm-bylaw 7/11",
    what="İYS holds the approvals of commercial messages.",
    why="Approvals that are not in the message management system within three business days count as not given.",
    check=check,
    sub_codes={
        "not-stated": "Nobody says whether approvals are kept in İYS.",
        "not-kept": "Approvals are not kept in İYS.",
        "recipient": "İYS gets approvals, and no text names it as a recipient.",
    },
    example=Change("messages.yml", "iys", "no", "yes", found="iys", sub="not-kept", base="rich"),
)

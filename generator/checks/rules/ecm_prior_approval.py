"""Rule MSG-01: approval is asked of consumers, not of traders."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.statements import Addressees


def check(subject: Subject) -> Iterable[Observation]:
    """The class of addressees and the texts of approval agree; unknown counts as consumers."""
    messages = subject.facts.messages
    asked = any(d.type.value == "message_approval" for d in subject.facts.documents.values())
    if messages.channels and messages.addressees.value is Addressees.TRADERS and asked:
        yield Observation(
            messages.at("addressees"),
            say("approval is asked of traders, who have a right to refuse instead."),
            say("Delete the texts of approval, or write “addressees: consumers”."),
            "traders",
        )
    if messages.channels and messages.addressees.value is not Addressees.TRADERS and not asked:
        yield Observation(
            messages.at("channels"),
            say("messages go to consumers without an approval."),
            say("Add a document with “type: message_approval” for each channel."),
            "consumers",
        )


RULE = Rule(
    code="MSG-01",
    slug="ecm-prior-approval",
    level=Level.ERROR,
    cites="etk 6/1; etk 6/2",
    what="Approval is asked of consumers, not of traders.",
    why="Traders and small traders (esnaf) may be written to until they refuse; asking them for approval misleads, not asking a consumer is unlawful.",
    check=check,
    sub_codes={
        "traders": "Approval is asked of traders.",
        "consumers": "Consumers are written to without an approval.",
    },
    example=Change(
        "messages.yml", "addressees", "traders", "consumers", sub="traders", base="rich"
    ),
)

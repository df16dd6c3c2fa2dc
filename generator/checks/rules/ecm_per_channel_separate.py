"""Rule MSG-02: each channel of messages has an approval of its own."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.model.statements import Addressees


def check(subject: Subject) -> Iterable[Observation]:
    """A document of approval for every channel in use, unless the addressees are traders."""
    messages = subject.facts.messages
    if messages.addressees.value is Addressees.TRADERS:
        return
    documents = subject.facts.documents.values()
    approved = {document.channel.id.value for document in documents if document.channel}
    for number, channel in enumerate(messages.channels):
        if channel.id.value not in approved:
            yield Observation(
                messages.at(f"channels[{number}]"),
                f"the channel “{channel.id.value}” has no text of approval.",
                "Add a document with “type: message_approval” and “channel: "
                + channel.id.value
                + "”.",
            )


RULE = Rule(
    code="MSG-02",
    slug="ecm-per-channel-separate",
    level=Level.ERROR,
    cites="ecm-bylaw 7/5",
    what="Each channel of messages has an approval of its own.",
    why="Who approves e-mails has not approved calls.",
    check=check,
    example=Change(
        "documents/approval-call.yml", "channel", "email", "call", found="channels[1]", base="rich"
    ),
)

"""Rule MSG-02: each channel of messages has an approval of its own."""

import re
from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject, in_small_letters
from generator.message import say
from generator.model.statements import Addressees

WAYS = {
    "sms": {"tr": re.compile(r"\bsms|kısa mesaj"), "en": re.compile(r"\bsms|text message")},
    "email": {"tr": re.compile(r"\be-?posta"), "en": re.compile(r"\be-?mail")},
    "call": {"tr": re.compile(r"\barama|telefonla|çağrı"), "en": re.compile(r"\bcall")},
    "push": {"tr": re.compile(r"anlık bildirim|whatsapp"), "en": re.compile(r"\bpush|whatsapp")},
}


def check(subject: Subject) -> Iterable[Observation]:
    """A document of approval for every channel in use, unless the addressees are traders."""
    messages = subject.facts.messages
    if messages.addressees.value is Addressees.TRADERS:
        return
    documents = subject.facts.documents.values()
    approved = {document.channel.id.value for document in documents if document.channel}
    for channel in messages.channels:
        for fact, language, words in in_small_letters([channel.name]):
            ways = [way for way, p in WAYS.items() if (m := p.get(language)) and m.search(words)]
            if len(ways) > 1:
                yield Observation(
                    fact.origin,
                    say(
                        "“{name}” is {count} channels, and they share one approval.",
                        name=fact.value,
                        count=len(ways),
                    ),
                    say("Write each as a channel of its own in message-channels.yml."),
                    "several",
                )
                break
    for number, channel in enumerate(messages.channels):
        if channel.id.value not in approved:
            yield Observation(
                messages.at(f"channels[{number}]"),
                say("the channel “{id}” has no text of approval.", id=channel.id.value),
                say(
                    "Add a document with “type: message_approval” and “channel: {id}”.",
                    id=channel.id.value,
                ),
                "no-approval",
            )


RULE = Rule(
    code="MSG-02",
    slug="ecm-per-channel-separate",
    level=Level.ERROR,
    cites="ecm-bylaw 7/5",
    what="Each channel of messages has an approval of its own.",
    why="Who approves e-mails has not approved calls.",
    check=check,
    phrases=tuple(WAYS.values()),
    sub_codes={
        "no-approval": "A channel has no text of approval.",
        "several": "One channel stands for several.",
    },
    example=Change(
        "documents/approval-call.yml",
        "channel",
        "email",
        "call",
        sub="no-approval",
        found="channels[1]",
        base="rich",
    ),
)

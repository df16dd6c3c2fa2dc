"""Rule APP-04: all lawful ways to apply are offered."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import phrases, said_anywhere
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.controller import LegalForm
from generator.model.statements import Channel

NEEDED = {
    Channel.WRITTEN: say("in writing"),
    Channel.KEP: say("by KEP"),
    Channel.SECURE_E_SIGNATURE: say("with a secure electronic signature"),
    Channel.MOBILE_SIGNATURE: say("with a mobile signature"),
    Channel.REGISTERED_EMAIL: say("from an e-mail address that the controller has on record"),
}
"""The ways to apply that every controller offers, in words."""

PHRASES = phrases(
    tr=(
        "yalnızca|sadece|yalnız yazılı",
        "ancak yazılı olarak",
        "başvuru-|başvurunuz- … yalnızca|sadece|yalnız … noter-|şahsen|elden|kep-|posta-|form-",
        "yalnızca|sadece|yalnız … noter-|şahsen|elden|kep|posta|postayla … başvur-",
        "dışında|dışındaki … yol-|kanal-|yöntem- … başvuru- kabul edilmez|dikkate|işleme",
    ),
    en=(
        "only|solely|exclusively in writing|person",
        "in writing|person only",
        "only|solely|exclusively by|through registered|kep|post|a notary",
    ),
)


def check(subject: Subject) -> Iterable[Observation]:
    """Every channel of the communiqué but the software; no text says that one is the only way."""
    application = subject.facts.application
    offered = {channel.type.value for channel in application.channels}
    for channel, level in ((c, _level(subject, c)) for c in NEEDED if c not in offered):
        if level is None:
            continue
        yield Observation(
            application.at("channels"),
            say("this way to apply is missing: {way}.", way=NEEDED[channel]),
            say("Add “- type: {channel}” with “how:”.", channel=channel.value),
            channel.value,
            level,
        )
    for origin, phrase in said_anywhere(subject, PHRASES):
        yield Observation(
            origin,
            say("“{phrase}” takes the other ways to apply away.", phrase=phrase),
            say("Delete it."),
            "only-way",
        )


def _level(subject: Subject, channel: Channel) -> Level | None:
    """How grave it is that `channel` is missing: KEP is offered only by those who have an address.

    Which companies must have one is for a lawyer to say, so their missing KEP is a warning.
    """
    controller = subject.facts.controller
    if channel is not Channel.KEP or controller.kep is not None:
        return Level.ERROR
    companies = (LegalForm.COMPANY, LegalForm.COOPERATIVE)
    return Level.WARNING if controller.legal_form.value in companies else None


RULE = Rule(
    code="APP-04",
    slug="application-channels-complete",
    level=Level.ERROR,
    cites="application-communique 5/1",
    what="All lawful ways to apply are offered.",
    why="A controller may not narrow the ways in which a data subject applies.",
    check=check,
    sub_codes={
        **{channel.value: f"The way “{channel.value}” is not offered." for channel in NEEDED},
        "only-way": "A text says that one way is the only one.",
    },
    phrases=(PHRASES,),
    example=Change(
        "application.yml",
        "channels[1]",
        None,
        "{type: kep, how: {tr: KEP ile, en: by KEP}}",
        sub="kep",
        found="channels",
    ),
)

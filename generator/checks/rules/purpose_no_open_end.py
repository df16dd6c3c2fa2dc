"""Rule PUR-02: no purpose is kept for later."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import found_in, phrases, said_anywhere
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.traversal import walk

PHRASES = phrases(
    tr=(
        "ileride|ilerideki|ilerde|gelecekte|gelecekteki",
        "olacağımız|sunacağımız|kuracağımız",
        "benzer|benzeri|diğer|başka|yeni|sonraki amaç-|maksat-|maksad-",
        "sonradan belirlen-|doğ-|ortaya",
        "ilerleyen zamanda|zamanlarda|dönemde|dönemlerde",
    ),
    en=(
        "in the future",
        "at a later time|date|stage",
        "we are or will be",
        "similar|other|further|future|new purpose|purposes",
        "may|might arise|emerge",
    ),
)


def check(subject: Subject) -> Iterable[Observation]:
    """The phrases, wherever a purpose or a recipient says them."""
    if not any(said_anywhere(subject, PHRASES)):  # as most data; nothing is walked through again
        return
    for fact, phrase in found_in(
        walk((*subject.facts.activities.values(), *subject.facts.recipients.values())), PHRASES
    ):
        yield Observation(
            fact.origin,
            say("“{phrase}” keeps a purpose for later.", phrase=phrase),
            say("Name the purposes of today; tell of a new one before it begins."),
        )


RULE = Rule(
    code="PUR-02",
    slug="purpose-no-open-end",
    level=Level.ERROR,
    cites="notice-communique 5/1-g",
    what="No purpose is kept for later.",
    why="A purpose that may arise in the future is none; it needs a new notice when it arises.",
    check=check,
    phrases=(PHRASES,),
    example=Change(
        "processing/orders.yml",
        "purposes.deliver-order.text.tr",
        "Siparişin ve ileride verilecek hizmetlerin yürütülmesi",
        "Siparişin teslim edilmesi",
    ),
)

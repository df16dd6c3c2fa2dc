"""Rule ANS-01: what is said not to be done is not described, and the other way round."""

from collections.abc import Iterable, Iterator

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import found_in, phrases
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.entry import Text
from generator.model.practices import Practice
from generator.model.processing import Purpose
from generator.model.traversal import walk
from generator.provenance import Origin

CARDS = phrases(
    tr=("kart numara-", "kredi|banka|ödeme kart-"),
    en=("card number-", "credit|debit|payment card-"),
)
SALES = phrases(
    tr=(
        "veri|veriler|verilerin|verilerinin satıl-|satış-",
        "veri|veriler|verilerin bedel karşılığı-",
    ),
    en=("sale|selling of … data", "sell|sells|sold … data", "data … sold"),
)


def check(subject: Subject) -> Iterable[Observation]:
    """Each practice that is stated, against the purposes, groups and recipients."""
    practices = subject.facts.practices
    if practices is None:
        return
    if practices.card_numbers:
        yield from _cards(subject, practices.card_numbers)
    if practices.sale:
        yield from _sales(subject, practices.sale)
    if practices.automated_decisions:
        yield from _decisions(subject, practices.automated_decisions)
    if practices.children:
        yield from _children(subject, practices.children)


def _cards(subject: Subject, practice: Practice) -> Iterator[Observation]:
    used = [purpose for _, purpose in subject.purposes if any(found_in(_names(purpose), CARDS))]
    if used and not practice.done.value:
        yield _contrary(practice, "card", _told(used[0]))
    elif practice.done.value and not used:
        yield _silent(practice, "card", say("no purpose uses the number of a card"))


def _names(purpose: Purpose) -> tuple[Text, ...]:
    return tuple(item.name for item in purpose.data)


def _sales(subject: Subject, practice: Practice) -> Iterator[Observation]:
    described = (*subject.facts.recipients.values(), *(p for _, p in subject.purposes))
    said = next(found_in(walk(described), SALES), None)
    if said and not practice.done.value:
        yield _contrary(practice, "sale", said[0].origin)
    elif practice.done.value and not said:
        yield _silent(practice, "sale", say("no purpose and no recipient says that data is sold"))


def _decisions(subject: Subject, practice: Practice) -> Iterator[Observation]:
    made = [a.automated for a in subject.facts.activities.values() if a.automated]
    if made and not practice.done.value:
        yield _contrary(practice, "automated", made[0].origin)
    elif practice.done.value and not made:
        yield _silent(practice, "automated", say("no activity has “automated:”"))


def _children(subject: Subject, practice: Practice) -> Iterator[Observation]:
    people = [
        group
        for activity, purpose in subject.purposes
        for group in activity.people(purpose)
        if group.minors and group.minors.value
    ]
    if people and not practice.done.value:
        yield _contrary(practice, "children", people[0].origin)
    elif practice.done.value and not people:
        yield _silent(practice, "children", say("no activity names a group with “minors: yes”"))


def _told(purpose: Purpose) -> Origin:
    return purpose.at("data")


def _contrary(practice: Practice, sub: str, described: Origin) -> Observation:
    return Observation(
        practice.done.origin,
        say("“no” is written here, but {place} describes it.", place=described),
        say("Correct the one that is wrong: visitors read both."),
        sub,
    )


def _silent(practice: Practice, sub: str, why: str) -> Observation:
    return Observation(
        practice.done.origin,
        say("“yes” is written here, but {why}.", why=why),
        say("Describe it in the inventory, or correct the answer: visitors read both."),
        sub,
    )


RULE = Rule(
    code="ANS-01",
    slug="practices-agree-with-inventory",
    level=Level.ERROR,
    cites="notice-communique 5/1-j",
    what="What is said not to be done is described nowhere, and what is said to be done is described.",
    why="An answer that the tables contradict misleads whoever asked.",
    check=check,
    phrases=(CARDS, SALES),
    sub_codes={
        "card": "The answer about card numbers and the data of the purposes are at odds.",
        "sale": "The answer about a sale of data and the purposes and recipients are at odds.",
        "automated": "The answer about automated decisions and the activities are at odds.",
        "children": "The answer about children and the groups of people are at odds.",
    },
    example=Change("practices.yml", "children.done", "yes", "no", sub="children"),
)

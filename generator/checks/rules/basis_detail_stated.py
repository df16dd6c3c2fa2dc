"""Rule PUR-06: the contract, statute or interest behind a basis is named."""

from collections.abc import Iterable, Iterator

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.bases import CONTRACT, Basis
from generator.model.processing import ProcessingActivity, Purpose
from generator.model.statute import Confidence


def check(subject: Subject) -> Iterable[Observation]:
    """A basis that needs a detail has one; a contract carries the data of its parties only."""
    for activity, purpose in subject.purposes:
        yield from _unnamed(purpose.bases)
        for step in purpose.steps:
            yield from _unnamed(step.bases)
        yield from _no_party(activity, purpose)


def _unnamed(bases: tuple[Basis, ...]) -> Iterator[Observation]:
    for basis in bases:
        needs = basis.article.needs
        if needs and not (basis.detail or basis.under):
            yield Observation(
                basis.origin,
                say(
                    "{article} does not name {needs}.", article=basis.article.id.value, needs=needs
                ),
                say(
                    "Write it as “detail:” in both languages, or as “under:” with statute "
                    "and article."
                ),
                "no-detail",
            )


def _no_party(activity: ProcessingActivity, purpose: Purpose) -> Iterator[Observation]:
    """5(2)(c) alone, for people who are known to be no party to the contract."""
    people = activity.people(purpose)
    outside = [s for s in people if s.contract_party is not None and not s.contract_party]
    articles = [basis.article.id.value for basis in purpose.bases]
    if outside and articles and set(articles) == {CONTRACT}:
        yield Observation(
            purpose.at("bases"),
            say("“{id}” is no party to the contract that 5/2-c rests on.", id=outside[0].id.value),
            say(
                "Write “instead_of_contract:” for these people in subjects.yml, for example "
                "5/2-f with the interest, or add such a basis here."
            ),
            "no-party",
            level=Level.ERROR,
        )
    elif outside and len(outside) == len(people) and CONTRACT in articles:
        yield Observation(
            purpose.at("bases"),
            say("this purpose rests on a contract, but nobody whom it is about is a party to it."),
            say(
                "Write the basis of these people here in the place of 5/2-c, or name the party "
                "under “subjects:”."
            ),
            "nobody",
        )


RULE = Rule(
    code="PUR-06",
    slug="basis-detail-stated",
    level=Level.WARNING,
    cites="kvkk 5/2",
    confidence=Confidence.MEMORY,
    what="The contract, statute or interest behind a basis is named.",
    why="A basis without its contract, statute or interest cannot be examined.",
    check=check,
    sub_codes={
        "no-detail": "The contract, statute or interest is not named.",
        "no-party": "People who are no party to the contract are processed on it.",
        "nobody": "Nobody is a party to the contract that a purpose rests on.",
    },
    example=Change(
        "processing/orders.yml",
        "purposes.deliver-order.bases[0].detail",
        None,
        "{tr: satış sözleşmesi, en: the sales contract}",
        sub="no-detail",
        found="purposes.deliver-order.bases[0]",
    ),
)

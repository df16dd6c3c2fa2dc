"""Rule PUR-03: each purpose states its basis, one of the conditions of article 5 or 6."""

from collections.abc import Iterable, Iterator
from datetime import date

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import phrases, said_anywhere
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import Message, say
from generator.model.bases import Basis
from generator.model.coverage import remaining
from generator.model.processing import Act, Purpose

CITED = phrases(
    tr=(
        "açık rıza|rızanız|rızanıza|rızaya|rızanızla|rızası m.|madde|md. 5/2",
        "açık rıza|rızanız|rızanıza|rızaya|rızanızla|rızası kanun|kvkk m.|madde|md. 5/2",
        "m.|madde|md. 5/2 uyarınca|gereğince|kapsamında|göre açık rızanız|rızanıza|rızaya|rıza !aran-|gerek-|olma-|alın-",
        "5’inci|5'inci|5. maddesinin|maddenin 2’nci|2'nci|ikinci|2. fıkra- … açık rıza|rızanız|rızanıza|rızaya|rızanızla !aran-|gerek-|olma-|alınma-",
    ),
    en=(
        "explicit|your consent article|art. 5(2)",
        "article|art. 5(2) … explicit consent !is|not",
    ),
)
"""Consent cited as article 5(2), whose conditions are those without consent; it is 5(1)."""


def check(subject: Subject) -> Iterable[Observation]:
    """A purpose has at least one basis, and its basis is law on the day."""
    for origin, phrase in said_anywhere(subject, CITED):
        yield Observation(
            origin,
            say("“{phrase}” cites for the consent what holds without one.", phrase=phrase),
            say("Explicit consent is article 5/1; for special categories it is 6/3-a."),
            "consent-cited",
        )
    for _, purpose in subject.purposes:
        yield from _missing(purpose)
        yield from _impossible(purpose)
        for basis in (*purpose.bases, *(b for s in purpose.steps for b in s.bases)):
            if not basis.article.in_force(subject.day):
                yield _not_in_force(basis, subject.day)


def _missing(purpose: Purpose) -> Iterator[Observation]:
    """Of the purpose, and of each of its steps; what is transferred rests on the purpose."""
    if not purpose.bases:
        yield Observation(
            purpose.origin,
            say("this purpose has no legal basis."),
            say(
                "Write “bases:” with an article of Law 6698, for example “- article: "
                "5/2-c” and the contract as “detail:”."
            ),
            "purpose",
        )
    for step in purpose.steps:
        if step.act.value is not Act.TRANSFER and not step.bases:
            yield Observation(
                step.at("bases"),
                say("this step has no legal basis."),
                say(
                    "Write “bases:” with an article of Law 6698, or delete the step: the "
                    "bases of the purpose then hold for it."
                ),
                "step",
            )


def _not_in_force(basis: Basis, day: date) -> Observation:
    """An article that is law no more, or not yet."""
    article = basis.article
    until = article.in_force_until
    if until and until.value < day:
        message = say(
            "{article} is no legal basis that is in force: it was repealed after {until}.",
            article=article.id.value,
            until=until.value,
        )
    else:
        message = say(
            "{article} is no legal basis that is in force: it is law since {since}.",
            article=article.id.value,
            since=article.in_force_from.value,
        )
    hint = say("Choose a condition that is in force on that day.")
    return Observation(basis.at("article"), message, hint, "not-in-force")


def _impossible(purpose: Purpose) -> Iterator[Observation]:
    """What refers to other bases of the purpose, and there are none."""
    for number, basis in enumerate(purpose.bases):
        place = purpose.at(f"bases[{number}]")
        if basis.fallback and not number:
            yield Observation(
                place,
                say(
                    "{article} holds where the bases before it do not, but it is the first.",
                    article=basis.article.id.value,
                ),
                say("Write it behind those that it follows, or delete “fallback:”."),
                "fallback",
            )
        rest = remaining(purpose, basis)
        if basis.rest and (basis.only_for or not rest or len(rest) == len(purpose.data)):
            yield Observation(
                place,
                _no_rest(basis, bool(rest)),
                say("Write “rest: yes” beside bases with “only_for:”, in the place of a list."),
                "rest",
            )


def _no_rest(basis: Basis, left: bool) -> Message:
    """Why there is no rest for a basis of the rest; `left` says whether data is left to it."""
    article = basis.article.id.value
    if basis.only_for:
        return say(
            "{article} is for the rest of the data, but names some of it under “only_for:” "
            "as well.",
            article=article,
        )
    if left:
        return say(
            "{article} is for the rest of the data, but no other basis names its part under "
            "“only_for:”.",
            article=article,
        )
    return say(
        "{article} is for the rest of the data, but the other bases name all of it.",
        article=article,
    )


RULE = Rule(
    code="PUR-03",
    slug="legal-basis-closed-list",
    level=Level.ERROR,
    cites="kvkk 10/1-ç",
    what="Each purpose rests on a condition of article 5 or 6, named as such.",
    why="Processing without one of these conditions is unlawful, and a notice must name it.",
    check=check,
    phrases=(CITED,),
    sub_codes={
        "purpose": "A purpose has no basis.",
        "consent-cited": "A sentence cites explicit consent as article 5(2).",
        "step": "A step has no basis.",
        "not-in-force": "A basis is not law on the day.",
        "fallback": "A basis that follows others is the first.",
        "rest": "A basis is for the rest of the data, and there is none.",
    },
    example=Change(
        "processing/orders.yml",
        "purposes.deliver-order.bases",
        None,
        "[{article: 5/2-c, detail: {tr: satış sözleşmesi, en: the sales contract}}]",
        sub="purpose",
        found="purposes.deliver-order",
    ),
)

"""Rule APP-08: applications are answered within thirty days at the latest."""

import re
from collections.abc import Iterable, Iterator

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.periods import DAYS, later
from generator.checks.phrases import blame
from generator.checks.rule import Rule
from generator.checks.subject import Subject, folded
from generator.message import say

SAID = {
    "tr": re.compile(r"en geç [^.\n]{3,40} içinde"),
    "en": re.compile(r"within [^.\n]{3,40} at the latest"),
}
ANSWERS = {
    "tr": re.compile(
        r"(?=.*başvur|.*\btale[bp]|.*\bistek)(?=.*cevap|.*yanıt|.*sonuçlan)(?!.*kurul|.*şikayet)"
    ),
    "en": re.compile(
        r"(?=.*applica|.*request)(?=.*answer|.*repl|.*respon|.*conclu)(?!.*board|.*complain)"
    ),
}
"""What a sentence on the time of an answer speaks of; the time to complain is another one."""
TYPES = ("policy", "form", "notice", "cookies")


def check(subject: Subject) -> Iterable[Observation]:
    """A period of the controller's own is not longer; the texts that owe it state one."""
    own = subject.facts.application.answer
    limit = subject.in_force.deadlines.get("application-answer")
    if own and limit and own.value.approximate_days > limit.period.value.approximate_days:
        yield Observation(
            own.origin,
            say("“{own}” is longer than the law allows.", own=own.value),
            say(
                "Write at most {period}, or delete the line: the texts then state the law’s.",
                period=limit.period.value,
            ),
            "too-long",
        )
    if limit:
        yield from _contrary(subject, limit.period.value.approximate_days)
    for text in subject.texts:
        asks = text.type != "form" or any(field.kind == "rights" for field in text.fields)
        words = SAID.get(text.language)
        plain = "\n".join(layer.plain for layer in text.layers)
        if text.type in TYPES and asks and words and not words.search(plain):
            yield Observation(
                blame(subject, text, "answer", "rights"),
                say(
                    "“{document}” ({language}) does not say until when applications are answered.",
                    document=text.document,
                    language=text.language,
                ),
                say("If a clause was replaced in data/wording, put the period back there."),
                "not-stated",
            )


def _contrary(subject: Subject, most: float) -> Iterator[Observation]:
    """Sentences of the controller's own that promise the answer later than the law."""
    said = [(fact.origin, language, words) for fact, language, words in subject.lowered]
    said += [(at, language, folded(words, language)) for at, language, words in subject.wordings]
    for origin, language, words in said:
        if time := late(words, language, most):
            yield Observation(
                origin,
                say("an answer within “{time}” is later than the law allows.", time=time),
                say(
                    "Delete the sentence; the texts state the period of application.yml or the law’s."
                ),
                "said-late",
            )


def late(words: str, language: str, most: float) -> str | None:
    """A time of more than `most` days that a sentence of folded `words` gives for an answer."""
    return later(words, language, ANSWERS, most)


RULE = Rule(
    code="APP-08",
    slug="application-30-days",
    level=Level.ERROR,
    cites="kvkk 13/2",
    what="Applications are answered within thirty days at the latest.",
    why="The day on which the Board may be asked depends on it.",
    check=check,
    phrases=(SAID, ANSWERS, DAYS),
    sub_codes={
        "too-long": "The controller's own period is longer than that of the law.",
        "said-late": "A sentence of the controller promises the answer later than the law.",
        "not-stated": "A text does not say until when applications are answered.",
    },
    example=Change("application.yml", "answer", "6 weeks", "15 days", sub="too-long"),
)

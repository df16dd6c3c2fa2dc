"""Rule BRE-01: the promise about a breach is not hedged."""

import re
from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.periods import DAYS, later
from generator.checks.phrases import found_in, phrases
from generator.checks.rule import Rule
from generator.checks.subject import Subject, in_small_letters
from generator.message import say
from generator.model.traversal import walk

PHRASES = phrases(
    tr=(
        "genellikle|genelde",
        "kural olarak",
        "öngörmektedir|öngörür",
        "mümkünse",
        "mümkün oldukça|olduğunca|olduğu|olursa|olması",
        "uygun|gerekli görül-",
        "değerlendirir|değerlendirilir",
    ),
    en=(
        "generally|usually|normally",
        "foresee|foresees",
        "if|where|when|as possible|appropriate|necessary",
    ),
)


TO_THE_BOARD = {
    "tr": re.compile(r"(?=.*\bkurul|.*\bkurum)(?=.*bildir|.*haber ver)"),
    "en": re.compile(r"(?=.*\bboard\b|.*\bauthority)(?=.*notif|.*inform|.*report)"),
}


def check(subject: Subject) -> Iterable[Observation]:
    """The phrases, wherever the plan for a breach says them."""
    for fact, phrase in found_in(walk(subject.facts.security.breach), PHRASES):
        yield Observation(
            fact.origin,
            say("“{phrase}” hedges the duty to notify.", phrase=phrase),
            say("Delete it; the period is the law’s and stands in the text already."),
            "hedged",
        )
    limit = subject.in_force.deadlines.get("breach-board")
    for fact, language, words in in_small_letters(walk(subject.facts.security.breach)):
        most = limit.period.value.approximate_days if limit else None
        if most is not None and (time := later(words, language, TO_THE_BOARD, most)):
            yield Observation(
                fact.origin,
                say(
                    "the Board is notified within “{time}” here, later than the law allows.",
                    time=time,
                ),
                say("Delete the sentence; the period is the law’s and stands in the text already."),
                "later",
            )


RULE = Rule(
    code="BRE-01",
    slug="breach-board-72-hours",
    level=Level.ERROR,
    cites="b2019-10",
    what="The promise about a breach is not hedged.",
    why="The Board is told without delay and within 72 hours of learning of it, not in general.",
    check=check,
    phrases=(PHRASES, TO_THE_BOARD, DAYS),
    sub_codes={
        "hedged": "The promise to notify is hedged.",
        "later": "The Board is promised notice later than the law allows.",
    },
    example=Change(
        "security.yml",
        "breach.statements[0].tr",
        "Kurula genellikle bildirim yapılır.",
        "Kurula bildirim yapılır.",
        sub="hedged",
    ),
)

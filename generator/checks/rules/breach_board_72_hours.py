"""Rule BRE-01: the promise about a breach is not hedged."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import found_in, phrases
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.model.entry import walk

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


def check(subject: Subject) -> Iterable[Observation]:
    """The phrases, wherever the plan for a breach says them."""
    for fact, phrase in found_in(walk(subject.facts.security.breach), PHRASES):
        yield Observation(
            fact.origin,
            f"“{phrase}” hedges the duty to notify.",
            "Delete it; the period is the law’s and stands in the text already.",
        )


RULE = Rule(
    code="BRE-01",
    slug="breach-board-72-hours",
    level=Level.ERROR,
    cites="b2019-10",
    what="The promise about a breach is not hedged.",
    why="The Board is told without delay and within 72 hours of learning of it, not in general.",
    check=check,
    phrases=(PHRASES,),
    example=Change(
        "security.yml",
        "breach.statements[0].tr",
        "Kurula genellikle bildirim yapılır.",
        "Kurula bildirim yapılır.",
    ),
)

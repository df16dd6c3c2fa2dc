"""Rule TXT-02: nothing is missing, left to fill in, said twice or published while doubtful.

Each module here looks for one kind of mistake and names its sub-codes.
"""

from collections.abc import Iterable
from itertools import chain

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.rules.no_missing_wrong_misleading import (
    cameras,
    doubts,
    endings,
    gaps,
    readings,
    repetition,
    spelling,
    terms,
    translations,
)
from generator.checks.rules.no_missing_wrong_misleading.words import COMMON
from generator.checks.subject import Subject

PARTS = (gaps, doubts, translations, spelling, terms, readings, repetition, endings, cameras)


def check(subject: Subject) -> Iterable[Observation]:
    """All parts, one after the other."""
    return chain.from_iterable(part.check(subject) for part in PARTS)


RULE = Rule(
    code="TXT-02",
    slug="no-missing-wrong-misleading",
    level=Level.ERROR,
    cites="notice-communique 5/1-j",
    what="Nothing is missing, left to fill in, said twice, at odds, misspelt, untranslated or published in doubt.",
    why="A text with gaps or guesses misleads anyone who relies on it.",
    check=check,
    phrases=(COMMON,),
    sub_codes={sub: what for part in PARTS for sub, what in part.SUB_CODES.items()},
    example=Change(
        "controller.yml", "address.street", "TODO", "Örnek Sok. No. 1", sub="placeholder"
    ),
)

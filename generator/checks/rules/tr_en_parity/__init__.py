"""Rule TXT-03: both languages carry the same clauses, the same facts and the same values.

Each module here compares one thing and names its sub-codes; `lexicon` and `reading` recognise
values in prose.
"""

from collections.abc import Iterable
from itertools import chain

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.rules.tr_en_parity import clauses, edits, events, values
from generator.checks.rules.tr_en_parity.lexicon import LEXICONS
from generator.checks.subject import Subject
from generator.model.statute import Confidence

PARTS = (clauses, values, events, edits)


def check(subject: Subject) -> Iterable[Observation]:
    """All parts, one after the other."""
    return chain.from_iterable(part.check(subject) for part in PARTS)


RULE = Rule(
    code="TXT-03",
    slug="tr-en-parity",
    level=Level.WARNING,
    cites="notice-communique 5/1-ğ; notice-communique 5/1-j",
    confidence=Confidence.MEMORY,
    what="Both languages have the same clauses in the same order, and state the same facts, "
    "numbers, periods, days and denials; a change of one is a change of the other.",
    why="A reader of one language must not be told less than a reader of the other.",
    check=check,
    phrases=(clauses.PREVAILS, LEXICONS),
    sub_codes={sub: what for part in PARTS for sub, what in part.SUB_CODES.items()},
    longest=edits.LONGEST,
    example=Change("sites.yml", "ornek.prevails", None, "tr", sub="prevailing", found=""),
    on_texts=True,
)

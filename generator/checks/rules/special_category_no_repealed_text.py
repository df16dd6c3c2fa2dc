"""Rule SPC-02: no text repeats article 6 as it was before 2024."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import phrases, said_anywhere
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say

PHRASES = phrases(
    tr=(
        "sağlık ve|veya cinsel hayat- … dışında|dışındaki|hariç|haricinde|haricindeki",
        "sağlık ve|veya cinsel hayat- ilişkin … ise",
        "m.|madde|maddesi|md. 6/2",
        "6’ncı|6'ncı|6.|6 maddesinin|maddenin|madde- 2’nci|2'nci|2.|ikinci fıkra-",
    ),
    en=(
        "other than … health and|or sexual|sex life",
        "apart from … health and|or sexual|sex life",
        "except|excepting|excluding … health and|or sexual|sex life",
        "article|art. 6(2)",
    ),
)


def check(subject: Subject) -> Iterable[Observation]:
    """The phrases, wherever a public text says them."""
    for origin, phrase in said_anywhere(subject, PHRASES):
        yield Observation(
            origin,
            say("“{phrase}” is the text of before 2024-06-01.", phrase=phrase),
            say("Cite one of the eight conditions of article 6(3)."),
        )


RULE = Rule(
    code="SPC-02",
    slug="special-category-no-repealed-text",
    level=Level.ERROR,
    cites="kvkk 6/3",
    what="No text repeats article 6 as it was before 2024.",
    why="The old conditions were repealed by Law 7499; who cites them processes without a basis.",
    check=check,
    phrases=(PHRASES,),
    example=Change(
        "promises.yml",
        "statements[0].tr",
        "Sağlık ve cinsel hayat dışındaki veriler kanunla işlenir.",
        "Veriler korunur.",
    ),
)

"""Rule ABR-07: no clause allows transfers abroad in general."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import said_anywhere
from generator.checks.rule import Rule
from generator.checks.subject import Subject

PHRASES = {
    "tr": (
        "aksi kararlaştırılmadıkça yurt dışına",
        "ilan edilinceye kadar açık rıza",
        "yurt dışına aktarılmasına açık rıza",
    ),
    "en": (
        "abroad unless otherwise",
        "abroad unless stipulated",
        "consent to the transfer abroad of all",
    ),
}


def check(subject: Subject) -> Iterable[Observation]:
    """The phrases, wherever a public text says them."""
    for origin, phrase in said_anywhere(subject, PHRASES):
        yield Observation(
            origin,
            f"“{phrase}” allows transfers abroad in general.",
            "Name recipient, country and mechanism of each transfer in recipients.yml.",
        )


RULE = Rule(
    code="ABR-07",
    slug="abroad-no-blanket-clause",
    level=Level.ERROR,
    cites="kvkk-provisional-3",
    what="No clause allows transfers abroad in general.",
    why="Each transfer needs its own mechanism; a clause for all of them is none.",
    check=check,
    phrases=(PHRASES,),
    example=Change(
        "promises.yml",
        "statements[0].en",
        "Data may go abroad unless otherwise agreed.",
        "Data is safe.",
    ),
)

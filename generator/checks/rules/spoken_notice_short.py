"""Rule TXT-07: what is read out on the telephone is short, and is a first layer of something."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.expression import Expression
from generator.message import say

SPOKEN, CLAUSE = "spoken_notice", "spoken"
MOST_WORDS = 60


def words(text: Expression) -> list[str]:
    """What is read out, word by word: the lines below the heading."""
    _, *lines = text.layer("full").lines(CLAUSE)
    return " ".join(lines).split()


def check(subject: Subject) -> Iterable[Observation]:
    """Each spoken notice in each language; the limit of words is ours."""
    for document in subject.facts.documents.values():
        point = document.collection_point
        if document.type.value == SPOKEN and point and point.calls is None:
            yield Observation(
                document.at("collection_point"),
                say(
                    "nothing says that people are spoken to by telephone at “{id}”.",
                    id=point.id.value,
                ),
                say(
                    "Write “calls:” at this point in collection-points.yml, or delete the document."
                ),
                "no-calls",
            )
    for text in subject.texts:
        if text.type == SPOKEN and (count := len(words(text))) > MOST_WORDS:
            yield Observation(
                subject.facts.documents[text.document].origin,
                say(
                    "“{document}” ({language}): {count} words are read out; {most} are the most.",
                    document=text.document,
                    language=text.language,
                    count=count,
                    most=MOST_WORDS,
                ),
                say(
                    "Give purposes a “short:” text, or write the clause yourself in data/wording/spoken_notice/."
                ),
                "too-long",
            )


RULE = Rule(
    code="TXT-07",
    slug="spoken-notice-short",
    level=Level.ERROR,
    cites="kvkk 10/1",
    what="What is read out on the telephone has at most sixty words, where people are spoken to by telephone.",
    why="Nobody listens longer before a call. It is a first layer: the notice of its collection point is owed all the same.",
    check=check,
    sub_codes={
        "too-long": "More than sixty words are read out.",
        "no-calls": "Nothing says that people are spoken to by telephone there.",
    },
    on_texts=True,
    example=Change(
        "documents/spoken-call-centre.yml",
        "collection_point",
        "newsletter",
        "call-centre",
        sub="no-calls",
        base="rich",
    ),
)

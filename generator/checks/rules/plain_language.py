"""Rule TXT-01: sentences are short enough to be read."""

import re
from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say

WORDS = 60
LONG = "Verilerinizi özenle" + " ve dikkatle" * 30 + " koruruz."
_SENTENCE = re.compile(r"(?<=[.!?;:]) (?=[^\W\d_])|\n")


def check(subject: Subject) -> Iterable[Observation]:
    """A sentence of more than sixty words; the limit is ours, the law says plain language."""
    for text in subject.texts:
        for layer in text.layers:
            for sentence in _SENTENCE.split(layer.plain):
                count = len(sentence.split())
                if count > WORDS:
                    yield Observation(
                        subject.facts.documents[text.document].origin,
                        say(
                            "“{document}” ({language}): a sentence has {count} words: “{sentence} …”.",
                            document=text.document,
                            language=text.language,
                            count=count,
                            sentence=" ".join(sentence.split()[:8]),
                        ),
                        say("Say it in two sentences."),
                    )


RULE = Rule(
    code="TXT-01",
    slug="plain-language",
    level=Level.WARNING,
    cites="notice-communique 5/1-ğ",
    what="Sentences are short enough to be read.",
    why="A notice must be in plain and clear language; only a length can be measured.",
    check=check,
    example=Change("promises.yml", "statements[0].tr", LONG, "Veriler korunur.", found=""),
    on_texts=True,
)

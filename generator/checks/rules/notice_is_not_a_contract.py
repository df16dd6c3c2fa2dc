"""Rule IDN-04: no text is part of a contract, and nobody is deemed to accept one."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import said_anywhere
from generator.checks.rule import Rule
from generator.checks.subject import Subject

PHRASES = {
    "tr": (
        "ayrılmaz parçası",
        "kabul etmiş sayıl",
        "kabul edilmiş sayıl",
        "okudum, kabul ediyorum",
        "aydınlatma metnini onayl",
        "aydınlatma metnini kabul",
        "devam ederek",
    ),
    "en": (
        "integral part",
        "deemed to accept",
        "deemed to have accepted",
        "i have read and accept",
        "by becoming a member you accept",
        "accept the privacy notice",
        "approve the privacy notice",
        "by continuing to use",
    ),
}


def check(subject: Subject) -> Iterable[Observation]:
    """The phrases, wherever a public text says them."""
    for origin, phrase in said_anywhere(subject, PHRASES):
        yield Observation(
            origin,
            f"“{phrase}” makes a contract of the text, or takes silence for acceptance.",
            "Say that the text informs; ask for nothing more than “read and understood”.",
        )


RULE = Rule(
    code="IDN-04",
    slug="notice-is-not-a-contract",
    level=Level.ERROR,
    cites="b2020-173; p347",
    what="No text is part of a contract, and nobody is deemed to accept one.",
    why="A notice informs; it is neither agreed to nor part of an agreement.",
    check=check,
    phrases=(PHRASES,),
    never_accepted="A notice that is accepted like a contract has been found unlawful in itself.",
    example=Change(
        "promises.yml",
        "statements[0].tr",
        "Bu metin üyelik sözleşmesinin ayrılmaz parçasıdır.",
        "Bu metin bilgilendirme amaçlıdır.",
    ),
)

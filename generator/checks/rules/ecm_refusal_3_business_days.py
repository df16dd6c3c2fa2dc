"""Rule MSG-04: sending stops within three business days of a refusal."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import found_in, phrases
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.model.entry import walk

PHRASES = phrases(
    tr=(
        "birkaç gün|hafta|iş",
        "bir kaç gün|hafta|iş",
        "makul|uygun bir|süre- süre-|sürede",
        "makul|uygun süre-",
        "mümkün olan en kısa",
    ),
    en=(
        "a few|some|several|couple days|weeks|business|of",
        "a|an reasonable|appropriate time|period",
    ),
)


def check(subject: Subject) -> Iterable[Observation]:
    """The phrases, wherever a text about messages says them."""
    for fact, phrase in found_in(
        walk((subject.facts.messages, *subject.facts.message_channels.values())), PHRASES
    ):
        yield Observation(
            fact.origin,
            f"“{phrase}” is not the period of the law.",
            "Delete it; the three business days stand in the text already.",
        )


RULE = Rule(
    code="MSG-04",
    slug="ecm-refusal-3-business-days",
    level=Level.ERROR,
    cites="etk 8",
    what="Sending stops within three business days of a refusal.",
    why="“A few days” is longer than the law allows, or may be.",
    check=check,
    phrases=(PHRASES,),
    example=Change(
        "messages.yml",
        "statements",
        "[{tr: Güncelleme birkaç gün sürebilir., en: Updates are made.}]",
        "[{tr: Güncelleme yapılır., en: Updates are made.}]",
        found="statements[0].tr",
        base="rich",
    ),
)

"""Rule MSG-04: sending stops within three business days of a refusal."""

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


REFUSAL = {
    "tr": re.compile(r"(?=.*\bret\b|.*\bredd|.*listeden|.*abonelik)(?=.*içinde)"),
    "en": re.compile(r"(?=.*refus|.*unsubscri|.*opt[- ]out)(?=.*within)"),
}


def check(subject: Subject) -> Iterable[Observation]:
    """The phrases, wherever a text about messages says them."""
    for fact, phrase in found_in(
        walk((subject.facts.messages, *subject.facts.message_channels.values())), PHRASES
    ):
        yield Observation(
            fact.origin,
            say("“{phrase}” is not the period of the law.", phrase=phrase),
            say("Delete it; the three business days stand in the text already."),
            "vague",
        )
    limit = subject.in_force.deadlines.get("message-refusal")
    said = (subject.facts.messages, *subject.facts.message_channels.values())
    for fact, language, words in in_small_letters(walk(said)):
        most = limit.period.value.approximate_days if limit else None
        if most is not None and (time := later(words, language, REFUSAL, most)):
            yield Observation(
                fact.origin,
                say("sending stops within “{time}” here, later than the law allows.", time=time),
                say("Delete the sentence; the three business days stand in the text already."),
                "later",
            )


RULE = Rule(
    code="MSG-04",
    slug="ecm-refusal-3-business-days",
    level=Level.ERROR,
    cites="etk 8",
    what="Sending stops within three business days of a refusal.",
    why="“A few days” is longer than the law allows, or may be.",
    check=check,
    phrases=(PHRASES, REFUSAL, DAYS),
    sub_codes={
        "vague": "The time until sending stops is left vague.",
        "later": "Sending is promised to stop later than the law allows.",
    },
    example=Change(
        "messages.yml",
        "statements",
        "[{tr: Güncelleme birkaç gün sürebilir., en: Updates are made.}]",
        "[{tr: Güncelleme yapılır., en: Updates are made.}]",
        found="statements[0].tr",
        base="rich",
        sub="vague",
    ),
)

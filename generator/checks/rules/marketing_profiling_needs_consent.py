"""Rule PUR-07: marketing, profiling and advertising rest on explicit consent."""

import re
from collections.abc import Iterable

from generator import languages
from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.bases import Basis
from generator.model.coverage import CONSENT, covered
from generator.model.processing import Purpose
from generator.model.statute import Confidence

WORDS = {
    "tr": re.compile(r"pazarlama|reklam|profil|hedef kitle|bülten|kampanya duyuru"),
    "en": re.compile(r"marketing|advertis|profil|target group|newsletter"),
}


MESSAGES = ("bülten", "kampanya duyuru", "newsletter")
"""Of these words, those of messages: traders get them without approval (Law 6563 art. 6(2))."""


def check(subject: Subject) -> Iterable[Observation]:
    """A purpose whose words say marketing, without a basis of consent."""
    for _, purpose in subject.purposes:
        if any(_carries(purpose, basis) for basis in purpose.bases):
            continue
        for language, words in WORDS.items():
            fact = purpose.text.find(language)
            spoken = languages.get(language).lower(fact.value) if fact else ""
            sought = (m for m in words.finditer(spoken) if not _to_traders(purpose, m.group()))
            said = next(sought, None)
            if fact and said:
                yield Observation(
                    fact.origin,
                    say("“{word}” rests on no explicit consent.", word=said.group()),
                    say(
                        "Write the basis “article: 5/1” and the consent it is asked with, or reword the purpose if it is not about marketing."
                    ),
                )
                break


def _to_traders(purpose: Purpose, word: str) -> bool:
    """Messages to traders, by the provision that allows them until they refuse."""
    named = {
        (p.statute.id.value, p.article.value)
        for basis in purpose.bases
        for p in basis.under
        if p.statute and p.article
    }
    return word in MESSAGES and ("etk", "6/2") in named


def _carries(purpose: Purpose, basis: Basis) -> bool:
    """A consent that is asked: neither where another basis fails, nor now and then beside one."""
    others = [b for b in purpose.bases if b.article.id.value not in CONSENT]
    beside = any(covered(purpose, b) & covered(purpose, basis) for b in others)
    asked = basis.article.id.value in CONSENT and not basis.fallback
    return asked and not (basis.when and beside)


RULE = Rule(
    code="PUR-07",
    slug="marketing-profiling-needs-consent",
    level=Level.ERROR,
    cites="kvkk 5/1",
    confidence=Confidence.SECONDARY_TWO,
    what="Marketing, profiling and advertising rest on explicit consent.",
    why="No other condition of article 5 carries them; profiling outside cookies is from memory of the research.",
    check=check,
    phrases=(WORDS,),
    example=Change(
        "processing/orders.yml",
        "purposes.deliver-order.text.tr",
        "Kişiye özel reklam gösterilmesi",
        "Siparişin teslim edilmesi",
    ),
)

"""Rule TXT-02: nothing is missing, left to fill in, or published while it is doubtful."""

import re
from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Profile, Rule, Subject
from generator.model.entry import Text
from generator.provenance import Fact, Origin

LANGUAGES = ("tr", "en")
SAME = 3  # names of up to three words may be the same in both languages
PLACEHOLDER = re.compile(
    r"\[[^\]]*(adres|isim|unvan|tarih|address|name|date)[^\]]*\]|\bX{3,}\b|\bTODO\b|\bTBD\b|"
    r"\beklenecek\b|\blorem ipsum\b|<[^<>]*(adres|isim|address|name)[^<>]*>",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterable[Found]:
    """Placeholders and missing Turkish always; doubts and missing languages before a release."""
    seen: set[Origin] = set()
    for value in subject.stated:
        if value.origin in seen or value.internal:
            continue
        seen.add(value.origin)
        if isinstance(value, Text):
            yield from _missing(value, subject.profile)
        elif isinstance(value, Fact):
            yield from _unfit(value, subject.profile)


def _missing(text: Text, profile: Profile) -> Iterable[Found]:
    wanted = LANGUAGES if profile is Profile.RELEASE else ("tr",)
    for language in wanted:
        if text.find(language) is None:
            yield text.origin, f"there is no text in “{language}”.", f"Write “{language}: …”."

    texts = [fact.value for fact in (text.find("tr"), text.find("en")) if fact]
    if len(texts) == 2 and texts[0] == texts[1] and len(texts[0].split()) > SAME:
        yield text.origin, "both languages have the same words.", "Translate one of them."


def _unfit(fact: Fact[object], profile: Profile) -> Iterable[Found]:
    found = PLACEHOLDER.search(fact.value) if isinstance(fact.value, str) else None
    if found:
        yield fact.origin, f"“{found.group()}” is a placeholder.", "Write what belongs here."
    if fact.unconfirmed and profile is Profile.RELEASE:
        yield (
            fact.origin,
            f"this is not confirmed: {fact.unconfirmed}",
            "Ask the company; then delete “unconfirmed:”.",
        )


RULE = Rule(
    code="TXT-02",
    slug="no-missing-wrong-misleading",
    level=Level.ERROR,
    citation=Citation(
        "Communiqué on the obligation to inform", "5(1)(j)", date(2018, 3, 10), "official"
    ),
    what="Nothing is missing, left to fill in, or published while it is doubtful.",
    why="A text with gaps or guesses misleads whoever relies on it.",
    check=check,
    wrong=Example("controller.yml", "address:\n  street: TODO\n", at="address.street"),
    right=Example("controller.yml", "address:\n  street: Örnek Sok. No. 1\n"),
)

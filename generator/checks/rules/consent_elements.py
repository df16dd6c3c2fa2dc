"""Rule CON-02: a consent is about stated purposes, and each purpose that rests on consent names it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import Sought, first, found_in, phrases
from generator.checks.rule import Rule
from generator.checks.subject import Subject, folded, in_small_letters
from generator.message import say
from generator.model.choices import Given
from generator.model.coverage import CONSENT
from generator.model.entry import Text
from generator.model.recipients import Role

EVERYTHING = phrases(
    tr=(
        "tüm|bütün|türlü kişisel veri-|bilgi-",
        "tüm|bütün|türlü verilerim-|verileriniz-|bilgilerim-",
        "tüm|bütün|her amaç-|faaliyet-|işlem-",
        "her türlü|çeşit|tür *",
    ),
    en=(
        "all|any|every of my personal data|information",
        "all|any|every my personal data",
        "all|any|every personal data|information",
        "all|any|every purpose|purposes",
    ),
)
OWN = (Role.CONTROLLER, Role.JOINT_CONTROLLER)
YOURS = {
    "tr": re.compile(
        r"\b(?!(?:ak|kara)?deniz|geniz|beniz)\w*(?:[aı]nız|[ei]niz|[ou]nuz|[öü]nüz)"
        r"(?:[ıiuü]n?|[ae]|[dt][ae]n?|l[ae])?\b"
    ),
    "en": re.compile(r"\byours?\b"),
}
"""Words that speak to the reader, while the declaration around the matter is the reader's own."""


def check(subject: Subject) -> Iterable[Observation]:
    """Purposes and consents point at each other, and only where the basis is consent."""
    for fact, phrase in found_in((c.matter for c in subject.facts.consents.values()), EVERYTHING):
        yield Observation(
            fact.origin,
            say("“{phrase}” is no specific matter.", phrase=phrase),
            say("Name the one matter asked about."),
            "everything",
        )
    yield from _addressed(subject)
    yield from _minors(subject)
    yield from _unrecorded(subject)
    yield from _shared(subject)
    yield from _employees(subject)
    purposes = [purpose for _, purpose in subject.purposes]
    used = {p.consent.id.value for p in purposes if p.consent}
    for name, consent in subject.facts.consents.items():
        if name not in used:
            yield Observation(
                consent.origin,
                say("no purpose rests on the consent “{name}”.", name=name),
                say(
                    "Name it in a purpose (“consent: {name}”), or delete it and do not ask.",
                    name=name,
                ),
                "unused",
            )
    for purpose in purposes:
        asked = next((b for b in purpose.bases if b.article.id.value in CONSENT), None)
        if asked and purpose.consent is None:
            yield Observation(
                asked.origin,
                say("this purpose rests on a consent that is not named."),
                say("Write “consent:” with an id of consents.yml."),
                "not-named",
            )
        if purpose.consent and not asked:
            yield Observation(
                purpose.at("consent"),
                say("a consent is asked for a purpose that rests on another basis."),
                say("Delete “consent:”; asking for a consent that is not needed misleads."),
                "not-needed",
            )


def _shared(subject: Subject) -> Iterator[Observation]:
    """Whoever decides on the data itself is a choice of its own, beside what the controller does."""
    for consent in subject.facts.consents.values():
        resting = [p for _, p in subject.purposes if p.consent is consent]
        sharing = [p for p in resting if any(r.role.value in OWN for r in p.recipients or ())]
        if len(sharing) < len(resting):
            for purpose in sharing:
                yield Observation(
                    purpose.at("consent"),
                    say(
                        "the consent “{id}” is asked for this purpose, in which another "
                        "controller gets the data, and for others in which none does.",
                        id=consent.id.value,
                    ),
                    say(
                        "Ask for this purpose with a consent of its own, so that people can "
                        "refuse it."
                    ),
                    "sharing",
                )


def _addressed(subject: Subject) -> Iterator[Observation]:
    """The matter completes a sentence of the person who consents."""
    for consent in subject.facts.consents.values():
        for language, fact in consent.matter.by_language.items():
            pattern = YOURS.get(language)
            word = pattern and pattern.search(folded(fact.value, language))
            if word:
                yield Observation(
                    fact.origin,
                    say(
                        "“{word}” speaks to the reader, but stands in the reader's own "
                        "declaration.",
                        word=word.group(),
                    ),
                    say(
                        "Write the matter without “your”; it completes “… amacıyla "
                        "işlenmesine açık rıza veriyorum”."
                    ),
                    "addresses-reader",
                )


EMPLOYEES = {
    "tr": re.compile(r"\b(çalışan|personel|işçi|memur)"),
    "en": re.compile(r"\b(employee|staff|worker)"),
}
OWED = {
    "tr": re.compile(r"\b(bordro|ücret|maaş|özlük|puantaj|sgk|sosyal güvenlik|vardiya)"),
    "en": re.compile(r"\b(payroll|salar|wage|social security|personnel file|shift)"),
}
"""What an employer does by law or contract, for which it asks nobody."""


def _employees(subject: Subject) -> Iterator[Observation]:
    """An employee can hardly refuse, and what the contract needs rests on no consent."""
    for activity, purpose in subject.purposes:
        employed = _any(EMPLOYEES, [group.name for group in activity.people(purpose)])
        rests = [n for n, b in enumerate(purpose.bases) if b.article.id.value in CONSENT]
        if rests and employed and _any(OWED, [purpose.text]):
            yield Observation(
                purpose.at(f"bases[{rests[0]}]"),
                say(
                    "employees are asked to consent to what their employer does by law or contract."
                ),
                say(
                    "Write 5/2-ç with the statute or 5/2-c with the contract (6/3-f for "
                    "special categories); a lawyer confirms it."
                ),
                "employees",
                Level.WARNING,
            )


def _any(patterns: Mapping[str, Sought], texts: Iterable[Text]) -> bool:
    """Whether one of `texts` has the words of its language."""
    return any(first(words, code, patterns) for _, code, words in in_small_letters(texts))


def _minors(subject: Subject) -> Iterator[Observation]:
    """A minor gives no consent alone: the group says who supplies its data."""
    for activity, purpose in subject.purposes:
        children = [s for s in activity.people(purpose) if s.minors and not s.supplied_by]
        if children and purpose.consent:
            yield Observation(
                purpose.at("consent"),
                say(
                    "“{id}” are minors, and nobody is named who consents.", id=children[0].id.value
                ),
                say("Write “supplied_by:” in subjects.yml, for example the parent or guardian."),
                "minors",
            )


def _unrecorded(subject: Subject) -> Iterator[Observation]:
    """The controller proves a consent, and on paper there is no receipt."""
    for consent in subject.facts.consents.values():
        if consent.given.value is Given.PAPER and consent.is_offered and not consent.record:
            yield Observation(
                consent.at("given"),
                say("nobody says where the signed papers of this consent are kept."),
                say("Write “record:” with the place and the unit in charge; it stands in no text."),
                "record",
                Level.WARNING,
            )


RULE = Rule(
    code="CON-02",
    slug="consent-elements",
    level=Level.ERROR,
    cites="kvkk 3/1-a",
    what="A consent is about stated purposes, and each purpose that rests on consent names it.",
    why="Explicit consent is about a specific matter; without its purposes it is about everything.",
    check=check,
    phrases=(EVERYTHING, YOURS, EMPLOYEES, OWED),
    sub_codes={
        "everything": "The matter of a consent is everything, and so nothing in particular.",
        "unused": "No purpose rests on a consent that is asked.",
        "not-named": "A purpose rests on a consent that it does not name.",
        "not-needed": "A consent is asked for a purpose that rests on another basis.",
        "addresses-reader": "The matter speaks to the reader inside the reader's own declaration.",
        "record": "Nobody says where signed consents are kept.",
        "sharing": "One consent covers what the controller does and what another one gets.",
        "employees": "Employees consent to what their employer owes by law or contract.",
        "minors": "Minors are asked, and nobody is named who consents for them.",
    },
    example=Change(
        "consents.yml",
        "newsletter.matter",
        "{tr: her türlü amaç, en: sending the newsletter}",
        "{tr: bülten gönderilmesi, en: sending the newsletter}",
        sub="everything",
        found="newsletter.matter.tr",
        base="rich",
    ),
)

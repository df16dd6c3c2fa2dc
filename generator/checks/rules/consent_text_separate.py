"""Rule CON-01: each explicit consent has a text of its own."""

from collections.abc import Iterable, Iterator

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import first, found_in, phrases
from generator.checks.rule import Rule
from generator.checks.subject import Subject, folded
from generator.checks.wording import wordings
from generator.message import say
from generator.model.entry import Text
from generator.provenance import Origin

ASKING = phrases(
    tr=(
        "rıza|onay|izin|muvafakat veriyor-|veririm|verdim|gösteriyorum|ediyorum|ederim",
        "açık rızamla|rızamla",
        "muvafakat ediyor-|ederim",
        "kabul ediyorum|ederim|ettim|ediyoruz",
        "onaylıyorum|onaylarım",
    ),
    en=(
        "i|we hereby|expressly|explicitly consent|agree|accept|approve",
        "i|we consent|approve|agree|accept",
        "i|we … give|grant my|our",
    ),
)


NOTICES = ("notice", "cookies", "policy")
BOTH = phrases(
    tr=(
        "aydınlatma|bilgilendirme|gizlilik … rıza|rızası|onay|onayı|muvafakat-|beyanı",
        "rıza|rızası … aydınlatma|bilgilendirme",
    ),
    en=(
        "notice|information|privacy … consent|approval",
        "consent … notice|information",
    ),
)
"""Titles of two texts in one."""


def check(subject: Subject) -> Iterable[Observation]:
    """A document of type consent for each entry of consents.yml, and none for two of them."""
    written = [d.consent.id.value for d in subject.facts.documents.values() if d.consent]
    for name, consent in subject.facts.consents.items():
        if name not in written and consent.is_offered:
            yield Observation(
                consent.origin,
                say("the consent “{name}” has no text.", name=name),
                say("Add a document with “type: consent” and “consent: {name}”.", name=name),
                "no-text",
            )
    for document in subject.facts.documents.values():
        if document.consent and document.type.value != "consent":
            yield Observation(
                document.at("consent"),
                say("a text of type “{type}” may not ask for a consent.", type=document.type.value),
                say("Give the consent a document of its own, of type consent."),
                "wrong-type",
            )
    for fact, phrase in found_in((d.title for d in subject.facts.documents.values()), BOTH):
        yield Observation(
            fact.origin,
            say("“{phrase}” is a notice and a consent in one title.", phrase=phrase),
            say("Write a document for each; a consent has no place in a notice."),
            "two-in-one",
        )
    notices = [d for d in subject.facts.documents.values() if d.type.value in NOTICES]
    for fact, phrase in found_in((d.summary for d in notices), ASKING):
        yield Observation(
            fact.origin,
            say("“{phrase}” asks for a consent in the summary of a notice.", phrase=phrase),
            say("A notice informs; move the question into a text of type consent."),
            "asked-in-notice",
        )
    for fact, phrase in found_in(_form_words(subject), ASKING):
        yield Observation(
            fact.origin,
            say("“{phrase}” asks for a consent in a form.", phrase=phrase),
            say("A form is filled in; ask for the consent beside it, with a text of type consent."),
            "asked-in-form",
        )
    for origin, phrase in _asked_in_notices(subject):
        yield Observation(
            origin,
            say("“{phrase}” asks for a consent inside a notice.", phrase=phrase),
            say("A notice informs; move the question into a text of type consent."),
            "asked-in-notice",
        )


def _form_words(subject: Subject) -> Iterator[Text]:
    """What stands on a form: whoever signs it has then “consented”."""
    for form in (d.form for d in subject.facts.documents.values() if d.form):
        yield from form.introduction
        for section in form.sections:
            yield section.title
            yield from (section.note,) if section.note else ()
            for field in section.fields:
                yield from (words for words in (field.label, field.hint) if words)
                yield from field.options


def _asked_in_notices(subject: Subject) -> Iterator[tuple[Origin, str]]:
    notices = [text for text in subject.texts if text.type in NOTICES]
    for origin, language, words in wordings(notices):
        if phrase := first(folded(words, language), language, ASKING):
            yield origin, phrase


RULE = Rule(
    code="CON-01",
    slug="consent-text-separate",
    level=Level.ERROR,
    cites="notice-communique 5/1-f",
    what="Each explicit consent has a text of its own.",
    why="Consent and notice are separate; a consent without a text is asked for nowhere.",
    check=check,
    phrases=(ASKING, BOTH),
    sub_codes={
        "no-text": "A consent has no text of its own.",
        "wrong-type": "A text of another type asks for a consent.",
        "two-in-one": "A title is of a notice and of a consent.",
        "asked-in-notice": "The words of a notice ask for a consent.",
        "asked-in-form": "A field or another line of a form asks for a consent.",
    },
    never_accepted="A consent inside a notice is no consent.",
    example=Change(
        "documents/policy.yml", "consent", "newsletter", None, sub="wrong-type", base="rich"
    ),
)

"""Rule CON-05: a consent says how it is withdrawn and what refusing means."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import found_in
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.model.statute import Confidence

HURDLES = {
    "tr": ("yalnızca noter", "sadece noter", "ıslak imza", "yalnızca yazılı", "üye olamaz",
           "yararlanamaz", "sipariş veremez", "hizmet sunulamaz", "geri alınamaz"),
    "en": ("only through a notary", "only in writing", "cannot become a member", "cannot order",
           "cannot use the service", "cannot be withdrawn"),
}  # fmt: skip


def check(subject: Subject) -> Iterable[Observation]:
    """Both texts have words in Turkish; neither is a hurdle or a threat."""
    texts = [t for c in subject.facts.consents.values() for t in (c.withdrawal, c.refusal)]
    for fact, phrase in found_in(texts, HURDLES):
        yield Observation(
            fact.origin,
            f"“{phrase}” makes it harder to refuse or to withdraw than to consent.",
            "Consent is withdrawn as easily as it is given, and refusing has no price.",
            "hurdle",
        )
    for consent in subject.facts.consents.values():
        for key, text in (("withdrawal", consent.withdrawal), ("refusal", consent.refusal)):
            if text.find("tr") is None:
                yield Observation(
                    text.origin,
                    f"“{key}” is empty.",
                    "Say how the consent is withdrawn, and what happens to who refuses.",
                    "empty",
                )


RULE = Rule(
    code="CON-05",
    slug="consent-withdrawable",
    level=Level.ERROR,
    cites="kvkk 3/1-a",
    confidence=Confidence.SECONDARY_TWO,
    what="A consent says how it is withdrawn and what refusing means.",
    why="Consent that cannot be taken back as easily as it was given is not free.",
    check=check,
    phrases=(HURDLES,),
    sub_codes={
        "hurdle": "Refusing or withdrawing is harder than consenting, or has a price.",
        "empty": "Withdrawal or refusal is not described.",
    },
    example=Change(
        "consents.yml",
        "newsletter.withdrawal.tr",
        "Rızanızı yalnızca noter aracılığıyla geri alabilirsiniz.",
        "Rızanızı her bültenden geri alabilirsiniz.",
        sub="hurdle",
        base="rich",
    ),
)

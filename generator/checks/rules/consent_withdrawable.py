"""Rule CON-05: a consent says how it is withdrawn and what refusing means."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject


def check(subject: Subject) -> Iterable[Found]:
    """Both texts have words in Turkish."""
    for consent in subject.facts.consents.values():
        for key, text in (("withdrawal", consent.withdrawal), ("refusal", consent.refusal)):
            if text.find("tr") is None:
                yield (
                    consent.at(key),
                    f"“{key}” is empty.",
                    "Say how the consent is withdrawn, and what happens to who refuses.",
                )


RULE = Rule(
    code="CON-05",
    slug="consent-withdrawable",
    level=Level.ERROR,
    citation=Citation("Law 6698", "3(1)(a)", date(2016, 4, 7), "sec2"),
    what="A consent says how it is withdrawn and what refusing means.",
    why="Consent that cannot be taken back as easily as it was given is not free.",
    check=check,
    wrong=Example(
        "consents.yml",
        """\
newsletter:
  withdrawal: {tr: , en: Withdraw in each newsletter.}
""",
        at="newsletter.withdrawal",
        base="rich",
    ),
    right=Example(
        "consents.yml",
        """\
newsletter:
  withdrawal: {tr: Her bültenden geri alabilirsiniz., en: Withdraw in each newsletter.}
""",
        base="rich",
    ),
)

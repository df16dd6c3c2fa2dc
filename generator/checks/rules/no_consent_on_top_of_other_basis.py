"""Rule PUR-05: consent is not asked for what rests on another basis."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.coverage import CONSENT, covered


def check(subject: Subject) -> Iterable[Observation]:
    """No item of data rests on consent and on another basis at once.

    A consent with a condition of its own, or that holds only where the bases before it do not,
    stands in the place of the other. A basis to fall back on without the consent does not.
    """
    for _, purpose in subject.purposes:
        for number, basis in enumerate(purpose.bases):
            article = basis.article.id.value
            others = [b for b in purpose.bases if b.article.id.value not in CONSENT]
            twice = [b for b in others if covered(purpose, b) & covered(purpose, basis)]
            if article in CONSENT and twice and not (basis.when or basis.fallback):
                other = twice[0].article.id.value
                yield Observation(
                    purpose.at(f"bases[{number}]"),
                    say(
                        "explicit consent ({article}) is asked for data that rests on {other}.",
                        article=article,
                        other=other,
                    ),
                    say(
                        "Delete the consent; limit each basis to its own data with “only_for:”; say when it is asked with “when:” or “fallback: yes”; or split the purpose in two."
                    ),
                )


RULE = Rule(
    code="PUR-05",
    slug="no-consent-on-top-of-other-basis",
    level=Level.ERROR,
    cites="b2020-173; p347",
    what="Consent is not asked for what rests on another basis.",
    why="Asking for consent that is not needed misleads: refusing it would change nothing.",
    check=check,
    example=Change(
        "processing/newsletter.yml",
        "purposes.send-newsletter.bases",
        "[{article: 5/2-f, detail: {tr: tanıtım, en: publicity}}, {article: 5/1}]",
        "[{article: 5/1}]",
        found="purposes.send-newsletter.bases[1]",
        base="rich",
    ),
)

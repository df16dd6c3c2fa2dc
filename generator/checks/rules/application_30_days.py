"""Rule APP-08: applications are answered within thirty days at the latest."""

import re
from collections.abc import Iterable
from datetime import date

from generator.checks.phrases import blame
from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject

SAID = {
    "tr": re.compile(r"en geç [^.\n]{3,40} içinde"),
    "en": re.compile(r"within [^.\n]{3,40} at the latest"),
}
TYPES = ("policy", "form", "notice", "cookies")


def check(subject: Subject) -> Iterable[Found]:
    """A period of the controller's own is not longer; the texts that owe it state one."""
    own = subject.facts.application.answer
    limit = subject.law.on(subject.day).deadlines.get("application-answer")
    if own and limit and own.value.approximate_days > limit.period.value.approximate_days:
        yield (
            own.origin,
            f"“{own.value}” is longer than the law allows.",
            f"Write at most {limit.period.value}, or delete the line: the texts then state the law’s.",
        )
    for text in subject.texts:
        asks = text.type != "form" or any(field.kind == "rights" for field in text.fields)
        said = "\n".join(layer.plain for layer in text.layers)
        if text.type in TYPES and asks and not SAID[text.language].search(said):
            yield (
                blame(subject, text),
                f"“{text.document}” ({text.language}) does not say until when applications are "
                "answered.",
                "If a clause was replaced in data/wording, put the period back there.",
            )


RULE = Rule(
    code="APP-08",
    slug="application-30-days",
    level=Level.ERROR,
    citation=Citation("Law 6698", "13(2)", date(2016, 10, 7), "official"),
    what="Applications are answered within thirty days at the latest.",
    why="The day on which the Board may be asked depends on it.",
    check=check,
    wrong=Example("application.yml", "answer: 6 weeks\n", at="answer"),
    right=Example("application.yml", "answer: 15 days\n"),
)

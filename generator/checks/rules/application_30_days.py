"""Rule APP-08: applications are answered within thirty days at the latest."""

import re
from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import blame
from generator.checks.rule import Rule
from generator.checks.subject import Subject

SAID = {
    "tr": re.compile(r"en geç [^.\n]{3,40} içinde"),
    "en": re.compile(r"within [^.\n]{3,40} at the latest"),
}
TYPES = ("policy", "form", "notice", "cookies")


def check(subject: Subject) -> Iterable[Observation]:
    """A period of the controller's own is not longer; the texts that owe it state one."""
    own = subject.facts.application.answer
    limit = subject.in_force.deadlines.get("application-answer")
    if own and limit and own.value.approximate_days > limit.period.value.approximate_days:
        yield Observation(
            own.origin,
            f"“{own.value}” is longer than the law allows.",
            f"Write at most {limit.period.value}, or delete the line: the texts then state the law’s.",
            "too-long",
        )
    for text in subject.texts:
        asks = text.type != "form" or any(field.kind == "rights" for field in text.fields)
        words = SAID.get(text.language)
        plain = "\n".join(layer.plain for layer in text.layers)
        if text.type in TYPES and asks and words and not words.search(plain):
            yield Observation(
                blame(subject, text, "answer", "rights"),
                f"“{text.document}” ({text.language}) does not say until when applications are "
                "answered.",
                "If a clause was replaced in data/wording, put the period back there.",
                "not-stated",
            )


RULE = Rule(
    code="APP-08",
    slug="application-30-days",
    level=Level.ERROR,
    cites="kvkk 13/2",
    what="Applications are answered within thirty days at the latest.",
    why="The day on which the Board may be asked depends on it.",
    check=check,
    phrases=(SAID,),
    sub_codes={
        "too-long": "The controller's own period is longer than that of the law.",
        "not-stated": "A text does not say until when applications are answered.",
    },
    example=Change("application.yml", "answer", "6 weeks", "15 days", sub="too-long"),
)

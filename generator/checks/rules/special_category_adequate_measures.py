"""Rule SPC-03: whoever processes special categories states the additional measures."""

from collections.abc import Iterable

from generator.checks.called import called
from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say


def check(subject: Subject) -> Iterable[Observation]:
    """Some purpose uses a special category, and security.yml has no measures for it."""
    purposes = [purpose for _, purpose in subject.purposes]
    used = [item for purpose in purposes for item in purpose.data if item.special]
    if used and not subject.facts.security.special_categories:
        yield Observation(
            subject.facts.security.origin,
            say(
                "special categories are processed (“{id}”) without measures of their own.",
                id=called(used[0]),
            ),
            say(
                "List them under “special_categories:”: policy, training, access, encryption, transfer."
            ),
        )


RULE = Rule(
    code="SPC-03",
    slug="special-category-adequate-measures",
    level=Level.ERROR,
    cites="kvkk 6/4",
    what="Whoever processes special categories states the additional measures.",
    why="The Board’s adequate measures (decision 2018/10, read in one secondary source) are a condition of the processing.",
    check=check,
    example=Change(
        "security.yml",
        "special_categories",
        "[]",
        "[{tr: Sağlık verileri şifrelenir., en: Health data is encrypted.}]",
        found="",
        base="rich",
    ),
)

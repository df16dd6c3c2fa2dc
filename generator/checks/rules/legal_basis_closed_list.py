"""Rule PUR-03: each purpose states its basis, one of the conditions of article 5 or 6."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Found, Level, Rule, Subject


def check(subject: Subject) -> Iterable[Found]:
    """A purpose has at least one basis, and its basis is law on the day."""
    for activity in subject.facts.activities.values():
        for purpose in activity.purposes:
            if not purpose.bases:
                yield (
                    purpose.origin,
                    "this purpose has no legal basis.",
                    "Write “bases:” with an article of Law 6698, for example "
                    "“- article: 5/2-c” and the contract as “detail:”.",
                )
            for basis in purpose.bases:
                if not basis.article.in_force(subject.day):
                    yield (
                        basis.at("article"),
                        f"{basis.article.id.value} is no legal basis on {subject.day}.",
                        "Choose a condition that is in force on that day.",
                    )


RULE = Rule(
    code="PUR-03",
    slug="legal-basis-closed-list",
    level=Level.ERROR,
    citation=Citation("Law 6698", "10(1)(ç)", date(2016, 4, 7), "official"),
    what="Each purpose rests on a condition of article 5 or 6, named as such.",
    why="Processing without one of these conditions is unlawful, and a notice must name it.",
    check=check,
)

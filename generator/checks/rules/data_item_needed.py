"""Rule PUR-08: each kind of data serves a stated purpose."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject


def check(subject: Subject) -> Iterable[Found]:
    """An item of data-categories.yml is used by some purpose."""
    used = {
        id(item)
        for activity in subject.facts.activities.values()
        for purpose in activity.purposes
        for item in purpose.data
    }
    for category in subject.facts.data_categories.values():
        for item in category.items:
            if id(item) not in used:
                yield (
                    item.origin,
                    f"no purpose uses “{category.id.value}.{item.id.value}”.",
                    "Name it in a purpose of processing/, or delete it and stop collecting it.",
                )


RULE = Rule(
    code="PUR-08",
    slug="data-item-needed",
    level=Level.ERROR,
    citation=Citation("Law 6698", "4(2)(ç)", date(2016, 4, 7), "official"),
    what="Each kind of data serves a stated purpose.",
    why="Data that no purpose needs may not be collected.",
    check=check,
    wrong=Example(
        "data-categories.yml",
        """\
identity:
  items:
    shoe-size: {tr: ayakkabı numarası, en: shoe size}
""",
        at="identity.items.shoe-size",
    ),
    right=Example(
        "data-categories.yml",
        """\
identity:
  items:
    name: {tr: ad ve soyad, en: name and surname}
""",
    ),
)

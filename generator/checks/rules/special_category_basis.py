"""Rule SPC-01: special categories rest on a condition of article 6(3), other data on article 5."""

import re
from collections.abc import Iterable
from datetime import date

from generator import languages
from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject
from generator.model.processing import DataItem, Purpose
from generator.model.statute import DataKind

KEYWORDS = re.compile(
    r"sağlık|kan grubu|\bdin\b|\bdini\b|\bmezhep\b|\bırk\b|sendika|adli sicil|sabıka|mahkûmiyet|"
    r"parmak izi|biyometrik|genetik|yüz tanıma|cinsel"
)


def check(subject: Subject) -> Iterable[Found]:
    """Each item of a purpose has a basis of its kind; items that sound special are marked."""
    for category in subject.facts.data_categories.values():
        for item in category.items:
            yield from _unmarked(item)
    for activity in subject.facts.activities.values():
        for purpose in activity.purposes:
            yield from _baseless(purpose)


def _unmarked(item: DataItem) -> Iterable[Found]:
    name = item.name.find("tr")
    said = (
        KEYWORDS.search(languages.get("tr").lower(name.value))
        if name and not item.special
        else None
    )
    if said:
        yield (
            item.origin,
            f"“{said.group()}” sounds like a special category, but is not marked as one.",
            "Write “special:” with its category of article 6(1), for example health.",
        )


def _baseless(purpose: Purpose) -> Iterable[Found]:
    kinds = {basis.article.kind.value for basis in purpose.bases}
    special = [item for item in purpose.data if item.special]
    if special and DataKind.SPECIAL not in kinds:
        yield (
            purpose.at("bases"),
            f"“{special[0].id.value}” is a special category, but no basis is of article 6.",
            "Write one of 6/3-a to 6/3-g; article 5 does not carry such data.",
        )
    if len(special) < len(purpose.data) and purpose.bases and DataKind.ORDINARY not in kinds:
        yield (
            purpose.at("bases"),
            "a basis of article 6 carries special categories only.",
            "Add a basis of article 5 for the other data, or a purpose of its own.",
        )


RULE = Rule(
    code="SPC-01",
    slug="special-category-basis",
    level=Level.ERROR,
    citation=Citation("Law 6698", "6", date(2024, 6, 1), "official"),
    what="Special categories rest on a condition of article 6(3), other data on article 5.",
    why="Neither article carries the data of the other; a contract, for one, never carries health data.",
    check=check,
    never_accepted="Health data without a condition of article 6(3) may not be processed at all.",
    wrong=Example(
        "processing/staff.yml",
        """\
purposes:
  - text: {tr: İşe giriş muayenesinin belgelenmesi, en: Documenting the examination}
    data: [health.report, health.blood]
    bases: [{article: 5/2-ç, detail: {tr: 6331 sayılı Kanun, en: Law No. 6331}}]
""",
        at="purposes[0].bases",
        base="rich",
    ),
    right=Example(
        "processing/staff.yml",
        """\
purposes:
  - text: {tr: İşe giriş muayenesinin belgelenmesi, en: Documenting the examination}
    data: [health.report, health.blood]
    bases: [{article: 6/3-f, detail: {tr: 6331 sayılı Kanun, en: Law No. 6331}}]
""",
        base="rich",
    ),
)

"""Rule VER-01: no text cites what is law no more. Versions and days are checked with releases."""

import re
from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Found, Level, Rule, Subject

REPEALED = re.compile(
    r"m\.\s6/2\b|6'ncı maddesinin ikinci fıkrası|art\. 6\(2\)|6563 sayılı[^\n]{0,40}10'uncu madde"
)


def check(subject: Subject) -> Iterable[Found]:
    """Citations of article 6(2) of Law 6698 (repealed 2024-06-01) and art. 10 of Law 6563."""
    for text in subject.texts:
        for layer in text.layers:
            for said in REPEALED.finditer(layer.plain):
                yield (
                    subject.facts.documents[text.document].origin,
                    f"“{text.document}” ({text.language}) cites “{said.group()}”, which is repealed.",
                    "Cite the provision in force; article 6(3) holds the conditions of today.",
                )


RULE = Rule(
    code="VER-01",
    slug="version-dated-and-current",
    level=Level.ERROR,
    citation=Citation(
        "Communiqué on the obligation to inform", "5(1)(j)", date(2018, 3, 10), "official"
    ),
    what="No text cites what is law no more.",
    why="A repealed provision carries nothing and misleads whoever looks it up.",
    check=check,
    on_texts=True,
)

"""Rule VER-01: no text cites what is law no more. Versions and days are checked with releases."""

import re
from collections.abc import Iterable
from datetime import date

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say

REPEALED = (
    (date(2024, 6, 1), "6/2", r"(?<!Hakkında Kanun\s)(?<!6563 sayılı Kanun\s)m\.\s6/2\b"),
    (
        date(2024, 6, 1),
        "6'ncı maddesinin ikinci",
        r"(?<!Hakkında Kanun'un\s)(?<!6563 sayılı Kanun'un\s)6'ncı maddesinin ikinci fıkrası",
    ),
    (date(2024, 6, 1), "6(2)", r"(?<!Electronic Commerce\s)(?<!Law No\. 6563\s)art\.\s6\(2\)"),
    (
        date(2022, 7, 1),
        "6563",
        r"6563 sayılı[^\n]{0,60}10'uncu madde|6563[^\n]{0,60}Article 10\b",
    ),
)
"""Since when a provision is repealed, what stands wherever it is cited, and how it is cited; article
6(2) of Law 6563 is in force."""


def check(subject: Subject) -> Iterable[Observation]:
    """Citations of article 6(2) of Law 6698 (repealed 2024-06-01) and art. 10 of Law 6563."""
    for text in subject.texts:
        for layer in text.layers:
            repealed = (
                cited
                for since, sign, cited in REPEALED
                if since <= subject.day and sign in layer.plain
            )
            for said in (m for cited in repealed for m in re.finditer(cited, layer.plain)):
                yield Observation(
                    subject.facts.documents[text.document].origin,
                    say(
                        "“{document}” ({language}) cites “{provision}”, which is repealed.",
                        document=text.document,
                        language=text.language,
                        provision=said.group(),
                    ),
                    say("Cite the provision in force; article 6(3) holds the conditions of today."),
                )


RULE = Rule(
    code="VER-01",
    slug="version-dated-and-current",
    level=Level.ERROR,
    cites="notice-communique 5/1-j",
    what="No text cites what is law no more.",
    why="A repealed provision carries nothing and misleads whoever looks it up.",
    check=check,
    example=Change(
        "promises.yml",
        "statements[0]",
        "{tr: 6563 sayılı Kanun'un 10'uncu maddesine uyarız., en: 'We follow Law 6563, Article 10.'}",
        "{tr: Kanun'a uyarız., en: We follow the Law.}",
        found="",
    ),
    on_texts=True,
)

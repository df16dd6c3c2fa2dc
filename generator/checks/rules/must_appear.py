"""Rules that only say that something must stand in a text; each is a row.

They matter where a controller puts its own wording in the place of the tool's.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from generator.checks.rule import Citation, Found, Level, Rule, Subject

LAW, BOARD = "Law 6698", "Board decision 2019/10"
OFFICIAL = date(2016, 10, 7)


def _row(
    code: str,
    slug: str,
    citation: Citation,
    types: Iterable[str],
    patterns: Mapping[str, str],
    what: str,
    why: str,
) -> Rule:
    compiled = {language: re.compile(pattern) for language, pattern in patterns.items()}
    wanted = tuple(types)

    def check(subject: Subject) -> Iterable[Found]:
        for text in subject.texts:
            pattern = compiled.get(text.language)
            if text.type not in wanted or pattern is None:
                continue
            form = text.type == "form" and not any(f.kind == "rights" for f in text.fields)
            said = "\n".join(layer.plain for layer in text.layers)
            if not form and not pattern.search(said):
                yield (
                    subject.facts.documents[text.document].origin,
                    f"“{text.document}” ({text.language}): {what[0].lower()}{what[1:-1]} – missing.",
                    "If a clause was replaced in data/wording, put it back there.",
                )

    return Rule(
        code=code,
        slug=slug,
        level=Level.ERROR,
        citation=citation,
        what=what,
        why=why,
        check=check,
        on_texts=True,
    )


RULES = (
    _row(
        "APP-01",
        "rights-referenced-in-notice",
        Citation(LAW, "10(1)(d)", OFFICIAL, "official"),
        ("notice", "cookies"),
        {"tr": r"11'inci madde", "en": r"Article 11\b"},
        "A notice names the rights of article 11.",
        "Who does not know of a right does not use it.",
    ),
    _row(
        "APP-02",
        "rights-list-complete",
        Citation(LAW, "11(1)", OFFICIAL, "official"),
        ("policy", "form"),
        {
            "tr": r"(?s)\(?a\)? .*işlenip işlenmediğini öğrenme.*zarar[^\n]*gideril",
            "en": r"(?s)learn whether (my )?personal data is processed.*ompensation",
        },
        "Policy and application form list all nine rights.",
        "A right that is left out looks as if it did not exist.",
    ),
    _row(
        "APP-03",
        "rights-exceptions-and-complaint",
        Citation(LAW, "14; 28", OFFICIAL, "official"),
        ("policy",),
        {"tr": r"(?s)28'inci madde.*şikâyet", "en": r"(?s)Article 28\b.*complain"},
        "The policy names the exceptions and the way to the Board.",
        "The complaint has days that run out.",
    ),
    _row(
        "APP-09",
        "application-fee-tariff",
        Citation(LAW, "13(2)-(3)", OFFICIAL, "official"),
        ("policy", "form"),
        {"tr": r"ücretsiz", "en": r"free of charge"},
        "The answer is free but for the Board's tariff.",
        "A fee keeps people from asking.",
    ),
    _row(
        "BRE-03",
        "breach-subject-notice",
        Citation(BOARD, "", date(2019, 1, 24), "sec2"),
        ("policy",),
        {
            "tr": r"ilgili kişilere[^\n]*makul olan en kısa sürede",
            "en": r"shortest reasonable time",
        },
        "Affected people are told of a breach in the shortest reasonable time.",
        "They can change a password only when they know.",
    ),
)

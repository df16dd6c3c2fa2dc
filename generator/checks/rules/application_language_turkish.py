"""Rule APP-07: texts and forms are published in Turkish."""

import re
from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import blame
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say

SAID = {"tr": re.compile(""), "en": re.compile(r"(?i)\bin Turkish\b")}
"""How a text in another language says it; the Turkish one need not."""


def check(subject: Subject) -> Iterable[Observation]:
    """Turkish is the first language of every site; other languages say that applications are too."""
    for site in subject.facts.sites.values():
        if not site.languages or site.languages[0].value != "tr":
            yield Observation(
                site.at("languages"),
                say("Turkish is not the first language of this site."),
                say("Write “languages: [tr, en]”; the Turkish text prevails."),
                "not-first",
            )
    for text in subject.texts:
        form = any(field.kind == "rights" for field in text.fields)
        words = SAID.get(text.language)
        plain = "\n".join(layer.plain for layer in text.layers)
        if (form or text.type == "policy") and words and not words.search(plain):
            yield Observation(
                blame(subject, text, "application", "sending", "answer"),
                say(
                    "“{document}” ({language}) does not say that applications are made in Turkish.",
                    document=text.document,
                    language=text.language,
                ),
                say("If a clause was replaced in data/wording, put it back there."),
                "not-said",
            )


RULE = Rule(
    code="APP-07",
    slug="application-language-turkish",
    level=Level.ERROR,
    cites="application-communique 4",
    what="Texts and forms are published in Turkish.",
    why="Applications are made in Turkish, and whoever is informed must understand.",
    check=check,
    phrases=(SAID,),
    sub_codes={
        "not-first": "Turkish is not the first language of a site.",
        "not-said": "A text in another language does not say that applications are made in Turkish.",
    },
    example=Change("sites.yml", "ornek.languages", "[en, tr]", "[tr, en]", sub="not-first"),
)

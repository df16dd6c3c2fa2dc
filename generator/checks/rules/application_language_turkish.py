"""Rule APP-07: texts and forms are published in Turkish."""

import re
from collections.abc import Iterable
from datetime import date

from generator.checks.phrases import blame
from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject

SAID = re.compile(r"(?i)\bin Turkish\b")


def check(subject: Subject) -> Iterable[Found]:
    """Turkish is the first language of every site; other languages say that applications are too."""
    for site in subject.facts.sites.values():
        if not site.languages or site.languages[0].value != "tr":
            yield (
                site.at("languages"),
                "Turkish is not the first language of this site.",
                "Write “languages: [tr, en]”; the Turkish text prevails.",
            )
    for text in subject.texts:
        form = any(field.kind == "rights" for field in text.fields)
        said = "\n".join(layer.plain for layer in text.layers)
        if text.language == "en" and (form or text.type == "policy") and not SAID.search(said):
            yield (
                blame(subject, text),
                f"“{text.document}” (en) does not say that applications are made in Turkish.",
                "If a clause was replaced in data/wording, put it back there.",
            )


RULE = Rule(
    code="APP-07",
    slug="application-language-turkish",
    level=Level.ERROR,
    citation=Citation(
        "Communiqué on applications to the data controller", "4", date(2018, 3, 10), "sec2"
    ),
    what="Texts and forms are published in Turkish.",
    why="Applications are made in Turkish, and whoever is informed must understand.",
    check=check,
    wrong=Example(
        "sites.yml",
        """\
ornek:
  languages: [en, tr]
""",
        at="ornek.languages",
    ),
    right=Example(
        "sites.yml",
        """\
ornek:
  languages: [tr]
""",
    ),
)

"""Rule APP-07: texts and forms are published in Turkish."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject


def check(subject: Subject) -> Iterable[Found]:
    """Every site has Turkish among its languages, and as the first."""
    for site in subject.facts.sites.values():
        if not site.languages or site.languages[0].value != "tr":
            yield (
                site.at("languages"),
                "Turkish is not the first language of this site.",
                "Write “languages: [tr, en]”; the Turkish text prevails.",
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
  languages: [en]
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

"""Rule APP-02: where rights are listed, all of them stand there, and none is invented."""

import re
from collections.abc import Iterable, Iterator

from generator.checks.example import Reworded
from generator.checks.finding import Level, Observation
from generator.checks.phrases import blame, holding
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.expression import Expression
from generator.message import say

NOTICES = ("notice", "cookies")
"""Types of texts that list the rights where no policy stands beside them."""
FOREIGN = {
    "tr": re.compile(
        r"(?i)veri(leri(n|niz|nizin))? taşınabilirli|"
        r"işleme(nin|yi) (kısıtla|sınırlandır)|unutulma hakkı"
    ),
    "en": re.compile(r"(?i)data portability|restriction of processing|right to be forgotten"),
}


def check(subject: Subject) -> Iterable[Observation]:
    """Each right of the day in policies and forms of application, in the words of the statute book."""
    policy = any(text.type == "policy" for text in subject.texts)
    for text in subject.texts:
        form = any(field.kind == "rights" for field in text.fields)
        if form or text.type == "policy" or (text.type in NOTICES and not policy):
            yield from _missing(subject, text, form)
        foreign = FOREIGN.get(text.language)
        invented = foreign and foreign.search("\n".join(layer.plain for layer in text.layers))
        if invented:
            yield Observation(
                holding(subject, text, invented.group()),
                say(
                    "“{document}” ({language}): “{invented}” is no right of article 11.",
                    document=text.document,
                    language=text.language,
                    invented=invented.group(),
                ),
                say("Delete it; it belongs to the law of the European Union."),
                "invented",
                level=Level.WARNING,
            )


def _missing(subject: Subject, text: Expression, form: bool) -> Iterator[Observation]:
    said = " ".join(" ".join(layer.plain.split()) for layer in text.layers)
    for letter, right in subject.in_force.rights.items():
        fact = (right.request if form else right.label).find(text.language)
        if fact and fact.value not in said:
            yield Observation(
                blame(subject, text, "rights-list", "fields"),
                say(
                    "“{document}” ({language}) leaves out the right 11/1-{letter}: “{right}”.",
                    document=text.document,
                    language=text.language,
                    letter=letter,
                    right=fact.value,
                ),
                say(
                    "Where rights are listed, list all nine; if a clause was replaced in data/wording, print “law.rights” there."
                ),
                "missing",
            )


def _listed(heading: str, exceptions: str, selected: str) -> str:
    return (
        "{# reason: an example #}\n"
        f"<h3>{heading}</h3>\n<p>{exceptions}</p>\n"
        f"<ul>{{% for right in {selected} %}}<li>{{{{ right.label }}}}</li>{{% endfor %}}</ul>\n"
    )


def _clause(selected: str) -> tuple[str, str]:
    """The list of rights in a controller's own words, with those that are `selected`."""
    turkish = 'İstisnalar Kanun\'un {{ article("kvkk", "28")|ordinal }} maddesindedir.'
    english = 'Exceptions are in Article {{ article("kvkk", "28") }}.'
    return _listed("Haklarınız", turkish, selected), _listed("Your rights", english, selected)


RULE = Rule(
    code="APP-02",
    slug="rights-list-complete",
    level=Level.ERROR,
    cites="kvkk 11/1",
    what="Policy and application form list all nine rights, and no others; without a policy each "
    "notice does.",
    why="A right that is left out looks as if it did not exist.",
    check=check,
    phrases=(FOREIGN,),
    sub_codes={
        "invented": "A right stands there that article 11 does not know.",
        "missing": "A right is left out.",
    },
    on_texts=True,
    example=Reworded(
        "policy/rights-list",
        wrong=_clause('law.rights.values() if right.id.value != "f"'),
        right=_clause("law.rights.values()"),
        sub="missing",
    ),
)

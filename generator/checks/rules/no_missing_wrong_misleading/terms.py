"""A term that the tool's own sentences use means here what it means there."""

import re
from collections.abc import Iterable

from generator.checks.finding import Level, Observation
from generator.checks.subject import Subject, folded
from generator.message import say

SUB_CODES = {"other-meaning": "A term of the glossary means another body or law than the texts do."}
OWN = {
    "tr": (
        frozenset({"kurul", "kurum", "kanun"}),
        re.compile(r"kişisel verileri(n)? koru|6698|kvk"),
    ),
    "en": (
        frozenset({"board", "authority", "law", "the board", "the authority", "the law"}),
        re.compile(r"personal data protection|protection of personal data|6698|kvk"),
    ),
}
"""By language: terms that stand in the tool's sentences, and what their meaning speaks of."""


def check(subject: Subject) -> Iterable[Observation]:
    """Each term is explained wherever a text has it, in the tool's sentences as well."""
    for definition in subject.facts.glossary.definitions:
        if definition.only_here and definition.only_here.value:
            continue
        for language, (terms, speaks) in OWN.items():
            term, meaning = definition.term.find(language), definition.meaning.find(language)
            if not (term and meaning) or folded(term.value, language) not in terms:
                continue
            if not speaks.search(folded(meaning.value, language)):
                yield Observation(
                    meaning.origin,
                    say(
                        "“{term}” is used in these texts for data protection, and the meaning speaks of something else.",
                        term=term.value,
                    ),
                    say(
                        "Name the other body in full as the term (Yönetim Kurulu), or write “only_here: yes”."
                    ),
                    "other-meaning",
                    Level.WARNING,
                )

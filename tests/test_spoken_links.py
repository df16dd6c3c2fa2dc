"""Texts lead to each other where they speak of each other, in every controller's texts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.expression import Expression, text
from generator.expression.markup import serialise
from generator.expression.reference import references
from tests import published
from tests.conftest import ROOT, STARTER

CONTROLLERS: Mapping[str, Path] = {
    "the company": ROOT / "data",
    "the demonstration": ROOT / "tests" / "rich",
    "the starter": STARTER,
}
SPOKEN_OF = {
    "cookies": r"çerez (tercih|politika)|cookie (preferences|choices|policy)",
    "policy": r"gizlilik politika|privacy policy",
    "consent": r"rızaların metin|texts of the consents",
    "message_approval": r"onaylarının metin|texts of the consents to messages",
    "informing": r"sunulan aydınlatma metn|separate privacy notice is given",
}
"""By type of text, or by clause of the same text: the words with which one speaks of another."""
every = pytest.mark.parametrize("controller", CONTROLLERS)


@cache
def texts_of(controller: str) -> Sequence[Expression]:
    return published.outcome(CONTROLLERS[controller]).texts


def sections(made: Expression) -> Iterator[ElementTree.Element]:
    """The innermost clauses of both layers."""
    for layer in made.layers:
        for section in text.parse(layer.html).iter("section"):
            if section.find("section") is None:
                yield section


def led(section: ElementTree.Element, types: Mapping[str, str]) -> set[str]:
    """Types of texts, and clauses of the same text, to which a clause leads."""
    found = list(references(serialise(section)))
    return {types[r.document] if r.document else r.clause for r in found}


@every
def test_whoever_speaks_of_another_text_leads_to_it(controller: str) -> None:
    """In the same clause: “in the cookie preferences” without a link leads nowhere."""
    texts = texts_of(controller)
    types = {made.document: made.type for made in texts}
    without, met = [], 0
    for made in texts:
        for section in sections(made):
            words = " ".join("".join(section.itertext()).split())
            for to, said in SPOKEN_OF.items():
                there = to in (*types.values(), "informing") and to != made.type
                if there and (spoken := re.search(said, words, re.IGNORECASE)):
                    met += 1
                    if to not in led(section, types):
                        without.append((made.document, made.language, spoken[0]))
    assert met
    assert without == []


@every
def test_choices_of_cookies_are_reached_where_they_are_spoken_of(controller: str) -> None:
    """At the section on choices, which says where they are made; a panel may not be there yet."""
    texts = texts_of(controller)
    policies = {made.document for made in texts if made.type == "cookies"}
    for made in (made for made in texts if made.document not in policies):
        for section in sections(made):
            words = "".join(section.itertext())
            if policies and re.search("çerez tercih|cookie (preferences|choices)", words):
                clauses = {
                    r.clause for r in references(serialise(section)) if r.document in policies
                }
                assert "choice" in clauses, (made.document, section.get("data-clause"))


@every
def test_a_form_and_its_notice_lead_to_each_other(controller: str) -> None:
    """Both are read at the same place."""
    texts = texts_of(controller)
    leads = {
        (made.document, made.language): {
            reference.document for layer in made.layers for reference in references(layer.html)
        }
        for made in texts
    }
    types = {made.document: made.type for made in texts}
    for (document, language), to in leads.items():
        for notice in (n for n in to if types.get(document) == "form" and types.get(n) == "notice"):
            assert document in leads[notice, language]

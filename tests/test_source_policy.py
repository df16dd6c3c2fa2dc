"""Faithful to the source: every statement of the company's policy has a clause or a departure."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from generator import checks
from tests import published

HERE = Path(__file__).parent
TABLE = yaml.safe_load((HERE / "source_statements.yml").read_text(encoding="utf-8"))
OUTCOME = published.outcome(HERE.parent / "data")


def text_of(document: str, language: str, clause: str) -> str:
    (found,) = (t for t in OUTCOME.texts if (t.document, t.language) == (document, language))
    root = ElementTree.fromstring(found.layer("full").html)
    (section,) = (s for s in root.iter("section") if s.get("data-clause") == clause)
    return " ".join("".join(section.itertext()).split())


@pytest.mark.parametrize("statement", TABLE, ids=lambda s: s.split()[0])
def test_a_statement_went_where_the_table_says(statement: str) -> None:
    """Its clause holds the words in Turkish and exists in English, or a departure gives why."""
    row = TABLE[statement]
    if "departure" in row:
        assert OUTCOME.facts.departures[row["departure"]].why
        return
    document, clause = row["clause"].split("#")
    assert row["holds"] in text_of(document, "tr", clause)
    assert text_of(document, "en", clause)


def test_every_section_of_the_source_is_in_the_table() -> None:
    """A0 to K, the absent C and D included, and the residue at the end."""
    sections = {re.match(r"[A-Z]\d*", statement).group() for statement in TABLE}  # type: ignore[union-attr]
    wanted = "A0 A1 A2 A3 A4 B1 B2 B3 B41 B42 C D E E1 E2 F G1 G2 G3 G4 H I J K Z".split()
    assert sections == set(wanted)


def test_every_departure_answers_a_statement_and_names_a_rule() -> None:
    """None is left over; what it says is internal and gives no word to any text."""
    used = {row["departure"] for row in TABLE.values() if "departure" in row}
    assert used == set(OUTCOME.facts.departures)
    for departure in OUTCOME.facts.departures.values():
        assert departure.internal
        assert all(departure.why.value not in page.html for page in published.pages(OUTCOME))


def test_the_rules_that_departures_name_are_of_the_rule_book() -> None:
    """A slug of a rule that exists here, or of a row that is still to become one."""
    slugs = {rule.slug for rule in checks.all_rules()}
    named = {d.rule.value for d in OUTCOME.facts.departures.values() if d.rule}
    assert named & slugs
    assert all(re.fullmatch(r"[a-z0-9-]+", slug) for slug in named)

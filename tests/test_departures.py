"""`notices departures`: what the company's lawyers read, in a terminal and on paper."""

import html
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from generator import loading
from generator.commands import main
from tests.conftest import ROOT, STARTER

DATA = ROOT / "data"


def run(*arguments: str) -> tuple[str, str]:
    result = CliRunner().invoke(main, ["departures", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout, result.stderr


@pytest.mark.parametrize("language", ["tr", "en"])
def test_each_departure_stands_on_both_with_its_reason_and_rule(
    tmp_path: Path, language: str
) -> None:
    page = tmp_path / "departures.html"
    words, _ = run("--data", str(DATA), "--lang", language)
    _, said = run("--data", str(DATA), "--lang", language, "--output", str(page))
    departures = loading.load(DATA).departures
    assert len(departures) > 20
    written = page.read_text(encoding="utf-8")
    for departure in departures.values():
        for fact in (departure.source, departure.instead, departure.why):
            assert fact.value in words
            assert html.escape(fact.value) in written
    assert str(len(departures)) in said
    assert words.count("\n## ") == written.count("<tr><td>") == len(departures)
    assert ("IDN-04: No text" in words) is (language == "en")


def test_the_page_can_be_filed_as_it_is(tmp_path: Path) -> None:
    """It asks for nothing from elsewhere, says its language, and repeats its head on each sheet."""
    page = tmp_path / "departures.html"
    data = shutil.copytree(STARTER, tmp_path / "data")
    (data / "departures.yml").write_text(
        'one: {internal: yes, source: "<script>", instead: A & B, why: "Because."}\n', "utf-8"
    )
    run("--data", str(data), "--lang", "en", "--output", str(page))
    written = page.read_text(encoding="utf-8")
    assert not re.search(r"src=|href=|url\(|@import", written)
    tree = ElementTree.fromstring(re.sub(r"<!DOCTYPE html>|<meta [^>]*>", "", written))
    assert tree.get("lang") == "en"
    assert [cell.text for cell in tree.iter("td")] == ["1", "<script>", "A & B", "Because.", None]
    assert [cell.get("scope") for cell in tree.iter("th")] == ["col"] * 5


def test_who_departs_from_nothing_is_told_so_and_another_form_is_refused(tmp_path: Path) -> None:
    out, err = run("--data", str(STARTER), "--lang", "en")
    assert (out, err) == ("", "The texts depart from no source policy.\n")
    refused = CliRunner().invoke(
        main, ["departures", "--data", str(DATA), "--output", str(tmp_path / "x.pdf")]
    )
    assert refused.exit_code == 2
    assert not (tmp_path / "x.pdf").exists()

"""What the rules say, in the words of the form: no key, no file, no line of YAML."""

import ast
import re
from functools import cache
from string import Formatter

import pytest

from generator import keys
from generator.catalogue import said
from generator.checks import Finding, Level
from generator.message import Message, say
from generator.provenance import Origin
from generator.recipes.correcting.advice import Adviser
from generator.recipes.correcting.in_form import INSTEAD, in_form
from tests.conftest import ROOT, STARTER

YAML = re.compile(r"[a-z_]+:”|“[a-z_]+: ?[\[{]|\[\]|\.yml|\bsatır[ıl]|\b[Tt]he line\b|data/|\{\{")
VALUES = {"key": "kep", "file": "retention.yml", "languages": "[tr, en]", "lines": "“place: x”"}


@cache
def spoken() -> tuple[Message, ...]:
    """Every message of the rules, filled with something; not the lines that are to be pasted."""
    rules = ROOT / "generator" / "checks"
    files = (*sorted((rules / "rules").rglob("*.py")), rules / "acceptance.py", rules / "unseen.py")
    words = {
        node.args[0].value
        for path in files
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say"
        and node.args and isinstance(node.args[0], ast.Constant)
    }  # fmt: skip
    return tuple(filled(one) for one in sorted(words) if not one.startswith("  "))


def filled(template: str) -> Message:
    try:
        names = [name for _, name, _, _ in Formatter().parse(template) if name]
        return say(template, **{name: VALUES.get(name, "x") for name in names})
    except (ValueError, KeyError):  # brackets of a message without values
        return say(template)


@pytest.mark.parametrize("language", ["tr", "en"])
def test_no_rule_speaks_of_yaml_in_the_panel(language: str) -> None:
    blocks = [block for file in keys.files() for block in file.block.within]
    before = [one for one in spoken() if YAML.search(said(one, language))]
    assert len(before) > 100
    left = {one: in_form(one, language, blocks) for one in spoken()}
    assert [words for words in left.values() if YAML.search(words)] == []
    assert all("\ue000" not in words for words in left.values())


def test_what_is_said_instead_is_said_of_something() -> None:
    assert set(INSTEAD) <= {one.template for one in spoken()}


def test_texts_are_called_by_their_language() -> None:
    """And what they are compared with is not named as git names it."""
    change = (
        "“{code}” changed from “{was}” to “{now_is}” since {since}, “{other}” did not: “{now}”."
    )
    said_of = say(change, code="tr", other="en", was="a", now_is="b", since="HEAD", now="c")
    assert in_form(said_of, "tr", ()) == (
        "“Türkçe” metni değişmiş (önce “a”, şimdi “b”), “İngilizce” metni ise değişmemiş: “c”."
    )
    assert in_form(say("Change “{code}” as well.", code="en"), "tr", ()).startswith("“İngilizce”")


def finding(place: str, message: str, hint: str, code: str = "ABR-01", sub: str = "x") -> Finding:
    file, _, path = place.partition("#")
    origin = Origin(f"data/{file}", 1, 1, path)
    return Finding(code, "slug", sub, Level.ERROR, message, hint, origin, ())


def test_the_fields_that_are_named_are_opened() -> None:
    """Beside the place, inside it, or in a file of one entry; a question is answered."""
    adviser = Adviser(STARTER, "tr")
    beside = say("Write “countries:” with two-letter codes, for example [IE, US].")
    told = adviser.of(finding("recipients.yml#carrier.abroad", say("x"), beside))
    assert told.advice == "Ülkeleri seçin."
    assert told.ways == (("recipients.yml#carrier.countries", "kargo şirketi › ülkeler"),)
    inside = say("Write “countries:” and “risks:”.")
    told = adviser.of(finding("recipients.yml#carrier", say("x"), inside))
    assert [place.rpartition(".")[2] for place, _ in told.ways] == ["countries", "risks"]
    file = say("Write “media:” with “electronic:” and “physical:” in data/disposal.yml.")
    told = adviser.of(finding("documents/policy.yml#", say("x"), file))
    assert told.ways == (("disposal.yml#media", "kayıt ortamları"),)
    assert ".yml" not in told.advice
    nowhere = adviser.of(finding("releases/x", say("x"), say("y")))
    assert nowhere.ways == ()
    asked = adviser.of(finding("answers.yml#", say("x?"), say("y"), "CON-08", ""))
    assert (asked.ways, asked.asks) == ((), "CON-08")


def test_a_new_entry_that_nothing_names_leads_to_where_it_is_named() -> None:
    hint = say(
        "Write “{id}” where it belongs (under “{key}:”), or delete it.",
        id="carrier",
        key="recipients",
    )
    told = Adviser(STARTER, "tr").of(
        finding("recipients.yml#carrier", say("x"), hint, "USE-01", "entry")
    )
    assert ("processing/#", "Veri işleme faaliyetleri") in told.ways
    assert "“alıcılar” altına) “kargo şirketi” yazın" in told.advice

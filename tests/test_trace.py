"""Where a sentence comes from: every sentence of every clause, without a word changed."""

import json

import pytest
from click.testing import CliRunner

from generator import law, loading, pipeline
from generator.commands import main
from generator.recipes import tracing
from generator.rendering import Trace
from tests.conftest import ROOT

DATA = {"company": ROOT / "data", "rich": ROOT / "tests" / "rich"}


@pytest.mark.parametrize("name", DATA)
def test_marks_change_no_word_and_every_sentence_has_an_origin(name: str) -> None:
    """All documents in all languages: the lines without their marks are those of the text."""
    settings = pipeline.Settings(data=DATA[name], explained=False)
    facts, plain = loading.load(settings.data), pipeline.run(settings).texts
    site, marks = pipeline.site_of(facts, settings), Trace()
    composer = pipeline.composer(facts, law.load(), settings, site, marks)
    for text in plain:
        traced = composer.compose(facts.documents[text.document], text.language)
        assert [marks.plain(layer.plain) for layer in traced.layers] == [
            layer.plain for layer in text.layers
        ]
        for layer in traced.layers:
            for clause in layer.clauses:
                for sentence in tracing.sentences(marks, layer.lines(clause.id)):
                    number = sentence.text.replace(".", "").strip().isdecimal()
                    assert sentence.templates or sentence.statements or number, sentence


def ask(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["trace", *arguments])
    assert done.exit_code == 0, done.output + done.stderr
    return done.stdout


def line_of(place: str) -> str:
    file, _, line = place.rpartition(":")
    return (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_a_sentence_names_its_line_its_facts_and_its_law(monkeypatch: pytest.MonkeyPatch) -> None:
    """The identity of the controller, from the notice for members."""
    monkeypatch.chdir(ROOT)
    parts = json.loads(ask("illumination-membership#controller", "--format", "json"))
    assert [part["layer"] for part in parts] == ["short", "full"]
    named = (s for s in parts[1]["sentences"] if s["text"].startswith("Bu noktada toplanan"))
    first = next(named)
    assert any("Bu noktada toplanan" in line_of(place) for place in first["templates"])
    (name,) = [fact for fact in first["facts"] if fact["path"] == "registered_name"]
    assert "registered_name" in line_of(name["place"])
    (rights, _) = json.loads(ask("illumination-membership#rights", "--format", "json"))
    by_law = next(s for s in rights["sentences"] if s["statutes"])
    assert by_law["statutes"][0]["path"].startswith("kvkk.articles[")
    assert by_law["statutes"][0]["words"].endswith("11")


def test_a_sentence_ends_at_its_own_full_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not at that of an address inside it."""
    monkeypatch.chdir(ROOT)
    told = ask("illumination-membership#controller").splitlines()
    address = "İkitelli OSB Mah. 6. Cad., Beyaz Tower No: 1 D: 30, Başakşehir/İstanbul, Türkiye"
    assert address in told


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("privacy-policy", "privacy-policy#rights"),
        ("privacy-policy#x", "“privacy-policy” has no clause “x”. It has: "),
        ("x#rights", "there is no document “x”. Known: "),
        ("privacy-policy#rights --lang xx", "is not made in “xx”. Known: tr, en."),
    ],
)
def test_what_is_not_there_is_reported(
    place: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(main, ["trace", *place.split()])
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_wording_of_the_controller_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file in data/wording/, not the tool's template."""
    monkeypatch.chdir(ROOT)
    told = ask("privacy-policy#payment-institutions", "--lang", "en")
    assert "data/wording/policy/payment-institutions.en.jinja:" in told

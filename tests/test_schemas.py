"""What editors know about `data/`: committed schemas, found from each file, in Turkish."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.commands import main
from tests import mode_lines, yaml_server
from tests.conftest import ROOT

DATA = ROOT / "data"
MISTAKES = (
    ("controller.yml", "registered_name:", "registerd_name:", "Property registerd_name is not"),
    ("controller.yml", "legal_form: company", "legal_form: firm", '"company", "cooperative"'),
    ("recipients.yml", "  role: controller\n", "", 'Missing property "role"'),
    ("recipients.yml", "  abroad: no\n", "  abroad: perhaps\n", '"yes", "no", "evet"'),
    ("retention.yml", "  period: 10 years", "  perod: 10 years", "Property perod is not allowed"),
    ("subjects.yml", "{tr:", "{de:", "Property de is not allowed"),
    ("sites.yml", "languages: [tr, en]", "languages: {tr: en}", "Expected one of array"),
    ("documents/ha9.yml", "type: form", "tpye: form", "Property tpye is not allowed"),
    ("processing/membership.yml", "mode: partly-automatic", "mode: half", '"automatic", "partly'),
    ("processing/membership.yml", "purposes:\n", "purpose:\n", 'Missing property "purposes"'),
)
"""A file, what stands there, what somebody types instead, and what is named then."""


def test_a_schema_made_anew_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`make schemas` writes them after a change of a key."""
    monkeypatch.chdir(tmp_path)
    made = CliRunner().invoke(main, ["--lang", "tr", "keys", "--schemas", ".vscode/schemas"])
    settings = made.output[made.output.index("{") :]
    assert settings == (ROOT / ".vscode/settings.json").read_text(encoding="utf-8")
    names = sorted(path.name for path in mode_lines.SCHEMAS.iterdir())
    assert names == sorted(path.name for path in Path(".vscode/schemas").iterdir())
    for name in names:
        new = Path(".vscode/schemas", name).read_text(encoding="utf-8")
        assert new == (mode_lines.SCHEMAS / name).read_text(encoding="utf-8"), "make schemas"


def test_hovering_is_turkish() -> None:
    text = (mode_lines.SCHEMAS / "recipients.schema.json").read_text(encoding="utf-8")
    words = json.loads(text)["definitions"]["Recipient"]["description"]
    assert "alıcı" in words.lower() or "aktar" in words.lower(), words


def test_each_file_names_its_schema() -> None:
    """In its first line, for editors that read no settings of a project."""
    named = dict(mode_lines.expected())
    assert set(named) == {path for path in DATA.rglob("*.yml") if "releases" not in path.parts}
    for path, line in named.items():
        with path.open(encoding="utf-8") as file:
            assert file.readline() == line, f"{path}: python -m tests.mode_lines"


def test_an_editor_accepts_the_data_and_underlines_mistakes() -> None:
    """The program behind Visual Studio Code and others says so itself."""
    program = yaml_server.installed()
    if program is None:
        pytest.skip("there is no npm here, or it reaches no registry")
    files = {path: path.read_text(encoding="utf-8") for path, _ in mode_lines.expected()}
    wrong = {}
    for number, (name, right, typed, _) in enumerate(MISTAKES):
        text = (DATA / name).read_text(encoding="utf-8")
        assert right in text, name
        wrong[(DATA / name).with_name(f"mistake-{number}.yml")] = text.replace(right, typed, 1)
    with yaml_server.running(program) as server:
        said = server.said({**files, **wrong})
    assert {path.name: said[path] for path in files if said[path]} == {}
    for path, (*_, words) in zip(wrong, MISTAKES, strict=True):
        assert any(words in message for _, message in said[path]), (path.name, said[path])

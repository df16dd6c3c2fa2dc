"""What may be written in `data/` is told to people and to editors, and is what is understood."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from generator import keys, source
from generator.commands import main
from generator.documents import wording_begun
from generator.keys import report, schema
from generator.model.facts import Facts
from tests.conftest import ROOT

FILES = {file.name: file for file in keys.files()}
CONTROLLERS = ("data", "generator/starter", "tests/rich")


def plain(node: source.Node) -> Any:
    """A file as an editor reads it, words as words."""
    match node:
        case source.Mapping():
            return {entry.key: plain(entry.value) for entry in node.entries}
        case source.Sequence():
            return [plain(item) for item in node.items]
        case source.Scalar():
            return None if node.blank else node.text
    raise AssertionError(node)


def described(controller: str) -> list[tuple[Path, keys.File]]:
    """The files of a controller with their descriptions."""
    folder = ROOT / controller
    found = []
    for file in FILES.values():
        for _, pattern, _ in schema.named(file):
            found += [(path, file) for path in sorted(folder.glob(pattern))]
    return found


def faults(file: keys.File, value: Any) -> list[str]:
    checked = Draft7Validator(schema.of(file)).iter_errors(value)
    return [f"{'.'.join(map(str, fault.absolute_path))}: {fault.message}" for fault in checked]


@pytest.mark.parametrize("controller", CONTROLLERS)
def test_what_is_understood_fits_the_schemas(controller: str) -> None:
    """Every file of every controller, in all the ways in which facts are written."""
    listed = described(controller)
    assert len(listed) > 15
    for path, file in listed:
        value = plain(source.read(path, path.name))
        assert faults(file, value) == [], path


def test_every_file_is_described() -> None:
    """In the order in which they are read, and none that is not read."""
    names = [next(iter(f.metadata.values())) for f in fields(Facts)]
    assert [name.strip("/") for name in FILES] == names


@pytest.mark.parametrize(
    ("file", "value", "wrong"),
    [
        ("controller.yml", {"registerd_name": "X"}, "'registerd_name' was unexpected"),
        ("subjects.yml", {"members": {}}, "'name' is a required property"),
        ("subjects.yml", {"members": {"name": {"de": "Mitglieder"}}}, "'de' was unexpected"),
        ("subjects.yml", {"members": {"name": {"tr": "Üyeler"}, "minors": "perhaps"}}, "minors"),
        ("cameras.yml", {"areas": "entrance"}, "'entrance' is not of type 'array'"),
        (
            "recipients.yml",
            {"host": {"name": {}, "role": "helper", "purpose": {}, "abroad": True}},
            "host.role",
        ),
        ("data-categories.yml", {"id": {"name": {}, "items": {"name": {"what": {}}}}}, "items"),
    ],
)
def test_an_editor_underlines_what_is_wrong(file: str, value: Any, wrong: str) -> None:
    """Keys that are unknown or missing, and words that are none of the choices."""
    assert any(wrong in fault for fault in faults(FILES[file], value))


@pytest.mark.parametrize(
    ("file", "value"),
    [
        ("subjects.yml", {"members": {"name": {"tr": "Üyeler"}, "minors": True}}),
        ("subjects.yml", None),
        ("subjects.yml", {"members": {"name": {"tr": 7}, "supplied_by": None}}),
        (
            "subjects.yml",
            {"members": {"name": {"tr": {"value": "Üyeler", "unconfirmed": "Why."}}}},
        ),
        (
            "recipients.yml",
            {
                "cloud": {
                    "name": "Bulut",
                    "role": "processor",
                    "purpose": {"tr": "barındırma"},
                    "abroad": "yes",
                    "mechanism": {"value": "standard-contract", "unconfirmed": "Signed?"},
                }
            },
        ),
        (
            "answers.yml",
            {"a": {"code": "CON-08", "answer": False, "role": "counsel", "until": "2027-12-31"}},
        ),
    ],
)
def test_an_editor_takes_what_yaml_makes_of_words(file: str, value: Any) -> None:
    """`minors: true` and `tr: 7` are no words for it; a blank line is nothing."""
    assert faults(FILES[file], value) == []


def test_a_folder_gets_its_schemas_and_the_lines_for_an_editor(tmp_path: Path) -> None:
    """One for each file and for the parts of a divided one; the lines say which is for what."""
    made = CliRunner().invoke(main, ["keys", "--schemas", str(tmp_path / "s")])
    assert made.exit_code == 0
    lines = json.loads(made.output[made.output.index("{") :])["yaml.schemas"]
    assert len(FILES) < len(lines) < 2 * len(FILES)
    assert set(lines) == {str(path) for path in (tmp_path / "s").iterdir()}
    patterns = [pattern for listed in lines.values() for pattern in listed]
    folders = sum(name.endswith("/") for name in FILES)
    assert len(patterns) == len(set(patterns)) == 2 * len(FILES) - folders
    for path in lines:
        Draft7Validator.check_schema(json.loads(Path(path).read_text(encoding="utf-8")))
    assert all(pattern.startswith("data/") for pattern in patterns)
    assert {"data/processing/*.yml", "data/cookies.yml", "data/cookies/*.yml"} < {*patterns}


@pytest.mark.parametrize("name", ["recipients.yml", "recipients", "data/recipients.yml"])
def test_the_keys_of_a_file_are_told(name: str) -> None:
    """With what each means, and the choices of the law with their words in both languages."""
    told = CliRunner().invoke(main, ["keys", name]).output
    assert "\n  mechanism: one of these\n" in f"\n  {told}".replace("\n", "\n  ")
    assert "adequacy: " in told
    assert "abroad: yes or no, required" in told
    assert "“unconfirmed" in told


def test_an_unknown_file_is_refused() -> None:
    """And the way to the list is told, where they stand with a line each."""
    refused = CliRunner().invoke(main, ["keys", "clients.yml"])
    assert refused.exit_code == 2
    assert refused.stderr == (
        "error: there is no file “clients.yml”. “notices keys” lists all of them.\n"
    )
    listed = CliRunner().invoke(main, ["keys"]).output
    data, _, room = listed.partition("In a file room, outside every repository (--file-room):\n")
    assert [line.split()[0] for line in data.splitlines()] == list(FILES)
    named = [line.split()[0] for line in room.splitlines()[:-1]]
    assert named == ["applications.yml", "answers/", "incidents/"]


def test_the_files_of_a_file_room_are_told() -> None:
    """Incidents and applications lie there; one word may mean a file of data/ as well."""
    run = CliRunner()
    told = run.invoke(main, ["keys", "incidents"]).output
    assert told.startswith("incidents/ in a file room\n")
    assert (
        "\nlearned_at: a day with its hour and zone, as 2026-11-27 16:40 Europe/Istanbul, req"
        in told
    )
    assert "\nprocessor: an id of recipients.yml\n" in told
    rights = run.invoke(main, ["keys", "applications.yml"]).output
    assert "\n    e: " in rights
    assert "unconfirmed" not in rights
    both = run.invoke(main, ["keys", "answers"]).output
    assert both.startswith("data/answers.yml\n")
    assert "\n\nanswers/ in a file room\n" in both
    assert run.invoke(main, ["keys", "answers/"]).output == both[both.index("answers/ in") :]
    assert not {file.name for file in keys.room_files()} & set(FILES)


def test_the_page_has_every_key_of_every_file(built: Path) -> None:
    """A key stands there once for each block that it belongs to."""
    for name in ("veri-dosyalari", "en/data-files"):
        html = (built / name / "index.html").read_text(encoding="utf-8")
        for file in FILES.values():
            assert f'<h2 id="{report.anchor(file.name)}"><code>{file.name}</code></h2>' in html
            for key in file.block.keys:
                assert f"<dt><code>{key.name}</code>" in html
        assert "<dt><code>retention.period</code></dt>" in html
        assert "<dt><code>purposes.retention</code></dt>" in html
        tr = "Türk Ticaret Kanunu"
        own = {"veri-dosyalari": f"{tr} (", "en/data-files": f'<span lang="tr">{tr}</span>; Turk'}
        assert f"<code>ttk</code> {own[name]}" in html


def test_a_wording_begins_with_the_words_of_the_tool() -> None:
    """Below the line that says why, with the clauses inside it, which would be gone otherwise."""
    run = CliRunner()
    begun = run.invoke(main, ["keys", "data/wording/policy/answer.tr.jinja"]).output
    assert begun.startswith("{# reason: … #}\n<h3>Başvurunun sonuçlandırılması</h3>\n")
    assert "endclause" not in begun
    around = run.invoke(main, ["keys", "wording/policy/rights.en.jinja"]).output
    assert "<h2>" in around
    assert '{% clause "application" %}' in around
    assert around.count("{% clause ") == around.count("{% endclause %}") == 3
    unknown = run.invoke(main, ["keys", "wording/policy/nothing.tr.jinja"])
    assert unknown.exit_code == 2
    assert "has no clause “nothing”" in unknown.stderr
    listed = wording_begun.listed('{% clause "a" %}\n<h3>Bir</h3>{% endclause %}{% clause "a" %}')
    assert listed == ["a (Bir)"]

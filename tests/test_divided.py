"""A subject of `data/` may be divided into files of a folder of its name."""

import dataclasses
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from generator import keys, loading, pipeline, source
from generator.commands import main
from generator.errors import LoadingError
from generator.keys import Many, schema
from generator.model.facts import Facts
from generator.model.traversal import walk
from generator.provenance import Fact
from tests import demo

SUBJECTS = [file.name for file in keys.files() if file.many is not Many.FOLDER]


def written(node: source.Node, indent: str = "") -> str:
    """A node as YAML again."""
    match node:
        case source.Mapping():
            rows = (f"{indent}{e.key!r}:{_below(e.value, indent)}" for e in node.entries)
        case source.Sequence():
            rows = (f"{indent}-{_below(item, indent)}" for item in node.items)
        case source.Scalar():
            raise AssertionError(node)
    return "".join(rows)


def _below(node: source.Node, indent: str) -> str:
    if isinstance(node, source.Scalar):
        text = node.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return "\n" if node.blank else f' "{text}"\n'
    return f"\n{written(node, indent + '  ')}"


def divide(path: Path) -> None:
    """A file into two of its folder, in the midst of its longest list or map."""
    node = source.read(path, path.name)
    assert isinstance(node, source.Mapping)
    folder = path.with_suffix("")
    folder.mkdir()
    middle = (len(node.entries) + 1) // 2
    halves = node.entries[:middle], node.entries[middle:]
    for name, entries in zip(("a-first", "b-second"), halves, strict=True):
        half = source.Mapping(entries, node.origin)
        (folder / f"{name}.yml").write_text(written(half) if entries else "", encoding="utf-8")
    path.unlink()


def values(facts: Facts) -> list[object]:
    """Every value that is stated, without its place."""
    return [v.value for v in walk(facts) if isinstance(v, Fact)]


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_subject_may_be_divided(name: str, tmp_path: Path) -> None:
    """The facts are the same, in the same order, with the places of the files that hold them."""
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    if not (data / name).is_file():
        pytest.skip("the fictional controller has none")
    if "defaults:" in (data / name).read_text(encoding="utf-8"):
        pytest.skip("defaults hold for the entries of their own file")
    before = loading.load(data)
    divide(data / name)
    after = loading.load(data)
    assert values(after) == values(before)
    field = next(f.name for f in dataclasses.fields(Facts) if name in f.metadata.values())
    places = {v.origin.file for v in walk(getattr(after, field)) if isinstance(v, Fact)}
    folder = f"data/{name.removesuffix('.yml')}/"
    assert not places or any(place.startswith(folder) for place in places)


def test_a_thousand_cookies_are_read(tmp_path: Path) -> None:
    """In files as people like; the file beside the folder goes on there."""
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    loaded = loading.load(data).cookies
    assert loaded
    before = len(loaded.listed)
    one = _one_cookie(data)
    (data / "cookies").mkdir()
    for number in range(10):
        rows_of = "".join(one.replace("NAME", f"c-{number}-{n}") for n in range(100))
        (data / "cookies" / f"more-{number}.yml").write_text(f"listed:\n{rows_of}", "utf-8")
    facts = loading.load(data)
    assert facts.cookies
    assert len(facts.cookies.listed) == before + 1000
    assert pipeline.run(pipeline.Settings(data=data)).texts


def _one_cookie(data: Path) -> str:
    node = source.read(data / "cookies.yml", "cookies.yml")
    assert isinstance(node, source.Mapping)
    listed = node.get("listed")
    assert isinstance(listed, source.Mapping)
    entry = listed.entries[0]
    assert isinstance(entry.value, source.Mapping)
    kept = tuple(e for e in entry.value.entries if e.key != "name")
    inner = written(source.Mapping(kept, entry.value.origin), "    ")
    return f"  NAME:\n    name: NAME\n{inner}"


@pytest.mark.parametrize(
    ("files", "place", "said"),
    [
        ({"subjects/x.yml": "member: {name: {tr: Ü, en: M}}\n"}, "subjects/x.yml:1:1",
         "“member” is written twice; the first is at data/subjects.yml:"),
        ({"controller/x.yml": "phone: 0212\n"}, "controller/x.yml:1:1", "written twice"),
        ({"controller/x.yml": "unconfirmed: x\n"}, "controller/x.yml:1:1", "a whole subject"),
        ({"controller/x.yml": "- a\n"}, "controller/x.yml:1:1", "keys with their values"),
        ({"subjects/x.yml": "- a\n"}, "subjects/x.yml:1:1", "ids with their entries"),
        ({"subjects/X.yml": "a: b\n"}, "subjects/X.yml:1:1", "no name for a file"),
        ({"subjects/x.txt": "a: b\n"}, "subjects/x.txt:1:1", "no name for a file"),
        ({"subjects/y/x.yml": "a: b\n"}, "subjects/y:1:1", "no name for a file"),
        ({"subject/x.yml": "a: b\n"}, "subject:1:1", "nothing reads this"),
    ],
)  # fmt: skip
def test_what_is_said_twice_or_lies_there_by_mistake_is_reported(
    files: dict[str, str], place: str, said: str, tmp_path: Path
) -> None:
    """With both places; nothing is passed over."""
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    for name, content in files.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(content, encoding="utf-8")
    if "member" in str(files):
        own = source.read(data / "subjects.yml", "subjects.yml")
        assert isinstance(own, source.Mapping)
        taken = own.keys()[0]
        (data / "subjects" / "x.yml").write_text(f"{taken}: {{name: {{tr: Ü, en: M}}}}\n", "utf-8")
        said = said.replace("member", taken)
    with pytest.raises(LoadingError) as refused:
        loading.load(data)
    assert any(f"data/{place}" in str(p) and said in str(p) for p in refused.value.problems), (
        refused.value
    )


def test_editors_know_the_parts() -> None:
    """A part of a file need not hold what the others do; a folder that is one anyway has none."""
    files = {file.name: file for file in keys.files()}
    parts = {pattern: content for _, pattern, content in schema.named(files["controller.yml"])}
    value = {"phone": "0212"}
    assert list(Draft7Validator(parts["controller/*.yml"]).iter_errors(value)) == []
    assert list(Draft7Validator(parts["controller.yml"]).iter_errors(value))
    assert [pattern for _, pattern, _ in schema.named(files["documents/"])] == ["documents/*.yml"]


def test_people_are_told_of_it() -> None:
    """In the terminal and on the page of the data files."""
    told = CliRunner().invoke(main, ["keys", "cookies"]).output
    assert "the files in “cookies/” are read as one with it" in " ".join(told.split())
    assert "divided" not in CliRunner().invoke(main, ["keys", "documents"]).output

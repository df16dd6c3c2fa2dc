"""What cannot be understood is refused in words for legal staff, all of it at once."""

import os
import pickle
import random
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass
from hashlib import sha256
from operator import is_
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import cache, decoding, law, loading, pipeline
from generator.cache import Layout
from generator.errors import LoadingError, NoticesError
from generator.model.entry import Entry, Text
from generator.model.form import FieldKind
from generator.model.processing import Basis
from generator.model.traversal import public, walk
from generator.provenance import Origin
from tests import published
from tests.conftest import ROOT, STARTER

HERE = Path(__file__).parent
INVALID = sorted((HERE / "invalid").glob("*.yml"))
DATA = HERE.parent / "data"


def with_file(folder: Path, name: str, content: str) -> Path:
    data = folder / "data"
    shutil.copytree(STARTER, data)
    (data / name).parent.mkdir(parents=True, exist_ok=True)
    (data / name).write_text(content, encoding="utf-8")
    return data


def complaint(data: Path) -> str:
    with pytest.raises(NoticesError) as caught:
        pipeline.run(pipeline.Settings(data=data))
    return str(caught.value)


def test_there_are_at_least_forty_mistakes() -> None:
    """One mistake a file."""
    assert len(INVALID) >= 40


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_a_mistake_is_told_at_its_place_in_plain_words(path: Path, tmp_path: Path) -> None:
    """The first lines of each file say the words and the place that the message must hold."""
    content = path.read_text(encoding="utf-8")
    head = dict(re.findall(r"(?m)^# (message|as|at): (.*)$", content))
    message = complaint(with_file(tmp_path, head["as"], content))
    assert head["message"] in message
    assert f"data/{head['as']}:{head['at']}: error:" in message
    for word in ("Traceback", "NoneType", "dict", "<class", "KeyError", "object at"):
        assert word not in message
    assert len(message.split("\n")) <= 2, message


def test_the_valid_controller_builds_every_document(tmp_path: Path) -> None:
    """Another controller is another `data/`: no line of code changes, and nothing is found."""
    outcome = pipeline.run(pipeline.Settings(data=with_file(tmp_path, "departures.yml", "")))
    assert {(t.document, t.language) for t in outcome.texts} == {
        (document, language)
        for document in ("answers", "notice", "policy")
        for language in ("tr", "en")
    }
    assert list(outcome.findings) == []
    assert not any(text.unconfirmed for text in outcome.texts)


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    """Whoever mends a file wants to see everything."""
    data = with_file(tmp_path, "controller.yml", "fon: 1\nlegal_form: x\n")
    (data / "application.yml").unlink()
    (data / "subjects.yml").write_text("member: [", encoding="utf-8")
    (data / "contoller.yml").write_text("a: b", encoding="utf-8")
    (data / "processing" / "Örnek İş.yml").write_text("a: b", encoding="utf-8")
    message = complaint(data)
    for part in (
        "“fon” is not known",
        "is not one of the choices",
        "data/application.yml:1:1: error: this file is missing",
        "data/subjects.yml",
        "data/contoller.yml:1:1: error: nothing reads this. Did you mean “controller.yml”?",
        "data/processing/Örnek İş.yml:1:1: error: “Örnek İş.yml” is no name",
    ):
        assert part in message


def test_what_failed_once_is_not_complained_of_again(tmp_path: Path) -> None:
    """A recipient with a mistake is not also called unknown where it is used."""
    text = (STARTER / "recipients.yml").read_text(encoding="utf-8").replace("processor", "x")
    message = complaint(with_file(tmp_path, "recipients.yml", text))
    assert len(message.split("\n")) == 1


@pytest.mark.parametrize("name", ["recipients.yml", "subjects.yml", "data-categories.yml"])
def test_an_emptied_file_is_told_once(name: str, tmp_path: Path) -> None:
    """And not once for each of its entries that is named elsewhere."""
    data = tmp_path / "data"
    shutil.copytree(HERE / "rich", data)
    (data / name).write_text("", encoding="utf-8")
    about = [
        line for line in complaint(data).split("\n") if f"nothing is written in data/{name}" in line
    ]
    assert len(about) == 1
    assert f"Bring data/{name} back" in about[0]


def test_doubts_and_internal_marks_are_inherited(tmp_path: Path) -> None:
    """A mark on a block holds for every leaf in it."""
    text = (STARTER / "controller.yml").read_text(encoding="utf-8")
    text = text.replace("  street:", "  unconfirmed: moved?\n  street:")
    text = text.replace("phone: 0312 000 00 00", "phone:\n  value: 0312 000 00 00\n  internal: yes")
    facts = loading.load(with_file(tmp_path, "controller.yml", text))
    address = facts.controller.address
    assert address.street.unconfirmed == address.district.unconfirmed == "moved?"
    assert address.country.by_language["tr"].unconfirmed == "moved?"
    assert facts.controller.phone is not None
    assert facts.controller.phone.internal
    assert not facts.controller.registered_name.internal


def test_internal_facts_do_not_reach_the_texts(tmp_path: Path) -> None:
    """They are gone before a template sees anything."""
    text = (STARTER / "controller.yml").read_text(encoding="utf-8")
    text = text.replace("phone: 0312 000 00 00", "phone:\n  value: 0312 999 99 99\n  internal: yes")
    outcome = pipeline.run(pipeline.Settings(data=with_file(tmp_path, "controller.yml", text)))
    assert all("0312 999 99 99" not in page.html for page in published.pages(outcome))


def test_a_whole_category_can_be_named(tmp_path: Path) -> None:
    """`identity.*` stands for all its items."""
    text = (STARTER / "processing/orders.yml").read_text(encoding="utf-8")
    text = text.replace("[identity.name]", "[identity.*]")
    facts = loading.load(with_file(tmp_path, "processing/orders.yml", text))
    (purpose,) = facts.activities["orders"].purposes
    assert [item.id.value for item in purpose.data] == ["name", "birth"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Rather than a traceback."""
    with pytest.raises(LoadingError, match="no such folder"):
        loading.load(tmp_path / "nowhere")


def mutate(value: object, draw: random.Random) -> object:
    """One random change somewhere in a structure."""
    strange: list[object] = ["", "x y", [], {}, ["a"], {"a": "b"}, "1", "no", "5/2-z", "2026-02-30"]
    if isinstance(value, dict) and value and draw.random() < 0.8:
        key = draw.choice(list(value))
        changed = dict(value)
        match draw.randrange(4):
            case 0:
                del changed[key]
            case 1:
                changed[f"{key}x"] = changed.pop(key)
            case _:
                changed[key] = mutate(value[key], draw)
        return changed
    if isinstance(value, list) and value and draw.random() < 0.8:
        place = draw.randrange(len(value))
        return [*value[:place], mutate(value[place], draw), *value[place + 1 :]]
    return draw.choice(strange)


@pytest.mark.parametrize("base", [STARTER, HERE / "rich"], ids=lambda base: base.name)
@settings(max_examples=14)
@given(seed=st.integers(0, 10**9))
def test_any_change_of_valid_data_gives_texts_or_a_clear_refusal(
    tmp_path_factory: pytest.TempPathFactory, base: Path, seed: int
) -> None:
    """Deleted, renamed and replaced parts: findings or problems, never a traceback."""
    draw = random.Random(seed)
    paths = sorted(base.rglob("*.yml"))
    name = str(draw.choice(paths).relative_to(base))
    content = yaml.load((base / name).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    changed = yaml.safe_dump(mutate(content, draw), allow_unicode=True)
    folder = tmp_path_factory.mktemp("m")
    shutil.copytree(base, folder / "data")
    (folder / "data" / name).write_text(changed, encoding="utf-8")
    cache = Layout(tmp_path_factory.getbasetemp() / "cache")
    try:
        outcome = pipeline.run(pipeline.Settings(data=folder / "data", cache=cache))
        assert published.pages(outcome)
        assert all(finding.message and finding.hint for finding in outcome.findings)
    except NoticesError as error:
        for problem in error.problems:
            assert problem.origin.file.startswith(("data/", "generator/documents/"))
            assert problem.message


def test_without_what_is_internal_an_entry_that_is_referred_to_stays_one() -> None:
    """Whatever holds nothing internal is the object that it was; the rest is made once."""
    facts = loading.load(HERE / "rich")
    shown = public(facts)
    assert [f for f in walk(facts) if f.internal]
    assert not [f for f in walk(shown) if f.internal or (isinstance(f, Entry) and f.unconfirmed)]
    every = [r for a in shown.activities.values() for p in a.purposes for r in p.recipients]
    named = [recipient for recipient in every if recipient.service is None]
    own = [shown.recipients[recipient.id.value] for recipient in named]
    assert named
    assert all(map(is_, named, own))
    unchanged = [t for t in facts.data_categories.values() if not any(f.internal for f in walk(t))]
    assert unchanged
    for category in unchanged:
        if not any(isinstance(f, Entry) and f.unconfirmed for f in walk(category)):
            assert shown.data_categories[category.id.value] is category


@pytest.fixture
def facts_file(tmp_path: Path) -> Path:
    return tmp_path / "facts.pickle"


def entries_of(facts: object) -> list[str]:
    """Everything that is said, with its places."""
    return [repr(value) for value in walk(facts) if not isinstance(value, Entry)]


@pytest.mark.parametrize("own", [STARTER, ROOT / "data", ROOT / "tests/rich"], ids=lambda p: p.name)
def test_facts_are_cached_with_the_rows_they_refer_to(
    own: Path, tmp_path: Path, facts_file: Path
) -> None:
    """The second run reads no YAML, and a basis is the very row of the statute book."""
    data = Path(shutil.copytree(own, tmp_path / "data"))
    first = loading.load(data, cached=facts_file)
    rows = [own_row(value) for value in walk(first.activities) if isinstance(value, Basis)]
    assert rows
    law.forget()
    before = facts_file.stat()
    second = loading.load(data, cached=facts_file)
    assert facts_file.stat().st_mtime_ns == before.st_mtime_ns
    assert second is not first
    assert entries_of(second) == entries_of(first)
    assert rows == [own_row(value) for value in walk(second.activities) if isinstance(value, Basis)]


def test_the_statute_book_is_read_once_for_a_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process takes it from beside the compiled modules, whatever data it reads."""
    rows = entries_of(law.load())
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    law.forget()
    law.load()
    monkeypatch.delattr(decoding, "read_book")
    law.forget()
    assert entries_of(law.load()) == rows


def own_row(basis: Basis) -> bool:
    """Whether the row of the statute book itself, not a copy with words of the controller."""
    return basis.article is law.load().legal_bases[basis.article.id.value]


def test_a_changed_file_a_new_name_and_damage_are_noticed(tmp_path: Path, facts_file: Path) -> None:
    """Nothing old, nothing flipped and no mistake comes out of a cache."""
    data = Path(shutil.copytree(STARTER, tmp_path / "data"))
    sites = data / "sites.yml"
    loading.load(data, cached=facts_file)
    sites.write_text(sites.read_text(encoding="utf-8").replace("brand: ", "brand: New ", 1))
    changed = loading.load(data, cached=facts_file)
    assert next(iter(changed.sites.values())).brand.value.startswith("New ")
    content = facts_file.read_bytes()
    for at in (3, 40, len(content) // 2, len(content) - 1):
        facts_file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert entries_of(loading.load(data, cached=facts_file)) == entries_of(changed)
        assert facts_file.read_bytes() == content
    (data / "notes.yml").write_text("", encoding="utf-8")
    with pytest.raises(LoadingError, match="nothing reads this"):
        loading.load(data, cached=facts_file)


@dataclass
class Called:
    """What a pickle calls when it is read."""

    function: Callable[..., object]
    arguments: tuple[object, ...]

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.function, self.arguments


def test_a_cache_names_no_code_to_run(tmp_path: Path, facts_file: Path) -> None:
    """Somebody who can write into the cache gets values of the model made, and nothing else."""
    data = Path(shutil.copytree(STARTER, tmp_path / "data"))
    expected = entries_of(loading.load(data, cached=facts_file))
    made_of = facts_file.read_bytes()[32:64]
    made = tmp_path / "made"
    harm = Called(os.mkdir, (str(made),))
    for words in (
        harm,
        [harm],
        Called(getattr, (Called(str, ("",)), "upper")),
        Called(eval, ("1",)),
    ):
        cache.sealed(facts_file, made_of + pickle.dumps(words))
        assert entries_of(loading.load(data, cached=facts_file)) == expected
    assert not made.exists()


def test_a_member_is_read_as_every_python_writes_it(facts_file: Path) -> None:
    """Python before 3.11.4, that of Debian 12 among them, asks its enumeration by name; an
    attribute of anything else is refused."""

    def read(*arguments: object) -> object:
        words = sha256(b"now").digest() + pickle.dumps(Called(getattr, arguments))
        cache.sealed(facts_file, words)
        return cache.values(facts_file, lambda: b"now", lambda: "made again")

    assert read(FieldKind, "RIGHTS") is FieldKind.RIGHTS
    assert read(FieldKind, "__init__") == "made again"
    assert read(Basis, "__init__") == "made again"
    assert read(FieldKind, "OTHER") == "made again"


def rooms_below(room: str) -> set[str]:
    """A room and those that it imports, directly or not, as ARCHITECTURE.md has them."""
    table = Path(loading.__file__).parent.parent / "ARCHITECTURE.md"
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", table.read_text("utf-8"), re.M)
    below = {name: set(rooms.split(", ")) - {"–"} for name, rooms in rows}
    found, ahead = set[str](), {room}
    while ahead:
        found |= ahead
        ahead = set().union(*(below[name] for name in ahead)) - found
    return found


@pytest.mark.parametrize("room", ["loading", "documents"])
def test_what_a_cache_depends_on_is_every_room_below(room: str) -> None:
    """Facts and texts have one digest, of all rooms that are imported, directly or not."""
    assert rooms_below(room) <= {*loading.CODE.split(), "cache"}
    assert rooms_below("law") <= {*law.CODE.split(), "cache"}


def test_an_entry_is_whole_and_stays_as_it_is() -> None:
    text = Text(origin=Origin("x"), by_language={})
    with pytest.raises(FrozenInstanceError):
        text.internal = True  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del text.internal
    with pytest.raises(TypeError, match="Text lacks, or does not know: by_language, words"):
        Text(origin=Origin("x"), words={})  # type: ignore[call-arg]
    assert (text.places, text.unconfirmed, text.internal) == ({}, None, False)

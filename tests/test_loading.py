"""What cannot be understood is refused in words for legal staff, all of it at once."""

import random
import re
import shutil
from operator import is_
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import loading, pipeline
from generator.cache import Layout
from generator.errors import LoadingError, NoticesError
from generator.model.entry import Entry, public, walk
from tests import published
from tests.conftest import STARTER

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
        (document, language) for document in ("notice", "policy") for language in ("tr", "en")
    }
    assert list(outcome.findings) == []
    assert not any(text.unconfirmed for text in outcome.texts)


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    """Whoever mends a file wants to see everything."""
    data = with_file(tmp_path, "controller.yml", "fon: 1\nlegal_form: x\n")
    (data / "messages.yml").unlink()
    (data / "subjects.yml").write_text("member: [", encoding="utf-8")
    (data / "contoller.yml").write_text("a: b", encoding="utf-8")
    (data / "processing" / "Örnek İş.yml").write_text("a: b", encoding="utf-8")
    message = complaint(data)
    for part in (
        "“fon” is not known",
        "is not one of the choices",
        "data/messages.yml:1:1: error: this file is missing",
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
@settings(max_examples=80)
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
    named = [r for a in shown.activities.values() for p in a.purposes for r in p.recipients]
    own = [shown.recipients[recipient.id.value] for recipient in named]
    assert named
    assert all(map(is_, named, own))
    unchanged = [t for t in facts.data_categories.values() if not any(f.internal for f in walk(t))]
    assert unchanged
    for category in unchanged:
        if not any(isinstance(f, Entry) and f.unconfirmed for f in walk(category)):
            assert shown.data_categories[category.id.value] is category

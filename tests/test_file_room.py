"""What holds personal data lies outside every repository, and letters wait for their words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from generator import law, loading
from generator.errors import LoadingError
from generator.file_room import open_room
from generator.message import say
from generator.model.data import DataCategory
from generator.model.entry import Identified, entry
from generator.model.facts import Facts, entries, folder
from generator.model.owned import Owned, owed
from generator.papers.composing import told
from generator.papers.letter import LETTER_SHAPES, letter
from tests.conftest import STARTER

DAY = date(2026, 11, 29)
TEMPLATE = """{% layer "full" %}
{% clause "body" %}
<h2>Konu</h2>
<p>{{ controller.registered_name }}, {{ case.why.text }}</p>
{% endclause %}
{% endlayer %}
"""


@entry
class Case(Identified):
    """One row of a book in the room."""

    categories: tuple[DataCategory, ...]
    why: Owned | None = None


@dataclass(frozen=True, kw_only=True)
class Cases:
    """A book in the room."""

    cases: Mapping[str, Case] = entries("cases.yml")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return loading.load(STARTER)


def written(folder: Path, why: str) -> Path:
    (folder / "cases.yml").write_text(f"one:\n  categories: [identity]\n{why}", "utf-8")
    (folder / "notes.txt").write_text("somebody's own file")
    return folder


def test_a_room_lies_outside_every_repository(tmp_path: Path) -> None:
    """At any depth and through any link; a worktree, whose .git is a file, is one."""
    assert open_room(tmp_path).folder == tmp_path
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/.git").write_text("gitdir: elsewhere")
    (tmp_path / "link").symlink_to(tmp_path / "a/b")
    for inside in ("a", "a/b", "link"):
        with pytest.raises(LoadingError, match="lies in the repository “a”"):
            open_room(tmp_path / inside)
    with pytest.raises(LoadingError, match="no such folder"):
        open_room(tmp_path / "c")


def test_a_book_of_the_room_refers_to_the_facts(tmp_path: Path, facts: Facts) -> None:
    """And every mistake has its line."""
    shelf = open_room(written(tmp_path, "")).read(Cases, facts)
    (case,) = shelf.book.cases.values()
    assert case.categories == (facts.data_categories["identity"],)
    (tmp_path / "cases.yml").write_text("one:\n  categories: [nobody]\n  wy: x\n", "utf-8")
    with pytest.raises(LoadingError) as refused:
        open_room(tmp_path).read(Cases, facts)
    places = [str(problem.origin) for problem in refused.value.problems]
    assert sorted(places) == [f"{tmp_path.name}/cases.yml:{n}" for n in ("2:16", "3:3")]


@dataclass(frozen=True, kw_only=True)
class Register:
    """A book with a list of all and a file for each."""

    cases: Mapping[str, Case] = entries("cases.yml")
    letters: Mapping[str, Case] = folder("letters")


def test_one_broken_case_stops_no_other(tmp_path: Path, facts: Facts) -> None:
    """Each mistake is kept with its file; what holds several cases is read whole or not at all."""
    (written(tmp_path, "") / "letters").mkdir()
    texts = {
        "a": "categories: [identity]",
        "b": "categories: [nobody]",
        "c": "categories: [",
        "Ç": "",
    }
    for name, text in texts.items():
        (tmp_path / f"letters/{name}.yml").write_text(text, "utf-8")
    room = open_room(tmp_path)
    shelf = room.read(Register, facts)
    assert (set(shelf.book.cases), set(shelf.book.letters)) == ({"one"}, {"a"})
    assert set(shelf.broken) == {f"letters/{name}.yml" for name in "bcÇ"}
    shelf.refuse("letters/a.yml")
    with pytest.raises(LoadingError, match=r"letters/b\.yml:1:14: error: .*nobody"):
        shelf.refuse("letters/b.yml")
    written(tmp_path, "  wy: x\n")
    with pytest.raises(LoadingError, match=r"cases\.yml:3:3"):
        room.read(Register, facts)


WHY = "  why:\n    text: {tr: açıkladı.}\n"
ROLES = "    written_by: Avukat\n    approved_by: Genel müdür\n    approved_on: 2026-11-20\n"


@pytest.mark.parametrize(
    ("why", "problems"),
    [
        ("", ["cases.yml:2:3: error: “why”: nobody has written it."]),
        (WHY, ["the words in “en” are missing", "nobody has approved it"]),
        (WHY + ROLES, ["the words in “en” are missing"]),
        (WHY.replace("}", ", en: said.}") + ROLES, []),
        (WHY.replace("}", ", en: said.}") + ROLES.replace("Avukat", '"  "'), ["nobody has"]),
    ],
)
def test_words_that_a_person_owes(
    tmp_path: Path, facts: Facts, why: str, problems: list[str]
) -> None:
    """There is no sentence in their place."""
    (case,) = open_room(written(tmp_path, why)).read(Cases, facts).book.cases.values()
    found = list(owed(case.why, "why", say("“{key}”", key="why"), case.origin, ("tr", "en")))
    assert len(found) == len(problems)
    for problem, words in zip(found, problems, strict=True):
        assert words in f"{problem}"


def test_a_letter_in_its_shapes(tmp_path: Path, facts: Facts) -> None:
    """Facts and a person's words in one page, in lines and as a PDF; the same bytes again."""
    (case,) = open_room(written(tmp_path, WHY + ROLES)).read(Cases, facts).book.cases.values()
    (tmp_path / "tr.jinja").write_text(TEMPLATE, "utf-8")

    def shapes() -> dict[str, bytes]:
        made = letter(
            tmp_path, law.load().on(DAY), told(facts), "tr", {"case": case},
            title="Cevap & Karar", day=DAY, notes=("Yayımlanmaz.",),
        )  # fmt: skip
        return {shape: make(made) for shape, make in LETTER_SHAPES.items()}

    first = shapes()
    assert first == shapes()
    name = facts.controller.registered_name.value
    assert first["txt"].decode() == f"Cevap & Karar\n\nKonu\n\n{name}, açıkladı.\n"
    page = first["html"].decode()
    assert "<h1>Cevap &amp; Karar</h1>" in page
    assert "<p>Yayımlanmaz.</p>" in page
    assert 'lang="tr"' in page
    assert first["pdf"].startswith(b"%PDF-")

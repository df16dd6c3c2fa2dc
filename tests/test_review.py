"""What a request changes, told to a lawyer: five requests, and everything that may be amiss."""

import json
import shutil
import subprocess
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import pipeline
from generator.cache import Layout
from generator.commands import main
from generator.comparison.words import Fate
from generator.recipes.reviewing import data as as_data
from generator.recipes.reviewing import html, markdown
from generator.recipes.reviewing.blocks import Heading, Kind, Paragraph, Piece, Section, Table
from generator.recipes.reviewing.page import Page
from generator.recipes.reviewing.review import review
from generator.recipes.reviewing.words import redline
from tests import review_cases as cases
from tests.conftest import made_once

INJECTED = "a | b `c` <img src=x onerror=y> **d** ~~e~~ [f](javascript:g) @mavi #12 <!-- h\n\n# i"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = made_once(tmp_path_factory, "repository", cases.repository)
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("demonstration") / "own"))


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    with chdir(folder):
        done = CliRunner().invoke(main, ["--lang", "en", "review", *arguments])
    return done.exit_code, done.output


@pytest.mark.parametrize("name", cases.REQUESTS)
def test_a_request_has_one_comment(repository: Path, name: str) -> None:
    """The same bytes for the same request; they are read by people in `tests/reviews/`."""
    with cases.request(repository, name) as data:
        text = cases.comment(data, "--preview", cases.PREVIEW)
    sample = cases.SAMPLES / f"{name}.md"
    assert text == sample.read_text(encoding="utf-8"), "python -m tests.review_cases"


def test_the_same_review_as_a_page_and_as_data(repository: Path) -> None:
    """In English; and for everybody, without words that are not released, values and doubts."""
    with cases.request(repository, "one-language") as data, chdir(data.parent):
        settings = pipeline.Settings(as_of=cases.DAY, cache=Layout(Path(".cache")))
        found = review(settings, "main")
    whole = Page(found, "en", cases.PREVIEW)
    page = html.written(whole.sections, whole.title, "en", whole.marks)
    assert '<ins><span class="mark">[put in] </span>ve memnuniyetinizin ölçülmesi</ins>' in page
    assert "⚠ Türkçe changes alone; English stands as it was." in page
    assert f'href="{cases.PREVIEW}/en/privacy/"' in page
    data_of = json.loads(as_data.written(whole))
    assert (data_of["kind"], data_of["release"]) == ("substantive", "substantive")
    assert {clause["alone"] for clause in data_of["clauses"]} == {"tr"}
    assert data_of["findings"]["new"][0]["name"] == "TXT-03[one-sided]"
    assert any("gizlilik/gizlilik.pdf" in document["pdfs"] for document in data_of["documents"])
    public = Page(found, "en", cases.PREVIEW, public=True)
    for text in (
        markdown.written(public.sections, ()),
        html.written(public.sections, public.title, "en", public.marks),
        as_data.written(public),
    ):
        assert "memnuniyet" not in text
        assert cases.PREVIEW not in text
        assert "TXT-03" in text


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (["3 yıl."], ["5 yıl."], [[("gone", "3"), ("come", "5"), ("same", " yıl.")]]),
        (["a", "b"], ["a", "c d", "b"], [[("come", "c d")]]),
        (["a b c d"], [], [[("gone", "a b c d")]]),
        (["x y", "p q r"], ["p q"], [[("gone", "x y")], [("same", "p q"), ("gone", " r")]]),
        (["same"], ["same"], []),
    ],
)  # fmt: skip
def test_words_that_went_and_came(
    before: list[str], after: list[str], shown: list[list[tuple[str, str]]]
) -> None:
    lines = redline(before, after)
    assert [[(fate.value, words) for fate, words in line] for line in lines] == shown


def test_of_a_long_line_the_words_around_a_change_are_shown() -> None:
    """And its beginning: a row of a table begins with what it is about."""
    words = [f"w{n}" for n in range(60)]
    ((first, old, new, last),) = redline(
        [" ".join(words)], [" ".join([*words[:40], "x", *words[41:]])]
    )
    assert first[1].startswith("w0 w1 ")
    assert first[1].endswith(" w38 w39 ")
    assert " … " in first[1]
    assert (old, new) == ((Fate.GONE, "w40"), (Fate.COME, "x"))
    assert last[1].startswith(" w41 ")
    assert last[1].endswith(" …")


@pytest.mark.parametrize("kind", [Kind.PLAIN, Kind.OLD, Kind.NEW, Kind.CODE, Kind.LINK])
def test_what_comes_from_the_data_is_text(kind: Kind) -> None:
    """It ends no cell and no line, sets no tag, names nobody, leads nowhere."""
    piece = Piece(INJECTED, kind, "https://x.example/) [y](z")
    section = Section(
        [Heading(2, [piece]), Paragraph([piece]), Table(["t", "u"], [[[[piece]], [[piece]]]])]
    )
    comment = markdown.written([section], ())
    lines = comment.splitlines()
    assert sum(line.startswith("#") for line in lines) == 1
    assert sum(line.startswith("|") for line in lines) == 3
    assert all(line.count("|") == 3 for line in lines if line.startswith("|"))
    assert comment.count("<!--") == 1
    for sign in ("<img", "`c`", "@mavi", " #12", "](javascript", "**d**", "~~e~~", ") [y]"):
        assert sign not in comment, sign
    page = html.written([section], "t", "tr", ("a", "b"))
    assert "<img" not in page
    assert "<!-- h" not in page


def test_a_comment_is_never_too_long() -> None:
    """What does not fit is left out whole, and where it can be read is said."""
    sections = [Section([Paragraph([Piece(f"{n} " + "word " * 2000)])]) for n in range(9)]
    more = [Piece("The whole review", Kind.LINK, "https://x.example/run")]
    text = markdown.written(sections, more)
    assert 50_000 < len(text) <= markdown.LIMIT
    assert text.endswith("[The whole review](https://x.example/run)\n")
    assert "The whole review" not in markdown.written(sections[:3], more)


def test_a_base_that_is_not_there_is_one_sentence(repository: Path, tmp_path: Path) -> None:
    """Nor is one that a shallow clone lacks; the rest is reviewed."""
    code, text = run(repository, "no-such-branch", "--as-of", str(cases.DAY))
    assert code == 0
    assert "There are no data to compare with under no-such-branch, so what changed is not" in text
    assert "As of 2026-11-24." in text
    cases.git(repository, "commit", "--quiet", "--allow-empty", "--message", "Second")
    try:
        first = cases.git(repository, "rev-parse", "HEAD~1")
        address = f"file://{repository}"
        cases.git(tmp_path, "clone", "--quiet", "--depth=1", address, "shallow")
        _, text = run(tmp_path / "shallow", first, "--as-of", str(cases.DAY))
    finally:
        cases.git(repository, "reset", "--quiet", "--hard", "HEAD~1")
    assert f"{first} is not in this shallow clone (fetch-depth: 0 brings it)" in text


def test_an_older_form_is_upgraded_and_mistakes_are_named(repository: Path, tmp_path: Path) -> None:
    """The base alone; nothing is written into it."""
    older, wrong = (Path(shutil.copytree(repository / "data", tmp_path / n)) for n in "ab")
    activity = older / "processing/orders.yml"
    cases.put(activity, "collection_points: [order-form]", "collected_at: [order-form]")
    cases.put(wrong / "retention.yml", "period: 30 days", "period: many days")
    _, text = run(repository, str(older), "--as-of", str(cases.DAY))
    assert "are in an older form; for this comparison they were brought into today" in text
    assert "Nothing changes in the data or in the texts." in text
    assert "collected_at: [order-form]" in activity.read_text(encoding="utf-8")
    code, text = run(repository, str(wrong), "--as-of", str(cases.DAY))
    assert code == 0
    assert "cannot be read (data/retention.yml:2:11:" in text


def test_data_that_cannot_be_read_have_a_comment_too(repository: Path) -> None:
    """With every mistake; nobody has to open a log."""
    cases.put(repository / "data/retention.yml", "period: 30 days", "period: many days")
    try:
        code, text = run(repository, "main")
    finally:
        cases.git(repository, "checkout", "--quiet", ".")
    assert code == 2
    assert "The data cannot be read: 1 mistake." in text
    assert "data/retention.yml:2:11" in text


def test_an_address_that_is_none_is_refused(repository: Path) -> None:
    code, text = run(repository, "main", "--preview", "javascript:alert(1)")
    assert code == 2
    assert "does not begin with https://" in text


def test_git_alone_is_asked_and_nothing_is_left(repository: Path) -> None:
    done = subprocess.run(
        ["git", "status", "--porcelain"], cwd=repository, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""

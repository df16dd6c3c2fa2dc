"""An answered form as a file: what is refused, and what word processors make of it."""

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn

from generator.errors import LoadingError
from generator.recipes.questioning import answers, word_file
from generator.recipes.questioning.questions import Question, questions
from tests.questionnaire import (
    DATA,
    RIGHT,
    Given,
    as_read,
    by_place,
    edited,
    filled,
    first,
    in_full,
    outcome,
    row,
    rows_of,
    run,
)


@pytest.fixture(scope="module")
def asked() -> tuple[Question, ...]:
    return questions(DATA, outcome(DATA).findings, "tr")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form of the company, as it is sent."""
    file = tmp_path_factory.mktemp("form") / "form.docx"
    assert run("--data", str(DATA), "--output", str(file), "--lang", "tr").exit_code == 0
    return file


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return shutil.copytree(DATA, tmp_path / "data")


def _changed(document: Any) -> None:
    first(document).cells[0].text = "S-000000"


def _missing(document: Any) -> None:
    gone = first(document)._tr
    gone.getparent().remove(gone)


def _doubled(document: Any) -> None:
    rows = [row for row in rows_of(document) if row.cells[0].text.startswith("S-")]
    rows[1].cells[0].text = rows[0].cells[0].text


def _unnumbered(document: Any) -> None:
    document.tables[0].rows[0].cells[1].text = "F-1"


def _unsigned(document: Any) -> None:
    first(document).cells[-1].text = "x"


def _badly_signed(document: Any) -> None:
    row(document, "P-COMPANY").cells[-1].text = "dün"


def _twice(document: Any) -> None:
    cells = first(document).cells
    cells[-2].text = cells[-3].text = "x"


def _words(document: Any) -> None:
    first(document).cells[-3].text = "sanırım"


def _both(document: Any) -> None:
    cells = first(document).cells
    cells[-4].text, cells[-1].text = "x", "başka"


def _column(document: Any) -> None:
    cell = first(document).cells[-1]._tc
    for _ in range(3):
        cell = first(document).cells[-1]._tc
        cell.getparent().remove(cell)


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (_changed, "nothing asks under the number S-000000"),
        (_missing, "is missing ("),
        (_doubled, "stands 2 times"),
        (_unnumbered, "this is not a form of “notices questions”"),
        (_unsigned, "P-COMPANY: nobody has signed 1 answer"),
        (_badly_signed, "P-COMPANY: role or day is missing, or is no day"),
        (_twice, "several boxes are ticked (I do not know, We do not have this)"),
        (_words, "“sanırım” stands in the column “I do not know”"),
        (_both, "a box is ticked and another value is written"),
        (_column, "a column of this row is missing"),
    ],
)
def test_a_form_that_is_not_understood_is_refused(
    edit: Callable[[Any], None],
    words: str,
    asked: tuple[Question, ...],
    form: Path,
    tmp_path: Path,
) -> None:
    """With the reason."""
    file = edited(edit)(form, tmp_path / "a.docx")
    with pytest.raises(LoadingError) as refused:
        answers.understood(word_file.rows(file), asked, "a.docx")
    assert words in str(refused.value)


def test_all_mistakes_are_reported_at_once(form: Path, data: Path, tmp_path: Path) -> None:
    """And nothing is written."""

    def change(document: Any) -> None:
        rows = [row for row in rows_of(document) if row.cells[0].text.startswith("S-")]
        rows[0].cells[-3].text = "sanırım"
        rows[1].cells[-3].text = "belki"

    file = edited(change)(form, tmp_path / "a.docx")
    done = run("--data", str(data), "--read", str(file), "--yes")
    assert done.exit_code == 2
    assert "sanırım" in done.stderr
    assert "belki" in done.stderr
    assert as_read(data) == as_read(DATA)


def test_a_wrong_value_is_refused_by_the_decoder(
    asked: tuple[Question, ...], form: Path, data: Path, tmp_path: Path
) -> None:
    """Before anything is written, also what was right in the same file."""
    given = {
        "recipients.yml#hosting.abroad": Given(words="belki"),
        "controller.yml#email": Given(RIGHT),
    }
    file = filled(form, tmp_path / "a.docx", {by_place(asked, p).id: g for p, g in given.items()})
    done = run("--data", str(data), "--read", str(file), "--yes")
    assert done.exit_code == 2
    assert "“belki” is neither yes nor no." in done.stderr
    assert as_read(data) == as_read(DATA)


def test_nothing_is_written_unasked(
    asked: tuple[Question, ...], form: Path, data: Path, tmp_path: Path
) -> None:
    """The difference is shown, and what is confirmed keeps its other letters."""
    given = {by_place(asked, "controller.yml#email").id: Given(RIGHT)}
    done = run("--data", str(data), "--read", str(filled(form, tmp_path / "a.docx", given)))
    assert done.exit_code == 1
    assert "+ email: info@7immo.com" in done.stdout
    assert "- " in done.stdout
    assert as_read(data) == as_read(DATA)


def _repacked(form: Path, file: Path, more: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, more.get(name, old.read(name)))
        for name in more.keys() - set(old.namelist()):
            new.writestr(name, more[name])
    return file


def test_files_that_may_do_harm_are_refused(form: Path, data: Path, tmp_path: Path) -> None:
    macro = "the file holds macros"
    kinds = zipfile.ZipFile(form).read("[Content_Types].xml")
    enabled = kinds.replace(b"document.main+xml", b"document.macroEnabled.main+xml")
    entity = b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'
    large = tmp_path / "large.docx"
    large.write_bytes(b"0" * 5_000_001)
    noise = tmp_path / "noise.docx"
    noise.write_bytes(b"PK\x03\x04 nothing")
    bomb = {"word/document.xml": b"<a>" + b" " * 60_000_001 + b"</a>"}
    no_file = "this cannot be read as a file of a word processor"
    for file, words in (
        (shutil.copy(form, tmp_path / "a.docm"), macro),
        (_repacked(form, tmp_path / "b.docx", {"word/vbaProject.bin": b"x"}), macro),
        (_repacked(form, tmp_path / "c.docx", {"[Content_Types].xml": enabled}), macro),
        (large, "the file is larger than 5 MB"),
        (noise, no_file),
        (_repacked(form, tmp_path / "d.docx", {"word/document.xml": entity}), no_file),
        (_repacked(form, tmp_path / "e.docx", bomb), no_file),
    ):
        with pytest.raises(LoadingError) as refused:
            word_file.rows(Path(file))
        assert words in str(refused.value), file
    done = run("--data", str(data), "--read", str(large), "--yes")
    assert done.exit_code == 2
    assert "the file is larger than 5 MB" in done.stderr


def test_only_docx_and_markdown_are_made(tmp_path: Path) -> None:
    done = run("--data", str(DATA), "--output", str(tmp_path / "a.pdf"))
    assert done.exit_code == 2
    assert "ends in .docx or .md" in done.stderr
    done = run("--data", str(DATA), "--output", str(tmp_path / "a.md"))
    assert done.exit_code == 0
    assert "questions." in done.stderr


def test_without_python_docx_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    done = run("--data", str(DATA), "--output", str(tmp_path / "a.docx"))
    assert done.exit_code == 1
    assert '-m pip install "python-docx' in done.stderr
    assert not (tmp_path / "a.docx").exists()


def test_what_was_typed_under_tracked_changes_is_read(form: Path, tmp_path: Path) -> None:
    """What was deleted is not."""
    document = Document(str(form))
    cell = first(document).cells[-1]._tc
    paragraph = next(cell.iter(qn("w:p")))
    paragraph.append(_xml('<w:ins xmlns:w="{}"><w:r><w:t>yeni</w:t></w:r></w:ins>'))
    paragraph.append(_xml('<w:del xmlns:w="{}"><w:r><w:delText>eski</w:delText></w:r></w:del>'))
    document.save(str(tmp_path / "a.docx"))
    read = next(r for r in word_file.rows(tmp_path / "a.docx") if r[0].startswith("S-"))
    assert read[-1] == "yeni"


def _xml(words: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(words.format(qn("w:p").partition("}")[0].removeprefix("{")))


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice here (install_programs.py)"
)
def test_libreoffice_saves_what_it_opened(
    asked: tuple[Question, ...], form: Path, tmp_path: Path
) -> None:
    """The same ids, ticks and words, and the boxes stay boxes."""
    file = filled(form, tmp_path / "answered.docx", in_full(asked))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=120)
    saved = tmp_path / "saved" / "answered.docx"
    assert word_file.rows(saved) == word_file.rows(file)
    assert b"w14:checkbox" in zipfile.ZipFile(saved).read("word/document.xml")


def test_a_proposal_stands_beside_a_doubt(tmp_path: Path) -> None:
    """And says who proposed it, and when."""
    data = shutil.copytree(DATA, tmp_path / "data")
    path = data / "controller.yml"
    text = path.read_text("utf-8")
    for written, words in (
        (
            "phone: {value: 0212 255 47 35, proposed: {role: x, day: 2026-11-30}}",
            "nothing is in doubt",
        ),
        ("phone: {value: 0212 255 47 35, unconfirmed: y, proposed: z}", "a proposal is expected"),
        ("phone: {value: 0212 255 47 35, unconfirmed: y, proposed: {role: x}}", "“day” is missing"),
        (
            "phone: {value: 0212 255 47 35, unconfirmed: y, proposed: {role: x, day: z}}",
            "valid date",
        ),
    ):
        path.write_text(text.replace("phone: 0212 255 47 35", written), "utf-8")
        done = run("--data", str(data))
        assert words in done.stderr, written
    assert yaml.safe_load(text)["phone"]

"""Papers for the file: the same facts as the texts, as tables, and nowhere on a site."""

import csv
import io
import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from generator import law, loading, pipeline
from generator.commands import main
from generator.documents.recipients import with_providers
from generator.errors import LoadingError
from generator.model.traversal import disclosed
from generator.papers import making
from generator.papers.sheet import Sheet
from generator.papers.verbis.changes import Difference
from generator.papers.writing import SHAPES, Paper
from generator.recipes import earlier, owing, registering
from tests import canaries, demo, published
from tests.conftest import ROOT, STARTER

SOURCES = {"company": ROOT / "data", "rich": demo.RICH}
DAY = date(2026, 11, 29)


def paper(name: str, data: Path, language: str = "tr") -> Paper:
    facts = loading.load(data)
    (site, *_) = facts.sites.values()
    return making.made(name, facts, law.load(), site, DAY, language)


def column(sheet: Sheet, key: str) -> list[str]:
    place = sheet.keys.index(key)
    return [row[place].text for row in sheet.rows]


@pytest.fixture(params=SOURCES)
def data(request: pytest.FixtureRequest) -> Path:
    return SOURCES[request.param]


@pytest.mark.parametrize("language", ["tr", "en"])
def test_inventory_texts_and_facts_state_the_same_sets(data: Path, language: str) -> None:
    """Purposes, categories and data of each activity; what a notice says is a part of it."""
    (sheet,) = paper("inventory", data, language).sheets
    activities, purposes, categories, items = (
        column(sheet, key) for key in ("activity", "purpose", "category", "data")
    )
    stated = {
        (activity, purpose.partition(" (")[0], category, item.partition(" (")[0])
        for activity, purpose, category, held in zip(
            activities, purposes, categories, items, strict=True
        )
        for item in held.split("\n")
    }
    facts = with_providers(disclosed(loading.load(data)).asked())
    wanted = {
        (
            activity.title.in_language(language),
            purpose.text.in_language(language).partition(" (")[0],
            category.name.in_language(language),
            item.name.in_language(language).partition(" (")[0],
        )
        for activity in facts.activities.values()
        for purpose in activity.purposes
        for category in facts.data_categories.values()
        for item in category.items
        if item in purpose.data
    }
    assert len(wanted) > 20
    assert stated == wanted
    told = {
        (flow.activity, flow.purpose.partition(" (")[0], kind.category, item.partition(" (")[0])
        for text in published.outcome(data).texts
        if text.language == language and text.flows
        for flow in text.flows.rows
        for kind in flow.data
        for item in kind.items
    }
    assert told
    assert told <= stated


def test_register_and_inventory_state_the_same_sets(data: Path) -> None:
    """Each category with all purposes, groups and recipients of its rows, and no other."""
    (inventory,) = paper("inventory", data).sheets
    _, register, *_ = paper("verbis", data).sheets
    for row in register.rows:
        own = [
            dict(zip(inventory.keys, cells, strict=True))
            for cells in inventory.rows
            if cells[inventory.keys.index("category")].text == row[0].text
        ]
        for key, theirs in (("purposes", "purpose"), ("subjects", "subjects")):
            lines = {line for cells in own for line in cells[theirs].text.split("\n")}
            mine = set(row[register.keys.index(key)].text.split("\n"))
            assert {line.partition(" (")[0] for line in mine} == {
                line.partition(" (")[0] for line in lines
            }
        lines = {line for cells in own for line in cells["recipients"].text.split("\n")}
        assert set(row[register.keys.index("recipients")].text.split("\n")) == lines
    assert column(register, "category") == list(
        dict.fromkeys(
            name
            for name in (
                c.name.in_language("tr") for c in loading.load(data).data_categories.values()
            )
            if name in column(inventory, "category")
        )
    )


@pytest.mark.parametrize("name", making.PAPERS)
def test_every_cell_knows_its_line(data: Path, name: str) -> None:
    """Also one in which nothing is written: where its row begins."""
    sheets = paper(name, data).sheets
    cells = [cell for sheet in sheets for row in sheet.rows for cell in row]
    for sheet in sheets:
        if sheet.keys[0] != "information":  # an owed line of the identity stands nowhere
            assert all(cell.places for row in sheet.rows for cell in row), sheet.name
    for cell in cells:
        for place in cell.places:
            below = data.parent if place.file.startswith("data/") else ROOT
            lines = (below / place.file.replace("data/", f"{data.name}/", 1)).read_text("utf-8")
            assert 0 < place.line <= lines.count("\n")


@pytest.mark.parametrize("name", making.PAPERS)
def test_another_library_reads_the_same_and_the_bytes_are_the_same(data: Path, name: str) -> None:
    made = paper(name, data)
    files = {shape: make(made) for shape, make in SHAPES.items()}
    assert files == {shape: make(paper(name, data)) for shape, make in SHAPES.items()}
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    above = len(made.notes) + 2
    rows = csv.reader(io.StringIO(files["csv"].decode("utf-8-sig")), delimiter=";")
    listed = [row for row in rows if len(row) > 1]
    told = json.loads(files["json"])["sheets"]
    page = files["html"].decode()
    for sheet, own in zip(made.sheets, told, strict=True):
        wanted = [[made.text(cell) for cell in row] for row in sheet.rows]
        values = [list(row) for row in book[sheet.name].iter_rows(above + 1, values_only=True)]
        assert values == wanted
        assert [tuple(c.text for c in row) for row in sheet.rows] == [
            tuple(cell["text"] for cell in row.values()) for row in own["rows"]
        ]
        assert all(row in listed for row in wanted)
        assert page.count(f"<caption>{sheet.name}") == 1
    assert "<script" not in page
    assert "http" not in page.replace("http://www.w3.org", "")


def test_a_table_without_rows_says_so() -> None:
    """Nobody takes it for one that was not finished; each column is named for its width."""
    company = paper("transfers", ROOT / "data")
    (empty,) = [sheet for sheet in company.sheets if not sheet.rows]
    page = SHAPES["html"](company).decode()
    row = f'<tr><td colspan="{len(empty.keys)}">{company.labels["no_rows"]}</td></tr>'
    assert page.count(row) == 1
    assert all(f'data-key="{key}"' in page for sheet in company.sheets for key in sheet.keys)


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    orders = data / "processing/orders.yml"
    words = orders.read_text("utf-8").replace("tr: Siparişler", "tr: '=1+1'", 1)
    assert "=1+1" in words
    orders.write_text(words, "utf-8")
    made = paper("inventory", data)
    book = openpyxl.load_workbook(io.BytesIO(SHAPES["xlsx"](made)))
    cells = [c for row in book.worksheets[0].iter_rows() for c in row if c.value == "=1+1"]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    assert "\r\n'=1+1;" in SHAPES["csv"](made).decode("utf-8-sig")


def test_a_category_with_one_unknown_period_has_no_longest_period(tmp_path: Path) -> None:
    """“As long as needed” is no period of the register (by-law art. 9)."""
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    _, register, *_ = paper("verbis", data).sheets
    place = register.keys.index("longest")
    before = {row[0].text: row[place].text for row in register.rows}
    assert before["İletişim"] == "10 yıl"
    file = data / "processing/candidates.yml"
    words = file.read_text("utf-8")
    changed = re.sub(r"period: [^,}\n]+", "rule: {tr: gerektiği sürece, en: as needed}", words)
    assert changed != words
    file.write_text(changed, "utf-8")
    _, register, *_ = paper("verbis", data).sheets
    now = {row[0].text: row for row in register.rows}
    assert "henüz belirtilmedi" in now["İletişim"][place].text
    assert now["İletişim"][place].doubtful
    assert "Süresi belirtilmeyen amaç: " in now["İletişim"][place + 1].text
    assert now["Sağlık Bilgileri"][place].text == before["Sağlık Bilgileri"]


CHANGES = {
    "a purpose in other words": (
        "processing/orders.yml", "tr: Siparişin teslim edilmesi", "tr: Siparişin ulaştırılması",
        "purposes",
    ),
    "a country": ("recipients.yml", "NL", "FR", "abroad"),
    "a group of people": ("subjects.yml", "tr: hediye alıcısı", "tr: hediye verilen", "subjects"),
    "a measure": ("security.yml", "tr: Veriler şifrelenir.", "tr: Veriler gizlenir.", "measure"),
    "an address": ("controller.yml", "34700", "34710", "value"),
    "a period": ("processing/staff.yml", "15 years", "16 years", "longest"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_of_each_kind_is_told_of_the_register(what: str, tmp_path: Path) -> None:
    file, old, new, key = CHANGES[what]
    found = changed(tmp_path, file, old, new)
    heads = {
        key: head
        for sheet in paper("verbis", demo.RICH).sheets
        for key, head in zip(sheet.keys, sheet.heads, strict=True)
    }
    assert heads[key] in {difference.heading for difference in found}
    assert all(difference.since is None for difference in found)


def changed(folder: Path, file: str, old: str, new: str) -> list[Difference]:
    data = Path(shutil.copytree(demo.RICH, folder / "data"))
    path = data / file
    words = path.read_text("utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), "utf-8")
    settings = pipeline.Settings(data=data, as_of=DAY)
    return list(registering.changes(settings, demo.RICH, "tr").differences)


def notices(*arguments: object) -> Result:
    return CliRunner(env={"LANGUAGE": "en"}).invoke(main, [str(a) for a in arguments])


@pytest.mark.parametrize(
    ("since", "said"),
    [("2026-11-25", "To be entered by 2026-12-02"), ("2026-11-10", "Late: it was to be")],
)
def test_the_day_is_counted_from_the_change(tmp_path: Path, since: str, said: str) -> None:
    """Seven calendar days (by-law art. 13); without a day there is a question and no day."""
    old = "tr: Siparişin teslim edilmesi"
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    path = data / "processing/orders.yml"
    words = path.read_text("utf-8").replace(old, "tr: Siparişin ulaştırılması", 1)
    words = words.replace("en: Delivering the order", "en: Handing the order over", 1)
    path.write_text(words, "utf-8")
    asked = ["papers", "verbis", "--data", data, "--since", demo.RICH, "--as-of", "2026-11-29"]
    unknown = notices(*asked)
    assert unknown.exit_code == 1
    assert "By which day: not known." in unknown.output
    path.write_text(f"since: {since}\n{words}", "utf-8")
    for language in ("tr", "en"):
        assert said in notices(*asked, "--lang", language).output


def test_nothing_changed_is_said_and_what_is_no_change_of_the_register_too(tmp_path: Path) -> None:
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    asked = ["papers", "verbis", "--data", data, "--since", demo.RICH]
    same = notices(*asked)
    assert (same.exit_code, same.output.strip()) == (0, "VERBİS: nothing to be changed.")
    path = data / "processing/orders.yml"
    path.write_text(f"unit: {{tr: Depo, en: Warehouse}}\n{path.read_text('utf-8')}", "utf-8")
    told = notices(*asked)
    assert told.exit_code == 0
    assert "under no heading of the register: Sorumlu birim." in told.output


def test_what_is_for_the_file_is_in_the_inventory(tmp_path: Path) -> None:
    """And nowhere else: `test_canaries`."""
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    canaries.plant(data)
    (sheet,) = paper("inventory", data).sheets
    assert canaries.WORD in column(sheet, "unit")
    assert canaries.WORD in column(sheet, "measures")


def test_the_command_writes_all_files_or_none(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    done = notices("papers", "inventory", "--data", demo.RICH, "--output", folder, "--lang", "en")
    assert done.exit_code == 0, done.output
    assert {path.name for path in folder.iterdir()} == {f"inventory-en.{s}" for s in SHAPES}
    before = notices("papers", "--data", demo.RICH, "verbis", "--output", folder)
    assert (before.exit_code, (folder / "verbis-tr.json").exists()) == (0, True), before.output
    assert "ÖRNEK TİCARET A.Ş." in (folder / "verbis-tr.json").read_text("utf-8")
    (tmp_path / "taken").write_text("")
    refused = notices("papers", "inventory", "--data", demo.RICH, "--output", tmp_path / "taken/x")
    assert refused.exit_code == 2
    assert "cannot be written" in refused.output
    other = notices("papers", "verbis", "--data", demo.RICH, "--output", folder, "--lang", "fr")
    assert "is not made in “fr”" in other.output


def states(data: Path) -> dict[str, owing.State]:
    outcome = pipeline.run(pipeline.Settings(data=data, as_of=DAY))
    return {row.owed.name: row.state for row in owing.rows(outcome)}


def test_what_is_owed_follows_from_facts_and_answers(tmp_path: Path) -> None:
    """A doubtful register is a question; a no is lacking; what does not apply is not owed."""
    data = Path(shutil.copytree(demo.RICH, tmp_path / "data"))
    there = states(data)
    assert there["Privacy notices"] is owing.State.THERE
    assert there["Standard contracts notified to the Authority"] is owing.State.THERE
    assert there["Answers to applications"] is owing.State.THERE
    controller = data / "controller.yml"
    words = controller.read_text("utf-8")
    controller.write_text(re.sub(r"status: \w+", "status: unknown", words), "utf-8")
    answer = "one: {code: APP-10, answer: no, role: legal counsel, until: 2027-11-01}\n"
    answer += answer.replace("one", "two").replace(
        "APP-10, answer: no", "PUR-09, answer: not-applicable, words: None."
    )
    (data / "answers.yml").write_text(answer, "utf-8")
    now = states(data)
    assert now["Registration in VERBİS"] is owing.State.ASKED
    assert now["Answers to applications"] is owing.State.LACKING
    assert now["Balancing tests of legitimate interests"] is owing.State.NOT_OWED


def test_what_is_owed_is_listed_with_law_and_next_step() -> None:
    told = notices("papers", "--data", ROOT / "data").output
    assert "Law No. 6698 art. 10(1)" in told
    assert "RET-02” names the parts" in told
    assert told.index("nobody has said:") < told.index("there:")


def test_a_recipient_that_may_be_abroad_is_no_silent_no() -> None:
    """Of most recipients of the company nobody has confirmed that they are in Türkiye."""
    (inventory,) = paper("inventory", ROOT / "data").sheets
    _, register, *_ = paper("verbis", ROOT / "data").sheets
    for sheet in (inventory, register):
        place = sheet.keys.index("abroad")
        cells = [row[place] for row in sheet.rows if ": aktarılmaz" in row[place].text]
        assert cells
        assert all(cell.doubtful for cell in cells)


def test_that_there_is_no_camera_and_no_counter_is_said_by_nobody() -> None:
    assert states(ROOT / "data")["Signs at tills and desks, and of cameras"] is owing.State.ASKED


def test_a_release_is_found_by_the_commit_that_brought_it(tmp_path: Path) -> None:
    """Its data are those of that commit, not of the day in its name."""

    def git(*asked: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@ornek.example")
        subprocess.run(["git", "-C", tmp_path, *who, *asked], check=True, capture_output=True)

    data = Path(shutil.copytree(STARTER, tmp_path / "data"))
    release = data / "releases/ornek/2026-05-20"
    release.mkdir(parents=True)
    (release / "manifest.json").write_text("{}")
    phone = data / "controller.yml"
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "A release")
    words = phone.read_text("utf-8")
    phone.write_text(words.replace("0312 000 00 00", "0312 111 11 11"), "utf-8")
    git("commit", "-qam", "Another number")
    with earlier.data_at(data, "2026-05-20") as folder:
        assert (folder / "controller.yml").read_text("utf-8") == words
    unknown = earlier.data_at(data, "2026-05-21")
    with pytest.raises(LoadingError, match="under “2026-05-21”"), unknown:
        """Nothing is laid out."""

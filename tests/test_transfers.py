"""By which day the Authority is told of a standard contract, and the paper that says so."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import law, loading
from generator.clock import business_day_after, business_days
from generator.commands import main
from generator.model.facts import Law
from generator.papers import making, transfers
from generator.papers.composing import told
from generator.papers.sheet import Sheet
from tests import demo
from tests.conftest import ROOT

DAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def book() -> Law:
    return law.load().on(DAY)


@pytest.mark.parametrize(
    ("signed", "last", "why"),
    [
        ("2026-02-02", "2026-02-09", "Monday to Monday: a weekend between"),
        ("2026-02-06", "2026-02-13", "signed on a Friday"),
        ("2026-02-07", "2026-02-13", "signed on a Saturday"),
        ("2026-10-27", "2026-11-04", "28 October is a half day and counts, the 29th does not"),
        ("2026-03-16", "2026-03-24", "Thursday is the eve and counts, Friday is Ramazan Bayramı"),
        ("2026-05-22", "2026-06-03", "three working days of Kurban Bayramı"),
        ("2026-05-18", "2026-05-26", "19 May; the last day is the eve of Kurban Bayramı"),
        ("2026-12-29", "2027-01-06", "a year ends"),
        ("2027-05-14", "2027-05-26", "Kurban Bayramı ends on 19 May: that day once"),
        ("2031-01-20", "2031-01-27", "no table: the religious holiday of that week is counted"),
    ],
)
def test_five_business_days_after_the_signature(
    book: Law, signed: str, last: str, why: str
) -> None:
    days = book.days_off
    assert business_day_after(date.fromisoformat(signed), 5, days) == date.fromisoformat(last), why
    assert business_days(date.fromisoformat(signed), date.fromisoformat(last), days) == 5


def test_the_table_of_holidays_is_whole(book: Law) -> None:
    """Each row is of every year or of one; years with a table have both moving holidays."""
    for row in book.holidays.values():
        assert (row.yearly is None) is (row.first is not None) is (row.last is not None)
        if row.yearly:
            assert date.fromisoformat(f"2028-{row.yearly.value}")
        if row.first and row.last:
            assert row.id.value.endswith(str(row.first.value.year))
            length = (row.last.value - row.first.value).days + 1
            assert length == {"ramazan": 3, "kurban": 4}[row.id.value.partition("-")[0]]
    known = [year for year in range(2020, 2040) if book.days_off.known(year)]
    assert known == [2024, 2025, 2026, 2027, 2028]


def controller(folder: Path, signed: str, notified: str = "") -> Path:
    """The demonstration; its cloud provider signed on a day, and told the Authority on another."""
    data = Path(shutil.copytree(demo.RICH, folder / "data"))
    path = data / "recipients.yml"
    told_on = f"  notified: {notified}\n" if notified else ""
    words = re.sub(
        r"  signed: \{value: 2026-02-02, internal: yes\}\n  notified: .*\n  contract: \{value: SS",
        f"  signed: {{value: {signed}, internal: yes}}\n{told_on}  contract: {{value: SS",
        path.read_text("utf-8"),
    )
    assert signed in words
    path.write_text(words, "utf-8")
    return data


def paper(data: Path, language: str = "tr", day: date = DAY) -> tuple[Sheet, Sheet]:
    facts = loading.load(data)
    (site, *_) = facts.sites.values()
    transferred, content = making.made("transfers", facts, law.load(), site, day, language).sheets
    return transferred, content


UNKNOWN = "{unconfirmed: Bildirildi mi?, internal: yes}"


@pytest.mark.parametrize(
    ("signed", "notified", "state", "first"),
    [
        ("2026-11-02", "", transfers.State.OVERDUE, True),
        ("2026-11-02", "2026-11-10", transfers.State.LATE, True),
        ("2026-11-02", UNKNOWN, transfers.State.UNKNOWN, True),
        ("2026-11-25", "", transfers.State.DUE, True),
        ("2026-11-25", UNKNOWN, transfers.State.DUE, True),
        ("2026-11-02", "2026-11-09", transfers.State.IN_TIME, False),
    ],
)
def test_what_is_late_stands_first(
    tmp_path: Path, book: Law, signed: str, notified: str, state: str, first: bool
) -> None:
    data = controller(tmp_path, signed, notified)
    rows = transfers.rows(told(loading.load(data)), book, DAY)
    found = {row.recipient.id.value: row.state for row in rows}
    assert found["cloud"] is state
    assert (rows[0].recipient.id.value == "cloud") is first
    assert found["group"] is transfers.State.NOT_NOTIFIED
    assert "carrier" not in found


def test_the_paper_says_which_days_were_not_counted(tmp_path: Path) -> None:
    transferred, _ = paper(controller(tmp_path, "2026-10-27"))
    words = dict(zip(transferred.keys, (cell.text for cell in transferred.rows[0]), strict=True))
    assert words["last"].split("\n") == [
        "4 Kasım 2026",
        "İş günü sayılmadı: 29 Ekim 2026 (Cumhuriyet Bayramı)",
        "Yarım gün, iş günü sayıldı: 28 Ekim 2026 (Cumhuriyet Bayramı arifesi)",
    ]
    assert words["state"] == "Bildirilmedi, süresi geçti"


def test_a_year_without_a_table_is_said(tmp_path: Path) -> None:
    transferred, _ = paper(controller(tmp_path, "2031-01-20"), "en", date(2031, 1, 21))
    words = dict(zip(transferred.keys, (cell.text for cell in transferred.rows[0]), strict=True))
    assert words["last"].endswith(
        "The religious holidays of 2031 are not listed: the earlier day is written"
    )


@pytest.mark.parametrize("language", ["tr", "en"])
def test_each_contract_has_every_item_of_the_notification(book: Law, language: str) -> None:
    """From the facts where they say it; a recipient on another ground has none."""
    _, content = paper(demo.RICH, language)
    whose = [row[0].text for row in content.rows]
    assert len(set(whose)) == 3
    assert len(whose) == 3 * len(book.notification)
    said = "\n".join(row[2].text for row in content.rows)
    assert "ÖRNEK TİCARET A.Ş." in said
    assert {"tr": "2 Şubat 2026", "en": "2 February 2026"}[language] in said
    assert all(row[3].text for row in content.rows)


def test_a_transfer_that_is_in_doubt_is_a_question_and_no_contract() -> None:
    """The company has said of nobody on which ground data goes abroad."""
    transferred, content = paper(ROOT / "data")
    assert not content.rows
    states = {row[transferred.keys.index("state")].text for row in transferred.rows}
    assert states == {
        "Aktarımın dayanağı belirtilmedi",
        "Yurt dışına aktarılıp aktarılmadığı teyit edilmedi",
    }
    assert all(row[transferred.keys.index("state")].doubtful for row in transferred.rows)


def test_the_command_writes_it(tmp_path: Path) -> None:
    asked = ["papers", "transfers", "--data", str(demo.RICH), "--output", str(tmp_path / "p")]
    done = CliRunner(env={"LANGUAGE": "en"}).invoke(main, asked)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "p/transfers-tr.xlsx").exists()

"""`notices receipt export --as iys`: what is entered, for whom, until when; never an invention."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator import law
from generator.clock import business_day_after, business_days
from generator.commands import main
from generator.receipts import iys
from generator.releases.archive import Archive
from tests import receipt_cases

LIST = """\
member,email,phone,recipientType
4711,uye@ornek.example,0532 123 45 67,BIREYSEL
4712,satis@ornek.example,+905321234568,TACIR
4713,,212 255 47 35,
4714,=1+1@ornek.example,5321234569,bireysel
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return receipt_cases.history(tmp_path_factory.mktemp("receipts"))


class Shop:
    """Records, one a line, and the list of addresses."""

    def __init__(self, archive: Archive, folder: Path) -> None:
        self.receipts = receipt_cases._Receipts(archive)
        self.data, self.folder, self.lines = archive.folder.parent.parent, folder, list[str]()

    def keep(self, member: str = "4711", received: str = "", **said: Any) -> None:
        if said.get("event") == "withdrawn":
            said.setdefault("shown", None)
        receipt = self.receipts.approval(**said)
        own = {"member": member, "received": received or receipt["time"]}
        record = receipt_cases.record(receipt, receipt_cases._id(receipt), **own)
        self.lines.append(json.dumps(record))

    def export(self, *more: str, addresses: str = LIST, as_of: str = "2026-08-03") -> Result:
        file, known = self.folder / "records.jsonl", self.folder / "members.csv"
        file.write_text("".join(f"{line}\n" for line in self.lines))
        known.write_text(addresses, encoding="utf-8")
        given = ["--data", str(self.data), "--as-of", as_of, "--addresses", str(known), *more]
        return CliRunner().invoke(main, ["receipt", "export", str(file), "--as", "iys", *given])


@pytest.fixture
def shop(archive: Archive, tmp_path: Path) -> Shop:
    return Shop(archive, tmp_path)


def rows(done: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_an_approval_and_its_refusal(shop: Shop) -> None:
    """In the order of time, by the clock of Istanbul, each with its own last day."""
    shop.keep(event="withdrawn", time="2026-08-02T22:30:00Z")  # Monday in Istanbul
    shop.keep()  # Saturday
    done = shop.export()
    assert done.exit_code == 0, done.output
    approved, refused = rows(done)
    assert list(approved) == list(iys.COLUMNS)
    assert (approved["type"], approved["source"], approved["recipient"]) == (
        "MESAJ", "HS_WEB", "+905321234567"
    )  # fmt: skip
    assert (approved["recipientType"], approved["status"]) == ("BIREYSEL", "ONAY")
    assert (approved["consentDate"], approved["lastDay"]) == ("2026-08-01 12:30:40", "2026-08-05")
    assert (refused["status"], refused["consentDate"]) == ("RET", "2026-08-03 01:30:00")
    assert refused["lastDay"] == "2026-08-06"
    assert approved["member"] == refused["member"] == "4711"
    assert len(approved["id"]) == 64


def test_what_does_not_hold_is_not_entered_but_a_refusal_is(shop: Shop) -> None:
    """Taking back counts whatever is wrong with its record; then the server's clock decides."""
    shop.keep(hash={"alg": "text-1", "value": "0" * 64})
    shop.keep(event="withdrawn", time="2026-08-09T09:00:00Z", received="2026-08-03T09:00:00Z")
    done = shop.export()
    assert done.exit_code == 1
    (refused,) = rows(done)
    assert (refused["status"], refused["consentDate"]) == ("RET", "2026-08-03 12:00:00")
    assert "records.jsonl:1: left out: the approval does not hold (digest-differs)" in done.stderr


def test_nothing_is_invented(shop: Shop) -> None:
    """No address, no type, no such member, no record: each is left out, with its reason."""
    for member in ("4713", "4719", "4711"):
        shop.keep(member)
    shop.lines.append(json.dumps(shop.receipts.approval()))
    done = shop.export()
    assert done.exit_code == 2
    assert [row["member"] for row in rows(done)] == ["4711"]
    assert "whether member “4713” is a trader is not stated" in done.stderr
    assert "member “4719” is not in the list of addresses" in done.stderr
    assert "this is a receipt, not a record" in done.stderr
    named = shop.export("--recipient-type", "BIREYSEL")
    assert {row["recipient"] for row in rows(named)} == {"+902122554735", "+905321234567"}


def test_a_notice_and_a_double_record_are_no_row(shop: Shop) -> None:
    """Nor is a status that İYS has already."""
    shop.keep()
    shop.keep()
    shop.keep(time="2026-08-01T10:30:40Z")
    shop.keep(event="shown", shown=None)
    made = shop.receipts.make()
    shop.lines.append(json.dumps(receipt_cases.record(made, receipt_cases._id(made))))
    done = shop.export()
    assert (done.exit_code, len(rows(done))) == (0, 1)


def test_what_is_late_is_said(shop: Shop) -> None:
    shop.keep()
    assert shop.export(as_of="2026-08-05").exit_code == 0
    done = shop.export(as_of="2026-08-06")
    assert done.exit_code == 1
    assert "The last day of 1 is over" in done.stderr


def test_the_law_is_that_of_the_statute_book(shop: Shop) -> None:
    """Period, provision and how well it is known; traders' refusals are asked before sending."""
    shop.keep("4712")
    done = shop.export()
    (row,) = rows(done)
    assert row["recipientType"] == "TACIR"
    entry = law.load().deadlines["iys-entry"]
    assert f"ONAY: to be entered within {entry.period.value}" in done.stderr
    assert "art. 7; one secondary source, a lawyer must confirm it" in done.stderr
    assert "RET: to be entered within 3 business days" in done.stderr
    assert "Law No. 6563 art. 6(2)" in done.stderr
    assert "ask İYS for their refusals before each sending" in done.stderr


def test_a_text_stays_a_text_in_a_spreadsheet() -> None:
    """An address that begins as a formula; a telephone number is a number."""
    member = iys.Member("=1+1@ornek.example", "5321234569", "BIREYSEL")
    assert iys._email(member.email)
    assert iys._as_text(member.email) == "'=1+1@ornek.example"
    assert iys._as_text("+905321234569") == "+905321234569"
    assert all(iys._as_text(f"{sign}x").startswith("'") for sign in "=+-@\t\r")


def test_the_source_is_that_of_the_surface(shop: Shop) -> None:
    shop.keep()
    shop.keep("4712", surface="app")
    done = shop.export("--source", "app=HS_MOBIL")
    assert {row["member"]: row["source"] for row in rows(done)} == {
        "4711": "HS_WEB", "4712": "HS_MOBIL"
    }  # fmt: skip
    assert shop.export("--source", "WEB").exit_code == 2


@pytest.mark.parametrize(
    ("addresses", "said"),
    [
        ("", "does not name “member”"),
        ("member;name\n1;x\n", "does not name “member”"),
        ("member,email,recipientType\n1,a@b.tr,ESNAF\n", "line 2: the type is not one of"),
        ("member,email\n1,a@b.tr\n1,c@d.tr\n", "member “1” stands there twice"),
        ('member,email\n"1,a@b.tr\n', "it is not CSV"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused(shop: Shop, addresses: str, said: str) -> None:
    done = shop.export(addresses=addresses)
    assert done.exit_code == 2
    assert said in done.stderr


def test_lists_as_shops_have_them() -> None:
    """With a byte order mark, semicolons, Turkish headings and capitals."""
    text = "\ufeffÜye;E-Posta;Telefon;Alıcı Tipi\r\n4711;a@b.tr;0 (532) 123-45-67;BİREYSEL\r\n\r\n"
    assert iys.members(io.StringIO(text)) == {
        "4711": iys.Member("a@b.tr", "0 (532) 123-45-67", "BIREYSEL")
    }


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("0532 123 45 67", "+905321234567"), ("532-123-4567", "+905321234567"),
        ("90 532 123 45 67", "+905321234567"), ("0090 532 123 45 67", "+905321234567"),
        ("+49 40 1234567", "+49401234567"), ("0212 255 47 35", "+902122554735"),
        ("12", ""), ("", ""), ("=1+1", ""), ("yok", ""), ("+90532123456789012", ""),
    ],
)  # fmt: skip
def test_telephone_numbers(number: str, wanted: str) -> None:
    assert iys._phone(number) == wanted


def test_business_days_leave_out_weekends_and_national_holidays() -> None:
    """Friday, then a holiday on Wednesday."""
    holidays = law.load().days_off
    assert business_day_after(date(2026, 10, 23), 3, holidays) == date(2026, 10, 28)
    assert business_day_after(date(2026, 10, 27), 3, holidays) == date(2026, 11, 2)
    assert business_days(date(2026, 10, 27), date(2026, 11, 2), holidays) == 3


def test_without_a_list_it_is_asked_for(shop: Shop) -> None:
    shop.keep()
    file = shop.folder / "records.jsonl"
    file.write_text(shop.lines[0])
    done = CliRunner().invoke(main, ["receipt", "export", str(file), "--as", "iys"])
    assert done.exit_code == 2
    assert "--addresses" in done.stderr

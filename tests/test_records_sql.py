"""The table of records and the questions asked of it, on real records, in SQLite."""

import json
import re
import sqlite3
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.commands import main
from generator.outputs.api.files import EXAMPLES
from generator.receipts.verifiers import verify_receipt
from generator.releases.archive import Archive
from tests import receipt_cases

FILE = (EXAMPLES / "records.sql.txt").read_text(encoding="utf-8")
STATEMENTS = {
    name.split(":")[0]: words
    for name, words in re.findall(r"^-- ([^\n]+)\n((?:[A-Z].*\n|  .*\n|\).*\n)+)", FILE, re.M)
}
VECTORS = json.loads(receipt_cases.VECTORS.read_text(encoding="utf-8"))


class Shop:
    """A database, and the loop that keeps what a form posts, as the page for developers has it."""

    def __init__(self, archive: Archive) -> None:
        self.receipts = receipt_cases._Receipts(archive)
        self.database = sqlite3.connect(":memory:")
        self.ask("table")

    def ask(self, name: str, **given: Any) -> list[tuple[Any, ...]]:
        return self.database.execute(STATEMENTS[name], given).fetchall()

    def keep(self, member: str, field: str, said: dict[str, Any] | str, away: bool = False) -> str:
        posted = said if isinstance(said, str) else json.dumps(said)
        found = re.search(r"2026-\d\d-\d\dT\d\d:\d\d:\d\dZ", posted.rpartition("time")[2])
        now = datetime.strptime(found[0] if found else "2026-08-01T09:31:00Z", "%Y-%m-%dT%H:%M:%SZ")
        record = verify_receipt.record(posted, member, now.replace(tzinfo=UTC))
        index = None if away else VECTORS["index"]
        answer = verify_receipt.verify(record, index, VECTORS["texts"].get, now.replace(tzinfo=UTC))
        receipt = answer["receipt"] or {}
        back = verify_receipt.withdraws(posted)
        id_ = answer["id"] or sha256(f"{field} {record}".encode()).hexdigest()
        self.ask(
            "keep", member=member, id=id_, field=field,
            event="withdrawn" if back else receipt.get("event", ""),
            document=receipt.get("document", ""), release_id=receipt.get("release", ""),
            received=f"{now:%Y-%m-%dT%H:%M:%SZ}", ok=int(answer["ok"]),
            problems=" ".join(answer["problems"]), record=record,
        )  # fmt: skip
        return id_


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return receipt_cases.history(tmp_path_factory.mktemp("receipts"))


@pytest.fixture
def shop(archive: Archive) -> Shop:
    return Shop(archive)


def test_every_statement_of_the_file_is_read() -> None:
    """Eleven of them, each with its heading; none is left out by this test."""
    assert FILE.count(";\n") == len(STATEMENTS) == FILE.count("\n-- ") - 2
    assert list(STATEMENTS)[:3] == ["table", "keep", "may be written to"]


def test_who_may_be_written_to(shop: Shop) -> None:
    """Not who never gave it, took it back, or whose row does not hold; a guest by the order."""
    made = shop.receipts.approval
    for member in ("4711", "4712", "order-10042"):
        shop.keep(member, "approval_sms", made())
    shop.keep("4713", "approval_sms", made(hash={"alg": "text-1", "value": "0" * 64}))
    shop.keep("4714", "approval_sms", made(event="shown", shown=None))
    assert shop.ask("may be written to", field="approval_sms") == [
        ("4711",), ("4712",), ("order-10042",)
    ]  # fmt: skip
    later = "2026-08-02T09:00:00Z"
    shop.keep("4711", "approval_sms", made(event="withdrawn", shown=None, time=later))
    slashed = json.dumps(made(event="withdrawn", time=later)).replace('"', '\\"')
    shop.keep("4712", "approval_sms", slashed)
    assert shop.ask("may be written to", field="approval_sms") == [("order-10042",)]
    shop.keep("4711", "approval_sms", made(time="2026-08-03T09:00:00Z", shown=later))
    assert ("4711",) in shop.ask("may be written to", field="approval_sms")


def test_a_form_that_is_sent_twice_is_one_row(shop: Shop) -> None:
    """Of one person, the newest first; broken ones are kept as well."""
    for _ in range(2):
        shop.keep("4711", "notice", shop.receipts.make())
        shop.keep("4711", "consent_surveys", "{")
    rows = shop.ask("one person", member="4711")
    assert [(row[1], row[2], row[5]) for row in rows] == [
        ("consent_surveys", "", 0), ("notice", "acknowledged", 1)
    ]  # fmt: skip
    assert shop.ask("what does not hold, and why") == [("malformed:truncated", 1)]


def test_who_is_informed_again(shop: Shop) -> None:
    """Whose proofs name releases of another substance alone."""
    shop.keep("old", "notice", shop.receipts.shown("2026-04-01T09:30:00Z", "2026-03-02"))
    shop.keep("both", "notice", shop.receipts.shown("2026-04-01T09:30:00Z", "2026-03-02"))
    shop.keep("both", "notice", shop.receipts.make())
    shop.keep("new", "notice", shop.receipts.shown("2026-06-01T09:30:00Z", "2026-05-20"))
    texts = next(d for d in VECTORS["index"]["documents"] if d["id"] == "membership")["texts"]
    assert texts[0]["informedBy"] == ["2026-05-20", "2026-07-01"]
    first, second = texts[0]["informedBy"]
    asked = shop.ask("inform again", document="membership", release_1=first, release_2=second)
    assert asked == [("old",)]


def test_what_could_not_be_verified_is_verified_again(shop: Shop) -> None:
    id_ = shop.keep("4711", "notice", shop.receipts.make(), away=True)
    ((member, found, record),) = shop.ask("verify again, each night")
    assert (member, found) == ("4711", id_)
    answer = verify_receipt.verify(record, VECTORS["index"], VECTORS["texts"].get)
    assert answer["ok"]
    shop.ask("verified again", ok=1, problems="", member=member, id=id_)
    assert shop.ask("verify again, each night") == []


def test_what_the_commands_are_given(shop: Shop, archive: Archive, tmp_path: Path) -> None:
    """Through a pipe: the records of İYS, and those of one person."""
    shop.keep("4711", "approval_sms", shop.receipts.approval())
    shop.keep("4711", "notice", shop.receipts.make())
    (tmp_path / "members.csv").write_text("member,phone,recipientType\n4711,5321234567,BIREYSEL\n")
    common = ["--data", str(archive.folder.parent.parent), "--as-of", "2026-08-03"]
    for_iys = "".join(f"{row[0]}\n" for row in shop.ask("for İYS", since="2026-01-01"))
    given = ["--as", "iys", "--addresses", str(tmp_path / "members.csv")]
    done = CliRunner().invoke(main, ["receipt", "export", "-", *given, *common], input=for_iys)
    assert (done.exit_code, done.stdout.count("\n")) == (0, 2), done.output
    heading = "for one person who asks what you hold, or for a court"
    lines = "".join(f"{row[0]}\n" for row in shop.ask(heading, member="4711"))
    done = CliRunner().invoke(main, ["receipt", "verify", "-", *common], input=lines)
    assert (done.exit_code, done.stdout.count("in force then")) == (0, 2)
    shop.ask("delete", member="4711", before="2027-01-01")
    assert shop.ask("one person", member="4711") == []

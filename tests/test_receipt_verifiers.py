"""The verifiers that shops copy (Python, PHP, JavaScript): all vectors, one answer."""

import importlib.util
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from html import escape
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from generator.receipts.reading import read
from generator.receipts.receipt import NotAReceipt
from generator.receipts.verification import Verifier
from generator.releases.archive import Archive
from tests import receipt_cases
from tests.conftest import serve

FOLDER = receipt_cases.VECTORS.parent
VECTORS = json.loads(receipt_cases.VECTORS.read_text(encoding="utf-8"))
PHP = shutil.which("php")
needs_php = pytest.mark.skipif(PHP is None, reason="no php (apt: php-cli)")

Answer = dict[str, Any]
RIGHT = {
    case["name"]: {key: case[key] for key in ("problems", "need", "since")}
    for case in VECTORS["cases"]
}


def asked(answers: list[Answer]) -> dict[str, Answer]:
    """What the vectors fix of each answer, by the name of its case."""
    found = {}
    for case, answer in zip(VECTORS["cases"], answers, strict=True):
        assert answer["ok"] is (answer["problems"] == [])
        found[case["name"]] = {key: answer[key] for key in ("problems", "need", "since")}
    return found


def _module() -> Any:
    spec = importlib.util.spec_from_file_location("verify_receipt", FOLDER / "verify_receipt.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PYTHON = _module()


NOW = datetime.fromisoformat(VECTORS["now"])


def by_python(texts: list[str]) -> list[Answer]:
    return [PYTHON.verify(t, VECTORS["index"], VECTORS["texts"].get, NOW) for t in texts]


DRIVER = """<?php
require $argv[1];
$v = json_decode(file_get_contents($argv[2]), true);
$now = new DateTimeImmutable($v['now']);
$textOf = fn ($path) => $v['texts'][$path] ?? null;
$texts = json_decode(file_get_contents('php://stdin'));
$one = %s;
echo json_encode(array_map($one, $texts));
"""
VERIFY = "fn ($t) => kvkk_verify_receipt($t, $v['index'], $textOf, $now)"


def by_php(folder: Path, texts: list[str], one: str = VERIFY) -> list[Any]:
    """What the PHP function `one` makes of each text."""
    driver = folder / "driver.php"
    driver.write_text(DRIVER % one)
    done = subprocess.run(
        [str(PHP), "-d", "error_reporting=E_ALL", "-d", "display_errors=stderr", str(driver),
         str(FOLDER / "verify_receipt.php"), str(receipt_cases.VECTORS)],
        input=json.dumps(texts), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    found: list[Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    yield from serve(FOLDER)


IN_BROWSER = "(t) => m.verify(t, v.index, textOf, new Date(v.now))"


def by_browser(page: Page, address: str, texts: list[str], one: str = IN_BROWSER) -> list[Any]:
    """What the function `one` of the module makes of each text."""
    page.goto(f"{address}/vectors.json")
    found: list[Any] = page.evaluate(
        f"""async (texts) => {{
          const m = await import("/verify_receipt.mjs");
          const v = await (await fetch("/vectors.json")).json();
          const textOf = async (path) => v.texts[path] ?? null;
          return Promise.all(texts.map({one}));
        }}""",
        texts,
    )
    return found


TEXTS = [case["text"] for case in VECTORS["cases"]]
VALUES = [
    None, True, False, 0, 1, 1.0, 2, -1, 1e400, 10**30, "", "a", "A", "a-b", "-a", "a--b", "ç",
    "a" * 64, "a" * 65, [], [1], {}, {"alg": "text-1"}, {"a": {"b": [{}]}}, "tr", "full", "sms",
    "consent", "notice", "message_approval", "shown", "withdrawn", "approved", "consented",
    "2026-08-01T09:30:00Z", "2026-13-01T00:00:00Z", "2028-02-29T00:00:00Z", "2026-05-20",
    "2026-05-20-2", "2026-05-20-0", "2999-12-31T23:59:59Z", "2000-01-01T00:00:00Z", "\U0001f600",
    "\u0000", "0" * 64, {"alg": "text-1", "value": "0" * 64}, 'a"b:c', "a\\",
]  # fmt: skip
KEYS = ["receipt", "id", "received", "member", "item", "channel", "shown", "x", "İ", "toString"]


def mutants(count: int) -> Iterator[str]:
    """Receipts and records with some values changed, dropped, added or another's; a few cut."""
    chosen = random.Random(20261124)
    objects = [json.loads(case["text"]) for case in VECTORS["cases"][:40]]
    for _ in range(count):
        said = json.loads(json.dumps(chosen.choice(objects)))
        inner = said.get("receipt")
        for _ in range(chosen.randint(1, 3)):
            target = inner if inner and chosen.random() < 0.7 else said
            key = chosen.choice([*target, *KEYS])
            if chosen.random() < 0.2:
                target.pop(key, None)
            else:
                theirs = [o[key] for o in objects if key in o and chosen.random() < 0.8]
                target[key] = chosen.choice(theirs or VALUES)
        text = json.dumps(said, ensure_ascii=chosen.random() < 0.5).replace("Infinity", "1e999")
        yield text[: chosen.randint(0, len(text))] if chosen.random() < 0.05 else text


def test_the_vectors_are_those_of_the_cases(tmp_path: Path) -> None:
    """`python -m tests.receipt_cases` makes them again."""
    made = receipt_cases.vectors(receipt_cases.history(tmp_path))
    assert made == receipt_cases.VECTORS.read_text(encoding="utf-8")


def test_python_answers_all() -> None:
    """The file that a shop copies; standard library only."""
    assert asked(by_python(TEXTS)) == RIGHT
    imported = {name.split(".")[0] for name in vars(PYTHON) if not name.startswith("_")}
    assert "rfc8785" not in imported


@needs_php
def test_php_answers_all(tmp_path: Path) -> None:
    """Without a warning or a notice."""
    assert asked(by_php(tmp_path, TEXTS)) == RIGHT


def test_the_browser_answers_all(page: Page, address: str) -> None:
    """The module that the page for verification uses."""
    assert asked(by_browser(page, address, TEXTS)) == RIGHT


def test_all_agree_on_what_nobody_thought_of(tmp_path: Path, page: Page, address: str) -> None:
    """Six hundred receipts changed at random: the same codes, ids and advice everywhere."""
    texts = list(mutants(600))
    archive = receipt_cases.history(tmp_path)
    answers = {"python": by_python(texts), "browser": by_browser(page, address, texts)}
    if PHP:
        answers["php"] = by_php(tmp_path, texts)
    for number, text in enumerate(texts):
        found = {
            name: {key: given[number][key] for key in ("ok", "id", "problems", "need", "since")}
            for name, given in answers.items()
        }
        found["tool"] = by_tool(archive, text)
        assert all(answer == found["tool"] for answer in found.values()), (text, found)
    assert 30 < sum(answer["ok"] for answer in answers["python"]) < 400


def test_verifiers_that_shops_copied_earlier_give_the_same_yes_or_no() -> None:
    """A receipt that holds holds for ever; only the names of what is wrong became more."""
    earlier: dict[str, Any] = {"__name__": "earlier"}
    copied = (receipt_cases.RICH.parent / "frozen/verify_receipt.py.txt").read_text("utf-8")
    exec(copied, earlier)
    for text in [*TEXTS, *mutants(600)]:
        was = earlier["verify"](text, VECTORS["index"], VECTORS["texts"].get, NOW)
        now = PYTHON.verify(text, VECTORS["index"], VECTORS["texts"].get, NOW)
        assert {k: was[k] for k in ("ok", "id", "need")} == {
            k: now[k] for k in ("ok", "id", "need")
        }


def test_a_text_that_cannot_be_had_proves_nothing(tmp_path: Path, page: Page, address: str) -> None:
    """A notice would pass for a consent: without the text, with an error page in its place, or
    without the index, no receipt holds, and the answer says why."""
    good = [text for case, text in zip(VECTORS["cases"], TEXTS, strict=True)
            if not case["problems"] and "2026-09-01" not in text]  # fmt: skip
    assert len(good) > 15
    answers = [PYTHON.verify(t, VECTORS["index"], lambda _: None, NOW) for t in good]
    answers += [PYTHON.verify(t, VECTORS["index"], lambda _: {"error": 502}, NOW) for t in good]
    answers += [PYTHON.verify(t, None, VECTORS["texts"].get, NOW) for t in good]
    for wanting in ("v.index, () => null", "v.index, async () => ({})", "null, textOf"):
        one = f"(t) => m.verify(t, {wanting}, new Date(v.now))"
        answers += by_browser(page, address, good, one)
    if PHP:
        for wanting in ("$v['index'], fn () => null", "$v['index'], fn () => []", "null, $textOf"):
            answers += by_php(
                tmp_path, good, f"fn ($t) => kvkk_verify_receipt($t, {wanting}, $now)"
            )
    assert len(answers) == len(good) * (9 if PHP else 6)
    assert {(a["ok"], tuple(a["problems"]), a["need"]) for a in answers} == {
        (False, ("text-unknown",), None)
    }


RECEIVED = "2026-08-01T09:30:42Z"


def test_the_record_that_is_stored_is_what_is_verified(
    tmp_path: Path, page: Page, address: str
) -> None:
    """The receipt as posted, letter by letter, in the record; the same from every verifier. What is
    not a receipt is named inside the record or comes back as it was; a record that a browser posts
    does not pass for one that the server made."""
    posted = [*TEXTS, *mutants(200)]
    received = datetime.fromisoformat(RECEIVED)
    records = [PYTHON.record(text, "4711", received) for text in posted]
    found = [
        json.loads(r) if t in r and t != r else r for t, r in zip(posted, records, strict=True)
    ]
    one = f"(t) => m.record(t, '4711', new Date('{RECEIVED}'))"
    others = [by_browser(page, address, posted, one)]
    if PHP:
        one = f"fn ($t) => kvkk_record($t, '4711', new DateTimeImmutable('{RECEIVED}'))"
        others.append(by_php(tmp_path, posted, one))
    for other in others:
        theirs = [
            json.loads(r) if isinstance(f, dict) else r for f, r in zip(found, other, strict=True)
        ]
        assert theirs == found
    for case, text, record in zip(VECTORS["cases"], posted, records, strict=False):
        direct, stored = by_python([text, record])
        if text in record and record != text:
            inner = [p.replace("malformed:", "malformed:receipt.") for p in direct["problems"]]
            clocks = {"clock-ahead", "received-late"}
            if "receipt" in json.loads(text):
                assert not stored["ok"], case["name"]
            else:
                assert set(inner) <= set(stored["problems"]) <= {*inner, *clocks}
                assert stored["id"] == direct["id"]
        else:
            assert stored == direct
            assert record in (text, text[: len(record)])


def test_nobody_fills_the_table_of_a_shop(tmp_path: Path, page: Page, address: str) -> None:
    """Of what is too long for a receipt so much is kept as says so; no letter is cut in half."""
    posted = ["ş" * 100_000, "{" + "x" * 100_000, "€" * 5000]
    one = "fn ($t) => kvkk_record($t, '4711')"
    kept = [PYTHON.record(text, "4711") for text in posted]
    kept += by_browser(page, address, posted, "(t) => m.record(t, '4711')")
    kept += by_php(tmp_path, posted, one) if PHP else []
    assert all(len(record.encode()) <= 3 * 8200 for record in kept)
    assert {tuple(answer["problems"]) for answer in by_python(kept)} == {("malformed:too-long",)}


def test_the_clock_of_the_server_decides() -> None:
    """A browser six minutes ahead or two days behind: the record that would be stored says so on
    the day it comes, and says the same for ever."""
    receipt = next(c["text"] for c in VECTORS["cases"] if c["name"] == "acknowledged")
    for received, code in (
        ("2026-08-01T09:24:00Z", "clock-ahead"),
        ("2026-08-03T09:31:00Z", "received-late"),
    ):
        record = PYTHON.record(receipt, "4711", datetime.fromisoformat(received))
        for now in (datetime.fromisoformat(received), NOW):
            answer = PYTHON.verify(record, VECTORS["index"], VECTORS["texts"].get, now)
            assert code in answer["problems"]
            assert answer["id"]


def test_a_withdrawal_counts_however_it_arrives(tmp_path: Path, page: Page, address: str) -> None:
    """Whole, incomplete, or mangled on its way; and nothing else is taken for one."""
    whole = [c["text"] for c in VECTORS["cases"] if '"event": "withdrawn"' in c["text"]]
    mangled = [c["text"] for c in VECTORS["cases"] if c["name"].startswith("a withdrawal, ")]
    incomplete = '{"format":1,"type":"consent","event":"withdrawn","item":"newsletter"}'
    hostile = '{"event":"withdrawn","event":"consented"}'
    withdrawn = [*whole, *mangled, incomplete, hostile, json.dumps(incomplete), quote(incomplete)]
    withdrawn += [quote(quote(incomplete)), escape(escape(incomplete)), incomplete[:-9]]
    others = [c["text"] for c in VECTORS["cases"] if "withdrawn" not in c["text"]]
    others += [json.dumps({"event": "consented", "surface": "withdrawn"}), "withdrawn", "[1]"]
    texts = [*withdrawn, *others]
    right = [True] * len(withdrawn) + [False] * len(others)
    assert [PYTHON.withdraws(text) for text in texts] == right
    assert by_browser(page, address, texts, "(t) => m.withdraws(t)") == right
    if PHP:
        assert by_php(tmp_path, texts, "fn ($t) => kvkk_withdraws($t)") == right


def test_no_locale_data_of_the_host_has_a_say(page: Page, address: str) -> None:
    """Some engines write days the American way, some know no zone: 36 good receipts were false."""
    page.add_init_script(
        "Intl.DateTimeFormat = class { format() { return '11/28/2026'; } };"
        "Date.prototype.toLocaleDateString = () => '11/28/2026';"
    )
    assert asked(by_browser(page, address, TEXTS)) == RIGHT


@needs_php
def test_php_without_the_zones_of_the_host(tmp_path: Path) -> None:
    """The day in Istanbul comes from no table of time zones."""
    one = "function ($t) { date_default_timezone_set('Pacific/Auckland'); return kvkk_day($t); }"
    moments = [1781902799, 1781902800]  # 23:59:59 and midnight in Istanbul
    assert by_php(tmp_path, moments, one) == ["2026-06-19", "2026-06-20"]  # type: ignore[arg-type]


def by_tool(archive: Archive, text: str) -> Answer:
    verifier = Verifier(lambda site: archive if site == "ornek" else None, receipt_cases.NOW)
    try:
        answer = verifier.answer(read(text))
    except NotAReceipt as refusal:
        codes = sorted({mistake.code for mistake in refusal.mistakes})
        return {"ok": False, "id": None, "problems": codes, "need": None, "since": None}
    again = answer.renewal
    return {
        "ok": answer.good,
        "id": answer.receipt.id,
        "problems": sorted(objection.code.value for objection in answer.objections),
        "need": again.need.value if again else None,
        "since": (again.since or None) if again else None,
    }


@needs_php
def test_the_command_of_each_verifier(tmp_path: Path) -> None:
    """Against a folder of the site or an address: 0 it holds, 1 it does not, 2 it is none."""
    archive = receipt_cases.history(tmp_path / "data")
    for path, content in receipt_cases.api(archive).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(json.dumps(content), encoding="utf-8")
    serving = serve(tmp_path)  # until this is let go
    address = next(serving)
    file = tmp_path / "receipt.json"
    commands = [
        [sys.executable, FOLDER / "verify_receipt.py"],
        [PHP, FOLDER / "verify_receipt.php"],
    ]
    cases = {case["name"]: case["text"] for case in VECTORS["cases"]}
    wanted = {"acknowledged": 0, "other words": 1, "no JSON": 2}
    for command in commands:
        for (name, code), site in product(wanted.items(), (tmp_path, address)):
            file.write_text(cases[name])
            done = subprocess.run([*map(str, command), str(site), str(file)],
                                  capture_output=True, text=True, check=False)  # fmt: skip
            assert done.returncode == code, done.stderr
            assert json.loads(done.stdout)["ok"] is (code == 0)
        for site, posted in ((tmp_path / "nowhere", file), (tmp_path, tmp_path / "none.json")):
            done = subprocess.run([*map(str, command), str(site), str(posted)],
                                  capture_output=True, text=True, check=False)  # fmt: skip
            assert (done.returncode, done.stdout) == (2, "")
            assert "Traceback" not in done.stderr
            assert "Warning" not in done.stderr


BROKEN = (
    "", "null", "1", "[]", '"x"', "{}", '{"site": 1}', "[" * 5_000,
    '{"site": "ornek", "releases": 1, "inForce": 1, "documents": 1}',
    '{"site": "ornek", "releases": [1], "inForce": [], "documents": []}',
)  # fmt: skip


@pytest.mark.parametrize("language", ["python", pytest.param("php", marks=needs_php)])
def test_nobody_can_say_by_a_broken_index(tmp_path: Path, language: str) -> None:
    """Exit code 2, as where there is none; never 1, which says that the receipt is wrong."""
    commands = {"python": [sys.executable, "-OO"], "php": [str(PHP)]}
    file = {"python": "verify_receipt.py", "php": "verify_receipt.php"}[language]
    command = [*commands[language], str(FOLDER / file)]
    receipt, index = tmp_path / "receipt.json", tmp_path / "api/v1/index.json"
    receipt.write_text(VECTORS["cases"][0]["text"])
    index.parent.mkdir(parents=True)
    for content in BROKEN:
        index.write_text(content)
        done = subprocess.run([*command, str(tmp_path), str(receipt)],
                              capture_output=True, text=True, check=False)  # fmt: skip
        assert (done.returncode, done.stdout) == (2, ""), (content[:40], done.stderr)
        assert done.stderr.count("\n") == 1, done.stderr
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "SITE FILE" in done.stderr

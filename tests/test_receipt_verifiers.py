"""The verifiers that shops copy (Python, PHP, JavaScript): all vectors, one answer."""

import importlib.util
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any

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


def by_python(texts: list[str]) -> list[Answer]:
    now = datetime.fromisoformat(VECTORS["now"])
    return [PYTHON.verify(t, VECTORS["index"], VECTORS["texts"].get, now) for t in texts]


DRIVER = """<?php
require $argv[1];
$v = json_decode(file_get_contents($argv[2]), true);
$now = new DateTimeImmutable($v['now']);
$textOf = fn ($path) => $v['texts'][$path] ?? null;
$texts = json_decode(file_get_contents('php://stdin'));
echo json_encode(array_map(fn ($t) => kvkk_verify_receipt($t, $v['index'], $textOf, $now), $texts));
"""


def by_php(folder: Path, texts: list[str]) -> list[Answer]:
    driver = folder / "driver.php"
    driver.write_text(DRIVER)
    done = subprocess.run(
        [str(PHP), "-d", "error_reporting=E_ALL", "-d", "display_errors=stderr", str(driver),
         str(FOLDER / "verify_receipt.php"), str(receipt_cases.VECTORS)],
        input=json.dumps(texts), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    found: list[Answer] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    yield from serve(FOLDER)


def by_browser(page: Page, address: str, texts: list[str]) -> list[Answer]:
    page.goto(f"{address}/vectors.json")
    found: list[Answer] = page.evaluate(
        """async (texts) => {
          const { verify } = await import("/verify_receipt.mjs");
          const v = await (await fetch("/vectors.json")).json();
          const textOf = async (path) => v.texts[path] ?? null;
          return Promise.all(texts.map((t) => verify(t, v.index, textOf, new Date(v.now))));
        }""",
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

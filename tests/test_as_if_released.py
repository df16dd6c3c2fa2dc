"""`notices serve --as-if-released`: a flow of a shop can be built before lawyers approve."""

import json
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator import pipeline
from generator.errors import ArchiveError
from generator.mkdocs.preview.address import Address
from generator.mkdocs.preview.maker import Maker
from generator.mkdocs.preview.server import Server
from generator.receipts import verifiers
from generator.receipts.receipt import NotAReceipt, parse
from generator.recipes.publishing import Publishing
from generator.releases.archive import Archive
from tests import demo
from tests.conftest import ROOT, serve

BEFORE = ROOT / "tests/frozen/verify_receipt.py.txt"
RELEASE = f"preview-{demo.TODAY}"


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a preview that pretends."""
    settings = pipeline.Settings(data=demo.RICH, as_of=demo.TODAY, trial=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        maker = Maker(settings, tmp_path_factory.mktemp("trial"), print)
        with Server(Address("127.0.0.1", 0), maker.board) as server:
            server.start()
            maker.whole()
            yield f"http://127.0.0.1:{server.server_address[1]}/"


def get(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())


def asked(address: str, path: str, host: str) -> str:
    connection = HTTPConnection(address.split("/")[2])
    connection.request("GET", path, headers={"Host": host})
    return connection.getresponse().read().decode()


@pytest.mark.parametrize(
    "path", ["", "en/", "siteye-ekleme/", "en/embed/", "gizlilik/", "en/search/"]
)
def test_every_page_says_that_it_is_a_trial(trial: str, path: str) -> None:
    page = get(trial + path)
    sign = "Trial: nothing is released" if path.startswith("en/") else "Deneme: hiçbir metin"
    assert page.count(sign) == 1
    assert "<body" in page.split(sign)[0]
    assert RELEASE in page


def test_a_page_that_is_not_there_says_it_too(trial: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as missing:
        get(f"{trial}nowhere/")
    assert "Deneme: hiçbir metin" in missing.value.read().decode()


def test_the_api_and_the_elements_are_given_the_drafts(trial: str) -> None:
    texts = json.loads(get(f"{trial}embed/v1/texts.json"))
    assert texts["folder"] == "current"
    index = json.loads(get(f"{trial}api/v1/index.json"))
    assert index["inForce"] == [{"from": str(demo.TODAY), "until": None, "release": RELEASE}]
    for document in index["documents"]:
        for text in document["texts"]:
            found = json.loads(get(trial + text["json"]))
            assert (found["state"], found["release"]) == ("in-force", RELEASE)
            assert found["informedBy"] == [RELEASE]
            assert found["permalink"] is None


def test_without_the_option_nothing_is_in_force() -> None:
    settings = pipeline.Settings(data=demo.RICH, as_of=demo.TODAY)
    files = dict(Publishing(pipeline.run(settings)).files)
    assert b"preview-" not in bytes(files["api/v1/index.json"])
    assert not any("/current/" in name for name in files)


def test_the_lines_begin_with_the_address_that_was_asked(trial: str) -> None:
    port = trial.split(":")[-1].strip("/")
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", "my-machine.local"):
        page = asked(trial, "/en/embed/", host)
        assert f"src=&quot;http://{host}/embed/v1/notice-" in page.replace('"', "&quot;")
        assert "aydinlatma.example" not in page
        assert f"script-src http://{host};" in page
        copied = asked(trial, "/api/v1/examples/keep_receipts.py.txt", host)
        assert f'SITE = "http://{host}/"' in copied
    page = asked(trial, "/en/embed/", 'a"<script>alert(1)</script>')
    assert "<script>alert" not in page
    assert "aydinlatma.example" in page


SHOP = """<!doctype html><html lang="tr"><title>Shop</title>
<script type="module" src="{host}embed/v1/notice.js"></script>
<form method="post"><kvkk-notice document="{document}" name="notice" surface="form"></kvkk-notice>
<button>Go</button></form>"""


@pytest.fixture(scope="module")
def receipt(trial: str, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a form of a shop posts, with the lines of a trial."""
    index = json.loads(get(f"{trial}api/v1/index.json"))
    notice = next(d["id"] for d in index["documents"] if d["type"] == "notice")
    folder = tmp_path_factory.mktemp("shop")
    (folder / "index.html").write_text(SHOP.format(host=trial, document=notice))
    page = chromium.new_page()
    for shop in serve(folder):
        page.goto(f"{shop}/")
        page.wait_for_function("() => document.querySelector('input[name=notice]')?.value")
        note = page.locator("kvkk-notice >> [part=note]")
        assert "Taslak" in note.inner_text()
        posted = str(page.evaluate("document.querySelector('input[name=notice]').value"))
    page.close()
    return posted


def test_no_archive_can_contain_the_release(receipt: str, tmp_path: Path) -> None:
    data = json.loads(receipt)
    assert data["release"] == RELEASE
    (tmp_path / "CHAIN").write_text(f"{RELEASE} {'0' * 64}\n")
    with pytest.raises(ArchiveError):
        Archive(tmp_path).chain  # noqa: B018
    with pytest.raises(NotAReceipt, match="a draft has no receipt"):
        parse(data)


IN_NODE = """
import { readFileSync } from "node:fs";
import { verify } from "./verify_receipt.mjs";
const index = JSON.parse(readFileSync("site/api/v1/index.json"));
console.log(JSON.stringify(await verify(readFileSync("receipt.json", "utf8"), index, () => null)));
"""
COPIES = {
    "python": [sys.executable, "verify_receipt.py", "site", "receipt.json"],
    "as it was handed out before": [sys.executable, "before.py", "site", "receipt.json"],
    "php": ["php", "verify_receipt.php.txt", "site", "receipt.json"],
    "node": ["node", "use.mjs"],
}


@pytest.mark.parametrize("command", COPIES.values(), ids=COPIES)
def test_verifiers_in_shops_refuse_receipts_of_a_trial(
    trial: str, receipt: str, tmp_path: Path, command: list[str]
) -> None:
    if not shutil.which(command[0]):
        pytest.skip(f"no {command[0]}")
    for name, content in verifiers.files().items():
        (tmp_path / name).write_text(content)
    (tmp_path / "before.py").write_text(BEFORE.read_text("utf-8"))
    (tmp_path / "use.mjs").write_text(IN_NODE)
    (tmp_path / "site/api/v1").mkdir(parents=True)
    (tmp_path / "site/api/v1/index.json").write_text(get(f"{trial}api/v1/index.json"))
    (tmp_path / "receipt.json").write_text(receipt)
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    answer = json.loads(done.stdout)
    assert (answer["ok"], answer["problems"]) == (False, ["malformed:release"])

"""Pages on which one script tag was pasted, and the receiver that their receipts go to."""

import json
import socket
import sqlite3
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.outputs.api.files import EXAMPLES
from generator.outputs.site import headers
from generator.receipts import verifiers
from generator.receipts.receipt import parse
from tests import demo, install_programs, receipt_cases
from tests.conftest import free_port, serve

PAGE = """<!doctype html><html lang="tr"><meta charset="utf-8"><title>Shop</title>
<form class="register" method="post" action="/join"><input name="email" value="a@b.example">
<button id="join">Join</button></form>
<script defer src="{host}/embed/v1/paste.js" data-form="form.register"
 data-notice="notice-newsletter" data-approvals="email" data-surface="registration-form"
 {more}></script>"""


@dataclass
class Platform:
    """A hosted platform, whose page is `page`, and the receiver; both on one origin here."""

    address: str = ""
    page: str = ""
    posted: dict[str, list[str]] = field(default_factory=dict)
    received: list[dict[str, Any]] = field(default_factory=list)


@pytest.fixture
def platform() -> Iterator[Platform]:
    made = Platform()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(made.page.encode() if self.path == "/" else b"")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            if self.path == "/join":
                made.posted = parse_qs(body)
            else:
                assert "Cookie" not in self.headers
                made.received.append(json.loads(body))
            self.send_response(204 if self.path != "/join" else 200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        made.address = f"http://localhost:{server.server_port}"
        yield made
        server.shutdown()


@pytest.fixture(scope="module")
def host(demo_site: Path) -> Iterator[str]:
    yield from serve(demo_site, headers.of)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    made = context.new_page()
    made.clock.set_fixed_time(datetime.combine(demo.TODAY, datetime.min.time(), UTC))
    made.add_init_script(
        "self.told = []; addEventListener('kvkk:error', (e) => told.push(e.detail.reason))"
    )
    yield made
    context.close()


def test_one_tag_is_a_notice_a_choice_and_their_receipts(
    page: Page, platform: Platform, host: str
) -> None:
    """Who asks above the first field, the texts before the button; the form carries the name of the
    receipts."""
    given = f'data-receiver="{platform.address}/receive" data-field="customer[visit]"'
    platform.page = PAGE.format(host=host, more=given)
    page.goto(platform.address)
    page.wait_for_function("() => document.querySelector('input[name=notice]')?.value")
    order = page.locator("form > *").evaluate_all("(all) => all.map((e) => e.localName)")
    assert order[:2] == ["kvkk-head", "input"]
    assert order[2:5] == ["kvkk-notice", "kvkk-message-approval", "button"]
    assert "Veri sorumlusu: " in page.locator("kvkk-head").inner_text()
    page.locator("kvkk-message-approval").get_by_role("checkbox").check()
    page.click("#join")
    for _ in range(100):
        if len(platform.received) == 2:
            break
        page.wait_for_timeout(100)
    (visit,) = platform.posted["customer[visit]"]
    assert {said["member"] for said in platform.received} == {visit}
    assert {said["field"] for said in platform.received} == {"notice", "approval_email"}
    for said in platform.received:
        receipt = parse(json.loads(said["receipt"]))
        assert receipt.surface == "registration-form"  # type: ignore[union-attr]
    assert page.evaluate("told") == []


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ('data-receiver="{receiver}"', "field"),
        ('data-receiver="{receiver}" data-field="email"', "field"),
        ('data-receiver="http://receiver.example/" data-field="x"', "receiver"),
        ('data-field="x"', "receiver"),
    ],
)
def test_choices_that_nobody_could_prove_are_refused(
    page: Page, platform: Platform, host: str, given: str, reason: str
) -> None:
    """Aloud; the notice is shown all the same, and the form goes through."""
    more = given.format(receiver=f"{platform.address}/receive")
    platform.page = PAGE.format(host=host, more=more)
    page.goto(platform.address)
    expect(page.locator("kvkk-notice > article")).to_contain_text("Veri sorumlusu")
    assert page.locator("kvkk-message-approval").count() == 0
    assert page.evaluate("told")[0] == reason
    page.click("#join")
    page.wait_for_url("**/join")
    assert platform.posted["email"] == ["a@b.example"]


ORIGIN = "https://www.example.com"


@pytest.fixture(scope="module")
def receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The supplied receiver behind the web server of PHP; the texts are in force for ever."""
    if not install_programs.php_has("pdo_sqlite"):
        pytest.skip("no PHP with SQLite (apt: php-cli php-sqlite3)")
    folder = tmp_path_factory.mktemp("receiver")
    vectors = json.loads(receipt_cases.VECTORS.read_text(encoding="utf-8"))
    held = {"from": "2020-01-01", "until": None, "release": "2026-07-01"}
    index = vectors["index"] | {"inForce": [held]}
    for name, content in {"api/v1/index.json": index, **vectors["texts"]}.items():
        (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / name).write_text(json.dumps(content), encoding="utf-8")
    lines = (EXAMPLES / "receive.php.txt").read_text(encoding="utf-8")
    assert lines.count("\n") <= 80
    for example, own in (
        ("https://aydinlatma.example/", f"{folder}/site/"),
        ("sqlite:/srv/kvkk/receipts.sqlite", f"sqlite:{folder}/receipts.sqlite"),
        ("MOST_A_MINUTE = 300", "MOST_A_MINUTE = 6"),
    ):
        assert lines.count(example) == 1
        lines = lines.replace(example, own)
    web = folder / "web"
    web.mkdir()
    (web / "receive.php").write_text(lines)
    (web / "verify_receipt.php").write_text(verifiers.files()["verify_receipt.php.txt"])
    port = free_port()
    log = (folder / "php.log").open("wb")
    server = subprocess.Popen(
        ["php", "-S", f"127.0.0.1:{port}", "-t", str(web)], stdout=log, stderr=log
    )
    address = f"http://127.0.0.1:{port}/receive.php"
    for _ in range(200):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield address, folder
    server.terminate()
    server.wait()
    log.close()


def post(address: str, body: bytes, origin: str = ORIGIN) -> int:
    request = urllib.request.Request(address, body, {"Origin": origin})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_the_receiver_keeps_what_the_tag_sends(receiver: tuple[str, Path]) -> None:
    """Once, with its answer; a withdrawal is told at once; others and floods are refused."""
    address, folder = receiver
    vectors = json.loads(receipt_cases.VECTORS.read_text(encoding="utf-8"))
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    shown = json.dumps({**json.loads(vectors["cases"][0]["text"]), "shown": now, "time": now})
    visit = f"visit-{'0a' * 16}"

    def said(receipt: Any, member: str = visit, name: str = "notice") -> bytes:
        return json.dumps({"member": member, "field": name, "receipt": receipt}).encode()

    with pytest.raises(urllib.error.HTTPError, match="405"):
        urllib.request.urlopen(address)
    assert post(address, said(shown), "https://elsewhere.example") == 403
    for wrong in (b"", b"[]", b"x", said(shown, "4711"), said(shown, name="x"), said([]),
                  b'{"member": 1, "field": 2, "receipt": 3}'):  # fmt: skip
        assert post(address, wrong) == 400
    assert post(address, said("x" * 30_000)) == 413
    assert [post(address, said(shown)) for _ in range(2)] == [204, 204]
    assert post(address, said('{\\"event\\":\\"withdrawn\\"', name="approval_email")) == 204
    rows = sqlite3.connect(folder / "receipts.sqlite").execute(
        "SELECT member, field, event, ok, problems FROM kvkk_record ORDER BY rowid"
    )
    assert rows.fetchall() == [
        (visit, "notice", "acknowledged", 1, ""),
        (visit, "approval_email", "withdrawn", 0, "malformed:slashed"),
    ]
    log = (folder / "php.log").read_text(encoding="utf-8")
    assert f"kvkk withdrawn: {visit} approval_email" in log
    assert "Warning" not in log
    assert "Fatal" not in log
    codes = [post(address, said(f"{{{n}", name="notice")) for n in range(6)]
    assert codes[-1] == 429

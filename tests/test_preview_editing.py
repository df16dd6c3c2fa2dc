"""Facts are corrected in the pages of the preview, and from nowhere else."""

import gzip
import http.client
import json
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator import loading, pipeline
from generator.editing import Draft
from generator.errors import NoticesError
from generator.mkdocs import preview
from generator.mkdocs.preview import alone
from generator.mkdocs.preview.address import Address
from generator.mkdocs.preview.editor import LARGEST, TOKEN, Editor
from generator.mkdocs.preview.maker import Maker
from generator.mkdocs.preview.server import Server
from generator.mkdocs.preview.shown import Board
from generator.mkdocs.preview.watching import Watch
from tests.axe import violations
from tests.conftest import CACHE, ROOT, STARTER

PAGES = ("gizlilik-politikasi/", "en/privacy-policy/")
SHORT = ("form-aydinlatma-metni/", "en/form-privacy-notice/")
PHONE = "controller.yml#phone"
ACTIVITY = "controller.yml#activity"


SETTLED = "settled-"
"""Written by a test that waits: it is heard of after all that was written before."""


class Following(Maker):
    """Says when all that was written before a file of `settle` has been made; until a page looks on
    (`live`), it is made only then. Each such file has a name of its own: the last event of one may
    be reported when the next is waited for."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.settled, self.live = set[str](), False
        self._held, self._asked = set[Path](), set[str]()

    def follow(self, paths: set[Path]) -> None:
        asked = {path for path in paths if path.name.startswith(SETTLED)}
        self._asked |= {path.name for path in asked}
        self._held |= paths - asked
        if self._held and (self.live or self._asked):
            held, self._held = self._held, set()
            super().follow(held)
            if not self._changes.empty():  # it may have left the rest to the next turn
                self._held |= held
                return
        with self.board.changed:
            self.settled |= self._asked
            self._asked.clear()
            self.board.changed.notify_all()


@dataclass
class Running:
    """A preview of a small controller: one with the words of the person, by language."""

    data: Path
    servers: dict[str, Server]
    maker: Following

    def address(self, language: str = "en") -> str:
        return f"http://127.0.0.1:{self.servers[language].server_address[1]}"

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        language: str = "en",
        **headers: str | None,
    ) -> tuple[int, bytes]:
        """A request as the panel makes it, but for `headers` (None: without it)."""
        server = self.servers[language]
        assert server.editor
        host = f"127.0.0.1:{server.server_address[1]}"
        sent: dict[str, str | None] = {"Host": host, TOKEN: server.editor.token}
        content = b""
        if method == "POST":
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            sent |= {
                "Origin": f"http://{host}",
                "Content-Type": "application/json",
                "Content-Length": str(len(content)),
            }
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders()
        with suppress(OSError):  # answered before all of it was read
            connection.send(content)
        answer = connection.getresponse()
        said = answer.read()
        connection.close()
        return answer.status, said

    def sheet(self, place: str) -> Any:
        return json.loads(self.ask("GET", f"/-/edit/place?of={place.replace('#', '%23')}")[1])

    def save(self, place: str, values: object, **headers: str | None) -> tuple[int, Any]:
        body = {"act": "save", "place": place, "values": values}
        body |= {"digest": self.sheet(place).get("digest", "")}
        status, said = self.ask("POST", "/-/edit/place", body, **headers)
        return status, json.loads(said or b"{}")

    def settle(self) -> None:
        """Until all that was written has been made, so that no page loads again by itself."""
        maker = self.maker
        file = self.data / f"{SETTLED}{len(maker.settled)}.py"
        file.write_text("", "utf-8")
        with maker.board.changed:
            assert maker.board.changed.wait_for(lambda: file.name in maker.settled, 40)

    @property
    def bytes(self) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in self.data.rglob("*.yml")}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("editing")
    data = Path(shutil.copytree(STARTER, folder / "data"))
    path = data / "controller.yml"
    doubt = "phone:\n  value: 0312 000 00 00\n  unconfirmed: Eski olabilir.\n"
    path.write_text(path.read_text("utf-8").replace("phone: 0312 000 00 00\n", doubt), "utf-8")
    settings = pipeline.Settings(data=data, cache=CACHE)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        (folder / "built").mkdir()
        maker = Following(settings, folder / "built", print)
        servers = {c: Server(Address("127.0.0.1", 0), maker.board, c) for c in ("tr", "en")}
        for code, server in servers.items():
            server.editor = Editor(data, maker.board, code, settings.day)
            server.start()
        with Watch(maker.change, [data]):
            thread = threading.Thread(target=maker.run, daemon=True)
            thread.start()
            with maker.board.changed:
                assert maker.board.changed.wait_for(lambda: maker.board.shown, 120)
            yield Running(data, servers, maker)
            maker.stop()
            thread.join(60)
        for server in servers.values():
            server.server_close()


@pytest.fixture(autouse=True)
def at_rest(running: Running) -> Iterator[None]:
    yield
    running.maker.live = False


# Who may ask.

FOREIGN: list[dict[str, str | None]] = [
    {TOKEN: None}, {TOKEN: ""}, {TOKEN: "x" * 43}, {TOKEN: "é"},
    {"Host": "evil.example"}, {"Host": "localhost.evil.example:8000"}, {"Host": "10.0.0.1"},
    {"Host": "notices.local"}, {"Host": ""}, {"Host": None}, {"Host": "127.0.0.1.evil.example"},
    {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}, {"Sec_Fetch_Site": "none"},
    {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost"},
    {"Origin": "https://127.0.0.1"}, {"Origin": ""},
]  # fmt: skip


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_no_page_but_its_own_reads_or_writes(
    running: Running, headers: dict[str, str | None]
) -> None:
    before, digest = running.bytes, running.sheet(ACTIVITY)["digest"]
    body = {"act": "save", "place": ACTIVITY, "digest": digest, "values": {"tr": "kötü"}}
    for method, path in (("POST", "/-/edit/place"), ("GET", "/-/edit/page?of=/"),
                         ("GET", "/-/edit/place?of=controller.yml%23activity")):  # fmt: skip
        status, said = running.ask(method, path, body, **headers)
        assert status in (403, 421), (method, said)
        assert b"kitap" not in said
    assert running.bytes == before


def test_a_write_without_an_origin_is_refused(running: Running) -> None:
    assert running.save(ACTIVITY, {"tr": "x"}, Origin=None)[0] == 403


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content_Type": None}, 415),
        ({"Content_Length": None}, 411),
        ({"Content_Length": "-1"}, 411),
        ({"Content_Length": "٣"}, 411),
        ({"Content_Length": str(LARGEST + 1)}, 413),
    ],
)
def test_a_write_is_a_short_json(
    running: Running, headers: dict[str, str | None], expected: int
) -> None:
    if headers.get("Content_Length") == "٣":
        headers = {"Content_Length": "0x3"}
    before = running.bytes
    assert running.save(ACTIVITY, {"tr": "x"}, **headers)[0] == expected
    assert running.bytes == before


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"\xff", b"1" * 9999, b"[" * 60000, {"act": "rm"}, {"act": "undo"},
     {"act": "undo", "number": True}, {"act": "undo", "number": "1"}, {"act": "save", "place": 1},
     {"act": "save", "place": PHONE, "values": []}, {"act": "undo", "number": 10**40}],
)  # fmt: skip
def test_a_body_of_another_form_writes_nothing(running: Running, body: object) -> None:
    before = running.bytes
    assert running.ask("POST", "/-/edit/place", body)[0] in (400, 409)
    assert running.bytes == before


def test_reading_never_writes(running: Running) -> None:
    before, digest = running.bytes, running.sheet(ACTIVITY)["digest"]
    query = f"act=save&place={ACTIVITY.replace('#', '%23')}&digest={digest}&values=x"
    for path in (f"/-/edit/place?{query}", f"/-/edit/place?of=x&{query}", f"/-/edit/write?{query}"):
        for method in ("GET", "HEAD", "PUT", "DELETE", "OPTIONS"):
            assert running.ask(method, path)[0] in (404, 409, 501)
    for path in ("/", "/-/events", "/gizlilik-politikasi/", "/-/edit/page", "/-/edit/changes"):
        assert running.ask("POST", path, {"act": "save"})[0] in (404, 405)
    assert running.bytes == before


@pytest.mark.parametrize(
    "place",
    ["../secret.yml#x", "/etc/passwd#x", "..%2fsecret.yml#x", "documents/../../secret.yml#x",
     "outside.yml#reason", "linked/secret.yml#x", "approvals.yml#x", "controller.yml#__class__",
     ".hidden.yml#x", "C:\\x.yml#x", "controller.yml\u0000#phone", "file:///etc/passwd#x"],
)  # fmt: skip
def test_no_place_outside_of_the_data_is_read_or_written(running: Running, place: str) -> None:
    secret = running.data.parent / "secret.yml"
    secret.write_text("x: hidden\nreason: hidden\n", "utf-8")
    links = [running.data / "outside.yml", running.data / "linked", running.data / ".hidden.yml"]
    links[0].symlink_to(secret)
    links[1].symlink_to(running.data.parent)
    links[2].write_text("x: hidden\n", "utf-8")
    try:
        body = {"act": "save", "place": place, "digest": "", "values": {"": "written"}}
        status, said = running.ask("POST", "/-/edit/place", body)
        assert status == 409
        assert b"hidden" not in said
        asked = place.replace("#", "%23").replace("\u0000", "%00").replace("\\", "%5C")
        status, said = running.ask("GET", f"/-/edit/place?of={asked}")
        assert status == 409
        assert b"hidden" not in said
        assert secret.read_text("utf-8") == "x: hidden\nreason: hidden\n"
    finally:
        for link in links:
            link.unlink()


HOSTILE = (
    "x\nkep: stolen@hs01.kep.tr", "}, {a: b", "!!python/object:os.system x", "&a *a", "- a\n- b",
    "x # not a remark", "'", '"', "\\", "|\n  x", "\x00", "\x1b[31m", "\u202e", "\ud800",
    "{{ 7*7 }}", "{% raw %}", "<script>alert(1)</script>", "x" * 4_001, "x" * 60_000, "---\nx: y",
    "\u2028", "%TAG", "~", "null",
)  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: repr(value[:20]))
def test_a_hostile_value_is_that_value_or_refused(running: Running, value: str) -> None:
    """Nothing else is written, and what is written is read again as it was typed."""
    before = running.bytes
    status, said = running.save(ACTIVITY, {"tr": value})
    if status == 200 and said["change"]:
        path = running.data / "controller.yml"
        now, old = Draft.of("x", path.read_bytes()), Draft.of("x", before[str(path)])
        body = {"act": "undo", "number": said["change"]["number"]}
        assert running.ask("POST", "/-/edit/place", body)[0] == 200
        if value.strip():
            assert now.value(("activity", "tr")) == value.strip()
            assert now.set_leaf(("activity", "tr"), "kitap satışı").value() == old.value()
        else:
            assert now.value() == old.remove(("activity", "tr")).value()
    else:
        assert status in (200, 400, 409), said
    assert running.bytes == before


# Where it is offered.


def test_only_a_preview_of_this_machine_alone_offers_it(running: Running) -> None:
    own = Board(shown=running.maker.board.shown)  # a server closes its board
    with Server(Address("127.0.0.1", 0), own) as server:
        server.start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1])
        connection.request("GET", f"/{PAGES[0]}")
        assert b"panel.js" not in connection.getresponse().read()
        connection.request("GET", "/-/edit/page?of=/", headers={TOKEN: "x"})
        assert connection.getresponse().status == 404
    page = running.ask("GET", f"/{PAGES[0]}")[1].decode()
    assert running.servers["en"].editor
    assert running.servers["en"].editor.token in page
    assert "script-src 'self'" in preview.server.headers.POLICY


def test_a_preview_that_is_open_to_the_network_has_no_editor(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the address at which it is bound."""
    monkeypatch.chdir(ROOT)
    seen: list[tuple[str, object]] = []

    def look(server: Server) -> None:
        seen.append((str(server.server_address[0]), server.editor))
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "start", look)
    for address in ("127.0.0.1:0", "0.0.0.0:0"):
        with pytest.raises(KeyboardInterrupt):
            preview.serve(pipeline.Settings(data=running.data), address, lambda _: None)
    assert isinstance(seen[0][1], Editor)
    assert seen[1] == ("0.0.0.0", None)


def test_nothing_of_it_is_in_a_built_site(running: Running) -> None:
    shown = running.maker.board.shown
    assert shown
    files = [path for path in shown.folder.rglob("*") if path.is_file()]
    assert any(path.name == "index.html" for path in files)
    for path in files:
        content = path.read_bytes()
        assert b"/-/" not in content or path.suffix in (".png", ".woff2", ".ico"), path
        assert b"preview-fact" not in content, path
        assert path.name not in ("panel.js", "panel.css"), path


def test_a_preview_to_be_read_writes_nothing(running: Running) -> None:
    editor = Editor(running.data, running.maker.board, "en", date(2026, 11, 28), read_only=True)
    before = running.bytes
    assert editor.post("place", b"{}")[0] == 403
    assert editor.get("place", {"of": [PHONE]})[1]["place"] == PHONE
    assert running.bytes == before


def test_the_scripts_are_small_and_ask_no_other_host() -> None:
    """Those of a preview, and those of a file that stands alone."""
    scripts = {path.stem: path.read_bytes() for path in Path(preview.__file__).parent.glob("*.js")}
    lone = {name: alone.script(name).encode() for name in alone.SCRIPTS}
    served = {n: s for n, s in scripts.items() if n not in ("alone", "resumed")}
    for read in (lone, served):
        assert len(read) > 4
        assert len(gzip.compress(b"".join(read.values()), 9)) < 25_000
    source = b"".join(scripts.values())
    assert not re.search(rb"https?://|innerHTML|eval\(|new Function|document\.write", source)


# In a browser.


def begin(page: Page, running: Running, path: str = PAGES[1], language: str = "en") -> None:
    running.settle()
    running.maker.live = True
    page.goto(f"{running.address(language)}/{path}")
    page.locator(".preview-tools button").first.click()
    expect(page.locator("dialog[open]")).to_have_count(0)  # the text is free
    page.locator(".preview-tools button").nth(1).click()
    expect(page.locator("dialog[open]")).to_be_visible()


def current(page: Page, running: Running, path: str = PAGES[1]) -> None:
    """Until the page shows what was written, and loads no more by itself."""
    running.settle()
    shown = running.maker.board.shown
    is_there = "mark => document.querySelector('[data-mark]')?.dataset.mark === mark"
    page.wait_for_function(is_there, arg=shown.mark(path) if shown else "")


def test_a_fact_is_corrected_by_keyboard_and_seen_in_both_languages(
    page: Page, running: Running
) -> None:
    """And taken back; nothing complains, the policy of the pages included."""
    before, complaints = running.bytes, list[str]()
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    begin(page, running)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.closest('.preview-tools') !== null")
    fact = page.locator('.preview-fact[data-place="controller.yml#registered_name"]').first
    assert fact.get_attribute("role") == "button"
    fact.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#preview-title")).to_be_focused()
    field = page.locator("dialog textarea").first
    while not field.evaluate("e => e === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Yeni Ünvan A.Ş.")
    while page.evaluate("document.activeElement.textContent") != "Save":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("article").first).to_contain_text("Yeni Ünvan A.Ş.")
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    current(page, running)  # loaded again, perhaps once more for what lies around the texts
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    expect(page.locator("dialog dd").first).to_have_text("Yeni Ünvan A.Ş.")
    assert "Yeni Ünvan" in running.ask("GET", f"/{PAGES[0]}")[1].decode()
    page.locator("#preview-status button").click()
    expect(page.locator("article").first).not_to_contain_text("Yeni Ünvan A.Ş.")
    assert running.bytes == before
    current(page, running)
    expect(page.locator("dialog[open] dd").first).not_to_have_text("Yeni Ünvan A.Ş.")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert complaints == []


@pytest.mark.parametrize("late", ["page", "place"])
def test_a_panel_that_is_closed_while_the_page_loads_stays_closed(
    page: Page, running: Running, late: str
) -> None:
    """The panel stands there as it was until its answer comes; the answer opens nothing again."""
    begin(page, running)
    page.keyboard.press("Escape")
    page.locator(f"[data-place='{PHONE}']").first.click()
    expect(page.locator("#preview-title")).to_be_focused()
    held = list[Any]()
    page.route(f"**/-/edit/{late}?*", lambda route: held.append(route))
    page.evaluate("document.dispatchEvent(new Event('preview-leaves')), location.reload()")
    while not held:
        page.wait_for_timeout(50)
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    with page.expect_response(f"**/-/edit/{late}?*"):
        held.pop().continue_()
    page.unroute_all()
    page.wait_for_timeout(300)  # time enough to draw what was answered
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(f".preview-fact[data-place='{PHONE}']").first).to_be_focused()
    page.locator(f"[data-place='{PHONE}']").first.click()
    expect(page.locator("#preview-title")).to_be_focused()


def test_a_doubt_is_confirmed_in_the_page(page: Page, running: Running) -> None:
    """Who nobody is is asked; who owns the doubt takes it away, and takes that back."""
    before = running.bytes
    begin(page, running)
    page.keyboard.press("Escape")
    page.locator(f"[data-place='{PHONE}']").first.click()
    expect(page.locator("dialog")).to_contain_text("Eski olabilir.")
    page.get_by_role("button", name="Confirmed").click()
    expect(page.locator("#preview-role")).to_be_focused()
    expect(page.locator("#preview-role-said")).to_contain_text("Choose who you are first")
    expect(page.locator("#preview-status")).to_be_empty()
    page.locator("#preview-role").select_option(index=1)
    page.get_by_role("button", name="Confirmed").click()
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    assert b"Eski olabilir." not in (running.data / "controller.yml").read_bytes()
    current(page, running)
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    page.locator("#preview-status button").click()
    expect(page.locator("#preview-status")).to_have_text("Taken back.")
    assert {p: b for p, b in running.bytes.items() if b} == before
    current(page, running)


def test_a_mistake_is_said_at_the_field(page: Page, running: Running) -> None:
    before = running.bytes
    begin(page, running)
    page.keyboard.press("Escape")
    page.locator('.preview-fact[data-place*="retention.period"]').first.click()
    page.locator("dialog input").first.fill("soon")
    page.locator("dialog .preview-main").click()
    wrong = page.locator("dialog [aria-invalid]")
    expect(wrong).to_be_focused()
    said = page.locator(f"#{wrong.get_attribute('id')}-said")
    expect(said).to_contain_text("“soon” is not a valid period")
    assert running.bytes == before


def test_what_is_typed_stays_while_the_page_changes(page: Page, running: Running) -> None:
    """Somebody edits beside it; the page loads again when the panel is closed, which is asked first
    where something was not saved."""
    begin(page, running)
    page.keyboard.press("Escape")
    page.locator(f'.preview-fact[data-place="{ACTIVITY}.en"], [data-place="{PHONE}"]').first.click()
    page.locator("dialog textarea").first.fill("typed")
    path = running.data / "controller.yml"
    old = path.read_bytes()

    def wait_until(there: bool) -> None:
        board = running.maker.board
        with board.changed:
            assert board.changed.wait_for(
                lambda: board.shown and ("Beside" in str(board.shown.page(PAGES[1]))) is there, 40
            )

    path.write_bytes(old.replace("Örnek Ticaret".encode(), b"Beside Ticaret"))
    try:
        wait_until(there=True)
        page.wait_for_timeout(300)
        assert page.locator("dialog textarea").first.input_value() == "typed"
        page.keyboard.press("Escape")
        expect(page.locator("#preview-status")).to_contain_text("has not been saved")
        page.get_by_role("button", name="Leave without saving").click()
        expect(page.locator("article").first).to_contain_text("Beside Ticaret")
    finally:
        path.write_bytes(old)
        wait_until(there=False)


def test_every_printed_fact_of_a_page_can_be_opened(page: Page, running: Running) -> None:
    """In the list of the panel each; in the text all that stand there in their letters."""
    begin(page, running)
    clauses = json.loads(running.ask("GET", f"/-/edit/page?of=/{PAGES[1]}")[1])["clauses"]
    wanted = {place for facts in clauses.values() for _, place, _ in facts}
    assert len(wanted) > 20
    expect(page.locator(".preview-fact").first).to_be_visible()  # all are marked in one go
    marked = set(
        page.locator(".preview-fact").evaluate_all("all => all.map((e) => e.dataset.place)")
    )
    assert len(wanted - marked) < len(wanted) / 10, wanted - marked
    for place in wanted:
        sheet = running.sheet(place)
        assert sheet.get("fields") or sheet.get("inside"), (place, sheet)


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("tr", 390, "dark"), ("en", 1280, "light")]
)
def test_axe_finds_nothing_in_the_panel(
    chromium: Browser, running: Running, language: str, width: int, scheme: Any
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    begin(page, running, SHORT[language == "en"], language)
    assert page.locator("dialog").get_attribute("lang") == language
    assert violations(page, where="dialog") == []
    for place in (PHONE, "processing/orders.yml#purposes.deliver-order"):
        page.evaluate("place => sessionStorage.setItem('preview-place', place)", place)
        page.evaluate("sessionStorage.setItem('preview-said', 'x')")
        page.reload()
        expect(page.locator("dialog[open] #preview-title")).to_be_visible()
        page.evaluate("document.querySelectorAll('dialog details').forEach(d => d.open = true)")
        assert violations(page, where="dialog") == [], place
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role(
        "button", name={"tr": "Değişikliklerim", "en": "My changes"}[language]
    ).last.click()
    assert violations(page, where="dialog") == []
    context.close()


def test_the_data_can_still_be_loaded(running: Running) -> None:
    try:
        loading.load(running.data)
    except NoticesError as error:
        pytest.fail(str(error))

"""The live preview in a real Chromium: an edit is seen, a mistake is shown, the place is kept."""

import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator import pipeline
from generator.cache import Layout
from generator.mkdocs.preview.maker import Maker
from tests import copies
from tests.conftest import ROOT, STARTER, project_copy


@dataclass
class Preview:
    """A running `notices serve`: its project, its address, and what it has said so far."""

    folder: Path
    process: "subprocess.Popen[str]"
    address: str = ""
    said: list[str] = field(default_factory=list)
    edits: int = 0

    def read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line.rstrip())
            if found := re.search(r"http://[0-9.:]+", line):
                self.address = found[0]

    def wait_for(self, words: str, seconds: float = 60) -> None:
        """Until a line with these words was said."""
        until = time.monotonic() + seconds
        while not any(words in line for line in self.said):
            assert time.monotonic() < until, self.said
            time.sleep(0.02)

    @property
    def turns(self) -> int:
        """How often something was made, or refused."""
        return sum("shown after" in line or "Not shown" in line for line in self.said)

    def settle(self) -> None:
        """Until every edit has had its turn."""
        until = time.monotonic() + 60
        while self.turns < self.edits:
            assert time.monotonic() < until, self.said
            time.sleep(0.02)

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words of a file, as an editor does: another file in its place."""
        self.settle()
        self.edits += 1
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        beside = path.with_name(f".{path.name}.new")
        beside.write_text(text.replace(old, new, 1), encoding="utf-8")
        beside.replace(path)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """`notices serve` on the smallest controller, with a copy of the code of the tool."""
    folder = project_copy(tmp_path_factory.mktemp("preview"), STARTER)
    (folder / "generator").unlink()
    copies.tool(folder)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "generator", "serve", "--address", "127.0.0.1:0"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    running = Preview(folder, process)
    threading.Thread(target=running.read, daemon=True).start()
    running.wait_for("stop it with")
    until = time.monotonic() + 60
    while status(running.address) != 200:
        assert time.monotonic() < until, running.said
        time.sleep(0.05)
    yield running
    process.terminate()
    process.wait(10)


def status(address: str, **headers: str) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains of: also whatever the strict policy refuses."""
    found: list[str] = []
    page.on("console", lambda m: found.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_an_edit_is_seen_and_the_page_keeps_its_place(
    page: Page, preview: Preview, complaints: list[str]
) -> None:
    """Words are added above what is being read; what is being read stays where it is."""
    page.set_viewport_size({"width": 900, "height": 700})
    page.goto(f"{preview.address}/gizlilik-politikasi/")
    page.evaluate("document.getElementById('rights').scrollIntoView({behavior: 'instant'})")
    where = "document.getElementById('rights').getBoundingClientRect().top"
    before, scrolled = page.evaluate(where), page.evaluate("scrollY")
    preview.edit("data/controller.yml", "Örnek Ticaret", "Örnek Yeni " + "Uzun " * 60 + "Ticaret")
    expect(page.locator("#controller")).to_contain_text("Örnek Yeni Uzun")
    page.wait_for_load_state("load")
    assert abs(page.evaluate(where) - before) < 3
    assert page.evaluate("scrollY") > scrolled
    preview.edit("data/controller.yml", "Yeni " + "Uzun " * 60, "")
    expect(page.locator("#controller")).not_to_contain_text("Uzun")
    assert complaints == []


def test_a_mistake_is_laid_over_the_page_until_it_is_mended(
    page: Page, preview: Preview, complaints: list[str]
) -> None:
    """With file and line; the page below stays as it was, and is not loaded again."""
    preview.settle()
    page.goto(f"{preview.address}/en/privacy-policy/")
    page.evaluate("window.here = true")
    preview.edit("data/controller.yml", "mersis:", "mersiss:")
    over = page.locator(".preview-mistakes")
    expect(over).to_contain_text("data/controller.yml:4:1")
    expect(over).to_contain_text("Did you mean “mersis”?")
    assert over.get_attribute("role") == "alert"
    assert page.locator("article[data-layer=full]").count() == 1
    preview.edit("data/controller.yml", "mersiss:", "mersis:")
    expect(over).to_have_count(0)
    assert page.evaluate("window.here")
    assert complaints == []


def test_an_error_against_the_rules_is_told(page: Page, preview: Preview) -> None:
    """After the text is to be seen; closed until somebody wants to read it."""
    page.goto(f"{preview.address}/gizlilik-politikasi/")
    preview.edit("data/controller.yml", "kep: ornek@", "kep: # ornek@")
    told = page.locator(".preview-said details")
    expect(told).to_contain_text("against the rules")
    preview.edit("data/controller.yml", "kep: # ornek@", "kep: ornek@")
    expect(told).to_have_count(0)


def test_a_template_of_a_text_is_followed_too(page: Page, preview: Preview) -> None:
    """And a mistake in it is named at its line."""
    page.goto(f"{preview.address}/en/privacy-policy/")
    name = "generator/documents/policy/en.jinja"
    lines = (preview.folder / name).read_text("utf-8").splitlines()
    line = next(line for line in lines if line.startswith("<p>This Policy is for information"))
    preview.edit(name, line, line.replace("<p>", "<p>Quite new: ", 1))
    expect(page.locator("main")).to_contain_text("Quite new:")
    preview.edit(name, "<p>Quite new: ", "<p>{{ nothing }}")
    expect(page.locator(".preview-mistakes")).to_contain_text(
        "generator/documents/policy/en.jinja:"
    )
    preview.edit(name, "<p>{{ nothing }}", "<p>")
    expect(page.locator(".preview-mistakes")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("Quite new:")


def test_a_title_changes_the_menu_of_every_page(page: Page, preview: Preview) -> None:
    """What lies around the texts is built anew when it has to be."""
    page.goto(f"{preview.address}/en/")
    declaration = "data/documents/answers.yml"
    title = "title: {tr: Sorular, en: Policy of Biscuits}\nslug: {tr: sorular, en: biscuits}\n"
    preview.edit(declaration, "type: answers\n", f"type: answers\n{title}")
    expect(page.locator(".menu-panel")).to_contain_text("Policy of Biscuits")
    expect(page.locator("main")).to_contain_text("Policy of Biscuits")


def test_written_pages_styles_and_templates_are_followed(page: Page, preview: Preview) -> None:
    """Also a mistake in the front matter, by file and line."""
    page.goto(f"{preview.address}/en/")
    preview.edit("docs/index.en.md", "# Your personal data", "# Your own data")
    expect(page.locator("h1")).to_have_text("Your own data")
    preview.edit("docs/index.en.md", "menu: start", "menu: begin")
    expect(page.locator(".preview-mistakes")).to_contain_text("docs/index.en.md:4:7")
    preview.edit("docs/index.en.md", "menu: begin", "menu: start")
    expect(page.locator(".preview-mistakes")).to_have_count(0)
    style = "generator/mkdocs/frame/assets/stylesheets/notices.css"
    preview.edit(style, ":root {", "h1 { color: rgb(1, 2, 3) !important; }\n:root {")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    preview.edit("generator/mkdocs/frame/frame.html", '<footer class="foot">', '<footer id="own">')
    expect(page.locator("footer#own")).to_be_visible()
    page.goto(f"{preview.address}/en/developers/")
    preview.edit("generator/mkdocs/pages/developers.en.md", "# For developers", "# For them")
    expect(page.locator("h1")).to_have_text("For them")


def test_what_a_build_keeps_is_not_asked_for_again(page: Page, preview: Preview) -> None:
    """Sheets and scripts; the page and whatever has no number of a build are never kept."""
    found = page.goto(f"{preview.address}/en/", wait_until="load")
    assert found
    assert found.headers["cache-control"] == "no-store"
    loaded = page.eval_on_selector_all(
        "link[rel=stylesheet], script[src]", "all => all.map(one => one.href || one.src)"
    )
    assert len(loaded) > 3
    for address in loaded:
        kept, bare = (page.request.get(one) for one in (address, address.partition("?")[0]))
        assert kept.headers["cache-control"].startswith("max-age="), address
        assert bare.headers["cache-control"] == "no-store", address
        assert kept.body() == bare.body()


def test_another_accent_is_seen(page: Page, preview: Preview) -> None:
    """The colours of a site lie around its texts, also when there were others before."""
    page.goto(f"{preview.address}/en/privacy-policy/")
    bar = page.locator(".bar")
    preview.edit("data/sites.yml", "  brand: Örnek\n", '  brand: Örnek\n  accent: "#7a1fa2"\n')
    expect(bar).to_have_css("border-top-color", "rgb(122, 31, 162)")
    preview.edit("data/sites.yml", "#7a1fa2", "#9a1b1b")
    expect(bar).to_have_css("border-top-color", "rgb(154, 27, 27)")


def test_one_edit_is_one_turn_and_reading_is_none(page: Page, preview: Preview) -> None:
    """Nothing that the preview does wakes itself up; an open page asks for nothing."""
    preview.settle()
    page.goto(f"{preview.address}/gizlilik-politikasi/", wait_until="load")
    asked: list[str] = []
    preview.edit("data/controller.yml", "Ticaret", "Ticaret")  # written, and the same
    preview.settle()
    page.on("request", lambda request: asked.append(request.url))
    for path in (preview.folder / "data").rglob("*.yml"):
        path.read_bytes()
    page.wait_for_timeout(1500)
    assert preview.turns == preview.edits
    assert asked == []


def test_other_addresses_are_answered(preview: Preview) -> None:
    """The API of the moment, a way without its slash, a page that is not there."""
    with urllib.request.urlopen(f"{preview.address}/api/v1/index.json") as answer:
        assert b"api/v1/drafts/" in answer.read()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    with urllib.request.urlopen(f"{preview.address}/en/rules") as answer:
        assert answer.url.endswith("/en/rules/")
    assert status(f"{preview.address}/nothing/") == 404
    assert status(f"{preview.address}/..%2f..%2fetc/passwd") == 400


@pytest.mark.parametrize("path", ["/en/privacy-policy/", "/api/v1/index.json", "/-/events"])
def test_another_site_cannot_read_the_drafts(preview: Preview, path: str) -> None:
    """A name that somebody has lead to this machine, after their page was opened here."""
    address = f"{preview.address}{path}"
    for name in ("attacker.example", "attacker.example:8000", "127.0.0.1.attacker.example"):
        assert status(address, Host=name) == 421
    if path != "/-/events":
        for name in ("localhost:8000", "127.0.0.1", "[::1]:8000", "desk", "desk.local"):
            assert status(address, Host=name) == 200


def test_the_tool_itself_is_started_again(page: Page, preview: Preview) -> None:
    """Once its code can be read; until then the page says where it cannot."""
    page.goto(f"{preview.address}/en/privacy-policy/")
    name = "generator/provenance.py"
    text = (preview.folder / name).read_text(encoding="utf-8")
    preview.edit(name, text, f"{text}\ndef (\n")
    lines = text.count("\n") + 2
    expect(page.locator(".preview-mistakes")).to_contain_text(f"{name}:{lines}:1")
    assert preview.process.poll() is None
    preview.edit(name, "\ndef (\n", "\n")
    preview.wait_for("starting again")
    expect(page.locator(".preview-mistakes")).to_have_count(0)


def test_a_changed_label_starts_the_tool_again(tmp_path: Path) -> None:
    """Labels are read once; law and templates are read again without that."""
    maker = Maker(pipeline.Settings(), tmp_path, lambda _: None)
    house = ROOT / "generator"
    assert maker._code({house / "outputs" / "site" / "labels" / "tr.yml"})
    assert maker._code({house / "languages" / "choices" / "en.yml"})
    assert not maker._code({house / "law" / "rights.yml", ROOT / "data" / "controller.yml"})


def test_what_is_shown_is_what_would_be_built(
    demo_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page of a site with a history: documents, versions, lists, written pages."""
    monkeypatch.chdir(ROOT)
    cached = Layout(tmp_path / "cache")  # as where it is served: no change is marked twice
    settings = pipeline.Settings(data=demo_data, cache=cached)
    maker = Maker(settings, tmp_path / "shown", lambda _: None)
    maker.whole()
    shown = maker.board.shown
    assert shown
    compared = 0
    for path in shown.folder.rglob("index.html"):
        url = path.relative_to(shown.folder).as_posix().removesuffix("index.html")
        assert shown.page(url) == path.read_text(encoding="utf-8"), url
        compared += "/20" in url
    assert compared
    assert shown.page("gizlilik/1999-01-01/") is None
    for path in shown.folder.rglob("*.json"):
        name = path.relative_to(shown.folder).as_posix()
        assert shown.file(name) == path.read_bytes(), name

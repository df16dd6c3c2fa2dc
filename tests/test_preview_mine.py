"""“My changes” of the preview: a redline of both languages since the last commit, a proposal."""

import json
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator import pipeline
from generator.mkdocs.preview.address import Address
from generator.mkdocs.preview.editor import Editor
from generator.mkdocs.preview.maker import Maker
from generator.mkdocs.preview.mine import Mine
from generator.mkdocs.preview.server import Server
from generator.mkdocs.preview.shown import Board
from generator.recipes import proposing
from tests.axe import violations
from tests.conftest import CACHE, ROOT, STARTER
from tests.review_cases import git
from tests.test_preview_editing import Running

NEW = "Yeni Ünvan A.Ş."


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The smallest controller in a repository, with another name since the last commit."""
    folder = tmp_path_factory.mktemp("mine")
    data = Path(shutil.copytree(STARTER, folder / "data"))
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Ayşe Yılmaz")
    git(folder, "config", "user.email", "ayse@ornek.example")
    git(folder, "add", "data")
    git(folder, "commit", "--quiet", "--message", "Base")
    path = data / "controller.yml"
    words = path.read_text("utf-8")
    path.write_text(words.replace("Örnek Ticaret A.Ş.", NEW), "utf-8")
    assert NEW in path.read_text("utf-8")
    settings = pipeline.Settings(data=data, cache=CACHE)
    (folder / "built").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        maker = Maker(settings, folder / "built", print)
        servers = {c: Server(Address("127.0.0.1", 0), maker.board, c) for c in ("tr", "en")}
        for code, server in servers.items():
            mine = Mine(settings, code, folder, folder)
            server.editor = Editor(data, maker.board, code, settings.day, mine=mine)
            server.start()
        thread = threading.Thread(target=maker.run, daemon=True)
        thread.start()
        with maker.board.changed:
            assert maker.board.changed.wait_for(lambda: maker.board.shown, 120)
        yield Running(data, servers, maker)
        maker.stop()
        thread.join(60)
        for server in servers.values():
            server.server_close()


@pytest.mark.parametrize(("language", "width"), [("tr", 390), ("en", 1280)])
def test_the_redline_has_both_languages_side_by_side(
    chromium: Browser, running: Running, language: str, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{running.address(language)}/gizlilik-politikasi/")
    opened(page, language)
    for code in ("tr", "en"):
        cell = page.locator(f'dialog td[lang="{code}"]').first
        expect(cell.locator("ins").first).to_contain_text(NEW.split()[0])
        assert "Örnek" in (cell.locator("del").first.text_content() or "")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page, where="dialog") == []
    context.close()


def opened(page: Page, language: str) -> None:
    name = {"tr": "Değişikliklerim", "en": "My changes"}[language]
    page.locator(".preview-tools button").first.click()
    page.locator(".preview-tools button", has_text=name).click()
    expect(page.locator("dialog table").first).to_be_visible(timeout=40_000)


@pytest.mark.parametrize("body", [{"title": 1}, {"name": []}, b"x", []])
def test_a_proposal_of_another_form_makes_nothing(running: Running, body: object) -> None:
    assert running.ask("POST", "/-/edit/propose", body)[0] == 400
    assert running.ask("POST", "/-/edit/propose", {}, Origin="http://evil.example")[0] == 403
    assert git(running.data.parent, "branch", "--list") == "* main"


def test_a_preview_to_be_read_proposes_nothing(running: Running) -> None:
    board, data = running.maker.board, running.data
    mine = Mine(pipeline.Settings(data=data), "tr", data, data)
    editor = Editor(data, board, "tr", pipeline.Settings().day, read_only=True, mine=mine)
    assert editor.post("propose", b"{}")[0] == 403


def test_without_git_it_is_compared_with_the_start(tmp_path: Path) -> None:
    data = Path(shutil.copytree(STARTER, tmp_path / "data"))
    path = data / "controller.yml"
    path.write_text(path.read_text("utf-8").replace("Örnek Ticaret A.Ş.", NEW), "utf-8")
    settings = pipeline.Settings(data=data)
    editor = Editor(data, Board(), "en", settings.day, mine=Mine(settings, "en", STARTER, data))
    said = editor.get("mine", {})[1]
    assert "Yeni Ünvan" in json.dumps(said["sections"], ensure_ascii=False)
    assert "the start of this preview" in json.dumps(said["sections"])
    assert "in no repository of git" in str(said["refusal"])


def test_the_button_proposes_and_leads_back(page: Page, running: Running) -> None:
    """By keyboard, in Turkish: the answer stands where it was asked for and names no command; the
    file can be downloaded; the state before comes back, and the proposal stays."""
    page.goto(f"{running.address('tr')}/gizlilik-politikasi/")
    opened(page, "tr")
    title = page.locator("dialog input[name=title]")
    expect(title).to_have_value("Değişti: ticaret unvanı")
    title.fill("Unvan düzeltildi")
    page.keyboard.press("Enter")
    done = page.locator(".preview-proposed")
    expect(done.locator("h3")).to_be_focused()
    expect(done).to_be_in_viewport()
    folder = running.data.parent
    expect(done).to_contain_text(str(folder.resolve()))
    assert not [word for word in ("git ", "notices ") if word in (done.text_content() or "")]
    with page.expect_download() as caught:
        done.locator("a[download]").click()
    (patch,) = folder.glob("oneri-*.patch")
    assert caught.value.suggested_filename == patch.name
    assert Path(caught.value.path()).read_bytes() == patch.read_bytes()
    branch = git(folder, "symbolic-ref", "--short", "HEAD")
    assert branch.startswith("oneri-")
    assert git(folder, "show", "--no-patch", "--format=%s") == "Unvan düzeltildi"
    assert git(folder, "status", "--porcelain", "data") == ""
    page.locator(".preview-bar button", has_text="Değişikliklerim").click()
    expect(page.locator("dialog td ins").first).to_be_visible(timeout=40_000)
    expect(done).to_be_visible()
    expect(page.locator("dialog td ins").first).to_contain_text(NEW.split()[0])
    assert page.locator("dialog input[name=title]").count() == 0
    assert violations(page, where="dialog") == []
    page.keyboard.press("Escape")  # what was typed for it is of no use any more
    expect(page.locator("dialog[open]")).to_have_count(0)
    opened(page, "tr")
    done.locator("button").press("Enter")
    expect(page.locator("#preview-status")).to_contain_text("main")
    assert git(folder, "symbolic-ref", "--short", "HEAD") == "main"
    assert NEW not in (running.data / "controller.yml").read_text("utf-8")
    assert git(folder, "show", f"{branch}:data/controller.yml").count(NEW)


def test_what_is_not_proposed_is_not_lost(tmp_path: Path) -> None:
    """A new correction begins from what is published, and not where something would be lost."""
    data = Path(shutil.copytree(STARTER, tmp_path / "data"))
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", "data")
    git(tmp_path, "commit", "--quiet", "--message", "Base")
    with pytest.raises(proposing.Refused):
        proposing.afresh(data)  # nothing is proposed
    git(tmp_path, "switch", "--quiet", "--create", "oneri-2026-11-30")
    git(tmp_path, "config", "branch.oneri-2026-11-30.noticesinto", "main")
    path = data / "controller.yml"
    path.write_text(path.read_text("utf-8").replace("Örnek Ticaret A.Ş.", NEW), "utf-8")
    with pytest.raises(proposing.Refused, match=r"controller\.yml"):
        proposing.afresh(data)
    assert NEW in path.read_text("utf-8")
    git(tmp_path, "commit", "--quiet", "--all", "--message", "Unvan")
    (words,) = map(str, proposing.afresh(data))
    assert "oneri-2026-11-30" in words
    assert NEW not in path.read_text("utf-8")

"""Records the walk of `data/README.md` in pictures, from the real preview: `python -m tests.walk`.

The fictional controller in a repository of its own; only the forge is a stand-in, which answers
with an address. Pictures are written into `.readme/`.
"""

import io
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, chdir
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from generator import pipeline
from generator.mkdocs.preview.address import Address
from generator.mkdocs.preview.editor import Editor
from generator.mkdocs.preview.maker import Maker
from generator.mkdocs.preview.mine import Mine
from generator.mkdocs.preview.server import Server
from generator.mkdocs.preview.watching import Watch
from tests import install_programs
from tests.conftest import CACHE, FLAGS, ROOT, STARTER
from tests.review_cases import git

TO = ROOT / ".readme"
STEPS = ("page", "fact", "saved", "changes", "request")
SIZE = {"width": 1000, "height": 680}
PAGES = {"tr": "gizlilik-politikasi/", "en": "en/privacy-policy/"}
NAMES = {"tr": ("Değişikliklerim", "Öner"), "en": ("My changes", "Propose")}
PLACE = "processing/orders.yml#purposes.deliver-order.retention.period"
GH = (
    "#!/bin/sh\n"
    'case "$*" in "pr create "*) echo https://github.com/ornek/metinler/pull/12 ;; esac\n'
)


def project(folder: Path) -> Path:
    """A repository with a forge beside it; returns its data."""
    data = Path(shutil.copytree(STARTER, folder / "project/data"))
    git(folder, "init", "--quiet", "--bare", "github.git")
    for asked in (
        ("init", "--quiet", "--initial-branch=main"), ("config", "user.name", "Ayşe Yılmaz"),
        ("config", "user.email", "ayse@ornek.example"), ("add", "."),
        ("commit", "--quiet", "--message", "Base"),
        ("remote", "add", "origin", str(folder / "github.git")),
        ("push", "--quiet", "--set-upstream", "origin", "main"),
    ):  # fmt: skip
        git(data.parent, *asked)
    (folder / "bin").mkdir()
    (folder / "bin/gh").write_text(GH, encoding="utf-8")
    (folder / "bin/gh").chmod(0o755)
    os.environ["PATH"] = os.pathsep.join([str(folder / "bin"), os.environ["PATH"]])
    return data


def preview(stack: ExitStack, data: Path, language: str) -> str:
    """The address of a running preview, whose first page is made."""
    settings = pipeline.Settings(data=data, cache=CACHE)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    maker = Maker(settings, folder, print)
    server = stack.enter_context(Server(Address("127.0.0.1", 0), maker.board, language))
    mine = Mine(settings, language, data, folder)
    server.editor = Editor(data, maker.board, language, settings.day, mine=mine)
    server.start()
    stack.enter_context(Watch(maker.change, [data]))
    threading.Thread(target=maker.run, daemon=True).start()
    with maker.board.changed:
        assert maker.board.changed.wait_for(lambda: maker.board.shown, 300)
    return f"http://127.0.0.1:{server.server_address[1]}"


def steps(page: Page, address: str, language: str) -> Iterator[str]:
    """What a person does; each step ends where its picture is taken."""
    mine, propose = NAMES[language]
    page.goto(f"{address}/{PAGES[language]}")
    page.locator(".preview-tools button").first.click()
    fact = page.locator(f'.preview-fact[data-place="{PLACE}"]').first
    fact.scroll_into_view_if_needed()
    yield "page"
    fact.click()
    field = page.locator("dialog form input").first
    expect(field).to_be_visible()
    yield "fact"
    field.fill("15 yıl" if language == "tr" else "15 years")
    page.locator("dialog .preview-main").click()
    expect(page.locator("#preview-status")).not_to_be_empty()
    expect(page.locator("article").last).to_contain_text("15")
    page.wait_for_timeout(3000)  # it loads again once what lies around the texts is made
    yield "saved"
    page.locator(".preview-bar button", has_text=mine).click()
    expect(page.locator("dialog table ins").first).to_be_visible()
    page.locator("dialog td ins").last.scroll_into_view_if_needed()
    yield "changes"
    page.get_by_role("button", name=propose, exact=True).click()
    made = page.locator("dialog a[href*='/pull/']")
    expect(made).to_be_visible()
    made.scroll_into_view_if_needed()
    yield "request"


def main() -> None:
    """All pictures in both languages, as WebP."""
    expect.set_options(timeout=120_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=install_programs.find(), args=list(FLAGS)
        )
        for language in PAGES:
            with ExitStack() as stack:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                data = project(folder)
                stack.enter_context(chdir(ROOT))
                address = preview(stack, data, language)
                page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
                page.set_default_timeout(120_000)
                for step in steps(page, address, language):
                    shot = Image.open(io.BytesIO(page.screenshot()))
                    shot.save(TO / f"walk-{step}.{language}.webp", quality=60, method=6)
                page.close()
        browser.close()


if __name__ == "__main__":
    main()

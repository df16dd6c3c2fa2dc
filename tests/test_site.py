"""The built site in a real browser: languages, switch, marks."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from generator.mkdocs import provided, written
from tests import published
from tests.conftest import ROOT, STARTER, project_copy

OUTCOME = published.outcome(ROOT / "data")
PAGES = published.pages(OUTCOME)


def html_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


MADE = ["haklariniz/", "en/your-rights/", "riza-geri-alma/", "en/withdraw-consent/",
        "veri-akislari/", "en/data-flows/"]  # fmt: skip
"""Pages that are made from several texts."""


def addresses() -> list[str]:
    """Every page of the site: the documents, what is made from several, and what people wrote."""
    wrote = written.read(ROOT / "docs", ["tr", "en"], provided.PAGES)
    return [*(page.url for page in [*wrote, *PAGES]), *MADE]


def test_the_site_holds_exactly_these_pages(built: Path) -> None:
    """Derived from the facts and the written pages; nothing can go missing or slip in unseen."""
    assert html_files(built) == {f"{a}index.html" for a in addresses()} | {"404.html"}


def test_addresses_are_the_readable_ones() -> None:
    """Turkish at the root, English under /en/."""
    assert {page.url for page in PAGES} >= {
        "gizlilik-politikasi/",
        "uyelik-aydinlatma-metni/",
        "en/privacy-policy/",
        "en/membership-privacy-notice/",
    }


WIDTHS = (320, 768, 1280)
SAID = """async (module) => {
  const { digest } = await import(module);
  const switched = [...document.querySelectorAll("a.switch")];
  return {
    lang: document.documentElement.lang,
    title: document.querySelector("h1").innerText,
    others: Object.fromEntries(switched.map((link) => [link.hreflang, link.href])),
    digests: await Promise.all(
      Array.from(document.querySelectorAll("article[data-expression]"), digest)),
  };
}"""


@pytest.fixture(scope="module")
def seen(chromium: Browser, address: str) -> dict[str, dict[str, Any]]:
    """What a browser says of each page of a text, which it loads once; `wide` by width: on a phone,
    and in one of the others by turns. None of them is refused anything or meets an error."""
    said, wrong = {}, list[tuple[str, str]]()
    context = chromium.new_context(viewport={"width": WIDTHS[0], "height": 800})
    page = context.new_page()
    page.on("response", lambda r: wrong.append((page.url, r.url)) if r.status >= 400 else None)
    page.on("console", lambda m: wrong.append((page.url, m.text)) if m.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append((page.url, str(error))))
    for number, made in enumerate(PAGES):
        page.goto(f"{address}/{made.url}")
        said[made.url] = page.evaluate(SAID, f"{address}/assets/text-1.mjs") | {"wide": {}}
        # A window is made wider or narrower once a page: it has the last width of the page before.
        turn = (WIDTHS[0], WIDTHS[1 + number // 2 % 2])[:: -1 if number % 2 else 1]
        for width in turn:
            if width != turn[0]:
                page.set_viewport_size({"width": width, "height": 800})
            found = page.evaluate("document.documentElement.scrollWidth")
            said[made.url]["wide"][width] = found
    context.close()
    assert wrong == []
    return said


@pytest.mark.parametrize("made", PAGES, ids=lambda p: f"{p.document}-{p.language}")
def test_the_switch_leads_to_the_same_document(
    seen: dict[str, dict[str, Any]], address: str, made: Any
) -> None:
    """From each document to its other language."""
    other = next(p for p in PAGES if p.document == made.document and p.language != made.language)
    page = seen[made.url]
    assert page["lang"] == made.language
    assert page["title"] == made.title
    assert page["others"] == {other.language: f"{address}/{other.url}"}


def test_the_switch_is_followed(page: Page, address: str) -> None:
    """There and back, by clicking."""
    page.goto(f"{address}/gizlilik-politikasi/")
    page.locator("a.switch[hreflang=en]").click()
    page.wait_for_url(f"{address}/en/privacy-policy/")
    page.locator("a.switch[hreflang=tr]").click()
    page.wait_for_url(f"{address}/gizlilik-politikasi/")


@pytest.mark.parametrize("made", PAGES, ids=lambda p: f"{p.document}-{p.language}")
def test_a_document_is_marked_as_a_draft_and_not_indexed(built: Path, made: object) -> None:
    """A preview cannot be taken for a text in force."""
    assert isinstance(made, type(PAGES[0]))
    html = (built / made.url / "index.html").read_text(encoding="utf-8")
    assert html.count('draft-mark"') == 1
    assert '<meta name="robots" content="noindex">' in html
    assert len(re.findall(r"<h1[ >]", html)) == 1
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for link in re.findall(r'href="#([^"]+)"', html):
        assert link in ids, link


def test_the_digest_of_the_page_in_the_browser_is_that_of_the_expression(
    seen: dict[str, dict[str, Any]],
) -> None:
    """Page, Python and browser agree on the words of every layer."""
    urls = {(p.document, p.language): p.url for p in PAGES}
    for made in OUTCOME.texts:
        digests = seen[urls[made.document, made.language]]["digests"]
        assert digests == [layer.digest for layer in made.layers]


def test_the_menu_speaks_the_language_of_the_page(page: Page, address: str) -> None:
    """Headings and titles of the menu."""
    for path, wanted in (("", "Politikalar"), ("en/", "Policies")):
        page.goto(f"{address}/{path}")
        assert wanted in page.locator(".menu-panel").text_content()


def test_the_home_page_leads_to_the_rights(page: Page, address: str) -> None:
    """Whoever comes in a hurry is one click away, in either language."""
    for path in ("", "en/"):
        page.goto(f"{address}/{path}")
        page.locator('main a[href$="#rights"]').click()
        assert page.locator("#rights h2").is_visible()


def test_the_page_not_found_speaks_both_languages(page: Page, address: str) -> None:
    """Turkish first, English marked as such, each with a way home."""
    page.goto(f"{address}/404.html")
    assert page.get_attribute("html", "lang") == "tr"
    assert page.locator("h1").inner_text() == "Sayfa bulunamadı"
    assert page.locator("div[lang=en] h2").inner_text() == "Page not found"
    assert page.locator("main a").count() == 2


def test_without_javascript_everything_is_there(chromium: object, address: str) -> None:
    """Text, menu and the links to the other language do not need a script."""
    context = chromium.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{address}/gizlilik-politikasi/")
    assert page.locator("article[data-layer=full] section").count() > 20
    assert page.locator("a[hreflang=en]").first.get_attribute("href")
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen(seen: dict[str, dict[str, Any]], width: int) -> None:
    """No sideways scrolling, on the narrowest phone either."""
    wide = {url: said["wide"][width] for url, said in seen.items() if width in said["wide"]}
    assert len(wide) > 10
    assert [url for url, found in wide.items() if found > width] == []


def test_no_page_holds_an_inline_script_or_style(built: Path) -> None:
    """Ready for a strict content security policy."""
    for path in built.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", html, flags=re.S):
            assert not body.strip() or "application/json" in attributes, path
        assert "<style" not in html
        assert not re.search(r'\sstyle="|\son[a-z]+="', html), path


def test_the_articles_are_well_formed_xml_too(built: Path) -> None:
    """A fragment can be taken out of the page and read by any parser."""
    for path in built.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        for article in re.findall(r"<article data-.*?</article>", html, flags=re.S):
            ElementTree.fromstring(article)


def test_a_mistake_in_the_data_ends_the_build_in_plain_words(tmp_path: Path) -> None:
    """No traceback, the file and line, and no half-written site."""
    folder = project_copy(tmp_path)
    path = folder / "data" / "controller.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("mersis:", "mersiss:"), "utf-8")
    for module in ("mkdocs", "generator"):
        done = subprocess.run(
            [sys.executable, "-m", module, "build"],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode != 0
        assert "data/controller.yml:10:1" in done.stderr
        assert "Did you mean “mersis”?" in done.stderr
        assert "Traceback" not in done.stderr
    assert not (folder / "site").exists() or not html_files(folder / "site")


def test_a_missing_language_ends_the_build(tmp_path: Path) -> None:
    """Turkish is never published under /en/."""
    folder = project_copy(tmp_path, STARTER)
    (folder / "docs" / "index.en.md").unlink()
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "docs/index.en.md is missing" in done.stderr
    shutil.rmtree(folder / "docs")

"""Pages that people wrote: two files make a page, and mistakes in them are named."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from markdown import Markdown
from mkdocs.config import load_config
from playwright.sync_api import Browser

from generator import languages
from generator.errors import LoadingError
from generator.languages import addresses
from generator.mkdocs import menu, provided, tables, written
from generator.publication.ways import MENUS
from tests.conftest import ROOT, STARTER, project_copy

LANGUAGES = ["tr", "en"]


def page(folder: Path, name: str, head: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{head}\n---\n\n# x\n", encoding="utf-8")


def said(folder: Path) -> str:
    with pytest.raises(LoadingError) as raised:
        written.read(folder, LANGUAGES)
    return str(raised.value)


def test_the_glue_stays_glue() -> None:
    """The plugin hands over; what a hook does lives beside it."""
    lines = (ROOT / "generator/mkdocs/plugin.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 120


@pytest.mark.parametrize("path", sorted(provided.PAGES.glob("*.md")), ids=lambda path: path.name)
def test_two_lists_are_not_read_as_one(path: Path) -> None:
    """Markdown goes on with the numbers of a list when another one follows without words."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"^\d+\. .*\n\n- |^- .*\n\n(- |\d+\. )", text, re.MULTILINE)


def test_a_third_page_needs_its_two_files_only(tmp_path: Path) -> None:
    """Address, place in the menu and language switch follow from the front matter."""
    folder = project_copy(tmp_path)
    page(
        folder / "docs",
        "contact.tr.md",
        "title: Bize ulaşın\nmenu: forms\norder: 0\nslug: bize-ulasin",
    )
    page(folder / "docs", "contact.en.md", "title: Reach us\nmenu: forms\norder: 0\nslug: reach-us")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True, capture_output=True
    )
    turkish = (folder / "site/bize-ulasin/index.html").read_text(encoding="utf-8")
    home = (folder / "site/en/index.html").read_text(encoding="utf-8")
    assert 'href="../en/reach-us/" hreflang="en"' in turkish
    menu = home[home.index('class="menu-panel"') : home.index("</details>")]
    assert menu.index("Consents and approvals") < menu.index('href="reach-us/"')
    assert menu.index('href="reach-us/"') < menu.index('href="application-form/"')


def test_a_cell_has_the_name_of_its_column() -> None:
    """As plain words, whatever stands in the heading; the first cell is the heading of its row."""
    text = """| A | B `x` & "c" \\| d | [E](f) |\n|---|:-:|---|\n| 1 | 2 | **3** |\n| 4 | | 6 |\n"""
    rows = re.findall(r"<tr>\n(<td.*?)</tr>", tables.named(markdown(text)), re.DOTALL)
    names = [re.findall(r"<td(?: data-label=\"([^\"]*)\")?", row) for row in rows]
    assert names == 2 * [["", "B x &amp; &quot;c&quot; | d", "E"]]


def markdown(text: str) -> str:
    """As the site builder reads a page."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    provided.add(config, ROOT / "data")
    made = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    return str(made.convert(text))


def test_a_table_says_its_columns_on_a_phone(chromium: Browser, address: str, built: Path) -> None:
    """No cell but the first of a row is without a name, on any page and in both languages; on the
    longest a browser is asked what it shows."""
    found = dict[str, int]()
    for written_page in written.read(ROOT / "docs", LANGUAGES, provided.PAGES):
        content = (built / written_page.url / "index.html").read_bytes()
        tables: Any = etree.HTML(content).xpath("//main/table")
        for table in tables:
            names = ["".join(cell.itertext()) for cell in table.findall("thead/tr/th")[1:]]
            for row in table.findall("tbody/tr"):
                shown = [cell.get("data-label") for cell in row.findall("td")]
                assert shown == [None, *names], written_page.url
                found[written_page.url] = found.get(written_page.url, 0) + 1
    assert len(found) > 10
    page = chromium.new_context(viewport={"width": 360, "height": 800}).new_page()
    page.goto(f"{address}/{max(found, key=lambda url: found[url])}")
    differ, cells = page.evaluate(
        """() => {
          const cells = [...document.querySelectorAll("main > table tbody td")];
          const said = (cell) => getComputedStyle(cell, "::before").content;
          const wanted = ({ dataset }) => "label" in dataset ? `"${dataset.label}"` : "none";
          return [cells.filter((cell) => said(cell) !== wanted(cell)).map((cell) =>
            [said(cell), cell.outerHTML]), cells.length];
        }"""
    )
    assert differ == []
    assert cells > 20
    page.context.close()


@pytest.mark.parametrize(
    ("home", "staff", "developers"),
    [
        ("", ("hukuk-ekibi", "denetim-kurallari", "veri-dosyalari", "surum-ve-ispat"),
         ("gelistiriciler", "siteye-ekleme", "entegrasyon", "yayimlama", "hazir-altyapi")),
        ("en/", ("legal-staff", "rules", "data-files", "releases-and-proof"),
         ("developers", "embed", "integration", "deployment", "hosted-platforms")),
    ],
)  # fmt: skip
def test_what_is_not_for_visitors_is_in_no_menu(
    built: Path, home: str, staff: Sequence[str], developers: Sequence[str]
) -> None:
    """Those who prepare the texts and developers have a section each, below written pages."""

    def links(page: str, begin: str, end: str) -> list[str]:
        html = (built / home / page / "index.html").read_text(encoding="utf-8")
        inside = html[html.index(begin) : html.index(end, html.index(begin))]
        return [address.strip("./") for address in re.findall(r'href="([^"#]+)"', inside)]

    pages = {*staff, *developers}
    for page in ("", staff[0]):
        assert pages.isdisjoint(links(page, 'class="menu-panel"', "</details>"))
    assert links("", 'class="makers"', "</footer>") == [staff[0], developers[0]]
    assert links(staff[1], 'class="makers"', "</footer>") == [staff[0], developers[0]]
    for first, *others in (staff, developers):
        led = set(links(first, "<main", "</main>"))
        assert led & pages == {*others, *({staff[0]} if first == developers[0] else ())}
    policy = "en/privacy-policy" if home else "gizlilik-politikasi"
    assert pages.isdisjoint(links(policy.removeprefix(home), 'class="foot"', "</footer>"))


def test_notices_and_consents_are_a_line_each_of_the_menu(built: Path) -> None:
    """It leads to their list on the home page; what visitors come for is named in the menu."""
    for text, titles in (
        ("gizlilik-politikasi", ("Aydınlatma metinleri", "Rıza ve onaylar")),
        ("en/privacy-policy", ("Privacy notices", "Consents and approvals")),
    ):
        html = (built / text / "index.html").read_text(encoding="utf-8")
        menu = html[html.index('class="menu-panel"') : html.index("</details>")]
        home = (built / text).parent / "index.html"
        for heading, title in zip((m for m in MENUS if m.folded), titles, strict=True):
            assert re.search(rf'<a href="\.\./?#{heading}">{title}</a>', menu)
            assert f'<h2 id="{heading}">{title}</h2>' in home.read_text(encoding="utf-8")
        assert menu.count("<li><a") == 10
    consent = (built / "anket-acik-riza/index.html").read_text(encoding="utf-8")
    assert '<a href="..#choices" aria-current="true">' in consent


def test_a_heading_with_a_written_page_keeps_its_lines(tmp_path: Path) -> None:
    """As does every one when the home page lists no documents: nothing becomes unreachable."""
    home = "title: Home\n---\n<!-- documents -->"
    for language in ("tr", "en"):
        page(tmp_path, f"index.{language}.md", home)
    pages = written.read(tmp_path, LANGUAGES)
    assert list(menu.folded(pages, "en").values()) == ["notices", "choices"]
    for language in ("tr", "en"):
        page(tmp_path, f"more.{language}.md", "title: More\nmenu: notices")
    pages = written.read(tmp_path, LANGUAGES)
    assert menu.folded(pages, "en") == {"Consents and approvals": "choices"}
    page(tmp_path, "index.en.md", "title: Home")
    assert menu.folded(written.read(tmp_path, LANGUAGES), "en") == {}


def test_a_page_that_lacks_a_language_is_named(tmp_path: Path) -> None:
    """By the file that is to be written; every mistake of every page at once."""
    page(tmp_path / "docs", "a.tr.md", "title: A")
    page(tmp_path / "docs", "b.en.md", "title: B")
    page(tmp_path / "docs", "c.md", "title: C")
    message = said(tmp_path / "docs")
    assert "docs/a.en.md is missing; the page exists in: tr." in message
    assert "docs/b.tr.md is missing" in message
    assert "docs/c.md:1:1: error: the name of a page ends with its language." in message


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("title: A\nmenü: forms", "docs/a.tr.md:3:1: error: a page has no key “menü”"),
        ("title: A\nmenu: documents", "docs/a.tr.md:3:7: error: there is no menu “documents”"),
        ("title: A\norder: first", "docs/a.tr.md:3:8: error: “first” is not a whole number"),
        ("title: A\nslug: İletişim", "docs/a.tr.md:3:7: error: “İletişim” is not a valid address"),
        (
            "title: A\nslug: api",
            "docs/a.tr.md:3:7: error: “api” is an address that every site needs",
        ),
        ("title: A\nslug: en", "docs/a.tr.md:3:7: error: “en” is an address that every site needs"),
        (f"title: A\nslug: {'a' * 101}", "docs/a.tr.md:3:7: error: “aaa"),
        ("description: x", "the page has no title"),
        ("title: A\ntitle: B", "docs/a.tr.md:3:1"),
        ("title: [", "docs/a.tr.md"),
    ],
)
def test_a_mistake_in_the_front_matter_has_its_place(
    tmp_path: Path, head: str, message: str
) -> None:
    page(tmp_path / "docs", "a.tr.md", head)
    page(tmp_path / "docs", "a.en.md", "title: A")
    assert message in said(tmp_path / "docs")


def test_a_page_without_front_matter_is_refused(tmp_path: Path) -> None:
    """It would have no title and no place."""
    page(tmp_path / "docs", "a.en.md", "title: A")
    (tmp_path / "docs/a.tr.md").write_text("# A\n", encoding="utf-8")
    assert "docs/a.tr.md:1:1: error: the page has no front matter." in said(tmp_path / "docs")


def test_a_name_that_a_site_needs_is_refused_and_what_is_no_file_reported(tmp_path: Path) -> None:
    """In the root language, where these folders lie; a pipe is not waited for."""
    for language in LANGUAGES:
        page(tmp_path / "docs", f"archive.{language}.md", "title: A")
        page(tmp_path / "docs", f"embed.{language}.md", "title: A")
    message = said(tmp_path / "docs")
    assert "docs/archive.tr.md:1:1: error: “archive” is an address that every site" in message
    assert "archive.en.md" not in message
    assert "embed" not in message
    os.mkfifo(tmp_path / "docs/b.tr.md")
    (tmp_path / "docs/c.tr.md").symlink_to("c.tr.md")
    (tmp_path / "docs/d").symlink_to(tmp_path)
    message = said(tmp_path / "docs")
    assert "docs/b.tr.md: error: this cannot be read (it is not a file)" in message
    assert "docs/c.tr.md: error: this cannot be read (" in message
    assert "docs/d: error: this cannot be read (it is a link to a folder" in message


def test_everything_at_the_root_of_a_site_is_a_page_or_reserved(demo_site: Path) -> None:
    """A file that a site puts there one day is reserved first."""
    pages = {path.parent for path in demo_site.glob("*/index.html")}
    names = {
        path.name.split(".")[0]
        for path in demo_site.iterdir()
        if not path.name.startswith((".", "_")) and path not in pages
    }
    assert names <= addresses.RESERVED | {*languages.codes()}


def test_two_pages_cannot_share_an_address(tmp_path: Path) -> None:
    """Two written pages, or a written page and a document."""
    page(tmp_path / "docs", "a.tr.md", "title: A\nslug: x")
    page(tmp_path / "docs", "a.en.md", "title: A")
    page(tmp_path / "docs", "b.tr.md", "title: B\nslug: x")
    page(tmp_path / "docs", "b.en.md", "title: B")
    assert "/x/ is already the address of docs/a.tr.md" in said(tmp_path / "docs")
    folder = project_copy(tmp_path / "project", STARTER)
    for language in LANGUAGES:
        page(folder / "docs", f"a.{language}.md", "title: A\nslug: gizlilik-politikasi")
        page(folder / "docs/gizlilik-politikasi", f"2026-07-01.{language}.md", "title: A")
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", "--no-pdf"], cwd=folder, capture_output=True,
        text=True, check=False, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 2
    assert "/gizlilik-politikasi/ is already the address of" in done.stderr
    assert "/gizlilik-politikasi/2026-07-01/ lies where the versions of “" in done.stderr
    assert not (folder / "site").exists()


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Açık rızanın geri alınması", "acik-rizanin-geri-alinmasi"),
        ("IŞIK ve ısı", "isik-ve-isi"),
        ("İlgili kişi", "ilgili-kisi"),
        ("m. 5/2-ğ", "m-52-g"),
    ],
)
def test_the_anchor_of_a_heading_has_every_letter(heading: str, anchor: str) -> None:
    """The library's own slugs leave ı out: “rızanın” would become “rzann”."""
    assert provided.slug(heading, "-") == anchor

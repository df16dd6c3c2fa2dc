"""A third language: files are added, nothing that is there is changed, and a site is built in it.

What is added lies in `german/`: a module, labels, one template, written pages, data.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import pymupdf
import pytest

from generator.expression import text
from tests import copies

HERE = Path(__file__).parent
TOOL = HERE.parent
FIXTURE = HERE / "german"
_BUILD = """
import sys
from pathlib import Path
from generator import pipeline
from generator.errors import NoticesError
from generator.mkdocs import builder
settings = pipeline.Settings(pdfs="--pdf" in sys.argv)
try:
    builder.build(settings, Path(sys.argv[1]))
except NoticesError as error:
    sys.exit(str(error))
"""


def project(folder: Path) -> Path:
    """The tool and the fixture in one folder; no file of the fixture takes another's place."""
    for name in ("overrides", "docs"):
        shutil.copytree(TOOL / name, folder / name)
    copies.tool(folder)
    for path in (p for p in FIXTURE.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        target = folder / path.relative_to(FIXTURE)
        assert not target.exists(), f"{target} is there already"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return folder


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Python with the tool of `folder` instead of this one."""
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "SITE_URL": "https://a.example/",
             "SOURCE_DATE_EPOCH": "1795867200"},
    )  # fmt: skip


def build(folder: Path, output: str, *arguments: str) -> str:
    """Build the site below a folder; what was refused, empty when it was built."""
    done = run(folder, "-c", _BUILD, output, *arguments)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr if done.returncode else ""


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all tests, which leave it as it was: its templates are compiled once."""
    return project(tmp_path_factory.mktemp("german"))


@pytest.fixture(scope="module")
def site(tool: Path) -> Path:
    assert build(tool, "site") == ""
    return tool / "site"


@contextmanager
def changed(path: Path, before: str | None, after: str | None) -> Iterator[None]:
    """Other words in a file, or no file at all; afterwards it is as it was."""
    whole = path.read_text(encoding="utf-8")
    if before is None or after is None:
        path.unlink()
    else:
        assert before in whole
        path.write_text(whole.replace(before, after), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(whole, encoding="utf-8")


def page(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def test_each_page_stands_in_three_languages(site: Path) -> None:
    """With its head, its menu and its alternates in each."""
    german = page(site, "de/hinweis/index.html")
    assert '<html lang="de">' in german
    assert "<title>Datenschutzhinweis „Formular“ – Örnek</title>" in german
    assert "Türkçe" in german
    assert "English" in german
    for address in ("aydinlatma", "en/notice", "de/hinweis"):
        assert f'href="https://a.example/{address}/"' in german
        assert 'hreflang="de"' in page(site, f"{address}/index.html")
    for name in ("index.html", "en/index.html", "de/index.html", "de/suche/index.html"):
        assert "Deutsch" in page(site, name) or name.startswith("de/")
    home = page(site, "de/index.html")
    assert '<h2 id="notices">Datenschutzhinweise</h2>' in home
    assert "Zum Inhalt" in home
    assert "Verantwortlicher: Örnek" in home


def test_its_pages_say_that_they_are_a_working_translation(site: Path) -> None:
    """And which text holds, with the way there; nothing of it can be released."""
    said = "eine Arbeitsübersetzung, die noch niemand freigegeben hat"
    german = page(site, "de/hinweis/index.html")
    assert said in german
    assert 'Maßgeblich ist der türkische Text. <a href="../../aydinlatma/">Türkçe</a>' in german
    for other in ("en/notice", "aydinlatma"):
        mark = page(site, f"{other}/index.html").partition('role="note">')[2].partition("</div>")[0]
        assert mark
        assert "<a " not in mark
    command = ("release", "--effective", "2026-12-01", "--kind", "first", "--lang", "en")
    notes = [word for code in ("tr", "en", "de") for word in ("--note", f"{code}=x")]
    done = run(site.parent, "-m", "generator", *command, *notes)
    assert done.returncode == 1
    assert "TXT-06[unread]: nobody reads “de” for this site" in done.stdout
    assert not (site.parent / "data/releases").exists()


def test_its_values_are_written_its_way(site: Path) -> None:
    """Periods, choices, citations, the names of languages; and no doubt is left."""
    german = page(site, "de/hinweis/index.html")
    assert "10 Jahre nach Art.\u00a05\u00a0Abs.\u00a02\u00a0lit.\u00a0c Kaufvertrag" in german
    assert "in 30 Tage" in german
    assert "Bestellformular und Telefon, teilweise automatisiert" in german
    assert "gilt der Text auf Türkisch" in german
    assert "Kurz gesagt" in german
    assert "data-unconfirmed" not in german
    assert 'lang="tr"' not in german.partition('<div class="words">')[2]


def test_what_lies_beside_the_pages_knows_it(site: Path) -> None:
    """The API with the digest of the article, the search, the 404 page, the embedded elements."""
    index = json.loads(page(site, "api/v1/index.json"))
    (document,) = index["documents"]
    assert [row["lang"] for row in document["texts"]] == ["tr", "en", "de"]
    draft = json.loads(page(site, "api/v1/drafts/notice.de.json"))
    for layer in draft["layers"]:
        root = ElementTree.fromstring(layer["html"])
        assert text.digest(layer["html"]) == layer["hash"]["value"]
        assert root.get("lang") == "de"
    assert "Bestellformular" in page(site, "search/de.json")
    lost = page(site, "404.html")
    assert "Sayfa bulunamadı – Page not found – Seite nicht gefunden" in lost
    assert '<a href="/de/">Zur Startseite</a>' in lost
    script = page(site, "embed/v1/notice.js")
    assert 'de:{name:"Deutsch",draft:"Entwurf."' in script
    assert "Gelesen und verstanden" in script


def test_a_text_that_it_lacks_is_shown_in_another_language_and_marked(tool: Path) -> None:
    """The statute book and the data may be behind: a reader sees which words are not German."""
    law = '{{ law.statutes["kvkk"].'
    with (
        changed(
            tool / "generator/documents/notice/de.jinja", f"{law}number }}}}", f"{law}title }}}}"
        ),
        changed(tool / "data/processing/orders.yml", ", de: Lieferung der Bestellung", ""),
    ):
        assert build(tool, "behind") == ""
    german = page(tool / "behind", "de/hinweis/index.html")
    for words in ("Kişisel Verilerin Korunması Kanunu", "Siparişin teslim edilmesi"):
        before, _, after = german.partition(words)
        assert re.search(r'<span[^>]* lang="tr"[^>]*>$', before)
        assert after.startswith('<small data-aside="" lang="de"> [noch zu bestätigen]</small>')


def test_prints_speak_it(tool: Path) -> None:
    """Foot and mark of a PDF."""
    assert build(tool, "printed", "--pdf") == ""
    (found,) = (tool / "printed/de").rglob("*.pdf")
    said = "".join(page.get_text() for page in pymupdf.open(found))
    assert "Entwurf" in said
    assert "Seite" in said
    assert "Maßgeblich ist der türkische Text." in " ".join(said.split())


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        ("generator/outputs/site/labels/de.yml", "menu: Menü\n", "",
         "generator/outputs/site/labels/de.yml:1:1: error: it lacks: menu."),
        ("generator/outputs/mail/labels/de.yml", None, None,
         "generator/outputs/mail/labels/de.yml:1:1: error: the file is missing."),
        ("data/documents/notice.yml", "type: notice", "type: cookies",
         "documents/cookies/de.jinja:1:1: error: the type “cookies” has no template in “de”"),
        ("generator/documents/notice/de.jinja", "{{ controller.registered_name }} (",
         "{{ controller.registered_name|genitive }} (",
         "documents/notice/de.jinja:5:1: error: the language has no way of writing"),
        ("generator/mkdocs/pages/search.de.md", None, None, "search.de.md is missing"),
        ("mkdocs.yml", "        - {locale: de, name: Deutsch}\n", "",
         "Write “- {locale: de, name: Deutsch}” below it in mkdocs.yml"),
    ],
    ids=["a label", "a file of labels", "a template", "a suffix", "a written page",
         "the frame"],
)  # fmt: skip
def test_what_it_lacks_is_said_with_what_to_add(
    tool: Path, path: str, before: str | None, after: str | None, said: str
) -> None:
    """Never a KeyError, and nothing is built."""
    with changed(tool / path, before, after):
        assert said in build(tool, "lacking")
    assert not (tool / "lacking").exists()

"""A document that stands in one of the languages of its site, and a site in one language."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import loading, pipeline
from generator.checks import Finding
from generator.errors import LoadingError
from generator.recipes import tracing
from tests import demo, published
from tests.conftest import ROOT, STARTER, project_copy

RICH = ROOT / "tests/rich"
BASE = "https://aydinlatma.example/"


def build(folder: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build"],
        cwd=folder, capture_output=True, text=True, env={"SITE_URL": BASE, "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder / "site"


def only_turkish(data: Path, *documents: str) -> Path:
    for document in documents:
        path = data / f"documents/{document}.yml"
        path.write_text(path.read_text("utf-8").rstrip() + "\nlanguages: [tr]\n", "utf-8")
    return data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That of a controller with few texts, whose notice is in Turkish alone; its links are
    checked."""
    folder = project_copy(tmp_path_factory.mktemp("one") / "project", STARTER)
    only_turkish(folder / "data", "notice")
    return build(folder)


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def test_its_page_offers_no_other_language(site: Path) -> None:
    assert not (site / "en/form-privacy-notice").exists()
    page = html(site, "form-aydinlatma-metni")
    assert 'hreflang="en"' not in page
    assert 'class="switch"' not in page
    assert 'hreflang="en"' in html(site, "gizlilik-politikasi")


def test_readers_of_the_other_language_are_led_to_it(site: Path) -> None:
    """By its own title, which says in which language it is."""
    policy = html(site, "en/privacy-policy")
    link = '<a href="../../form-aydinlatma-metni/">Form Aydınlatma Metni</a>'
    assert f'<span lang="tr">{link}</span>' in policy


def test_the_other_language_lists_it_nowhere(site: Path) -> None:
    """Menu, home page, search, API."""
    home, index = html(site, "en"), json.loads((site / "api/v1/index.json").read_text("utf-8"))
    assert "form-aydinlatma-metni" not in home
    assert "form-aydinlatma-metni" in html(site, "")
    assert "form-aydinlatma" not in (site / "search/en.json").read_text("utf-8")
    [own] = [row for row in index["documents"] if row["id"] == "notice"]
    assert [text["lang"] for text in own["texts"]] == ["tr"]


def test_its_pdf_stands_beside_its_page(site: Path) -> None:
    """Those in both languages have two."""
    printed = {path.relative_to(site).as_posix() for path in site.rglob("*.pdf")}
    assert printed == {
        "form-aydinlatma-metni/form-aydinlatma-metni.pdf",
        "gizlilik-politikasi/gizlilik-politikasi.pdf", "en/privacy-policy/privacy-policy.pdf",
        "sorular/sorular.pdf", "en/questions/questions.pdf",
    }  # fmt: skip


def findings(folder: Path, *documents: str) -> list[Finding]:
    data = only_turkish(Path(shutil.copytree(RICH, folder / "data")), *documents)
    return list(pipeline.run(pipeline.Settings(data=data, explained=False)).findings)


def test_visitors_without_a_notice_in_their_language_are_a_warning(tmp_path: Path) -> None:
    """On each site; the other languages of the document are asked for nowhere."""
    found = findings(tmp_path, "notice-newsletter", "consent-newsletter")
    assert [f.name for f in found] == ["IDN-03[language]"] * 2
    assert {f.level.value for f in found} == {"warning"}
    assert found[0].origin.key == "data/documents/notice-newsletter.yml#languages"
    assert "“newsletter” has no notice in en on “ornek”" in found[0].message


def test_a_document_without_turkish_lacks_the_text_that_prevails(tmp_path: Path) -> None:
    data = Path(shutil.copytree(RICH, tmp_path / "data"))
    path = data / "documents/approval-call.yml"
    path.write_text(path.read_text("utf-8") + "languages: [en]\n", "utf-8")
    found = pipeline.run(pipeline.Settings(data=data, explained=False)).findings
    assert [f.name for f in found] == ["TXT-03[no-turkish]"]


def test_a_title_in_the_language_of_the_document_is_whole(tmp_path: Path) -> None:
    data = only_turkish(Path(shutil.copytree(RICH, tmp_path / "data")), "approval-call")
    path = data / "documents/approval-call.yml"
    path.write_text(path.read_text("utf-8") + "title: {tr: Arama Onayı}\n", "utf-8")
    assert [
        f.name for f in pipeline.run(pipeline.Settings(data=data, explained=False)).findings
    ] == []


def test_a_language_that_no_site_has_is_refused(tmp_path: Path) -> None:
    data = Path(shutil.copytree(RICH, tmp_path / "data"))
    path = data / "documents/approval-call.yml"
    path.write_text(path.read_text("utf-8") + "languages: [tr, de]\n", "utf-8")
    with pytest.raises(LoadingError, match="no site of this document is made in “de”"):
        loading.load(data)


def test_what_is_not_made_is_not_traced(tmp_path: Path) -> None:
    data = only_turkish(Path(shutil.copytree(RICH, tmp_path / "data")), "approval-call")
    with pytest.raises(LoadingError, match="“approval-call” has no text in “en”"):
        tracing.trace(pipeline.Settings(data=data), "approval-call", "statement", "en")


def test_a_release_holds_it_in_its_language_and_its_mail_is_made_in_it(tmp_path: Path) -> None:
    """A mail is made in the languages in which all its documents stand."""
    data = only_turkish(Path(shutil.copytree(RICH, tmp_path / "data")), "notice-newsletter")
    day = demo.STEPS[0].effective
    demo.publish(data, demo.STEPS[0])
    outcome = pipeline.run(pipeline.Settings(data=data, as_of=day, production=True, base=BASE))
    frozen = outcome.archive.manifests[0].texts
    assert [t.language for t in frozen if t.document == "notice-newsletter"] == ["tr"]
    assert {page.language for page in published.pages(outcome)} == {"tr", "en"}
    files = published.files(outcome)
    assert not [name for name in files if "notice-newsletter.en" in name]
    linking = json.loads(files["api/v1/current/consent-newsletter.en.json"])
    assert '<span lang="tr"><a href="aydinlatma-newsletter/">' in json.dumps(
        linking, ensure_ascii=False
    ).replace('\\"', '"')
    mails = [name for name in published.mails(outcome) if name.endswith(".txt")]
    assert [name.rpartition("/")[2] for name in mails] == ["welcome.tr.txt"]

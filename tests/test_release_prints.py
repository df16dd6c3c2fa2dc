"""A release keeps its PDFs: frozen, proved, served as they were, and gone when it is withdrawn."""

import io
import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest import mock

import pikepdf
import pypdfium2
import pytest

from generator import languages, pipeline
from generator.cache import Cache
from generator.errors import ArchiveError
from generator.mkdocs import builder
from generator.outputs.print import pdf as pdf_output
from generator.outputs.print import prints
from generator.outputs.print.labels import labels_of
from generator.outputs.print.making import Job, Making
from generator.outputs.print.pdf import PdfUnavailable
from generator.outputs.site.pages import Pages
from generator.proofs import site as published_site
from generator.proofs.archive import verify
from generator.publication import Publication
from generator.recipes import proving, releasing
from generator.releases.archive import Archive, sha256
from generator.releases.record import ChangeKind
from tests import demo, published
from tests.conftest import ROOT, STARTER, own_starter

try:
    pdf_output.check()
except PdfUnavailable as missing:
    pytest.skip(str(missing), allow_module_level=True)

BASE = "https://example.org/kvkk/"
FIRST, SECOND = date(2026, 3, 2), date(2026, 5, 4)


def step(day: date, kind: ChangeKind) -> demo.Step:
    return demo.Step(day, day, kind, "", ("Not.", "Note."))


def outcome(data: Path, *, pdfs: bool = False) -> pipeline.Outcome:
    settings = pipeline.Settings(data=data, as_of=date(2026, 6, 1), production=True, pdfs=pdfs)
    return pipeline.run(settings)


def publication(data: Path, *, pdfs: bool = False) -> Publication:
    return published.publication(outcome(data, pdfs=pdfs))


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases; in the second one, the policy changes and the notice is carried over."""
    data = own_starter(tmp_path_factory.mktemp("prints") / "data")
    demo.publish(data, step(FIRST, ChangeKind.FIRST), pdfs=True, base=BASE)
    promises = data / "promises.yml"
    words = promises.read_text(encoding="utf-8")
    words = words.replace("tr: ", "tr: Değişen metin. ", 1).replace("en: ", "en: Changed. ", 1)
    promises.write_text(words, encoding="utf-8")
    demo.publish(data, step(SECOND, ChangeKind.SUBSTANTIVE), pdfs=True, base=BASE)
    return data


@pytest.fixture
def data(history: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(history, tmp_path / "data"))


def words(data: bytes) -> list[str]:
    return [p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(io.BytesIO(data))]


def printed(site: Publication) -> bytes:
    """The PDF beside one of the pages, as the site makes it, without the others."""
    address = site.print_address(("policy", "tr"))

    def making(jobs: Sequence[Job], cache: Cache) -> Making:
        return Making([job for job in jobs if job.path == address], cache)

    with mock.patch.object(prints, "Making", making):
        ((path, content),) = published.all_read(prints.Prints(site).files())
    assert path == address
    return content


def test_they_are_files_of_the_manifest_with_digests(history: Path) -> None:
    """One for each text that the release froze itself, none for those carried over."""
    archive = Archive.of(history, "ornek")
    first, second = archive.releases
    assert {name for name in first.files if name.endswith(".pdf")} == {
        f"{t.document}.{t.language}.pdf" for t in first.own
    }
    assert len(second.own) < len(second.texts)
    for release in (first, second):
        for text in release.own:
            content = archive.read_print(text)
            assert release.files[f"{text.document}.{text.language}.pdf"] == sha256(content)
    assert verify(archive) == []


def test_every_page_names_release_day_address_and_digest(history: Path) -> None:
    """For ever true: the state of a text changes with the days, so a kept PDF says none."""
    archive = Archive.of(history, "ornek")
    for release in archive.releases:
        for text in release.own:
            labels = labels_of(text.language)
            prefix = "" if text.language == "tr" else "en/"
            for page in words(archive.read_print(text)):
                assert f"{labels['release']} {release.id}" in page
                assert languages.get(text.language).date(release.effective) in page
                where = f"{BASE}{prefix}{text.slug}/{release.id}/"
                assert f"{labels['still_in_force']} {where}" in page
                assert text.layers["full"][:16] in page
                assert labels["draft"].rstrip(".") not in page


def test_a_site_serves_the_same_bytes_for_every_version(history: Path) -> None:
    """In force and superseded; also when the building machine could make no PDF itself."""
    archive = Archive.of(history, "ornek")
    found, files = publication(history), published.files(outcome(history))
    for release in archive.releases:
        for text in release.own:
            address = found.print_address(text.key, release.id)
            assert files[address] == archive.read_print(text)
    for text in found.released:
        assert files[found.print_address(text.key)] == archive.read_print(text)


def test_each_version_links_to_its_own(history: Path) -> None:
    """A superseded page leads to the PDF that was kept with it, not to today's."""
    found = publication(history)
    for entry in Pages(found).versions:
        made = entry.page
        name = f"{made.document}.{made.language}.pdf"
        up = "../" * made.url.count("/")
        assert f'href="{up}archive/{made.standing.release}/{name}"' in made.opening
    for page in (entry.page for entry in Pages(found).texts):
        assert f'href="{page.url.split("/")[-2]}.pdf"' in page.opening


def test_the_api_names_them(history: Path) -> None:
    """Beside the page of a text, and for each version."""
    made = outcome(history)
    found, files = published.publication(made), published.files(made)
    current = json.loads(files["api/v1/current/policy.tr.json"])
    pdfs = [form["url"] for form in current["formats"] if form["type"] == "application/pdf"]
    assert pdfs == [found.print_address(("policy", "tr"))]
    version = json.loads(files[f"api/v1/releases/{FIRST}/policy.tr.json"])
    pdfs = [form["url"] for form in version["formats"] if form["type"] == "application/pdf"]
    assert pdfs == [f"archive/{FIRST}/policy.tr.pdf"]


def test_a_changed_byte_is_seen_and_not_served(data: Path) -> None:
    """By “notices verify”, and by the build."""
    path = data / "releases/ornek" / str(SECOND) / "policy.tr.pdf"
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"\0")
    assert any("policy.tr.pdf" in wrong for wrong in verify(Archive.of(data, "ornek")))
    with pytest.raises(ArchiveError, match="damaged"):
        published.files(outcome(data))
    path.unlink()
    assert f"{SECOND}/policy.tr.pdf is missing" in verify(Archive.of(data, "ornek"))


def test_another_pdf_on_the_web_server_is_seen(
    history: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the text in force, where visitors take it; its copy in the archive is whole."""
    monkeypatch.chdir(ROOT)
    day, site = date(2026, 6, 1), tmp_path / "site"
    builder.build(pipeline.Settings(data=history, as_of=day, production=True), site)
    archive = proving.archive_in(site)
    assert list(published_site.verify(site, archive, day).wrong) == []
    text = next(t for t in archive.releases[1].own if t.language == "tr")
    name = f"{text.slug}/{text.slug}.pdf"
    assert (site / name).read_bytes() == archive.read_print(text)
    (site / name).unlink()  # the built site may share the file with what is kept
    (site / name).write_bytes(b"%PDF-1.7 lies")
    told = f"{name}: it is not the PDF that its release kept"
    assert list(published_site.verify(site, archive, day).wrong) == [told]


def test_a_withdrawn_release_loses_them(data: Path) -> None:
    """The words are in a PDF as well; its tombstone links to none."""
    with demo.clock(date(2026, 5, 6)):
        releasing.withdraw(pipeline.Settings(data=data), str(SECOND), "wrong")
    assert not list((data / "releases/ornek" / str(SECOND)).glob("*.pdf"))
    assert verify(Archive.of(data, "ornek")) == []
    found = publication(data)
    assert found.print_address(("policy", "tr"), str(SECOND)) == ""
    assert not [name for name in published.files(outcome(data)) if f"{SECOND}/policy" in name]
    gone = [e.page for e in Pages(found).versions if e.address.endswith(f"{SECOND}/")]
    assert gone
    assert not any(".pdf" in page.opening + page.html for page in gone)


def test_a_release_without_the_libraries_keeps_none(tmp_path: Path) -> None:
    """It is a release all the same; a machine that can makes the PDF beside the page."""
    data = own_starter(tmp_path / "data")
    release = demo.publish(data, step(FIRST, ChangeKind.FIRST))
    assert set(release.files) == {"facts.json"}
    assert publication(data).print_address(("policy", "tr")) == ""
    made = publication(data, pdfs=True)
    assert "Yürürlükte" in words(printed(made))[0]
    assert made.print_address(("policy", "tr"), release.id) == ""


def test_links_lead_nowhere_while_the_address_is_unknown() -> None:
    """A relative link in a file on a disk would be wrong for ever."""
    settings = pipeline.Settings(data=STARTER, pdfs=True)
    for asked, wanted in ((settings, False), (replace(settings, base=BASE), True)):
        found = links(printed(published.publication(pipeline.run(asked))))
        assert any(BASE in link for link in found) is wanted
        assert all(re.match("https://|mailto:|tel:", link) for link in found)


def links(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as file:
        notes = [note for page in file.pages for note in page.get("/Annots", [])]
        return [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]

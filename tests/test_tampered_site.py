"""Whoever can write to the web server changes what a reader reads: every way is seen.

All changes are made to one copy of the demonstration's site, each on a page of its own, and the
copy is read back once.
"""

import io
import json
import shutil
import time
import zipfile
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest
from click.testing import CliRunner, Result

from generator.commands import main
from generator.proofs import comparing, frame
from generator.proofs import site as published_site
from generator.proofs.site import TOOL, Verdict
from generator.recipes import proving
from tests import demo
from tests.site_tamperings import ADDED, IN_A_FILE, LIE, OLD_TEXT, ON_A_PAGE, V1


@dataclass
class Tampered:
    """A site to which everything was done at once, and what is said of it by the name of a file."""

    site: Path
    pages: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    seconds: float = 0


@pytest.fixture(autouse=True, scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the archive makes, which no test changes, is made once for all readings: it is found
    there by the digest of what it is made from."""
    folder = nullcontext(tmp_path_factory.mktemp("again"))
    shared = SimpleNamespace(TemporaryDirectory=lambda: folder)
    with mock.patch.object(published_site, "tempfile", shared):
        yield


def read_back(site: Path) -> Verdict:
    return published_site.verify(site, proving.archive_in(site), demo.TODAY)


@pytest.fixture(scope="module")
def tampered(demo_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Tampered:
    made = Tampered(shutil.copytree(demo_site, tmp_path_factory.mktemp("tampered") / "site"))
    free = [p for p in sorted(made.site.rglob("index.html"))
            if b"<article" in p.read_bytes() and p.parent.name not in ("embed", "siteye-ekleme")
            and p.relative_to(made.site).as_posix() not in IN_A_FILE]  # fmt: skip
    fitting = {what: [p for p in free if change(words := p.read_text("utf-8")) != words]
               for what, change in ON_A_PAGE.items()}  # fmt: skip
    for what in sorted(fitting, key=lambda what: len(fitting[what])):
        change, page = ON_A_PAGE[what], next((p for p in fitting[what] if p in free), None)
        assert page, f"no page is left for: {what}"
        free.remove(page)
        made.pages[what] = page.relative_to(made.site).as_posix()
        page.write_bytes(change(page.read_text("utf-8")).encode())
    for name, edit in IN_A_FILE.items():
        path, content = made.site / name, (made.site / name).read_bytes()
        path.unlink()
        if edit:
            assert edit(content) != content, name
            path.write_bytes(edit(content))
    for name in ADDED:
        (made.site / name).parent.mkdir(parents=True, exist_ok=True)
        (made.site / name).write_text(LIE, encoding="utf-8")
    begun = time.process_time()
    for said in read_back(made.site).wrong:
        made.wrong.setdefault(said.partition(": ")[0], said)
    made.seconds = time.process_time() - begun
    return made


def test_a_site_that_nobody_changed_is_verified(demo_site: Path) -> None:
    verdict = read_back(demo_site)
    assert verdict.wrong == []
    assert verdict.tool == TOOL
    assert verdict.of_this_tool


@pytest.mark.parametrize("what", ON_A_PAGE)
def test_every_change_of_a_page_is_seen(tampered: Tampered, what: str) -> None:
    assert tampered.pages[what] in tampered.wrong


@pytest.mark.parametrize("name", IN_A_FILE)
def test_every_change_of_a_file_is_seen(tampered: Tampered, name: str) -> None:
    """Changed, or deleted."""
    assert name in tampered.wrong


@pytest.mark.parametrize("name", ADDED)
def test_a_file_where_only_texts_stand_is_seen(tampered: Tampered, name: str) -> None:
    """A server may send it in the place of the text."""
    assert tampered.wrong[name] == f"{name}: this tool makes no such file"


def test_nothing_else_is_said_to_be_changed(tampered: Tampered) -> None:
    """One page does not make another one wrong, and nothing hostile takes long."""
    assert set(tampered.wrong) == {*tampered.pages.values(), *IN_A_FILE, *ADDED}
    assert tampered.seconds < 60


# --- what is said of it --------------------------------------------------------------------

NOW = "gizlilik/index.html"


@pytest.fixture
def site(demo_site: Path, tmp_path: Path) -> Path:
    """A copy of the site, to be changed."""
    return shutil.copytree(demo_site, tmp_path / "site")


def edit(site: Path, name: str, before: str, after: str) -> None:
    path = site / name
    content = path.read_text(encoding="utf-8")
    assert before in content
    path.unlink()  # it may be another name of a kept file
    path.write_text(content.replace(before, after), encoding="utf-8")


def said(site: Path) -> str:
    return "\n".join(read_back(site).wrong)


COOKIES, PRIVACY = "cerezler/index.html", "en/privacy/index.html"
POLICY, FOLDER = f"{V1}/current/policy.tr.json", "gizlilik/2020-01-01"


@pytest.fixture(scope="module")
def told(demo_site: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is said of a copy to which six things were done, by the name of a file."""
    site = shutil.copytree(demo_site, tmp_path_factory.mktemp("told") / "site")
    edit(site, NOW, "mailto:kvkk@ornek", "mailto:kvkk@0rnek")
    edit(site, COOKIES, "<dd>Yürürlükte</dd>", "<dd>Yürürlükte değil</dd>")
    edit(site, "index.html", "</main>", f"{OLD_TEXT.replace('<article', '<ARTICLE')}</main>")
    (site / FOLDER).symlink_to(site / "gizlilik/2026-03-02")
    for name, content in ((PRIVACY, b"\xff"), (POLICY, b"{}")):
        (site / name).unlink()
        (site / name).write_bytes(content)
    said = dict[str, str]()
    for line in read_back(site).wrong:
        name, _, words = line.partition(": ")
        said[name] = f"{said[name]}\n{words}" if name in said else words
    return said


def test_the_place_is_told_in_words(told: dict[str, str]) -> None:
    """For people: what stands there and what belongs there, and of which text."""
    words = "it does not hold the text in force on 2026-11-24 (2026-05-20): “"
    assert told[NOW].startswith(words)
    assert "mailto:kvkk@0rnek" in told[NOW]
    assert "mailto:kvkk@ornek" in told[NOW]
    assert "--as-of" in told[NOW]


def test_a_text_is_told_from_what_stands_around_it(told: dict[str, str]) -> None:
    """A state of another day is no other text."""
    assert told[COOKIES].startswith("what stands around the text is changed: “")


def test_a_hostile_file_is_told_in_words(told: dict[str, str]) -> None:
    assert told[PRIVACY] == "it is not in UTF-8"
    assert "its “effectiveDate” is not what the archive says" in told[POLICY]
    assert "\nand so are" in told[POLICY]


def test_a_text_on_a_written_page_is_seen(told: dict[str, str]) -> None:
    """Nobody asks there which version it is."""
    assert told["index.html"] == "it holds a text, and this tool puts none there"


def test_a_link_in_the_place_of_a_folder_is_seen(told: dict[str, str]) -> None:
    assert told[FOLDER] == "this tool makes no such file"


def test_each_is_told_of_its_own_file(told: dict[str, str]) -> None:
    assert set(told) == {NOW, COOKIES, PRIVACY, POLICY, FOLDER, "index.html"}


def test_a_list_that_never_ends_is_told_in_words(site: Path) -> None:
    name = f"{V1}/index.json"
    (site / name).unlink()
    (site / name).write_bytes(b"[" * 100_000)
    assert f"{name}: it is written otherwise than this tool writes it" in said(site)


def test_what_no_archive_holds_is_listed(site: Path) -> None:
    """Written pages, style sheets, e-mails that nobody lists any more: changed, and not seen; so
    each stands among what is not proved."""
    edit(site, "index.html", "</main>", f"<p>{LIE}</p></main>")
    (site / "assets/stylesheets/notices.css").unlink()
    (site / "_redirects").write_text("/gizlilik/ https://x.example/\n")
    verdict = read_back(site)
    assert verdict.wrong == []
    listed = "\n".join(verdict.unproved)
    assert "pages that people wrote: 404.html" in listed
    assert "style sheets, icons and scripts: assets/" in listed
    assert "other files: .kvkk-notices, _redirects" in listed
    assert "which e-mails there are" in listed
    assert f"the address of the site, which no text states: “{demo.ADDRESS}”" in listed
    assert "data controller" not in listed  # the texts themselves state it


def test_a_site_of_another_name_is_told_so(site: Path) -> None:
    """Whoever changes a name everywhere contradicts no page, but the texts."""
    for path in site.rglob("*"):
        if path.is_file() and "archive" not in path.parts and path.suffix in (".html", ".json"):
            content = path.read_bytes()
            path.unlink()
            path.write_bytes(content.replace(b" \xe2\x80\x93 \xc3\x96rnek</title>",
                                             b" \xe2\x80\x93 Yalan</title>"))  # fmt: skip
    verdict = read_back(site)
    assert "the name of the site, which no text states: “Yalan”" in verdict.unproved
    parts = {wrong.split(":")[0].removeprefix("api/v1/").split("/")[0] for wrong in verdict.wrong}
    assert parts == {"mail", "feeds"}


def test_a_site_that_names_no_tool_is_of_another_version(site: Path) -> None:
    """What it says of itself proves nothing, but says whom to ask; one that it names is asked
    below, of the command."""
    path = site / V1 / "index.json"
    data = json.loads(path.read_text("utf-8"))
    data.pop("tool")
    path.unlink()
    written = json.dumps(data, ensure_ascii=False, sort_keys=True)
    path.write_text(f"{written}\n", encoding="utf-8")
    verdict = read_back(site)
    assert verdict.wrong == []
    assert verdict.tool is None
    assert not verdict.of_this_tool


def test_a_site_of_drafts_proves_nothing(site: Path) -> None:
    (site / V1 / "drafts").mkdir()
    assert said(site) == "it is a preview of drafts; no release is published on it"


def test_a_name_that_no_file_can_have_ends_in_words(site: Path) -> None:
    edit(site, f"{V1}/mail/index.json", '"id": "welcome"', f'"id": "{"a" * 900}"')
    assert "File name too long" in said(site)


def test_a_day_before_the_first_release_has_no_text(site: Path) -> None:
    early = published_site.verify(site, proving.archive_in(site), date(2026, 3, 1)).wrong
    assert early == ["no text was published by 2026-03-01 – when the site was made on another day, "
                     "name it with --as-of"]  # fmt: skip


def test_a_bundle_that_another_machine_packed_is_the_same(site: Path) -> None:
    """A library that compresses in another way makes other bytes of the same files."""
    path = site / V1 / "bundle/2026-03-02.zip"
    owed = path.read_bytes()
    for change, wrong in ((None, 0), (b"x", 1)):
        path.unlink()
        with zipfile.ZipFile(io.BytesIO(owed)) as packed, zipfile.ZipFile(path, "w") as other:
            for number, info in enumerate(packed.infolist()):
                content = packed.read(info) if number or not change else change
                other.writestr(info, content, zipfile.ZIP_DEFLATED, compresslevel=1)
        assert path.read_bytes() != owed
        differences = list(comparing.differences(site, f"{V1}/bundle/2026-03-02.zip", owed))
        assert len(differences) == wrong


def test_a_hostile_frame_is_read_in_no_time() -> None:
    """A megabyte of each letter that could make somebody read it again and again."""
    for piece in ("<", "<a ", '<a href="', "<!--", "</", "<div><div>", '"', '="', "<a" + " x" * 9):
        begun = time.process_time()
        page = "<!doctype html>\n" + piece * (1_000_000 // len(piece))
        assert list(frame.wrong(page, "tr", {"title": "", "head": "", "switch": ""}))
        assert time.process_time() - begun < 5


def command(site: Path, *more: str) -> Result:
    return CliRunner().invoke(
        main, ["verify", "--published", str(site), "--as-of", str(demo.TODAY), *more]
    )


def test_the_command_says_what_it_did_not_prove(site: Path) -> None:
    """The same words as before would be read as a proof of everything."""
    told = command(site, "--head", proving.archive_in(site).head or "")
    assert told.exit_code == 0
    assert "Verified 6 entries and every text of the site; the newest is" in told.stdout
    listed = told.stdout.partition("this is not proved, because no archive holds it:\n")[2]
    assert "  - style sheets, icons and scripts: assets/icon.svg" in listed
    assert "  - what a server sends to somebody else" in listed


def test_the_command_names_the_other_version_of_the_tool(site: Path) -> None:
    """A difference may then be one of the tool; the verdict stays."""
    edit(site, f"{V1}/index.json", TOOL, "kvkk-notices 0.0.1\u202e")
    edit(site, NOW, "<dd>Yürürlükte</dd>", "<dd>Yürürlükte değil</dd>")
    told = command(site)
    assert told.exit_code == 1
    assert "1 found: this is not what was published." in told.stderr
    assert "The site says that kvkk-notices 0.0.1  made it, and this is" in told.stderr
    assert f"this is {TOOL}: each version writes pages in its own way." in told.stderr

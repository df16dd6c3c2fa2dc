"""The frame's traps, each closed: overridden templates, strict policy, the same bytes twice."""

import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import material
import pytest

from generator import pipeline
from generator.mkdocs import builder
from generator.mkdocs.build import Build
from generator.mkdocs.provided import FRAME
from generator.outputs.site import links
from generator.outputs.site.pages import SitePage
from generator.publication.places import Places
from tests.conftest import CACHE, ROOT, STARTER, free_port, project_copy
from tests.install_programs import pdfs_can_be_made


def test_overridden_templates_are_those_that_were_read() -> None:
    """An update of the theme that changes one of them fails here: read it, then renew the pin."""
    folder = Path(material.__file__).parent / "templates"
    pins = json.loads((ROOT / "tests/originals.json").read_text(encoding="utf-8"))
    now = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in pins}
    assert now == pins


def test_every_override_of_a_theme_template_is_pinned() -> None:
    """Whatever stands in the frame under a name of the theme, but for its root."""
    folder = Path(material.__file__).parent / "templates"
    ours = {p.relative_to(FRAME).as_posix() for p in FRAME.rglob("*.html")}
    pins = json.loads((ROOT / "tests/originals.json").read_text(encoding="utf-8"))
    theirs = {name for name in ours if (folder / name).exists()} - {"main.html"}
    assert theirs == set(pins)


def bytes_of(folder: Path) -> dict[str, str]:
    """Every file below a folder with the digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# Python reads this first: every folder is listed the other way round.
BACKWARDS = """
import os
scan, names = os.scandir, os.listdir

class Backwards:
    def __init__(self, path="."):
        with scan(path) as found:
            self.found = iter(sorted(found, key=lambda entry: entry.name, reverse=True))
    def __iter__(self):
        return self.found
    def __next__(self):
        return next(self.found)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    def close(self):
        pass

os.scandir = Backwards
os.listdir = lambda path=".": sorted(names(path), reverse=True)
"""
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8"},
)
COMMAND = ("generator", "build")
SUCCESSOR = ("properdocs", "build", "--strict", "-q", "-f", "mkdocs.yml")


def made(project: Path, command: tuple[str, ...], surroundings: dict[str, str]) -> dict[str, str]:
    """The bytes of the site that a command builds there."""
    subprocess.run(
        [sys.executable, "-m", *command], cwd=project, env=os.environ | surroundings, check=True,
        capture_output=True,
    )  # fmt: skip
    return bytes_of(project / "site")


def backwards(project: Path) -> dict[str, str]:
    """The other surroundings, and whatever lies in a folder in another order and of another age."""
    (project / "first").mkdir()
    (project / "first/sitecustomize.py").write_text(BACKWARDS)
    for path in (project / "data").rglob("*.yml"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    return SURROUNDINGS[1] | {"PYTHONPATH": str(project / "first")}


def test_the_same_commit_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """Another folder, hash seed, time zone, language of the system, order and age of the files
    change nothing; nor does it who builds, mkdocs or its successor."""
    begun = int((built.parent / "mkdocs.yml").stat().st_mtime)  # the moment of that build
    project = project_copy(tmp_path / "b/c")
    surroundings = backwards(project) | {"SOURCE_DATE_EPOCH": str(begun)}
    assert made(project, SUCCESSOR, surroundings) == bytes_of(built)


def test_the_same_commit_gives_the_same_pdfs(tmp_path: Path) -> None:
    """Those of a small controller, by the command."""
    sites = []
    for name in ("a", "b/c"):
        project = project_copy(tmp_path / name, STARTER)
        (project / "data/documents/answers.yml").unlink()
        surroundings = backwards(project) if sites else SURROUNDINGS[0]
        epoch = {"SOURCE_DATE_EPOCH": "1797292800"}
        sites.append(made(project, COMMAND, surroundings | epoch))
    assert sites[0] == sites[1]
    if pdfs_can_be_made():
        assert [name for name in sites[0] if name.endswith(".pdf")]


def test_the_generator_needs_no_site_builder(tmp_path: Path) -> None:
    """Texts, checks and pages are made without mkdocs; only the adapter knows it."""
    code = (
        "import sys; sys.modules['mkdocs'] = None; sys.modules['material'] = None\n"
        "from generator import commands, pipeline\n"
        "assert pipeline.run(pipeline.Settings()).texts"
    )
    subprocess.run([sys.executable, "-c", code], cwd=project_copy(tmp_path, STARTER), check=True)


HOSTILE = """'A & B "></title><svg onload=alert(1)>'"""


@pytest.fixture(scope="module", params=["alt/", ""])
def hostile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """An address at the root of a host or below a path, and the site there; brand, name and title
    have letters of HTML."""
    folder = project_copy(tmp_path_factory.mktemp("hostile"), STARTER)
    for name, key, value in (
        ("sites.yml", "brand", "Örnek"),
        ("controller.yml", "registered_name", "Örnek Ticaret A.Ş."),
    ):
        path = folder / "data" / name
        before = path.read_text(encoding="utf-8")
        assert f"{key}: {value}\n" in before
        after = before.replace(f"{key}: {value}\n", f"{key}: {HOSTILE}\n", 1)
        path.write_text(after, encoding="utf-8")
    with (folder / "data/documents/policy.yml").open("a", encoding="utf-8") as file:
        file.write(
            f"title: {{tr: {HOSTILE}, en: {HOSTILE}}}\nslug: {{tr: gizlilik, en: privacy}}\n"
        )
    base = f"https://kvkk.example/{request.param}"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("SITE_URL", base)
        builder.build(pipeline.Settings(cache=CACHE), Path("site"))
    return base, folder / "site"


def test_canonical_and_hreflang_are_absolute(hostile: tuple[str, Path]) -> None:
    """At the root of a host and below a path; every address named is a page of the site."""
    base, site = hostile
    page = (site / "en/privacy/index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{base}en/privacy/">' in page
    assert f'hreflang="tr" href="{base}gizlilik/">' in page
    assert links.broken(site, base) == []
    assert not (site / "sitemap.xml").exists()  # every page of a preview says `noindex`


def test_no_fact_becomes_markup_in_the_frame(hostile: tuple[str, Path]) -> None:
    """In the menu, in the bar, in head and foot."""
    _, site = hostile
    pages = {path: path.read_text("utf-8") for path in site.rglob("*.html")}
    assert [path for path, page in pages.items() if "<svg onload" in page] == []
    assert "– A &amp; B &#34;&gt;&lt;/title&gt;" in pages[site / "en/search/index.html"]


def test_without_an_address_there_is_no_sitemap(built: Path) -> None:
    """A sitemap with half an address helps nobody."""
    assert not (built / "sitemap.xml").exists()
    assert not (built / "sitemap.xml.gz").exists()


SECOND_FAILS = """
import logging
from mkdocs import utils
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from generator.mkdocs import site_pages

log, built = logging.getLogger("mkdocs.commands.build"), []
before, content = utils.clean_directory, site_pages.content

def failing(html, page, outcome):
    built.append(page.file.src_uri)
    if page.file.src_uri == "policy.en.md":
        assert utils.clean_directory is not before and log.filters
        raise PluginError("in the second language")
    return content(html, page, outcome)

site_pages.content = failing
try:
    build(load_config("mkdocs.yml"))
except SystemExit:
    assert built[-1] == "policy.en.md" and "policy.tr.md" in built
else:
    raise AssertionError("it was built")
assert utils.clean_directory is before and not log.filters
site_pages.content = content
build(load_config("mkdocs.yml"))
"""


def test_a_failure_in_the_second_language_leaves_nothing_patched(tmp_path: Path) -> None:
    """static-i18n replaces a function of MkDocs and filters its log while it builds; a failure
    would keep both so. The next build in the same process is a good one."""
    folder = project_copy(tmp_path, STARTER)
    done = subprocess.run(
        [sys.executable, "-c", SECOND_FAILS],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (folder / "site/en/privacy-policy/index.html").exists()


def test_mkdocs_serve_builds_once_for_one_edit(tmp_path: Path) -> None:
    """The site builder's own server works as well, and nothing that a build writes wakes it."""
    folder = project_copy(tmp_path, STARTER)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{free_port()}"],
        cwd=folder, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    said: list[str] = []

    def wait(wanted: str, times: int = 1) -> None:
        until = time.monotonic() + 60
        while sum(wanted in line for line in said) < times:
            assert time.monotonic() < until, said
            time.sleep(0.05)

    try:
        threading.Thread(target=lambda: said.extend(process.stderr or ()), daemon=True).start()
        wait("Documentation built")
        wait("Serving on")
        path, edited = folder / "data/controller.yml", tmp_path / "edited.yml"
        edited.write_text(path.read_text("utf-8").replace("Örnek", "Deneme"), "utf-8")
        edited.replace(path)  # one event, however slowly the machine writes
        wait("Documentation built", 2)
        time.sleep(3)
        assert sum("Documentation built" in line for line in said) == 2
    finally:
        process.kill()
        process.wait(10)


@pytest.mark.parametrize("base", ["", "https://kvkk.example/alt/"])
def test_a_frame_is_filled_as_the_site_builder_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    """In every language and at both depths: the page of `outputs` has the bytes of the page that
    MkDocs makes at the same address."""
    build = Build.of(pipeline.run(pipeline.Settings(data=ROOT / "data", base=base)))
    publication, pages = build.publishing.publication, build.publishing.pages
    extra = []
    for policy in [entry for entry in pages.texts if entry.key[0] == "privacy-policy"]:
        language, shallow = policy.key[1], f"{policy.address.rstrip('/')}-2/"
        for document, url in (("hidden", shallow), ("deep", f"{shallow}2026-01-01/")):
            made = replace(
                policy.page,
                document=document,
                url=url,
                opening='<h1 id="content">x</h1>',
                html="<p>y</p>",
                contents=(),
            )
            # For canonical, hreflang and the language switch.
            slug = url.removeprefix("" if language == "tr" else f"{language}/").rstrip("/")
            publication.addresses.slugs[document, language] = slug  # type: ignore[index]
            extra.append((made, url, (document, language)))
    places = Places(publication)
    entries = [
        SitePage(url, key, places.place(url, key[1], key[0]), lambda made=made: made)
        for made, url, key in extra
    ]
    pages.own.extend(entries)
    monkeypatch.chdir(ROOT)
    builder.make(build, tmp_path / "site")
    for entry in entries:
        frame = build.frames["hidden", entry.key[1]]
        filled = frame.filled(pages.slots(entry.page, entry.place), entry.address)
        assert filled == (tmp_path / "site" / entry.address / "index.html").read_text("utf-8")

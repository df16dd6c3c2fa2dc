"""The frame's traps, each closed: overridden templates, strict policy, the same bytes twice."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import material
import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT, project_copy, serve

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


@pytest.fixture(scope="module")
def strict(built: Path) -> Iterator[str]:
    """The site, served with a strict content security policy."""
    yield from serve(built, {"Content-Security-Policy": POLICY})


def test_overridden_templates_are_those_that_were_read() -> None:
    """An update of the theme that changes one of them fails here: read it, then renew the pin."""
    folder = Path(material.__file__).parent / "templates"
    pins = json.loads((ROOT / "tests/originals.json").read_text(encoding="utf-8"))
    now = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in pins}
    assert now == pins


def test_every_override_of_a_theme_template_is_pinned() -> None:
    """Whatever stands in overrides/ under a name of the theme; main.html replaces base.html."""
    folder = Path(material.__file__).parent / "templates"
    ours = {p.relative_to(ROOT / "overrides").as_posix() for p in ROOT.glob("overrides/**/*.html")}
    pins = json.loads((ROOT / "tests/originals.json").read_text(encoding="utf-8"))
    theirs = {name for name in ours if (folder / name).exists()} - {"main.html"}
    assert theirs | {"base.html"} == set(pins)


@pytest.mark.parametrize("path", ["", "en/", "gizlilik-politikasi/", "404.html"])
def test_a_strict_policy_is_never_violated(page: Page, strict: str, path: str) -> None:
    """No inline script, no inline style, nothing from elsewhere; the search works as well."""
    violations: list[str] = []
    page.on("console", lambda m: violations.append(m.text) if m.type == "error" else None)
    page.goto(f"{strict}/{path}", wait_until="networkidle")
    if page.locator(".notices-find").count():  # a text leads to the search of the home page
        page.locator(".notices-find").click()
        page.wait_for_load_state("networkidle")
        page.locator(".md-search__input").focus()
    else:
        page.keyboard.press("/")
    page.keyboard.type("ilgili")
    page.wait_for_selector(".md-search-result__item", state="attached", timeout=5000)
    assert violations == []


def test_the_search_finds_turkish_words(page: Page, address: str) -> None:
    """The default stop words of the theme's search would drop “ilgili”."""
    page.goto(f"{address}/")
    page.keyboard.press("/")
    page.keyboard.type("ilgili kişi")
    page.wait_for_selector(".md-search-result__item", state="attached")
    assert page.locator(".md-search-result__link").count() > 0


def bytes_of(folder: Path) -> dict[str, str]:
    """Every file below a folder with the digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_commit_gives_the_same_bytes(tmp_path: Path) -> None:
    """Another folder, hash seed, time zone and language of the system change nothing."""
    made = []
    for seed, zone, name in (("1", "UTC", "a"), ("2", "Pacific/Auckland", "b/c")):
        folder = tmp_path / name
        folder.mkdir(parents=True)
        project_copy(folder)
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": "C" if seed == "1" else "C.UTF-8",
            "SOURCE_DATE_EPOCH": "1797292800",
        }
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q"],
            cwd=folder,
            env=environment,
            check=True,
            capture_output=True,
        )
        made.append(bytes_of(folder / "site"))
    assert made[0] == made[1]


def test_the_generator_needs_no_site_builder() -> None:
    """Texts, checks and pages are made without mkdocs; only the adapter knows it."""
    code = (
        "import sys; sys.modules['mkdocs'] = None; sys.modules['material'] = None\n"
        "from generator import cli, pipeline\n"
        "assert pipeline.run(pipeline.Settings()).pages"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)

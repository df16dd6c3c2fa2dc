"""Every page of both sites in Chromium, under the strict policy: what it asks for, of whom."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

from generator.outputs.site import headers
from tests import demo
from tests.conftest import serve

MOST = 7
"""Requests of one page: itself, a style sheet, the brand's accent, an icon, a script; a page with
a tool two more."""
TRIED = ("siteye-ekleme/", "en/embed/")
"""Pages on which the three elements are tried: the script, and two files for each of them."""
DAYS = re.compile(r"\d{4}-\d\d-\d\d")
SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module", params=["preview", "demonstration"])
def site(request: pytest.FixtureRequest) -> Path:
    """The company's drafts, and the fictional controller's history."""
    name = {"preview": "built", "demonstration": "demo_site"}[request.param]
    return Path(request.getfixturevalue(name))


@pytest.fixture(scope="module")
def at(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where it is served: the demonstration below a path, as its address says."""
    below = urlsplit(demo.ADDRESS).path.strip("/") if (site / "archive").exists() else ""
    host = tmp_path_factory.mktemp("host")
    (host / (below or "site")).symlink_to(site)
    folder, path = (host, f"/{below}") if below else (site, "")
    served = serve(folder, lambda asked: headers.of(asked.removeprefix(path)))
    yield next(served) + path
    served.close()  # type: ignore[attr-defined]


def pages_of(site: Path) -> list[str]:
    """The address of every page, below the root; parts of e-mails are not for a browser."""
    found = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html")))
    return [name.removesuffix("index.html") for name in found if not name.startswith("api/")]


def test_every_page_asks_its_own_host_only_and_finds_what_it_asks_for(
    page: Page, at: str, site: Path
) -> None:
    """No foreign request, no 404, no violation of the policy, no error, no cookie."""
    here, asked, wrong = "", dict[str, list[str]](), list[tuple[str, str]]()
    page.on("request", lambda request: asked[here].append(request.url))
    page.on("response", lambda r: wrong.append((here, r.url)) if r.status >= 400 else None)
    # The icon of a page that is left is not waited for.
    page.on("requestfailed", lambda r: "ABORTED" in r.failure or wrong.append((here, r.url)))
    page.on("console", lambda m: wrong.append((here, m.text)) if m.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append((here, str(error))))
    # Of pages that differ in the day of their version alone, the newest.
    for here in {DAYS.sub("", name): name for name in pages_of(site)}.values():
        asked[here] = []
        page.goto(f"{at}/{here}", wait_until="networkidle" if here in TRIED else "load")
    page.wait_for_load_state("networkidle")
    stored = page.evaluate("localStorage.length + sessionStorage.length")
    assert wrong == []
    assert (stored, page.context.cookies()) == (0, [])
    for name, urls in asked.items():
        # Twelve of its own; what the pages before and after it ask for may be counted along.
        most = 16 if name in TRIED else MOST
        assert 0 < len(urls) <= most, (name, urls)
        assert all(url.startswith((f"{at}/", "data:")) for url in urls), (name, urls)


def test_the_sitemap_names_the_days_of_the_texts(demo_site: Path) -> None:
    """What search engines may show and nothing else, each with the day from which it holds."""
    root = ElementTree.parse(demo_site / "sitemap.xml").getroot()
    days, others = {}, {}
    for url in root.findall("s:url", SPACE):
        location = url.findtext("s:loc", "", SPACE)
        days[location] = url.findtext("s:lastmod", None, SPACE)
        links = url.findall("x:link", SPACE)
        others[location] = {link.get("hreflang"): link.get("href") for link in links}
    assert days[f"{demo.ADDRESS}gizlilik/"] == days[f"{demo.ADDRESS}en/privacy/"] == "2026-05-20"
    assert days[demo.ADDRESS] is None  # nobody says since when a page holds that a person wrote
    told = {urlsplit(location).path for location in days}
    base = urlsplit(demo.ADDRESS).path
    for name in pages_of(demo_site):
        content = (demo_site / name / "index.html") if not name.endswith("html") else None
        if content:
            hidden = '<meta name="robots" content="noindex">' in content.read_text("utf-8")
            canonical = f'rel="canonical" href="{demo.ADDRESS}{name}"' in content.read_text("utf-8")
            assert (base + name in told) == (canonical and not hidden), name
    for location, found in others.items():
        assert found["tr" if "/en/" not in location else "en"] == location
        assert all(others[other] == found for other in found.values())

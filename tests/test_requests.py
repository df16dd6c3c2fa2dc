"""What the pages of both sites ask for, and of whom: every page as it is read, one of each kind in
Chromium under the strict policy."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from lxml import etree
from playwright.sync_api import Page

from generator.outputs.site import headers
from tests import demo
from tests.conftest import serve
from tests.page_kinds import DEMO, PREVIEW

MOST = 7
"""Requests of one page: itself, a style sheet, the brand's accent, an icon, a script; a page with
a tool two more."""
TRIED = ("siteye-ekleme/", "en/embed/")
"""Pages on which the three elements are tried: the script, and two files for each of them."""
MAY_ASK = (
    "//*[self::link or self::script or self::style or self::base or @href and not(self::a)"
    " or @src or @srcset or @imagesrcset or @poster or @data or @background or @manifest or @ping"
    " or @action or @formaction or @style or @http-equiv"
    " or @*[starts-with(name(), 'on') or name() = 'xlink:href']]"
)
"""Whatever a page can ask for without being touched, and what the policy would refuse."""
LEADING = {"canonical", "alternate"}
"""Links in the head that are not followed by themselves."""
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


def asks(site: Path, root: str, name: str) -> frozenset[str]:
    """The files that a page asks for as it stands there, below the root; another host's address
    stays whole. Nothing is known of other ways to ask, so there may be none."""
    content = site / name / ("" if name.endswith("html") else "index.html")
    found = set()
    elements: Any = etree.HTML(content.read_bytes()).xpath(MAY_ASK)
    for element in elements:
        own = dict(element.attrib)
        if (element.tag, own.get("type")) == ("script", "application/json") and "src" not in own:
            continue
        if element.tag == "link" and own["rel"] in LEADING:
            continue
        wanted = own.pop("href" if element.tag == "link" else "src", None)
        known = element.tag == "script" or own.get("rel") in ("stylesheet", "icon")
        assert known, (name, element.tag, own)
        assert wanted, (name, element.tag, own)
        assert set(own) <= {"rel", "type", "defer"}, (name, element.tag, own)
        address = urljoin(f"{root}/{name}", wanted)
        found.add(address.removeprefix(f"{root}/"))
    return frozenset(found)


@pytest.fixture(scope="module")
def asked_for(site: Path) -> dict[str, frozenset[str]]:
    """What each page asks for, as it is read."""
    root = urlsplit(demo.ADDRESS).path.rstrip("/") if (site / "archive").exists() else ""
    return {name: asks(site, root, name) for name in pages_of(site)}


@pytest.mark.parametrize("wrong", [
    '<img src="a.png">', '<link rel="preload" href="a.css">', '<p style="color: red">',
    "<style></style>", '<p onclick="go()">', "<script>go()</script>", '<iframe src="/">',
    '<base href="/">',
    '<svg><use xlink:href="a.svg#b"/></svg>', '<svg><image href="a.svg"/></svg>',
    '<script src="a.js" onerror="go()"></script>', '<form action="/">', '<video poster="a.png">',
    '<meta http-equiv="refresh" content="0; url=/">', "<body background='a.png'>",
])  # fmt: skip
def test_no_other_way_to_ask_is_overlooked(tmp_path: Path, wrong: str) -> None:
    """Though it would ask of its own host; another host is told apart by its address."""
    page = tmp_path / "index.html"
    page.write_text(f'{wrong}<link rel="icon" href="../a.svg"><p>', encoding="utf-8")
    with pytest.raises(AssertionError):
        asks(tmp_path, "/below", "")
    page.write_text('<script src="https://a.example/a.js"></script>', encoding="utf-8")
    assert asks(tmp_path, "/below", "") == {"https://a.example/a.js"}


def test_every_page_asks_for_files_of_its_own_host(
    asked_for: dict[str, frozenset[str]], site: Path
) -> None:
    """They are there, and they are few; no style sheet asks for more."""
    assert len(asked_for) > len(PREVIEW) * 2
    for name, files in asked_for.items():
        assert files, name
        assert [file for file in files if not (site / file).is_file()] == [], name
        assert len(files) < MOST, name
    for file in set[str]().union(*asked_for.values()):
        if file.endswith(".css"):
            assert not re.search(r"url\(|@import|image-set", (site / file).read_text("utf-8")), file


def test_each_kind_of_page_asks_its_own_host_only_and_finds_what_it_asks_for(
    page: Page, at: str, site: Path, asked_for: dict[str, frozenset[str]]
) -> None:
    """No foreign request, no 404, no violation of the policy, no error, no cookie; and what it
    asks for by itself is what was read. All other kinds of the preview are opened under the same
    policy in test_accessibility, where none may be refused anything or meet an error."""
    here, asked, wrong = "", dict[str, list[str]](), list[tuple[str, str]]()
    page.on("request", lambda request: asked[here].append(request.url))
    page.on("response", lambda r: wrong.append((here, r.url)) if r.status >= 400 else None)
    # The icon of a page that is left is not waited for.
    page.on("requestfailed", lambda r: "ABORTED" in r.failure or wrong.append((here, r.url)))
    page.on("console", lambda m: wrong.append((here, m.text)) if m.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append((here, str(error))))
    kinds = DEMO.values() if (site / "archive").exists() else ()
    some = [paths[number % 2] for number, paths in enumerate(kinds)]
    # Of each set of files a page in each language.
    sets = {(files, name[:3] == "en/"): name for name, files in asked_for.items()}
    for here in dict.fromkeys([*some, *sets.values()]):
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
        read = {f"{at}/{file}" for file in asked_for[name] if not file.endswith(".svg")}
        assert read <= set(urls), (name, urls)


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

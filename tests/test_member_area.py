"""`<kvkk-changes>` in the member area of a shop, on an origin of its own, under a strict policy."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, time
from html import escape
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from generator.outputs.embed import script
from generator.outputs.site import headers
from tests import demo
from tests.conftest import serve

NOON = datetime.combine(demo.TODAY, time(12), UTC)
FIRST, SUBSTANCE, EDITORIAL, WITHDRAWN, ANNOUNCED = (str(s.effective) for s in demo.STEPS)
TOLD = """addEventListener("securitypolicyviolation", (e) => wrong.push(e.effectiveDirective));
const told = [], wrong = [];
for (const name of ["ready", "error"]) document.addEventListener(`kvkk:${name}`, ({ detail }) =>
  told.push([name, detail.code ?? detail.changed, detail.reason ?? null]));
"""


@pytest.fixture(scope="module")
def host(demo_site: Path) -> Iterator[str]:
    yield from serve(demo_site, headers.of)


@pytest.fixture(scope="module")
def shop(host: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The member area without an element yet: no policy of Trusted Types is allowed."""
    folder = tmp_path_factory.mktemp("shop")
    made = script.changes()
    (folder / "told.js").write_text(TOLD)
    (folder / "account.html").write_text(
        '<!doctype html><html lang="tr"><head><meta charset="utf-8"><title>Hesabım</title>'
        f'<link rel="icon" href="data:,"><script src="/told.js"></script>'
        f'<script type="module" src="{host}/embed/v1/{made.name}" integrity="{made.integrity}" '
        'crossorigin="anonymous"></script></head>'
        '<body><main><h1>Hesabım</h1><div id="place"></div></main></body></html>'
    )
    policy = (
        f"default-src 'none'; script-src 'self' {host}; connect-src {host}; img-src data:; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    for address in serve(folder, lambda _: {"Content-Security-Policy": policy}):
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture
def visit(chromium: Browser, shop: str, host: str) -> Iterator[Page]:
    """The account page on the demonstration's day; nothing foreign is asked, nothing is kept."""
    context = chromium.new_context()
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{shop}/account.html")
    yield page
    assert all(url.startswith((shop, host, "data:")) for url in asked), asked
    assert context.cookies() == []
    context.close()


def told(page: Page, **attributes: str) -> list[object]:
    """What a new element of the page tells first."""
    page.evaluate(
        """(attributes) => {
          told.length = 0;
          const made = document.createElement("kvkk-changes");
          for (const name in attributes) made.setAttribute(name, attributes[name]);
          document.querySelector("#place").replaceChildren(made);
        }""",
        attributes,
    )
    page.wait_for_function("() => told.length")
    first: list[object] = page.evaluate("told[0]")
    assert page.evaluate("wrong") == []
    return first


@pytest.mark.parametrize(
    ("document", "release", "shown"),
    [
        ("notice-newsletter", FIRST, True),
        ("notice-newsletter", SUBSTANCE, False),
        ("notice-newsletter", WITHDRAWN, True),
        ("cookies", SUBSTANCE, False),
        ("cookies", EDITORIAL, False),
    ],
)
def test_only_whoever_does_not_know_the_substance_is_told(
    visit: Page, document: str, release: str, shown: bool
) -> None:
    """A change of wording alone is told to nobody; what was withdrawn covers nothing."""
    for lang in ("tr", "en"):
        assert told(visit, document=document, release=release, lang=lang) == ["ready", shown, None]
        line = visit.locator("kvkk-changes")
        if shown:
            said = script._said("told_")[lang]
            expect(line.locator("p")).to_have_attribute("lang", lang)
            expect(line.locator("p")).to_contain_text(said["line"])
            expect(line.get_by_role("link")).to_contain_text(said["link"])
        else:
            expect(line).to_be_empty()


def test_the_link_leads_to_what_came_after(visit: Page, host: str) -> None:
    """From the account to the marked words in two steps; axe has nothing to say of the line."""
    told(visit, document="notice-newsletter", release=FIRST, lang="tr")
    found = Axe().run(visit).response["violations"]
    assert found == [], found
    visit.get_by_role("link").click()
    assert visit.url.endswith(f"#since-{FIRST}")
    entry = visit.locator(f"[id='since-{FIRST}']")
    expect(entry).to_contain_text("Telefon numaramız değişti.")
    entry.locator("a[href*=degisiklikler], a[href*=degisen]").first.click()
    expect(visit.locator("ins").first).to_be_visible()
    assert visit.url.startswith(host)


def test_a_member_who_is_told_and_agrees_sees_it_go(visit: Page) -> None:
    """Attributes may change while the page stands; the newest answer counts."""
    told(visit, document="notice-newsletter", release=FIRST)
    element = visit.locator("kvkk-changes")
    expect(element.get_by_role("link")).to_be_visible()
    element.evaluate("(e, r) => e.setAttribute('release', r)", SUBSTANCE)
    expect(element).to_be_empty()
    element.evaluate("(e, r) => { e.setAttribute('release', r); e.lang = 'en' }", FIRST)
    expect(element.get_by_role("link")).to_have_count(1)
    expect(element).to_contain_text("has changed")


def test_what_is_missing_shows_nothing_and_is_told(visit: Page, host: str) -> None:
    """Fails closed, aloud; nothing is guessed for a receipt that names no version."""
    known = {"document": "notice-newsletter", "release": FIRST}
    api = f"{host}/api/v1/current/notice-newsletter.tr.json"
    said = json.loads(visit.request.get(api).text())

    def other(**changed: object) -> list[object]:
        visit.route(api, lambda route: route.fulfill(
            json={**said, **changed}, headers={"Access-Control-Allow-Origin": "*"}))  # fmt: skip
        answer = told(visit, **known)
        visit.unroute(api)
        return answer

    answers = [
        told(visit, document="notice-newsletter"),
        told(visit, document="notice-newsletter", release="2026-03-03"),
        other(versions=None),
        other(state="draft"),
        other(state="announced"),
        other(inForceUntil=str(demo.TODAY.replace(day=23))),
        other(history="https://elsewhere.example/"),
        other(history="javascript:alert(1)"),
    ]
    codes = ["unknown-release"] * 3 + ["draft", "announced", "superseded", "refused", "refused"]
    assert answers == [["error", code, code] for code in codes]
    assert told(visit, document="none", release=FIRST) == ["error", "unreachable", 404]
    visit.route(api, lambda route: route.abort())
    assert told(visit, **known)[:2] == ["error", "unreachable"]
    expect(visit.locator("kvkk-changes")).to_be_empty()


def test_the_words_of_a_text_are_no_markup(visit: Page, host: str) -> None:
    api = f"{host}/api/v1/current/notice-newsletter.tr.json"
    said = json.loads(visit.request.get(api).text())
    title = "<img src=x onerror=alert(1)>"
    visit.route(api, lambda route: route.fulfill(
        json={**said, "title": title}, headers={"Access-Control-Allow-Origin": "*"}))  # fmt: skip
    told(visit, document="notice-newsletter", release=FIRST)
    assert escape(title, quote=False) in visit.locator("kvkk-changes").inner_html()


def test_every_text_in_force_leads_to_its_history(demo_site: Path) -> None:
    """The page is there, with a place for each version that a receipt may name."""
    found = 0
    for path in (demo_site / "api/v1/current").glob("*.json"):
        text = json.loads(path.read_text(encoding="utf-8"))
        page = (demo_site / text["history"] / "index.html").read_text(encoding="utf-8")
        assert text["release"] in text["versions"]
        assert set(text["informedBy"]) <= set(text["versions"])
        for release in text["versions"]:
            assert f'id="since-{release}"' in page
            found += 1
    assert found > 20

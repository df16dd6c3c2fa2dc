"""The lines for a developer in a hurry, as they stand on the page: who asks and why above the first
field, the texts open between the last field and the button, and nothing moves when they come.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator import pipeline
from generator.expression import text
from generator.outputs.embed import trial_page
from generator.outputs.head import MOST_WORDS, head
from generator.outputs.site import headers
from generator.publication import Publication
from generator.receipts.verifiers import verify_receipt
from tests import demo, published
from tests.axe import violations
from tests.conftest import ROOT, serve
from tests.shop.server import HERE

DAY = demo.STEPS[0].effective
SHAPES = [{"width": 390, "height": 844}, {"width": 1280, "height": 900}]
MOVED = """new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.moved = (window.moved ?? 0) + entry.value;
}).observe({ type: "layout-shift", buffered: true });"""


@dataclass(frozen=True)
class Host:
    """A notice host with one release: its address, its files, its texts and where they stand."""

    address: str
    files: Path
    site: Publication

    def lines(self, language: str) -> tuple[str, ...]:
        """What the guide prints: for the head of the page, above the first field, above the
        button."""
        block = trial_page.lines(
            self.site.texts, language, f"{self.address}/", self.site.addresses.of
        )
        code = unescape(block).removeprefix("<pre><code>").removesuffix("</code></pre>")
        return tuple(re.split(r"\n<!-- .* -->\n", code))


@pytest.fixture(scope="module")
def host(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp("host")
    with demo.clock(DAY):
        outcome = pipeline.run(pipeline.Settings(data=released, production=True))
        for name, content in published.files(outcome).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for address in serve(folder, headers.of):
            yield Host(address, folder, published.publication(outcome))


def form(language: str, script: str, above: str, below: str) -> str:
    """A form of two fields in a column, as most have it."""
    return f"""<!doctype html><html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>x</title>
<style>{(HERE / "shop.css").read_text()}</style>{script}</head><body><main><h1>Örnek</h1>
<form>{above}
<p><label for="email">E-posta</label> <input id="email" name="email"></p>
<p><label for="name">Ad</label> <input id="name" name="name"></p>
{below}
<p><button id="join">Üye ol</button></p></form><p>Örnek A.Ş.</p></main></body></html>"""


@pytest.fixture
def opened(
    chromium: Browser, request: pytest.FixtureRequest, tmp_path: Path, host: Host
) -> Iterator[Page]:
    """The form with the lines, on the day of the release; the host takes its time, so that
    the page is painted before."""
    language, shape = request.param
    (tmp_path / "index.html").write_text(form(language, *host.lines(language)))
    context = chromium.new_context(viewport=shape, bypass_csp=True)
    context.add_init_script(MOVED)
    page = context.new_page()
    page.clock.set_fixed_time(f"{DAY}T09:30:00Z")

    def late(route: Route) -> None:
        page.wait_for_timeout(150)
        route.continue_()

    page.route("**/*.js*", late)
    shop = serve(tmp_path)
    page.goto(next(shop))
    page.wait_for_function(
        "() => [...document.querySelectorAll('form > :is(kvkk-notice, kvkk-consent)')]"
        ".every((e) => e.querySelector('article'))"
    )
    yield page
    context.close()
    next(shop, None)


everywhere = pytest.mark.parametrize(
    "opened",
    [(language, shape) for language in ("tr", "en") for shape in SHAPES],
    indirect=True,
    ids=["tr phone", "tr wide", "en phone", "en wide"],
)


@everywhere
def test_nothing_moves_and_the_first_field_is_near(
    opened: Page, request: pytest.FixtureRequest
) -> None:
    """Layout shift at most 0.02 (a fifth of what is called good); the first field within 700
    pixels; the whole short layer open between the last field and the button."""
    opened.wait_for_timeout(200)
    moved = opened.evaluate("() => window.moved ?? 0")
    places = {
        name: opened.locator(selector).bounding_box()
        for name, selector in {
            "field": "#email", "last": "#name", "text": "kvkk-notice > article", "button": "#join",
            "title": "kvkk-notice > [slot=page] a", "element": "kvkk-notice",
        }.items()
    }  # fmt: skip
    y = {name: (box or {"y": -1})["y"] for name, box in places.items()}
    kept = opened.evaluate(
        "() => [...document.querySelectorAll('form > [style]')].map((e) => {"
        " const all = e.offsetHeight; e.style.minHeight = 0; return [all, e.offsetHeight]; })"
    )
    print(f"moved {moved:.4f}, first field at {y['field']:.0f}, room and height {kept}")
    assert moved <= 0.02
    assert y["field"] <= 700
    assert y["last"] < y["title"] < y["text"] < y["button"]
    if request.node.callspec.id in ("tr phone", "en wide"):
        assert violations(opened, rules={}) == []


def posted(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("Object.fromEntries(new FormData(document.forms[0]))")
    return found


@pytest.mark.parametrize("opened", [("tr", {"width": 390, "height": 500})], indirect=True)
def test_only_what_was_in_sight_is_a_receipt(opened: Page, host: Host) -> None:
    """The head is none; whoever never comes to the text has no receipt of it; whoever reads it and
    chooses has receipts that the verifier takes, each of the short layer."""
    expect(opened.locator("kvkk-head")).to_be_visible()
    opened.wait_for_timeout(1600)
    assert posted(opened)["notice"] == ""
    opened.locator("kvkk-notice > article").scroll_into_view_if_needed()
    opened.wait_for_function("() => new FormData(document.forms[0]).get('notice')")
    opened.locator("kvkk-consent > article").scroll_into_view_if_needed()
    opened.locator("kvkk-consent").get_by_role("checkbox").check()
    index = json.loads((host.files / "api/v1/index.json").read_text())
    receipts = [value for value in posted(opened).values() if value.startswith("{")]
    assert len(receipts) == 2
    for receipt in receipts:
        record = verify_receipt.record(receipt, "4711")
        answer = verify_receipt.verify(
            receipt, index, lambda path: json.loads((host.files / path).read_text())
        )
        assert answer["problems"] == [], record
        assert json.loads(receipt)["layer"] == "short"


def test_a_head_of_yesterday_is_renewed(page: Page, host: Host, tmp_path: Path) -> None:
    """What was copied stays as it is while it is true; else the words of today take its place,
    also in another language; a document that has no head is reported."""
    script, above, below = host.lines("tr")
    old = above.replace("Veri sorumlusu: ", "Veri sorumlusu: ESKİ ")
    (tmp_path / "index.html").write_text(form("tr", script, old, below))
    shop = serve(tmp_path)
    page.goto(next(shop))
    said = page.locator("kvkk-head")
    expect(said).to_contain_text("Veri sorumlusu: ÖRNEK")
    expect(said).not_to_contain_text("ESKİ")
    assert page.get_attribute("kvkk-head a", "href") == re.findall(r'href="([^"]*)"', above)[0]
    page.evaluate("document.querySelector('kvkk-head').lang = 'en'")
    expect(said).to_contain_text("Data controller: ÖRNEK")
    page.evaluate(
        "() => { addEventListener('kvkk:error', (e) => { window.told = e.detail.code });"
        " document.querySelector('kvkk-head').setAttribute('document', 'consent-newsletter') }"
    )
    page.wait_for_function("() => window.told === 'wrong-type'")
    expect(said).to_contain_text("Data controller: ÖRNEK")
    next(shop, None)


def test_without_the_host_the_lines_still_say_who_and_why(
    page: Page, host: Host, tmp_path: Path
) -> None:
    """And lead to every text. Where the script came and the texts do not, their room is given
    back."""
    (tmp_path / "index.html").write_text(form("tr", *host.lines("tr")))
    shop = serve(tmp_path)
    address = next(shop)
    for dead in ("**/api/**", "**/embed/**"):
        page.route(dead, lambda route: route.abort())
        page.goto(address)
        expect(page.locator("kvkk-head")).to_contain_text("Amaçlar: ")
        for link in page.locator("form a").all():
            expect(link).to_be_visible()
        if dead == "**/api/**":
            page.wait_for_function(
                "() => document.querySelector('form > [style]').offsetHeight < 100"
            )
    next(shop, None)


@pytest.mark.parametrize("data", [ROOT / "data", demo.RICH], ids=["own", "rich"])
def test_every_head_is_short_and_says_nothing_that_its_notice_does_not(data: Path) -> None:
    """Whole purposes with their conditions; how many more there are; signs of doubt stay."""
    for made in pipeline.run(pipeline.Settings(data=data)).texts:
        if made.type != "notice":
            assert head(made, "x/") == ""
            continue
        said = " ".join(text.lines_of(text.parse(head(made, "x/"))))
        assert len(said.split()) <= MOST_WORDS, said
        assert made.title in said
        short = text.parse(made.layer("short").html)
        assert text.lines_of(short)[1].split(" (")[0] in said
        purposes = said.partition("Amaçlar: ")[2] or said.partition("Purposes: ")[2]
        whole = [" ".join(text.lines_of(li)) for li in short.iterfind(".//dd//li")]
        named = [purpose for purpose in whole if purpose in purposes]
        assert named, said
        assert len(named) == len(whole) or f" {len(whole) - len(named)} " in purposes

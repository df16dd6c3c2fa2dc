"""`<kvkk-cookies>` in a shop with ten trackers, on three origins, under a strict policy."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.receipts import reading
from generator.receipts.verification import Verifier
from generator.receipts.verifiers import verify_receipt
from generator.releases.archive import Archive
from tests.axe import violations
from tests.shop.front import BANNER, DAY, OF, RELEASE, SCRIPTS, Front
from tests.shop.stage import NOW, two_origins
from tests.shop.tracked import TRACKERS

PHP = Path(verify_receipt.__file__).with_suffix(".php")
MODE = 'consent-mode="measurement=analytics_storage ads=ad_storage,ad_user_data"'


@pytest.mark.parametrize("mode", ["", MODE])
def test_nothing_leaves_before_a_choice_nor_after_no(front: Front, mode: str) -> None:
    """With signals for Google and without; closing is no choice, and not asked twice a front."""
    front.come(mode)
    front.nothing_left()
    assert front.page.evaluate("self.dataLayer ?? null") is None
    front.press("close")
    front.until(BANNER, "closed")
    front.nothing_left()
    assert front.cookie()["value"] == "choice=closed"
    assert front.cookie()["expires"] == -1
    front.come(mode)
    expect(front.part("panel")).to_have_count(0)
    front.nothing_left()
    front.preferences()
    front.settle("refuse", "refused")
    front.come(mode)
    expect(front.part("panel")).to_have_count(0)
    front.nothing_left()
    assert front.shop.records == {}
    signals = front.page.evaluate("(self.dataLayer ?? []).map((row) => [...row])")
    denied = dict.fromkeys(
        ("ad_storage", "ad_user_data", "ad_personalization", "analytics_storage"), "denied"
    )
    assert signals == ([["consent", "default", denied]] if mode else [])
    assert front.wrong == []


def test_who_accepts_and_takes_it_back(front: Front) -> None:
    """All gates open in their order; receipts hold; one press shuts them and clears the cookies."""
    front.come(MODE)
    front.settle("accept", "accepted")
    front.run(SCRIPTS)
    expect(front.page.locator("iframe")).to_have_attribute(
        "src", f"{front.trackers.address}/film.html"
    )
    assert front.shop.events() == ["consent consented"] * 2
    kept = [record["receipt"] for record in front.shop.records.values()]
    # Both are sent at once: which arrives first is the network's affair.
    assert sorted((r["item"], r["surface"], r["layer"]) for r in kept) == [
        ("ads", "shop-front", "short"), ("measurement", "shop-front", "short")
    ]  # fmt: skip
    cookies = {cookie for _, _, cookie in TRACKERS.values() if cookie}
    assert front.names() == cookies | {"kvkk_cookies"}
    granted = front.page.evaluate("dataLayer.map((row) => [...row])")
    assert granted[0][:2] == ["consent", "default"]
    assert {k for k, v in granted[0][2].items() if v == "granted"} == {
        "analytics_storage", "ad_storage", "ad_user_data"
    }  # fmt: skip
    front.preferences()
    expect(front.page.locator(f"{BANNER} [part=box]:checked")).to_have_count(2)
    front.settle("refuse", "refused")
    front.page.wait_for_function("() => document.cookie.split('; ').length === 1")
    assert front.names() == {"kvkk_cookies"}
    expect(front.page.locator("iframe")).to_have_attribute("src", "about:blank")
    assert front.page.evaluate("dataLayer.at(-1)[1]") == "update"
    assert front.shop.events()[2:] == ["consent withdrawn"] * 2
    front.trackers.heard.clear()
    front.asked.clear()
    front.come(MODE)
    front.nothing_left()
    assert front.wrong == []


IN_BROWSER = """async ([records, now]) => {
  const m = await import("/api/v1/examples/receipts/verify_receipt.mjs");
  const read = async (path) => (await fetch(`/${path}`)).json();
  const index = await read("api/v1/index.json");
  const answers = records.map((text) => m.verify(text, index, read, new Date(now)));
  return (await Promise.all(answers)).map(({ ok, problems }) => [ok, problems]);
}"""


def test_the_receipts_hold_in_every_verifier(
    front: Front, banner_host: Path, tmp_path: Path
) -> None:
    """Consents of both layers, and what takes them back: Python, PHP, JavaScript, the tool."""
    front.come()
    front.settle("accept", "accepted")
    front.preferences()
    front.settle("refuse", "refused")
    front.come()
    front.preferences()
    front.part("box").first.check()
    front.settle("save", "chosen")
    front.page.wait_for_function("() => document.cookie.includes('.sent')")
    records = [json.dumps(record) for record in front.shop.records.values()]
    receipts = [json.loads(record)["receipt"] for record in records]
    assert sorted({r["event"] for r in receipts}) == ["consented", "withdrawn"]
    right = [[True, []]] * len(records)
    index = front.shop.read("api/v1/index.json")
    python = [verify_receipt.verify(text, index, front.shop.read, NOW) for text in records]
    assert [[a["ok"], a["problems"]] for a in python] == right
    front.page.goto(f"{front.shop.host}/api/v1/index.json")
    assert front.page.evaluate(IN_BROWSER, [records, f"{NOW:%Y-%m-%dT%H:%M:%SZ}"]) == right
    archive = Archive(banner_host.parent / "data/releases/ornek")
    tool = Verifier(lambda _: archive, NOW)
    assert all(tool.answer(reading.read(text)).good for text in records)
    if php := shutil.which("php"):
        for number, text in enumerate(records):
            file = tmp_path / f"{number}.json"
            file.write_text(text)
            command = [php, PHP, banner_host, file]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 0, (done.stdout, done.stderr)


def test_who_chooses(front: Front) -> None:
    """One consent each, unticked; only what was ticked opens; it holds on the next page."""
    front.come()
    front.press("choose")
    boxes = front.part("box")
    expect(boxes).to_have_count(2)
    assert not any(box.is_checked() for box in boxes.all())
    boxes.first.check()
    front.settle("save", "chosen")
    own = [name for name in SCRIPTS if name in OF["measurement"]]
    front.run(own)
    front.come()
    front.run(own)
    expect(front.part("panel")).to_have_count(0)
    assert not any(name in said for said in front.trackers.heard for name in OF["ads"])
    assert front.shop.events() == ["consent consented"]
    front.preferences()
    for word in ("ölçüm hizmeti sağlayıcısı", "Hollanda", "_ga", "2 yıl", "kvkk_cookies"):
        front.part("texts").locator("summary").evaluate_all(
            "(all) => all.forEach((e) => e.parentNode.open = true)"
        )
        assert word in front.part("texts").inner_text(), word


def test_a_refusal_keeps_itself_alone_and_as_long(front: Front) -> None:
    """Choice, release and day; both choices last equally."""
    front.come('days="30"')
    front.settle("refuse", "refused")
    refused = front.cookie()
    assert refused["value"] == f"choice=refused&release={RELEASE}&day={DAY}"
    front.preferences()
    front.settle("accept", "accepted")
    assert abs(front.cookie()["expires"] - refused["expires"]) < 60
    assert (refused["sameSite"], refused["path"]) == ("Lax", "/")


@pytest.mark.parametrize(("width", "size"), [(390, "100%"), (1280, "100%"), (390, "200%")])
def test_no_choice_weighs_more(front: Front, width: int, size: str) -> None:
    """Size, colours, font and border of the three are one, in both layers, in this order, in sight;
    no other control looks like a choice."""
    front.page.set_viewport_size({"width": width, "height": 844})
    front.come()
    front.page.evaluate(
        "(size) => { const s = new CSSStyleSheet(); s.replaceSync(`:root { font-size: ${size} }`);"
        " document.adoptedStyleSheets = [s] }", size
    )  # fmt: skip
    for names in (("accept", "refuse", "choose"), ("accept", "refuse", "save")):
        measured = (
            front.part("choices")
            .locator("button")
            .evaluate_all("""(all) => all.map((e) => {
          const s = getComputedStyle(e), { width, height } = e.getBoundingClientRect();
          return [e.part.value, [Math.round(width), Math.round(height), s.color, s.backgroundColor,
            s.borderTopColor, s.borderTopWidth, s.fontSize, s.fontWeight, s.opacity]];
        })""")
        )
        assert [name for name, _ in measured] == list(names)
        assert len({json.dumps(look) for _, look in measured}) == 1, measured
        assert measured[0][1][1] >= 44
        for name in names:
            front.part(name).scroll_into_view_if_needed()
            expect(front.part(name)).to_be_in_viewport(ratio=0.9)
        if names[2] == "choose":
            front.press("choose")
    # Whoever opened the lists has the words beside the box all the same; with large letters the
    # first press may only bring them there.
    front.part("texts").locator("summary").evaluate_all(
        "(all) => all.forEach((e) => e.parentNode.open = true)"
    )
    for box in front.part("box").all():
        box.click()
        if size == "200%" and not box.is_checked():
            expect(front.part("note")).to_contain_text("Lütfen önce metne bakınız.")
            box.click()
        expect(box).to_be_checked()
    wide = "document.scrollingElement.scrollWidth"
    assert front.page.evaluate(wide) <= width


@pytest.mark.parametrize(("lang", "scheme"), [("tr", "light"), ("en", "dark")])
def test_axe_finds_nothing_in_any_state(
    chromium: Browser, banner_host: Path, lang: str, scheme: str
) -> None:
    """Banner and panel; once, told of a signal, out of reach, and the way back in the corner."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, color_scheme=scheme, bypass_csp=True  # type: ignore[arg-type]
    )  # fmt: skip

    def clean(state: str) -> None:
        assert violations(front.page, {}) == [], state

    with two_origins(banner_host) as (shop, address):
        front = Front.of(context, shop, address)
        assert isinstance(front, Front)
        front.come(lang=lang)
        clean("banner")
        front.press("choose")
        clean("panel")
        front.page.evaluate("document.querySelector('footer').remove()")
        front.press("close")
        expect(front.part("corner")).to_be_visible()
        clean("corner")
        context.clear_cookies()
        context.add_init_script(
            "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"
        )
        front.come("gpc", lang)
        expect(front.part("note")).to_contain_text("Global Privacy Control")
        clean("told")
        front.page.route("**/api/**", lambda route: route.abort())
        front.come("", lang, "error")
        front.page.locator("[data-kvkk-cookies]").click()
        expect(front.part("refuse")).to_be_visible()
        clean("out of reach")
    context.close()


def test_with_the_keyboard_and_a_screen_reader(front: Front) -> None:
    """The banner takes no focus; every choice is reached in order; closing leads back."""
    front.come(lang="en")
    assert front.page.evaluate("document.activeElement.localName") == "body"
    expect(front.page.locator(BANNER)).to_match_aria_snapshot("""
      - region "Cookie preferences":
        - heading "Cookie preferences" [level=2]
        - button "Close"
        - paragraph:
          - strong: ÖRNEK TİCARET A.Ş. (“Örnek”)
          - link "Cookie Policy"
        - group "Texts of the explicit consents":
          - heading "Explicit Consent to Measuring the Use of the Site" [level=3]
        - button "Accept"
        - button "Refuse"
        - button "Choose"
    """)
    keyboard = front.page.keyboard

    def focused() -> str:
        return str(front.page.evaluate(
            "() => { const e = document.activeElement; const f = e.shadowRoot?.activeElement ?? e;"
            " return f.getAttribute('part') ?? f.id ?? '' }"
        ))  # fmt: skip

    order = []
    for _ in range(30):
        keyboard.press("Tab")
        order.append(focused())
        if order[-1] == "search":
            break
    named = [part for part in order if part]
    assert named == ["close", "texts", "accept", "refuse", "choose", "search"], order
    front.page.focus("[data-kvkk-cookies]")
    keyboard.press("Enter")
    front.page.wait_for_function("() => document.activeElement.localName === 'kvkk-cookies'")
    assert focused() == "title"
    expect(front.page.locator(f"{BANNER} [role=dialog]")).to_match_aria_snapshot("""
      - dialog "Cookie preferences":
        - heading "Cookie preferences" [level=2]
        - group "Texts of the explicit consents":
          - heading "Explicit Consent to Measuring the Use of the Site" [level=3]
          - checkbox /I give my explicit consent. Explicit Consent to Measuring/
    """)
    keyboard.press("Escape")
    assert front.page.evaluate("document.activeElement.hasAttribute('data-kvkk-cookies')")
    assert front.told(BANNER)[-1] == "closed"


def test_the_page_stays_usable_and_still(front: Front) -> None:
    """It scrolls, takes words, prints without the banner; nothing moved; a link may lead in."""
    front.page.add_init_script(
        "self.shift = 0; new PerformanceObserver((list) => { for (const e of list.getEntries())"
        " shift += e.value }).observe({ type: 'layout-shift', buffered: true })"
    )
    front.come()
    expect(front.part("accept")).to_be_in_viewport()
    assert (
        front.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() =>"
            " requestAnimationFrame(() => done(shift))))"
        )
        == 0
    )
    front.page.fill("#search", "vazo")
    front.page.evaluate(
        "document.querySelector('#room').append("
        "...Array.from({ length: 99 }, () => document.createElement('br')))"
    )
    front.page.mouse.wheel(0, 300)
    front.page.wait_for_function("() => scrollY > 0")
    assert front.page.evaluate(
        "[getComputedStyle(document.body).overflow,"
        " document.querySelectorAll('[inert], [aria-hidden]').length]"
    ) == ["visible", 0]
    front.page.emulate_media(media="print")
    expect(front.part("panel")).to_be_hidden()
    front.page.goto(f"{front.address}/shopfront?lang=tr#kvkk-cookies")
    front.page.reload()
    front.page.emulate_media(media="screen")
    expect(front.part("panel")).to_have_attribute("role", "dialog")

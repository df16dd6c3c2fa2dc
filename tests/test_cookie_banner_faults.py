"""What happens around the banner for cookies: other texts, no host, other software."""

from playwright.sync_api import Route, expect

from tests.shop.front import BANNER, DAY, OF, RELEASE, SCRIPTS, Front
from tests.shop.stage import NOW


def informed(front: Front, document: str, by: list[str]) -> None:
    """From now on the host says so of a text."""

    def other(route: Route) -> None:
        body = route.fetch().json()
        route.fulfill(json={**body, "informedBy": by, "release": "2026-08-01"},
                      headers={"Access-Control-Allow-Origin": "*"})  # fmt: skip

    front.page.route(f"{front.shop.host}/api/v1/current/{document}.tr.json", other)


def test_asked_anew_only_after_a_change_of_substance(front: Front) -> None:
    front.come()
    front.settle("accept", "accepted")
    front.run(SCRIPTS)
    informed(front, "consent-ads", ["2026-08-01", RELEASE])  # of wording alone
    front.come()
    front.run(SCRIPTS)
    expect(front.part("panel")).to_have_count(0)
    front.page.unroute_all()
    informed(front, "consent-ads", ["2026-08-01"])
    front.come()
    expect(front.part("panel")).to_be_visible()
    front.run(OF["measurement"])
    front.press("close")
    front.come()
    expect(front.part("panel")).to_have_count(0)
    front.preferences()
    expect(front.page.locator(f"{BANNER} [part=box]:checked")).to_have_count(1)
    expect(front.part("texts")).to_contain_text("Metin, rıza verdiğinizden bu yana değişti.")


def test_a_refusal_of_another_policy_is_asked_anew(front: Front) -> None:
    front.come()
    front.settle("refuse", "refused")
    informed(front, "cookies", ["2026-08-01", RELEASE])
    front.come()
    expect(front.part("panel")).to_have_count(0)
    front.page.unroute_all()
    informed(front, "cookies", ["2026-08-01"])
    front.come()
    expect(front.part("panel")).to_be_visible()


def test_without_the_host_everything_stays_as_it_was(front: Front) -> None:
    """Nothing chosen: shut. Refused: shut. Accepted: open, and it can be taken back."""
    front.page.route(f"{front.shop.host}/api/**", lambda route: route.abort())
    front.come(ready="error")
    expect(front.part("panel")).to_have_count(0)
    front.nothing_left()
    front.page.unroute_all()
    front.come()
    front.settle("accept", "accepted")
    front.run(SCRIPTS)
    front.page.route(f"{front.shop.host}/api/**", lambda route: route.abort())
    front.come(ready="error")
    front.run(SCRIPTS)
    front.preferences()
    expect(front.part("accept")).to_have_count(0)
    front.settle("refuse", "refused")
    assert front.cookie()["value"] == f"choice=refused&release={RELEASE}&day={DAY}"
    front.come(ready="error")
    assert front.ran() == []
    # A withdrawal counts, though its receipt cannot name the text.
    assert sorted(front.shop.withdrawn) == ["consent_ads", "consent_measurement"]
    front.shop.refused.clear()


GPC = "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })"


def test_a_signal_counts_where_the_shop_says_so(front: Front) -> None:
    """As a refusal, said in words; the visitor may still choose otherwise."""
    front.page.add_init_script(GPC)
    front.come()
    expect(front.part("accept")).to_be_visible()
    assert front.cookie() == {}
    front.come("gpc")
    expect(front.part("note")).to_contain_text("ret olarak kaydedildi")
    assert front.cookie()["value"] == f"choice=refused&release={RELEASE}&day={DAY}"
    front.nothing_left()
    front.press("choose")
    front.settle("accept", "accepted")
    front.come("gpc")
    expect(front.part("panel")).to_have_count(0)
    front.run(SCRIPTS)


def test_no_script_chooses_for_a_person(front: Front) -> None:
    """Neither by a click, nor by ticking; it may refuse, as taking back is never harder."""
    front.come()
    shadow = "document.querySelector('kvkk-cookies').shadowRoot"
    press = f"(part) => {shadow}.querySelector(`[part=${{part}}]`)"
    front.page.evaluate(f"({press})('accept').click()")
    front.page.evaluate("document.querySelector('kvkk-cookies').open()")
    expect(front.part("save")).to_be_visible()
    front.page.evaluate(f"({press})('box').checked = true")
    front.settle("save", "refused")
    front.nothing_left()
    front.page.evaluate("document.querySelector('kvkk-cookies').refuse()")
    assert front.shop.records == {}


def test_words_that_are_not_those_of_the_release_get_no_consent(front: Front) -> None:
    """Changed by the host on its way, or on the page."""
    front.come()
    front.page.evaluate(
        "document.querySelector('kvkk-cookies').shadowRoot"
        ".querySelector('article p').textContent = 'x'"
    )
    front.press("accept")
    front.until(BANNER, "mismatch", "short")
    front.nothing_left()

    def other(route: Route) -> None:
        body = route.fetch().json()
        body["layers"][0]["html"] = body["layers"][0]["html"].replace("rıza", "onay")
        route.fulfill(json=body, headers={"Access-Control-Allow-Origin": "*"})

    front.page.route("**/current/consent-ads.tr.json", other)
    front.come()
    front.until(BANNER, "mismatch")
    front.settle("accept", "accepted")
    front.run(OF["measurement"])


def test_what_comes_later_waits_as_well(front: Front) -> None:
    """A page that changes itself; a gate that the page does not vouch for; one of no consent."""
    front.come()
    front.settle("accept", "accepted")
    front.run(SCRIPTS)
    front.page.evaluate("""() => {
      const late = document.querySelector("#room");
      for (const [item, nonce, source] of [["measurement", "vouched", "heatmap.js?late"],
          ["measurement", "", "tags.js?planted"], ["newsletter", "vouched", "social.js?other"]]) {
        const made = document.createElement("script");
        made.type = "text/plain";
        made.nonce = nonce;
        made.dataset.kvkk = item;
        const { src } = document.querySelector("iframe").dataset;
        made.dataset.src = src.replace("film.html", source);
        late.append(made);
      }
    }""")
    front.page.wait_for_function("(n) => self.ran?.length === n", arg=len(SCRIPTS) + 1)
    front.until(BANNER, "error", "refused")
    front.until(BANNER, "error", "not-offered")
    assert front.told(BANNER).count("error not-offered newsletter") == 1
    heard = [said for said in front.trackers.heard if "?" in said and "collect" not in said]
    assert heard == ["/heatmap.js?late"]


def test_a_shop_that_is_down_gets_the_receipt_later(front: Front) -> None:
    """Word for word: the same statement, once."""
    front.shop.open = False
    front.come()
    front.settle("accept", "accepted")
    front.until(BANNER, "error", "not-kept")
    first = front.page.evaluate("told.length")
    assert first
    assert front.shop.records == {}
    front.shop.open = True
    front.come()
    front.page.wait_for_function("() => document.cookie.split('.sent').length === 3")
    front.come()
    assert front.shop.events() == ["consent consented"] * 2
    times = {record["receipt"]["time"] for record in front.shop.records.values()}
    assert times == {f"{NOW:%Y-%m-%dT%H:%M:%SZ}"}


def test_a_browser_that_keeps_no_cookies(front: Front) -> None:
    """The choice holds on the page; nothing breaks."""
    front.page.add_init_script(
        "Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set() {} })"
    )
    front.come()
    front.settle("accept", "accepted")
    front.run(SCRIPTS)
    front.preferences()
    front.settle("refuse", "refused")
    assert not front.page.evaluate("document.querySelector('kvkk-cookies').allows('ads')")
    assert front.wrong == []


def test_who_refused_without_the_host_is_not_asked_again(front: Front) -> None:
    """Also by a script, before anything has come."""
    front.page.route(f"{front.shop.host}/api/**", lambda route: route.abort())
    front.come(ready="error")
    front.preferences()
    front.settle("refuse", "refused")
    front.page.unroute_all()
    front.come()
    expect(front.part("panel")).to_have_count(0)
    front.nothing_left()


def test_a_text_that_is_over_asks_nobody(front: Front) -> None:
    """Its receipts would never hold; the shop is told, the visitor is left alone."""

    def other(route: Route) -> None:
        body = {**route.fetch().json(), "inForceUntil": "2026-08-04"}
        route.fulfill(json=body, headers={"Access-Control-Allow-Origin": "*"})

    front.page.route("**/current/consent-ads.tr.json", other)
    front.come()
    front.until(BANNER, "error", "superseded")
    expect(front.part("panel")).to_have_count(0)
    front.preferences()
    front.press("accept")
    front.nothing_left()


def test_one_banner_on_a_page(front: Front) -> None:
    front.come()
    front.page.evaluate("document.body.append(document.createElement('kvkk-cookies'))")
    front.until(BANNER, "error", "refused")
    assert front.told(BANNER)[-1] == "error refused twice"
    expect(front.part("accept")).to_have_count(1)


def test_a_page_that_moves_the_banner(front: Front) -> None:
    """As single-page apps do when they exchange the body."""
    front.come()
    front.page.evaluate(
        "document.querySelector('main').append(document.querySelector('kvkk-cookies'))"
    )
    expect(front.part("accept")).to_be_visible()
    front.settle("accept", "accepted")
    front.run(SCRIPTS)
    front.page.evaluate("document.body.prepend(document.querySelector('kvkk-cookies'))")
    front.page.wait_for_function("() => told.filter((t) => t[1] === 'ready').length === 3")
    expect(front.part("panel")).to_have_count(0)
    assert front.ran() == SCRIPTS
    assert front.wrong == []

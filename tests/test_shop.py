"""The membership flow in a real browser, a shop and a notice host on two origins."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.axe import violations
from tests.shop.server import Shop
from tests.shop.stage import Visit, two_origins

NOTICE, CONSENT, APPROVAL = "kvkk-notice", "kvkk-consent", "kvkk-message-approval"
REQUIRE = 'require="acknowledged"'


@pytest.fixture
def stage(stage_host: Path) -> Iterator[tuple[Shop, str]]:
    with two_origins(stage_host) as opened:
        yield opened


@pytest.fixture
def visit(chromium: Browser, stage: tuple[Shop, str]) -> Iterator[Visit]:
    """A visit that must end without a complaint, a foreign request, a cookie or anything kept."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    made = Visit.of(context, *stage)
    yield made
    assert made.wrong == []
    own = (made.address, made.shop.host)
    assert all(url.startswith(own) for url in made.asked), made.asked
    assert made.stored() == {"cookies": [], "storage": [0, 0, 0, 0]}
    assert made.shop.refused == []
    context.close()


def test_who_reads_and_joins(visit: Visit) -> None:
    """Shown, opened, acknowledged; consent and approval ticked; all of it proved by the shop."""
    visit.open("membership")
    visit.until(NOTICE, "shown", "short")
    page = visit.page
    page.locator(f"{NOTICE} >> text=Metnin tamamı").click()
    visit.until(NOTICE, "shown", "full")
    page.locator(f"{NOTICE} >> role=button[name='Okudum, anladım']").click()
    page.locator(CONSENT).get_by_role("checkbox").check()
    page.locator(APPROVAL).get_by_role("checkbox").check()
    visit.join()
    assert visit.shop.events() == [
        "notice acknowledged", "consent consented", "message_approval approved"
    ]  # fmt: skip
    read = [record["receipt"] for record in visit.shop.records.values()]
    assert [r["layer"] for r in read] == ["full", "short", "short"]
    assert {r["surface"] for r in read} == {"membership-form"}
    assert all(r["shown"] <= r["time"] for r in read)


def test_who_closes_and_joins(visit: Visit) -> None:
    """Closing is no choice: by the button, by Escape, or beside the dialog."""
    visit.open("membership")
    visit.until(NOTICE, "shown", "short")
    page = visit.page
    dialog = page.locator(f"{NOTICE} dialog")
    for close in (
        lambda: dialog.get_by_role("button", name="Kapat").click(),
        lambda: page.keyboard.press("Escape"),
        lambda: page.mouse.click(5, 5),
    ):
        page.locator(f"{NOTICE} >> text=Metnin tamamı").click()
        expect(dialog).to_be_visible()
        close()
        expect(dialog).to_be_hidden()
    page.wait_for_function("() => told.filter((t) => t[1] === 'closed').length === 3")
    visit.join()
    assert visit.shop.events() == ["notice shown"]


def test_who_refuses_everything_and_joins(visit: Visit) -> None:
    """Nothing is ticked, nothing is asked for, the member is a member."""
    visit.open("membership")
    visit.until(NOTICE, "shown", "short")
    visit.join()
    assert visit.shop.events() == ["notice shown"]
    (member,) = visit.shop.members
    assert (member["consent_newsletter"], member["approval_email"]) == ("", "")


def test_who_changes_their_mind_before_joining(visit: Visit) -> None:
    """Unticking is told as a withdrawal and hands nothing over."""
    visit.open("membership")
    visit.until(NOTICE, "shown")
    visit.until(CONSENT, "ready")
    box = visit.page.locator(CONSENT).get_by_role("checkbox")
    box.check()
    assert json.loads(visit.value("consent_newsletter"))["event"] == "consented"
    box.uncheck()
    assert visit.value("consent_newsletter") == ""
    assert visit.told(CONSENT)[-3:] == ["shown", "consented", "withdrawn"]


def test_without_javascript_everything_needed_is_there(
    chromium: Browser, stage: tuple[Shop, str]
) -> None:
    """The short layer above the first field, a link to the whole text, a form that works."""
    shop, address = stage
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/membership")
    text, field = page.locator(f"{NOTICE} article"), page.locator("#email")
    expect(text).to_contain_text("Veri sorumlusu")
    above, below = text.bounding_box(), field.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
    link = page.locator(f"{NOTICE} a[slot=page]")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == f"{shop.host}/aydinlatma-newsletter/"
    assert page.get_by_role("checkbox").count() == 1
    page.fill("#email", "uye@ornek.example")
    page.check("[name=agreement]")
    page.click("#join")
    page.wait_for_url("**/welcome")
    assert "notice" not in shop.members[0]
    context.close()


def test_with_the_keyboard_alone(visit: Visit) -> None:
    """Open, read, acknowledge, consent and join without a pointer; focus comes back."""
    visit.open("membership", attributes=REQUIRE)
    visit.until(CONSENT, "ready")
    visit.until(NOTICE, "shown", "short")
    keyboard = visit.page.keyboard

    def focused() -> str:
        return str(visit.page.evaluate(
            "() => { let e = document.activeElement;"
            " while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
            " return e.labels?.[0]?.textContent ?? e.textContent; }"
        ))  # fmt: skip

    while focused() != "Okudum, anladım: Bülten Kayıt Formu Aydınlatma Metni":
        keyboard.press("Tab")
    keyboard.press("Tab")
    assert focused() == "Metnin tamamı"
    keyboard.press("Enter")
    assert focused() == "Bülten Kayıt Formu Aydınlatma Metni"
    keyboard.press("Escape")
    assert focused() == "Metnin tamamı"
    keyboard.press("Shift+Tab")
    keyboard.press("Space")
    assert "acknowledged" in visit.told(NOTICE)
    for _ in range(3):
        keyboard.press("Tab")
    keyboard.type("uye@ornek.example")
    while focused() != "Açık rıza veriyorum: Bülten Gönderilmesine İlişkin Açık Rıza Metni":
        keyboard.press("Tab")
    keyboard.press("Space")
    while focused() != "Üye ol / Join":
        if "sözleşmesini" in focused():
            keyboard.press("Space")
        keyboard.press("Tab")
    keyboard.press("Enter")
    visit.page.wait_for_url("**/welcome")
    assert visit.shop.events() == ["notice acknowledged", "consent consented"]


def test_what_a_screen_reader_is_told(visit: Visit) -> None:
    """Names, roles and states in the accessibility tree, closed and open."""
    visit.open("membership", "en", REQUIRE)
    visit.until(CONSENT, "ready")
    visit.until(APPROVAL, "ready")
    expect(visit.page.locator("form")).to_match_aria_snapshot("""
      - article:
        - heading "Data controller" [level=3]
      - 'checkbox "I have read and understood: Newsletter Form Privacy Notice"'
      - button "Full text"
      - button "Türkçe"
      - article:
        - heading "Statement of consent" [level=3]
      - 'checkbox "I give my explicit consent: Explicit Consent to Sending the Newsletter"'
      - button "Full text"
      - article:
        - heading "Statement of approval" [level=3]
      - 'checkbox "I agree: Consent to Receive Commercial Messages by E-mail"'
    """)
    said = tree(visit)
    groups = [
        (node["name"]["value"], state(node, "invalid")) for node in said if role(node, "group")
    ]
    assert groups == [
        ("Newsletter Form Privacy Notice", "false"),  # asked for, not yet a mistake
        ("Explicit Consent to Sending the Newsletter", "false"),
        ("Consent to Receive Commercial Messages by E-mail", "false"),
    ]
    required = "(e) => e.ariaRequired"
    boxes = visit.page.locator("form [part=box]")
    assert [box.evaluate(required) for box in boxes.all()] == ["true", "false", "false"]
    visit.page.locator(NOTICE).get_by_role("button", name="Full text").click()
    expect(visit.page.locator(f"{NOTICE} dialog")).to_match_aria_snapshot("""
      - dialog "Newsletter Form Privacy Notice":
        - heading "Newsletter Form Privacy Notice" [level=2]
        - button "Türkçe"
        - article:
          - heading "1. Identity of the data controller" [level=2]
        - button "I have read and understood"
        - button "Close"
    """)
    landmarks = {"banner", "contentinfo", "main"} & {n["role"]["value"] for n in tree(visit)}
    assert not landmarks, "the dialog is no page of its own, and covers the page's"


def tree(visit: Visit) -> list[dict[str, Any]]:
    """What Chromium hands to a screen reader: what is not ignored, in order."""
    session = visit.page.context.new_cdp_session(visit.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    return [node for node in nodes if not node["ignored"]]


def role(node: dict[str, Any], wanted: str) -> bool:
    return bool(node["role"]["value"] == wanted)


def state(node: dict[str, Any], name: str) -> Any:
    return next(p["value"]["value"] for p in node["properties"] if p["name"] == name)


@pytest.mark.parametrize("shape", [
    {"width": 320, "height": 256},  # a desktop at 400 %
    {"width": 568, "height": 320},  # a phone on its side
])  # fmt: skip
def test_a_low_window_leaves_room_for_the_text(
    chromium: Browser, stage: tuple[Shop, str], shape: dict[str, int]
) -> None:
    """Once the head is scrolled away, the text has the dialog to itself."""
    context = chromium.new_context(viewport=shape)  # type: ignore[arg-type]
    visit = Visit.of(context, *stage)
    visit.open("membership")
    visit.until(NOTICE, "ready")
    visit.page.locator(f"{NOTICE} [part=open]").click()
    seen = visit.page.locator(f"{NOTICE} dialog").evaluate("""(dialog) => {
      dialog.scrollTop = 600;
      const { top, bottom, left } = dialog.getBoundingClientRect();
      const rows = [];
      for (let y = top + 2; y < bottom - 2; y += 4) {
        rows.push(!!dialog.getRootNode().elementFromPoint(left + 60, y).closest("article"));
      }
      return rows;
    }""")
    assert all(seen)
    context.close()


@pytest.mark.parametrize(("lang", "scheme"), [("tr", "light"), ("en", "dark")])
def test_axe_finds_nothing_closed_and_open(
    chromium: Browser, stage: tuple[Shop, str], scheme: str, lang: str
) -> None:
    """On a phone, with what axe calls best practice as well; nothing scrolls sideways."""
    shop, address = stage
    shape = {"width": 360, "height": 740}
    context = chromium.new_context(viewport=shape, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    visit = Visit.of(context, shop, address)
    for path, attributes in (("membership", REQUIRE), ("account", "")):
        visit.open(path, lang, attributes, given="2026-03-02")
        visit.until(CONSENT, "ready")
        for opened in (False, True):
            if opened:
                visit.page.locator(CONSENT).locator("[part=open]").click()
            assert violations(visit.page, {}) == [], (path, opened)
            width = "document.scrollingElement.scrollWidth"
            assert visit.page.evaluate(width) <= shape["width"]
    context.close()


def test_forced_colours_keep_every_border(chromium: Browser, stage: tuple[Shop, str]) -> None:
    """Windows' high contrast: buttons and dialog are told from the page by their border."""
    context = chromium.new_context(forced_colors="active", reduced_motion="reduce")
    visit = Visit.of(context, *stage)
    visit.open("membership")
    visit.until(NOTICE, "ready")
    visit.page.locator(f"{NOTICE} [part=open]").click()
    for part in ("dialog", "close", "acknowledge"):
        style = visit.page.locator(f"{NOTICE} [part={part}]").evaluate(
            "(e) => [getComputedStyle(e).borderTopStyle, getComputedStyle(e).animationName]"
        )
        assert style == ["solid", "none"]
    context.close()


@pytest.mark.parametrize(("first", "second", "title"), [
    ("tr", "en", "Newsletter Form Privacy Notice"),
    ("en", "tr", "Bülten Kayıt Formu Aydınlatma Metni"),
])  # fmt: skip
def test_the_languages_change_places(visit: Visit, first: str, second: str, title: str) -> None:
    """The text, the dialog that is open, and what is recorded from then on."""
    visit.open("membership", first)
    visit.until(NOTICE, "shown", "short")
    assert json.loads(visit.value("notice"))["lang"] == first
    visit.page.locator(f"{NOTICE} [part=open]").click()
    visit.page.locator(f"{NOTICE} dialog [part=language]").click()
    expect(visit.page.locator(f"{NOTICE} dialog h2").first).to_have_text(title)
    expect(visit.page.locator(f"{NOTICE} dialog")).to_be_visible()
    assert visit.page.get_attribute(f"{NOTICE} > article", "lang") == second
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator(f"{NOTICE} [part=open]")).to_be_focused()
    visit.page.keyboard.press("Enter")
    visit.page.locator(f"{NOTICE} [part=acknowledge]").click()
    receipt = json.loads(visit.value("notice"))
    assert (receipt["lang"], receipt["event"], receipt["layer"]) == (second, "acknowledged", "full")
    visit.join()
    assert visit.shop.events() == ["notice acknowledged"]


def test_back_and_forward(visit: Visit) -> None:
    """After the back button nothing is ticked that the form does not carry, and one may go on."""
    visit.open("membership")
    visit.until(CONSENT, "ready")
    visit.page.locator(CONSENT).get_by_role("checkbox").check()
    visit.join()
    visit.page.go_back()
    box = visit.page.locator(CONSENT).get_by_role("checkbox")
    expect(box).to_be_visible()
    assert box.is_checked() == bool(visit.value("consent_newsletter"))
    visit.page.locator(f"{NOTICE} > article").scroll_into_view_if_needed()
    visit.until(NOTICE, "shown")
    visit.join()
    assert len(visit.shop.members) == 2
    assert visit.shop.events().count("consent consented") == 1


def test_a_double_submit_is_one_proof(visit: Visit) -> None:
    """The same receipt has the same id; the shop stores it once."""
    visit.open("membership")
    visit.until(NOTICE, "shown")
    visit.page.locator(CONSENT).get_by_role("checkbox").check()
    send = (
        "() => Promise.all([1, 2].map(() => fetch('/join', {method: 'POST', redirect: 'manual',"
        " body: new URLSearchParams(new FormData(document.forms[0]))})))"
    )
    visit.page.evaluate(send)
    assert len(visit.shop.members) == 2
    assert sorted(visit.shop.events()) == ["consent consented", "notice shown"]


def test_a_checkout_with_jquery(visit: Visit) -> None:
    """jQuery's serialize() on a novalidate form carries the same receipts as a plain POST."""
    visit.open("checkout")
    visit.page.wait_for_function("() => new FormData(document.forms[0]).get('notice')")
    visit.page.locator(CONSENT).get_by_role("checkbox").check()
    visit.page.fill("#email", "uye@ornek.example")
    visit.page.click("#pay")
    visit.page.wait_for_url("**/welcome")
    assert visit.shop.events() == ["notice shown", "consent consented"]


def test_a_checkout_that_serialises_early(visit: Visit) -> None:
    """What was sent before anybody saw a text proves nothing, and the order goes through."""
    visit.open("checkout")
    visit.page.locator(CONSENT).get_by_role("checkbox").check()
    visit.page.click("#early")
    visit.page.wait_for_url("**/welcome")
    assert len(visit.shop.orders) == 1
    assert visit.shop.events() == []


def test_withdrawing_is_as_easy_as_giving(visit: Visit) -> None:
    """One press; the receipt is proved; and the choice can be made again."""
    visit.open("account", given="2026-03-02")
    visit.until(CONSENT, "ready")
    consent = visit.page.locator(CONSENT)
    expect(consent.locator("[part=note]")).to_have_text("Bu seçimi yaptınız.")
    assert consent.get_by_role("checkbox").count() == 0
    consent.get_by_role("button", name="Geri alıyorum").click()
    expect(consent.locator("[part=note]")).to_have_text("Geri aldınız.")
    expect(consent.locator("[part=note]")).to_be_focused()
    expect(consent.get_by_role("checkbox")).not_to_be_checked()
    visit.page.click("#save")
    visit.page.wait_for_url("**/welcome")
    assert visit.shop.withdrawn == ["consent_newsletter"]
    assert visit.shop.events() == ["consent withdrawn"]


def test_the_focus_stays_where_it_was_when_the_language_changes(visit: Visit) -> None:
    """Whoever uses the keyboard goes on from the same button."""
    visit.open("membership")
    visit.until(NOTICE, "ready")
    button = visit.page.locator(f"{NOTICE} [part=open] ~ [part=language]")
    button.focus()
    visit.page.keyboard.press("Enter")
    expect(button).to_have_text("Türkçe")
    expect(button).to_be_focused()

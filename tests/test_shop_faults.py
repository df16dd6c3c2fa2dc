"""What goes wrong around the elements, and that no form is ever held up by it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests import install_programs, published
from tests.conftest import FLAGS, ROOT
from tests.shop.stage import Visit, two_origins

NOTICE, CONSENT, APPROVAL = "kvkk-notice", "kvkk-consent", "kvkk-message-approval"
REQUIRE = 'require="acknowledged"'


@pytest.fixture
def visit(chromium: Browser, stage_host: Path) -> Iterator[Visit]:
    """A visit; what the browser complains of is the test's to judge."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    with two_origins(stage_host) as (shop, address):
        yield Visit.of(context, shop, address)
    context.close()


def joins_unproved(visit: Visit) -> None:
    """Whoever meets a fault can read the printed text, follow the link, and join."""
    expect(visit.page.locator(f"{NOTICE} article")).to_contain_text("Veri sorumlusu")
    expect(visit.page.locator(f"{NOTICE} a[slot=page]")).to_be_visible()
    visit.join()
    assert visit.shop.events() == []
    assert visit.shop.refused == []


def test_a_dead_host(visit: Visit) -> None:
    """Not even the script comes."""
    visit.page.route(f"{visit.shop.host}/**", lambda route: route.abort())
    visit.open("membership", attributes=REQUIRE)
    joins_unproved(visit)


def test_a_host_that_dies_after_the_script(visit: Visit) -> None:
    """The elements say so, and nothing is asked."""
    visit.page.route(f"{visit.shop.host}/api/**", lambda route: route.abort())
    visit.open("membership", attributes=REQUIRE)
    visit.until(CONSENT, "error", "unreachable")
    visit.until(NOTICE, "error", "unreachable")
    assert visit.page.get_by_role("checkbox").count() == 1
    joins_unproved(visit)


def test_a_slow_host(visit: Visit) -> None:
    """Nobody waits: the form can be sent, and a late answer still brings what it can."""
    held: list[Route] = []
    visit.page.route(f"{visit.shop.host}/api/**", lambda route: held.append(route))
    visit.open("membership", attributes=REQUIRE)
    visit.page.wait_for_timeout(300)
    assert visit.told(NOTICE) == []
    assert visit.page.evaluate("document.querySelector('kvkk-notice').matches(':valid')")
    for route in held:
        route.continue_()
    visit.until(NOTICE, "ready")


def test_a_page_that_extends_every_object(visit: Visit) -> None:
    """As old libraries do: shown, acknowledged and chosen as everywhere."""
    visit.page.add_init_script("Object.prototype.each = () => {}")
    visit.open("membership")
    visit.until(NOTICE, "shown")
    visit.page.locator(CONSENT).get_by_role("checkbox").check()
    visit.until(CONSENT, "consented")
    visit.page.wait_for_timeout(600)
    assert not any("observe" in wrong for wrong in visit.wrong)


def test_a_lying_host(visit: Visit) -> None:
    """Words that are not those of the digest beside them are neither shown nor recorded."""

    def lie(route: Route) -> None:
        answer = route.fetch()
        text = json.loads(answer.text())
        text["layers"][1]["html"] = text["layers"][1]["html"].replace("Kanunu", "Yasası")
        route.fulfill(response=answer, json=text)

    visit.page.route(f"{visit.shop.host}/api/v1/current/notice-newsletter.tr.json", lie)
    visit.open("membership", attributes=REQUIRE)
    visit.until(NOTICE, "mismatch", "full")
    visit.until(APPROVAL, "ready")
    assert visit.told(NOTICE) == ["mismatch"]
    joins_unproved_notice(visit)


def test_a_host_whose_short_text_is_another(visit: Visit) -> None:
    """Words that were not released do not come before anybody, and the console says so once."""
    warned: list[str] = []
    visit.page.on("console", lambda m: warned.append(m.text) if m.type == "warning" else None)

    def lie(route: Route) -> None:
        answer = route.fetch()
        text = json.loads(answer.text())
        text["layers"][0]["html"] = text["layers"][0]["html"].replace("açık rıza", "rıza", 1)
        route.fulfill(response=answer, json=text)

    visit.page.route(f"{visit.shop.host}/api/v1/current/consent-newsletter.tr.json", lie)
    visit.shop.text = lambda *_: ""  # type: ignore[method-assign]
    visit.open("membership")
    visit.until(CONSENT, "mismatch", "short")
    visit.until(NOTICE, "ready")
    assert visit.page.locator(f"{CONSENT} article").count() == 0
    assert [said.partition(" JSHandle")[0] for said in warned] == ["kvkk:mismatch {layer: short}"]


def joins_unproved_notice(visit: Visit) -> None:
    assert visit.value("notice") == ""
    joins_unproved(visit)


def test_a_host_that_would_bring_markup_along(visit: Visit) -> None:
    """Script, style, frames, handlers and foreign schemes do not reach the page."""
    bad = (
        "<script>document.title='x'</script><img src=x onerror=alert(1)><style>*{}</style>"
        "<iframe src=//evil.example></iframe><svg><a>x</a></svg>"
        "<p onclick='alert(1)' style='color:red' id='email'><a href='javascript:alert(1)'></a></p>"
    )

    def lie(route: Route) -> None:
        answer = route.fetch()
        text = json.loads(answer.text())
        for layer in text["layers"]:
            layer["html"] = layer["html"].replace("</article>", f"{bad}</article>")
        route.fulfill(response=answer, json=text)

    visit.page.route(f"{visit.shop.host}/api/v1/current/notice-newsletter.en.json", lie)
    visit.open("membership")
    visit.until(NOTICE, "ready")
    visit.page.evaluate("document.querySelector('kvkk-notice').lang = 'en'")
    visit.page.wait_for_selector(f"{NOTICE} > article[lang=en]")
    made = visit.page.locator(NOTICE).evaluate("(e) => e.innerHTML + e.shadowRoot.innerHTML")
    for word in ("<script", "<img", "<style", "<iframe", "<svg", "onclick", "style=", "javascript"):
        assert word not in made, word
    assert 'id="email"' not in made


def test_words_that_were_tampered_with_before(visit: Visit) -> None:
    """The shop's page shows other words than were released."""
    page = visit.shop.text

    def other(document: str, lang: str) -> str:
        return page(document, lang).replace("</p>", " Üstelik.</p>", 1)

    visit.shop.text = other  # type: ignore[method-assign]
    visit.open("membership", attributes=REQUIRE)
    visit.until(NOTICE, "mismatch", "short")
    visit.until(CONSENT, "mismatch", "short")
    assert visit.page.locator(CONSENT).get_by_role("checkbox").count() == 0
    assert visit.value("notice") == ""


def test_words_that_are_tampered_with_afterwards(visit: Visit) -> None:
    """Between proof and tick: the tick does not come about."""
    visit.open("membership")
    visit.until(CONSENT, "ready")
    visit.page.evaluate(
        "document.querySelector('kvkk-consent article p').firstChild.data = 'Her şeye'"
    )
    visit.page.locator(CONSENT).get_by_role("checkbox").click()
    visit.until(CONSENT, "mismatch", "short")
    assert visit.value("consent_newsletter") == ""
    assert "consented" not in visit.told(CONSENT)


@pytest.mark.parametrize("style", ["display:none", "opacity:0", "visibility:hidden"])
def test_a_text_that_nobody_can_see_is_not_shown(visit: Visit, style: str) -> None:
    """And no choice rests on it."""
    visit.open("membership")
    visit.page.evaluate(
        "(s) => document.querySelectorAll('kvkk-notice article, kvkk-consent article')"
        ".forEach((e) => e.style.cssText = s)", style
    )  # fmt: skip
    visit.until(CONSENT, "ready")
    visit.page.locator(CONSENT).get_by_role("checkbox").click()
    visit.until(CONSENT, "error", "not-visible")
    visit.page.wait_for_timeout(1600)
    assert visit.value("consent_newsletter") == ""
    assert not visit.page.locator(CONSENT).get_by_role("checkbox").is_checked()
    assert "shown" not in visit.told(NOTICE) + visit.told(CONSENT)


def test_a_text_below_the_window_is_not_shown(visit: Visit) -> None:
    """Until somebody scrolls there and stays for a second."""
    visit.page.set_viewport_size({"width": 900, "height": 300})
    visit.open("membership")
    visit.page.locator(f"{NOTICE} > article").scroll_into_view_if_needed()
    visit.until(NOTICE, "shown")
    assert "shown" not in visit.told(APPROVAL)
    visit.page.locator(f"{APPROVAL} > article").scroll_into_view_if_needed()
    visit.until(APPROVAL, "shown")


@pytest.mark.parametrize("attribute", ["checked", "required", "require=acknowledged", "require"])
def test_a_consent_cannot_be_ticked_or_required_beforehand(visit: Visit, attribute: str) -> None:
    """By no attribute, no property and no script; the element says so."""
    for element in (CONSENT, APPROVAL):
        change_pages(visit, f"<{element} ", f"<{element} {attribute} ")
    visit.open("membership")
    for element in (CONSENT, APPROVAL):
        visit.until(element, "ready")
        name = attribute.partition("=")[0]
        assert f"error refused {name}" in visit.told(element)
        box = visit.page.locator(element).get_by_role("checkbox")
        assert not box.is_checked()
        assert box.get_attribute("required") is None
    visit.page.evaluate(
        """() => document.querySelectorAll("kvkk-consent, kvkk-message-approval").forEach((e) => {
          e.checked = true; e.required = true; e.value = "x"; e.click();
          const box = e.shadowRoot.querySelector("input"); box.click(); box.labels[0].click();
          e.setAttribute("checked", "");
        })"""
    )
    assert visit.value("consent_newsletter") == visit.value("approval_email") == ""
    assert not visit.page.locator(CONSENT).get_by_role("checkbox").is_checked()
    assert visit.page.evaluate("document.forms[0].querySelector('kvkk-consent').matches(':valid')")


def change_pages(visit: Visit, old: str, new: str) -> None:
    """The shop's developer writes its pages differently."""
    page = visit.shop.page
    visit.shop.page = lambda path, query: page(path, query).replace(old, new)  # type: ignore[method-assign]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name="approval_email"', 'name="consent_newsletter"'),  # two matters under one name
        ('name="consent_newsletter"', 'name="agreement"'),  # with the membership agreement
    ],
)
def test_a_choice_shares_its_name_with_nothing(visit: Visit, old: str, new: str) -> None:
    """One control for one matter: the second one hands nothing over."""
    change_pages(visit, old, new)
    visit.open("membership")
    visit.until(CONSENT, "ready")
    visit.until(APPROVAL, "ready")
    told = [*visit.told(CONSENT), *visit.told(APPROVAL)]
    assert told.count("error refused name") == 1
    names = visit.page.evaluate("[...new FormData(document.forms[0]).keys()]")
    assert len(names) == len(set(names))


def test_two_matters_in_one_element_are_none(visit: Visit) -> None:
    """A list of items is no item; an element in an element hands nothing over."""
    change_pages(visit, 'item="newsletter"', 'item="newsletter kids-club"')
    visit.open("membership")
    visit.until(CONSENT, "error", "unreachable")
    assert visit.page.locator(CONSENT).get_by_role("checkbox").count() == 0
    visit.page.evaluate(
        "document.querySelector('kvkk-notice').append(document.querySelector('kvkk-message-approval'))"
    )
    visit.until(APPROVAL, "error", "refused")
    assert visit.value("approval_email") == "absent"


def test_a_consent_text_is_no_notice(visit: Visit) -> None:
    """A notice informs; what asks for consent cannot be put in its place."""
    change_pages(visit, 'document="notice-newsletter"', 'document="consent-newsletter"')
    visit.open("membership")
    visit.until(NOTICE, "error", "wrong-type")
    assert visit.value("notice") == ""


def test_acknowledging_can_be_asked_for(visit: Visit) -> None:
    """The browser says where; the choices stay free; the shop's own novalidate wins."""
    visit.open("membership", attributes=REQUIRE)
    visit.until(NOTICE, "ready")
    visit.page.fill("#email", "uye@ornek.example")
    visit.page.check("[name=agreement]")
    visit.page.click("#join")
    box = visit.page.locator(NOTICE).get_by_role("checkbox")
    expect(box).to_be_focused()
    assert visit.shop.members == []
    box.click()  # the browser has scrolled to the box, the text is above the window
    visit.until(NOTICE, "error", "not-visible")
    expect(box).not_to_be_checked()
    box.check()  # with the text in sight
    visit.page.click("#join")
    visit.page.wait_for_url("**/welcome")
    assert visit.shop.events() == ["notice acknowledged"]


def test_a_script_acknowledges_nothing(visit: Visit) -> None:
    """It may open the text; the button under it takes a person. So does taking back."""
    visit.open("membership")
    visit.until(NOTICE, "ready")
    visit.page.evaluate(
        """() => ["open", "acknowledge"].forEach((part) =>
          document.querySelector("kvkk-notice").shadowRoot.querySelector(`[part=${part}]`).click())"""
    )
    assert "acknowledged" not in visit.told(NOTICE)
    assert '"acknowledged"' not in visit.value("notice")
    visit.page.locator(f"{NOTICE} [part=acknowledge]").click()
    visit.until(NOTICE, "acknowledged")


def test_a_form_that_is_reset_holds_no_choice(visit: Visit) -> None:
    """And the elements start anew."""
    visit.open("membership")
    visit.until(CONSENT, "ready")
    visit.page.locator(CONSENT).get_by_role("checkbox").check()
    visit.page.evaluate("document.forms[0].reset()")
    expect(visit.page.locator(CONSENT).get_by_role("checkbox")).not_to_be_checked()
    assert visit.value("consent_newsletter") == ""


def test_a_changed_consent_text_is_asked_anew(visit: Visit, stage_host: Path) -> None:
    """The API says whose choice no longer covers the text; both can be done, neither is done."""
    path = stage_host / "api/v1/current/consent-newsletter.tr.json"
    said = path.read_text(encoding="utf-8")
    later = {**json.loads(said), "informedBy": ["2026-05-20"]}
    visit.page.route("**/current/consent-newsletter.tr.json", lambda r: r.fulfill(
        json=later, headers={"Access-Control-Allow-Origin": "*"}))  # fmt: skip
    visit.open("account", given="2026-03-02")
    visit.until(CONSENT, "ready")
    consent = visit.page.locator(CONSENT)
    expect(consent.locator("[part=note]")).to_contain_text("Metin değişti.")
    expect(consent.get_by_role("button", name="Geri alıyorum")).to_be_visible()
    expect(consent.get_by_role("checkbox")).not_to_be_checked()
    assert visit.value("consent_newsletter") == ""


def test_withdrawing_needs_no_host(visit: Visit) -> None:
    """Taking back is never harder than giving: without the host there is still the wish."""
    visit.page.route(f"{visit.shop.host}/api/**", lambda route: route.abort())
    visit.open("account", given="2026-03-02")
    visit.until(CONSENT, "error", "unreachable")
    visit.page.get_by_role("button", name="Geri alıyorum").click()
    receipt = json.loads(visit.value("consent_newsletter"))
    assert (receipt["event"], receipt["item"]) == ("withdrawn", "newsletter")
    visit.page.click("#save")
    visit.page.wait_for_url("**/welcome")
    assert visit.shop.withdrawn == ["consent_newsletter"]


def test_a_draft_gives_no_receipt(chromium: Browser, tmp_path: Path) -> None:
    """Of a preview one sees what will be there; the box cannot be ticked."""
    outcome = published.outcome(ROOT / "tests" / "rich")
    for name, content in published.files(outcome).items():
        path = tmp_path / name.replace("/drafts/", "/current/")
        for place in {path, tmp_path / name}:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    context = chromium.new_context()
    with two_origins(tmp_path) as (shop, address):
        visit = Visit.of(context, shop, address)
        visit.open("membership", attributes=REQUIRE)
        for element in (NOTICE, CONSENT, APPROVAL):
            visit.until(element, "error", "draft")
            box = visit.page.locator(element).get_by_role("checkbox")
            expect(box).to_be_disabled()
            assert "shown" not in visit.told(element)
        expect(visit.page.locator(NOTICE).locator("[part=note]")).to_have_text("Taslak.")
        visit.join()
        assert shop.events() == []
    context.close()


def test_without_a_secure_context_there_is_no_receipt(visit: Visit) -> None:
    """A shop without TLS: the text is there, the elements say why there is nothing more."""
    browser = visit.page.context.browser
    assert browser
    launched = browser.browser_type.launch(
        executable_path=install_programs.find(),
        args=[*FLAGS, "--host-resolver-rules=MAP shop.example 127.0.0.1"],
    )
    plain = re.sub("localhost", "shop.example", visit.address)
    insecure = Visit.of(launched.new_context(), visit.shop, plain)
    insecure.open("membership", attributes=REQUIRE)
    insecure.until(NOTICE, "error", "not-secure")
    insecure.until(CONSENT, "error", "not-secure")
    joins_unproved(insecure)
    launched.close()


def test_a_choice_without_its_notice_is_reported(visit: Visit) -> None:
    """A page that shows no notice of it, or hides it; the choice itself is the person's."""
    visit.open("membership")
    visit.page.evaluate("document.querySelector('kvkk-notice').remove()")
    visit.until(CONSENT, "ready")
    visit.page.locator(CONSENT).get_by_role("checkbox").check()
    visit.until(CONSENT, "error", "not-informed")
    assert visit.told(CONSENT)[-1] == "error not-informed notice-newsletter"
    assert json.loads(visit.value("consent_newsletter"))["event"] == "consented"


def test_a_choice_after_its_notice_is_in_order(visit: Visit) -> None:
    visit.open("membership")
    visit.until(NOTICE, "shown")
    for choice in (CONSENT, APPROVAL):
        visit.page.locator(choice).get_by_role("checkbox").check()
    visit.until(APPROVAL, "approved")
    assert not [told for el in (CONSENT, APPROVAL) for told in visit.told(el) if "error" in told]


def test_fields_that_are_called_as_what_a_form_can_do(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A form has its fields under their names, in the places of its own properties."""
    printed = visit.shop.page

    def named(path: str, query: dict[str, str]) -> str:
        html = printed(path, query).replace(f' lang="{query.get("lang", "tr")}" name', " name")
        names = ("lang", "closest", "elements", "attributes")
        fields = "".join(f'<input type="hidden" name="{name}">' for name in names)
        return html.replace("<form ", '<form lang="tr" ').replace("</form>", f"{fields}</form>")

    monkeypatch.setattr(visit.shop, "page", named)
    visit.open("membership")
    for element in (NOTICE, CONSENT, APPROVAL):
        visit.until(element, "ready")


@pytest.mark.parametrize("page", ["javascript:alert(1)", "data:text/html,x"])
def test_the_address_of_a_text_runs_nothing(visit: Visit, page: str) -> None:
    """A shop that pins the script trusts its bytes, and no later word of the host."""

    def other(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"url": page})

    visit.page.route("**/api/v1/current/notice-newsletter.tr.json", other)
    visit.open("membership")
    visit.until(NOTICE, "ready")
    link = visit.page.locator(f"{NOTICE} a[slot=page]")
    assert link.evaluate("(link) => link.href") == f"{visit.shop.host}/"

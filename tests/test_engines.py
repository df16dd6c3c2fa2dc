"""The same in Firefox and WebKit as in Chromium, whose tests are all the others: elements, forms,
pages, receipts, preview; by pointer and by keyboard.
"""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import axe_playwright_python
import pytest
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.remote.webelement import WebElement

from generator import pipeline
from generator.mkdocs.preview.address import Address
from generator.mkdocs.preview.maker import Maker
from generator.mkdocs.preview.server import Server
from generator.outputs.site import headers
from tests import demo, engines
from tests.conftest import ROOT, own_starter, serve
from tests.shop import tracked
from tests.shop.front import BANNER, DAY, OF, RELEASE, SCRIPTS
from tests.shop.server import Shop, opened
from tests.shop.stage import NOW
from tests.test_shop_sight import HIDDEN, OVER, SEEN

NOTICE, CONSENT, APPROVAL = "kvkk-notice", "kvkk-consent", "kvkk-message-approval"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")

OVERLAY = f"body::before {{ content: ''; {OVER} }}"


class Host:
    """A notice host with moods: its API answers, waits until it is let go, or hangs up."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.free.set()
        self.gone = False

    def headers_of(self, path: str) -> dict[str, str]:
        if path.startswith("/api/"):
            self.free.wait(9)
            if self.gone:
                raise ConnectionAbortedError
        return headers.of(path)


@dataclass
class Guest:
    """A visitor of the shop, in whatever browser; the clock of its pages stands at NOW."""

    driver: WebDriver
    shop: Shop
    host: Host
    address: str

    def open(self, path: str, attributes: str = "", lang: str = "tr") -> None:
        query = f"?lang={lang}&attributes={quote(attributes)}"
        self.driver.get(f"{self.address}/{path}{query}")

    def run(self, script: str, *given: Any) -> Any:
        return self.driver.execute_script(script, *given)

    def until(self, script: str, *given: Any) -> None:
        ends = time.monotonic() + 60
        while not self.run(f"return {script}", *given):
            assert time.monotonic() < ends, (script, given, self.run("return window.told"))
            time.sleep(0.05)

    def heard(self, element: str, event: str, code: str = "") -> None:
        """Wait for an event of an element."""
        self.until(
            "window.told?.some(([e, n, c]) => e === arguments[0] && n === arguments[1]"
            " && (!arguments[2] || c === arguments[2]))", element, event, code
        )  # fmt: skip

    def told(self, element: str) -> list[str]:
        return [row[1] for row in self.run("return window.told") if row[0] == element]

    def part(self, element: str, part: str) -> WebElement:
        """A part of an element's shadow tree."""
        script = (
            "return document.querySelector(arguments[0]).shadowRoot.querySelector(arguments[1])"
        )
        found: WebElement = self.run(script, element, f"[part={part}]")
        return found

    def see(self, selector: str) -> None:
        """Scroll there."""
        self.run("document.querySelector(arguments[0]).scrollIntoView()", selector)

    def press(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()

    def focused(self) -> str:
        """The words of what has the focus."""
        return str(self.run(
            "let e = document.activeElement;"
            " while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
            " return e.labels?.[0]?.textContent ?? e.textContent"
        ))  # fmt: skip

    def tab_to(self, words: str) -> None:
        for _ in range(40):
            if self.focused().strip() == words:
                return
            self.press(Keys.TAB)
        raise AssertionError(f"the keyboard does not come to “{words}”: {self.focused()}")

    def value(self, name: str) -> str:
        script = "return new FormData(document.forms[0]).get(arguments[0]) ?? 'absent'"
        return str(self.run(script, name))

    def join(self) -> None:
        self.run("document.querySelector('#email').value = 'uye@ornek.example'")
        self.run("document.querySelector('[name=agreement]').checked = true")
        self.driver.find_element("id", "join").click()
        self.until("location.pathname === '/welcome'")

    def axe(self) -> list[str]:
        """What axe finds on the page, by its rules."""
        script = f"{AXE}; const done = arguments[0]; axe.run().then((r) => done(r.violations))"
        return [found["id"] for found in self.driver.execute_async_script(script)]


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def driver(request: pytest.FixtureRequest) -> WebDriver:
    found: WebDriver = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a preview of the smallest controller."""
    data = own_starter(tmp_path_factory.mktemp("starter") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        settings = pipeline.Settings(data=data, as_of=demo.TODAY)
        maker = Maker(settings, tmp_path_factory.mktemp("preview"), print)
        with Server(Address("127.0.0.1", 0), maker.board) as server:
            server.start()
            maker.whole()
            yield f"http://127.0.0.1:{server.server_address[1]}/"


@pytest.fixture
def guest(driver: WebDriver, stage_host: Path) -> Iterator[Guest]:
    host = Host()
    serving = serve(stage_host, host.headers_of)
    shop = Shop(host=next(serving), files=stage_host, now=NOW)
    page = shop.page
    clock = '<head><script src="/clock.js"></script>'
    shop.page = lambda path, query: page(path, query).replace("<head>", clock)  # type: ignore[method-assign]
    with opened(shop) as address:
        yield Guest(driver, shop, host, address)
    next(serving, None)
    driver.set_window_size(*engines.WINDOW)


def test_who_reads_and_joins(guest: Guest) -> None:
    """Shown, opened, closed beside it, acknowledged, chosen; the verifier takes all of it."""
    print(engines.version(guest.driver))
    guest.open("membership")
    guest.heard(NOTICE, "shown", "short")
    guest.part(NOTICE, "open").click()
    ActionChains(guest.driver).move_by_offset(5, 5).click().perform()
    guest.heard(NOTICE, "closed")
    guest.part(NOTICE, "open").click()
    guest.heard(NOTICE, "shown", "full")
    guest.part(NOTICE, "acknowledge").click()
    for element in (CONSENT, APPROVAL):
        guest.see(f"{element} > article")
        guest.part(element, "box").click()
    assert guest.run("return window.wrong") == []
    guest.join()
    assert guest.shop.refused == []
    assert guest.shop.events() == [
        "notice acknowledged", "consent consented", "message_approval approved"
    ]  # fmt: skip


def style(guest: Guest, css: str) -> None:
    """A style that the policy of the shop lets through."""
    guest.run(
        "const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]);"
        " document.adoptedStyleSheets = [sheet]", css
    )  # fmt: skip


def by_keyboard(guest: Guest) -> None:
    """As the browser leads there: the box of the consent, wherever it stands."""
    guest.part(CONSENT, "box").send_keys(Keys.SPACE)


def test_what_nobody_sees_is_not_chosen(guest: Guest) -> None:
    """Every way of hiding a text that is tried in Chromium, one after the other: the box stays
    empty and says why."""
    guest.open("membership")
    style(guest, "article { display: none }")
    guest.heard(CONSENT, "ready")
    shadow = "document.querySelector('kvkk-consent').shadowRoot"
    note = f"{shadow}.querySelector('[part=note]').textContent"
    for name, css in [*HIDDEN.items(), ("overlay", OVERLAY)]:
        style(guest, css)
        guest.run(f"{note} = ''; {shadow}.querySelector('[part=box]').focus()")
        guest.press(Keys.SPACE)
        guest.until(f"{note} === 'Lütfen önce metne bakınız.'", name)
        assert not guest.part(CONSENT, "box").is_selected(), name
    assert "consented" not in guest.told(CONSENT)
    assert "shown" not in guest.told(CONSENT)
    assert guest.value("consent_newsletter") == ""


def test_what_lies_under_a_modal_is_not_shown(guest: Guest) -> None:
    """Until it is closed."""
    guest.open("membership")
    guest.run("const e = document.createElement('dialog'); document.body.append(e); e.showModal()")
    guest.heard(NOTICE, "ready")
    time.sleep(1.5)
    assert "shown" not in guest.told(NOTICE)
    guest.run("document.querySelector('body > dialog').close()")
    guest.heard(NOTICE, "shown")


def test_what_can_be_seen_is_chosen(guest: Guest) -> None:
    """No shop loses its proof because of a taste."""
    for name in ("small print", "colours beyond sRGB", "in columns", "translucent"):
        guest.open("membership")
        style(guest, SEEN[name])
        guest.heard(CONSENT, "ready")
        guest.part(CONSENT, "box").send_keys(Keys.SPACE)
        guest.heard(CONSENT, "consented")
        assert json.loads(guest.value("consent_newsletter"))["event"] == "consented", name


def test_with_the_keyboard_alone(guest: Guest) -> None:
    """Tab and space: acknowledged, consented, joined; the focus comes back from the full text."""
    guest.open("membership", 'require="acknowledged"')
    guest.heard(CONSENT, "ready")
    guest.heard(NOTICE, "shown", "short")
    guest.tab_to("Okudum, anladım: Bülten Kayıt Formu Aydınlatma Metni")
    guest.press(Keys.SPACE)
    guest.heard(NOTICE, "acknowledged")
    guest.press(Keys.TAB, Keys.ENTER)
    assert guest.focused() == "Bülten Kayıt Formu Aydınlatma Metni"
    guest.press(Keys.ESCAPE)
    guest.heard(NOTICE, "closed")
    assert guest.focused() == "Metnin tamamı"
    guest.tab_to("E-posta / E-mail")
    guest.press("uye@ornek.example")
    guest.tab_to("Açık rıza veriyorum: Bülten Gönderilmesine İlişkin Açık Rıza Metni")
    guest.press(Keys.SPACE)
    guest.tab_to("Üyelik sözleşmesini kabul ediyorum / I accept the membership agreement")
    guest.press(Keys.SPACE)
    guest.tab_to("Üye ol / Join")
    guest.press(Keys.ENTER)
    guest.until("location.pathname === '/welcome'")
    assert guest.shop.events() == ["notice acknowledged", "consent consented"]


def test_back_and_forward(guest: Guest) -> None:
    """The page as it was left, or anew and empty: never a tick without what it posts."""
    guest.open("membership")
    guest.heard(NOTICE, "shown")
    guest.part(CONSENT, "box").send_keys(Keys.SPACE)
    guest.join()
    guest.driver.back()
    guest.heard(CONSENT, "ready")
    ticked = guest.part(CONSENT, "box").is_selected()
    print(f"{engines.version(guest.driver)}: after back, ticked: {ticked}")
    assert ticked == bool(guest.value("consent_newsletter"))
    if not ticked:
        guest.part(CONSENT, "box").send_keys(Keys.SPACE)
    guest.see(f"{NOTICE} > article")
    guest.heard(NOTICE, "shown")
    guest.join()
    assert set(guest.shop.events()) == {"notice shown", "consent consented"}
    assert guest.shop.refused == []


def test_without_a_script(guest: Guest) -> None:
    """The words, the link to the whole text and the form are there; nothing can be ticked."""
    guest.shop.policy = lambda _path: ""  # type: ignore[method-assign]
    guest.open("welcome")
    guest.run(
        "const e = document.createElement('iframe'); e.sandbox = 'allow-same-origin';"
        " e.src = '/membership'; e.style = 'width: 600px; height: 700px'; document.body.append(e)"
    )
    inner = "document.querySelector('iframe').contentDocument"
    guest.until(f"!!{inner}?.querySelector('#join')")
    said = guest.run(f"return {inner}.querySelector('kvkk-notice').innerText")
    assert "Veri sorumlusu" in said
    assert guest.run(f"return {inner}.querySelector('a[slot=page]').offsetHeight > 0")
    assert guest.run(f"return {inner}.querySelectorAll('[type=checkbox]').length") == 1
    assert guest.run("return document.querySelector('iframe').contentWindow.told") is None


def test_a_slow_host_and_a_dead_one(guest: Guest) -> None:
    """Nobody waits, the element says what is the matter, and the member is a member."""
    guest.host.free.clear()
    guest.open("membership", 'require="acknowledged"')
    assert guest.told(NOTICE) == []
    assert guest.run("return document.querySelector('kvkk-notice').matches(':valid')")
    guest.host.free.set()
    guest.heard(NOTICE, "ready")
    guest.host.gone = True
    guest.open("membership", 'require="acknowledged"', "en")  # nothing of it is in a cache
    guest.heard(NOTICE, "error", "unreachable")
    guest.join()
    guest.shop.host = "http://127.0.0.1:9"  # not even the script comes
    guest.open("membership", 'require="acknowledged"')
    assert guest.run("return document.querySelector('kvkk-notice article').innerText")
    guest.join()
    assert len(guest.shop.members) == 2
    assert guest.shop.events() == guest.shop.refused == []


def test_on_a_phone(guest: Guest) -> None:
    """Shown by scrolling there, chosen, and nothing scrolls sideways; axe finds nothing."""
    guest.driver.set_window_size(390, 740)
    guest.open("membership")
    guest.heard(CONSENT, "ready")
    assert guest.axe() == []
    assert guest.run("return document.scrollingElement.scrollWidth <= innerWidth")
    guest.see(f"{CONSENT} > article")
    guest.heard(CONSENT, "shown")
    guest.part(CONSENT, "box").click()
    guest.heard(CONSENT, "consented")
    guest.part(CONSENT, "open").click()
    assert guest.axe() == []


@pytest.fixture(scope="module")
def site(demo_site: Path) -> Iterator[str]:
    yield from serve(demo_site, headers.of)


def test_a_page_is_read(driver: WebDriver, site: str) -> None:
    """Contents beside the text, which lead into it; axe finds nothing."""
    guest = Guest(driver, None, None, site)  # type: ignore[arg-type]
    driver.get(f"{site}/aydinlatma-newsletter/")
    guest.until("document.querySelector('.contents details').open")
    driver.find_element("css selector", ".contents a").click()
    guest.until("location.hash.length > 1")
    assert "Veri sorumlusu" in driver.find_element("tag name", "article").text
    assert guest.axe() == []


def test_an_application_is_written(driver: WebDriver, site: str) -> None:
    """By keyboard into its fields; the e-mail is ready with what was typed; axe finds nothing."""
    guest = Guest(driver, None, None, site)  # type: ignore[arg-type]
    driver.get(f"{site}/basvuru/")
    guest.until("!document.querySelector('.form-tools').hidden")
    for control in driver.find_elements("css selector", "dl.form-fields input[type=text]")[:3]:
        control.send_keys("ĞÜŞİ ğüşı")
    assert "%C4%9E%C3%9C%C5%9E%C4%B0" in driver.find_element(
        "css selector", "a.form-letter"
    ).get_attribute("href")
    assert guest.axe() == []


def test_a_receipt_is_verified(driver: WebDriver, site: str, receipt: dict[str, Any]) -> None:
    """Whatever the locale data of the engine: the verdict, the day and the hour of Istanbul."""
    guest = Guest(driver, None, None, site)  # type: ignore[arg-type]
    driver.get(f"{site}/kayit-dogrulama/")
    guest.until("document.getElementById('receipt').checkVisibility()")  # a script opens the field
    driver.find_element("id", "receipt").send_keys(json.dumps(receipt))
    driver.find_element("css selector", "button.action").click()
    guest.until("document.querySelector('#receipt-said').textContent")
    assert "o tarihte yürürlükteydi" in driver.find_element("id", "receipt-said").text
    answer = driver.find_element("class name", "answers").text
    assert "1 Haziran 2026 12:30:40" in answer
    assert guest.axe() == []


def test_the_preview_opens(driver: WebDriver, preview: str) -> None:
    """With the drafts, and with what shows mistakes and findings beside them."""
    guest = Guest(driver, None, None, preview)  # type: ignore[arg-type]
    driver.get(preview)
    driver.find_element("css selector", "main a[href*=aydinlatma], main a[href*=politika]").click()
    guest.until("document.querySelector('article[data-layer]')")
    assert "Taslak" in driver.find_element("tag name", "body").text
    assert guest.run("return document.querySelectorAll('script[data-mark]').length") == 1


@pytest.fixture
def visitor(driver: WebDriver, banner_host: Path) -> Iterator[Guest]:
    """The same at the front page of a shop with trackers."""
    host = Host()
    serving = serve(banner_host, host.headers_of)
    shop = Shop(host=next(serving), files=banner_host, now=NOW)
    page = shop.page
    clock = '<head><script src="/clock.js"></script>'
    shop.page = lambda path, query: page(path, query).replace("<head>", clock)  # type: ignore[method-assign]
    with opened(shop) as address, tracked.listening() as trackers:
        shop.trackers = trackers.address
        made = Guest(driver, shop, host, address)
        yield made
        driver.delete_all_cookies()
    next(serving, None)
    assert shop.refused == []


def test_cookies_are_asked_for_and_taken_back(visitor: Guest) -> None:
    """Nothing runs before; all of it in order after; nothing after it is taken back, nor on the
    next page; closing is no choice."""
    visitor.open("shopfront")
    visitor.heard(BANNER, "ready")
    assert visitor.run("return window.ran ?? null") is None
    assert visitor.axe() == []
    visitor.part(BANNER, "close").click()
    visitor.heard(BANNER, "closed")
    visitor.open("shopfront")
    visitor.heard(BANNER, "ready")
    visitor.until("document.querySelector('kvkk-cookies').choice === 'closed'")
    assert visitor.run("return window.ran ?? null") is None
    visitor.driver.find_element("css selector", "footer a").click()
    visitor.until("document.querySelector('kvkk-cookies').shadowRoot.activeElement")
    assert visitor.axe() == []
    visitor.part(BANNER, "box").click()
    visitor.part(BANNER, "save").click()
    own = [name for name in SCRIPTS if name in OF["measurement"]]
    visitor.until("window.ran?.length === arguments[0]", len(own))
    assert visitor.run("return window.ran") == own
    visitor.until("document.cookie.includes('.sent')")
    visitor.driver.find_element("css selector", "footer a").click()
    visitor.until("document.querySelector('kvkk-cookies').shadowRoot.activeElement")
    visitor.part(BANNER, "refuse").click()
    visitor.until("document.cookie.split('; ').length === 1")
    assert visitor.run("return document.cookie") == (
        f"kvkk_cookies=choice=refused&release={RELEASE}&day={DAY}"
    )
    visitor.open("shopfront")
    visitor.heard(BANNER, "ready")
    assert visitor.run("return window.ran ?? null") is None
    assert visitor.run("return window.wrong") == []
    assert visitor.shop.events() == ["consent consented", "consent withdrawn"]


def test_cookies_by_keyboard_alone(visitor: Guest) -> None:
    """The choices in their order; Escape closes and leads back."""
    visitor.open("shopfront", lang="en")
    visitor.heard(BANNER, "ready")
    order = []
    for _ in range(20):
        visitor.press(Keys.TAB)
        order.append(visitor.focused())
        if order[-1] == "Choose":
            break
    assert order[-3:] == ["Accept", "Refuse", "Choose"], order
    visitor.press(Keys.ENTER)
    visitor.until(
        "document.querySelector('kvkk-cookies').shadowRoot.activeElement?.part.contains('title')"
    )
    visitor.press(Keys.ESCAPE)
    visitor.heard(BANNER, "closed")
    assert visitor.run("return document.cookie") == "kvkk_cookies=choice=closed"

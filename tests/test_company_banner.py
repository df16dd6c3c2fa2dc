"""The company's own texts in the banner of the shop, once its cookies are scanned and listed.

The company has not scanned yet, and has not said on which ground its host abroad receives data; so
today its banner asks for nothing. Here both are made up, and nothing else is.
"""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from generator import pipeline
from generator.catalogue import said
from generator.outputs.site import headers
from tests import published
from tests.conftest import CACHE, ROOT, serve
from tests.shop import tracked
from tests.shop.front import Front
from tests.shop.server import Shop, opened
from tests.shop.stage import NOW

LISTED = """
panel: yes
scanned: 2026-07-30
listed:
  choice:
    name: kvkk_cookies
    storage: cookie
    party: first-party
    category: strictly-necessary
    purpose: {tr: çerez tercihinizin hatırlanması, en: remembering your choice about cookies}
    lifetime: 180 days
    basis: {article: 5/2-f, detail: {tr: tercihinizin uygulanması, en: applying your choice}}
    before_consent: yes
"""
ROW = """\
  {consent}:
    name: _{consent}
    storage: cookie
    party: first-party
    category: analytics
    purpose: {{tr: sitede izlenen yolun görülmesi, en: seeing the way taken through the site}}
    lifetime: 1 year
    basis: {{article: 5/1}}
    consent: {consent}
    before_consent: no
"""
WAITING = ("user-experience", "advertising", "remarketing")


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Outcome:
    """The texts of the company on trial, with three consents that cookies wait for."""
    data = tmp_path_factory.mktemp("company") / "data"
    shutil.copytree(ROOT / "data", data)
    with (data / "cookies.yml").open("a", encoding="utf-8") as file:
        file.write(LISTED + "".join(ROW.format(consent=consent) for consent in WAITING))
    path = data / "recipients.yml"
    head, mark, rest = path.read_text(encoding="utf-8").partition("\nhosting:\n")
    ground = "  countries: [IE]\n  mechanism: standard-contract\n"
    path.write_text(head + mark + ground + rest, encoding="utf-8")
    settings = pipeline.Settings(data=data, as_of=NOW.date(), trial=True, cache=CACHE)
    return pipeline.run(settings)


@pytest.fixture(scope="module")
def shop(outcome: pipeline.Outcome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    files = tmp_path_factory.mktemp("host")
    for name, content in published.files(outcome).items():
        path = files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    serving = serve(files, headers.of)
    yield Shop(host=next(serving), files=files, now=NOW)
    next(serving, None)


@pytest.mark.parametrize(
    ("lang", "matter"),
    [
        ("tr", "kullanıcı hareketlerinin izlenerek kullanıcı deneyiminin geliştirilmesi"),
        ("en", "improving the user experience by following user movements"),
    ],
)
def test_the_panel_asks_in_the_words_of_the_company(
    chromium: Browser, shop: Shop, lang: str, matter: str
) -> None:
    """For the one consent that cookies carry wholly; unticked, and refused in one press."""
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    with opened(shop) as address, tracked.listening() as trackers:
        shop.trackers = trackers.address
        front = Front.of(context, shop, address)
        front.come(lang=lang)
        front.preferences()
        expect(front.part("box")).to_have_count(1)
        expect(front.part("box")).not_to_be_checked()
        expect(front.part("panel")).to_contain_text(matter)
        front.settle("refuse", "refused")
        assert front.names() == {"kvkk_cookies"}
        assert front.wrong == []
    context.close()


def test_what_it_cannot_ask_for_is_said(outcome: pipeline.Outcome) -> None:
    """Advertising uses past orders as well; what remarketing collects goes abroad on no ground."""
    found = {(f.code, f.sub, said(f.message, "tr")) for f in outcome.findings}
    words = {sub: words for code, sub, words in found if code == "COO-06"}
    assert set(words) == {"uses-more", "no-ground"}
    assert "“advertising” rızasını istemez" in words["uses-more"]
    assert "“remarketing” rızasını istemez" in words["no-ground"]

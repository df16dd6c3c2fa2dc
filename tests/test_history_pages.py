"""What changed, on the site: redlines that hold, made once, and a history that needs no script."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator import comparison, pipeline, shares
from generator.cache import Layout
from generator.comparison import judging
from generator.expression import text as text_1
from generator.outputs.changes.neighbours import Neighbours
from generator.outputs.files import Files
from generator.outputs.site import redlines
from generator.outputs.site.news import news
from generator.outputs.site.pages import Pages
from generator.publication import Publication
from generator.publication.ways import NEWS
from generator.recipes.publishing import Publishing
from tests import demo
from tests.conftest import serve

SOME = ("policy", "cookies", "consent-newsletter", "application")
LAYER = re.compile(r'<div class="layer layer-(\w+) redline">\n(?:<h2.*?</h2>)?(.*?)\n</div>', re.S)


def publication(data: Path, cache: Path | None = None, *, production: bool = True) -> Publication:
    """The demonstration on its day, without a site builder."""
    with demo.clock(demo.TODAY):
        outcome = pipeline.run(pipeline.Settings(data=data, production=production))
        made = Publishing(outcome).publication
    return replace(made, layout=Layout(cache) if cache else None, base=demo.ADDRESS)


def pages(site: Publication) -> Pages:
    return site.once(Pages)


@pytest.fixture(scope="module")
def site(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Publication:
    return publication(demo_data, tmp_path_factory.mktemp("cache"))


def test_each_redline_page_holds_both_texts_and_is_not_long(site: Publication) -> None:
    """With all that a page adds: accepted it has the digest of the version, rejected that of the
    one before; no page is longer than one and a half of its text."""
    seen = 0
    all_pages = (*pages(site).redlines, *pages(site).versions)
    made = {entry.address: entry.make for entry in all_pages}
    for text in [t for t in site.all_versions if t.document in SOME]:
        before = site.timeline.compared_with(text)
        if before is None:
            continue
        page, version = made[site.redline_of(text)](), made[site.address_of(text)]()
        for name, html in LAYER.findall(page.html):
            for lines, of in zip(judging.judged(html), (before, text), strict=True):
                assert text_1.digest_of("\n".join(lines)) == of.layers[name], (text, name)
            seen += 1
        own = len((page.opening + page.html).encode())
        assert own <= 1.5 * len((version.opening + version.html).encode()), text.key
        assert page.html.count("<h2") >= 2
    assert seen >= 16


def test_a_redline_is_made_once(
    demo_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that changes no text makes none; so does one that comes after two others."""
    made: list[str] = []
    between = comparison.between

    def counted(*sides: object) -> comparison.Redline:
        made.append("one")
        return between(*sides)  # type: ignore[arg-type]

    monkeypatch.setattr(comparison, "between", counted)
    counts = []
    for _ in range(4):
        again = publication(demo_data, tmp_path / "cache")
        shares.make(again.cache, Files(again).lasting())
        again.cache.clear()
        counts.append(len(made))
    assert counts[0] > 20
    assert set(counts) == {counts[0]}


def test_what_was_withdrawn_is_compared_with_nothing(site: Publication) -> None:
    """Its page says so; the version after it is compared with the one before it, and says so."""
    gone, after = (
        next(t for t in site.timeline.versions("policy", "tr") if t.release == release)
        for release in ("2026-09-01", "2027-01-01")
    )
    before = site.timeline.compared_with(after)
    assert site.timeline.compared_with(gone) is None
    assert before is not None
    assert before.release == "2026-05-20"
    shown = {entry.address: entry for entry in pages(site).redlines}
    said = shown[site.redline_of(gone)].make()
    assert "Bu sürüm geri çekilmiştir." in said.html
    assert "0212" not in said.html
    later = shown[site.redline_of(after)].make()
    assert "Aradaki 2026-09-01 sürümü geri çekildiği için" in later.opening
    assert Neighbours(site).redline(gone) is None


def test_changes_of_facts_are_named(site: Publication) -> None:
    """The telephone number, with what it is about, in both languages."""
    shown = {entry.address: entry for entry in pages(site).redlines}
    turkish = shown["gizlilik/2026-05-20/degisiklikler/"].make().html
    assert "(iletişim bilgisi): Telefon, “0212 000 00 00” yerine “0212 000 00 01”" in turkish
    english = shown["en/privacy/2026-05-20/changes/"].make().html
    assert "(contact details): Telephone, “0212 000 00 01” instead of “0212 000 00 00”" in english


def test_a_language_that_changed_alone_says_why(site: Publication) -> None:
    """By the note of its release; where both changed nothing is said."""
    versions = site.timeline.versions("policy", "en")
    text = next(t for t in versions if t.release == "2026-05-20")
    edits, none = Neighbours(site).edits(text), comparison.Redline({}, ())
    here = redlines.Compared(
        text, site.standings[*text.key, text.release], "a/", "b/", text, "c/",
        comparison.Redline({}, edits), (), {"tr": ()},
    )  # fmt: skip
    alone = redlines.page(here, "x/", str).html
    assert "changed in this language alone" in alone
    assert "Our telephone number changed." in alone
    there = replace(here, redline=none, others={"tr": edits})
    assert "alone changed" in redlines.page(there, "x/", str).html
    both = redlines.page(replace(here, others={"tr": edits}), "x/", str).html
    assert 'class="alone"' not in both


def test_a_draft_leads_to_what_it_changes(site: Publication, demo_data: Path) -> None:
    """In a preview alone, and only where it changes a text in force; the page is marked as a draft,
    accepted it is the draft, rejected the text in force."""
    drafts = publication(demo_data, production=False)
    made = {entry.address: entry for entry in pages(drafts).of_drafts}
    assert "gizlilik/degisiklikler/" in made
    assert "en/privacy/changes/" in made
    entry = made["gizlilik/degisiklikler/"]
    assert entry.place.others == {"en": "../../en/privacy/changes/"}
    page = entry.make()
    assert 'class="state-mark draft-mark"' in page.opening
    assert "(iletişim bilgisi): Telefon, “0212 000 00 01” yerine “0212 000 00 02”" in page.html
    draft = next(t for t in drafts.texts if (t.document, t.language) == ("policy", "tr"))
    held = drafts.held(draft)
    assert held
    assert held.release == "2026-05-20"
    for name, html in LAYER.findall(page.html):
        digests = [text_1.digest_of("\n".join(lines)) for lines in judging.judged(html)]
        assert digests == [held.layers[name], draft.layer(name).digest]
    for text in pages(drafts).texts:
        there = f"{text.address}{'degisiklikler' if text.key[1] == 'tr' else 'changes'}/"
        assert (there in text.make().opening) == (there in made), there
    assert not list(pages(site).of_drafts)


def test_home_tells_what_comes_and_for_a_month_what_came(site: Publication) -> None:
    """As the heads of the texts do: never of wording alone, never of drafts."""
    start = date(2027, 1, 1)

    def told(day: date, language: str = "tr") -> str:
        return news(replace(site, day=day), language, "")

    ahead = told(demo.TODAY)
    assert "Yeni metinler 1 Ocak 2027 tarihinde yürürlüğe girecektir. Telefon" in ahead
    assert 'href="cerezler/2027-01-01/degisiklikler/"' in ahead
    heads = [entry.make().opening for entry in pages(site).texts if entry.key[1] == "tr"]
    assert ahead.count("<li>") == sum("2027 tarihinde yeni bir metin" in head for head in heads) > 5
    assert "New texts take effect on 1 January 2027." in told(demo.TODAY, "en")
    assert told(demo.TODAY, "en").count("<li>") == ahead.count("<li>")
    for day in (start, start + NEWS - timedelta(days=1)):
        assert "Metinler 1 Ocak 2027 tarihinde değişmiştir." in told(day)
        assert "girecektir" not in told(day)
    assert told(start + NEWS) == ""
    assert told(date(2026, 7, 2)) == ""
    assert news(replace(site, drafts=site.texts), "tr", "") == ""


@pytest.fixture(scope="module")
def address(demo_site: Path) -> Iterator[str]:
    """The demonstration, served."""
    yield from serve(demo_site)


def test_from_home_to_what_changed_since_may_in_three_taps(chromium: Browser, address: str) -> None:
    """On a phone, without a script; each change leads to the next by the keyboard."""
    page = chromium.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, java_script_enabled=False
    ).new_page()
    page.goto(f"{address}/")
    page.locator(".documents a", has_text="Gizlilik Politikası").first.tap()
    page.get_by_role("link", name="Geçmiş ve değişiklikler").first.tap()
    page.get_by_role("link", name="Ne değişti? (2026-05-20)").tap()
    page.wait_for_url("**/2026-05-20/degisiklikler/")
    assert page.locator("main ins").last.is_visible()
    heard = page.locator("main ins").last.text_content() or ""
    assert heard.startswith("eklendi: ")
    page.go_back()
    page.wait_for_url("**/gecmis/")
    page.get_by_role("link", name="2 Mart 2026 – 19 Mayıs 2026").tap()
    assert page.url.endswith("/gizlilik/gecmis/#since-2026-03-02")
    assert "20 Mayıs 2026" in page.locator("#since-2026-03-02").inner_text()
    page.goto(f"{address}/cerezler/2027-01-01/degisiklikler/")
    first = page.locator(".changes a").first
    first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#change-1")
    page.keyboard.press("Tab")
    name = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(name) == "Değişikliklerin listesi"
    page.context.close()


def test_from_home_to_what_will_change(chromium: Browser, address: str) -> None:
    """On a phone, without a script, in both languages."""
    page = chromium.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, java_script_enabled=False
    ).new_page()
    for home, slug in (("", "cerezler/2027-01-01/degisiklikler"), ("en/", "changes")):
        page.goto(f"{address}/{home}")
        page.locator(".news-mark summary").tap()
        page.locator(f".news-mark a[href*='{slug}']").first.tap()
        page.wait_for_url("**/2027-01-01/**")
        assert page.locator("main ins").last.is_visible()
    page.context.close()

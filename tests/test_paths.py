"""From a wish to an application, from a consent to its withdrawal: with and without a script."""

import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from generator import law, pipeline
from generator.expression import Expression
from generator.outputs.site.labels import labels_of
from generator.outputs.site.pages import Pages
from generator.publication.ways import WITHDRAWAL
from tests import published
from tests.conftest import ROOT
from tests.page_kinds import PREVIEW

OUTCOME = published.outcome(ROOT / "data")
NINE = list(law.load().rights.values())
LANGUAGES = {"tr": 0, "en": 1}
both = pytest.mark.parametrize("language", LANGUAGES)
PHONE = {"width": 390, "height": 844}


def turkish(number: int) -> str:
    """A right of the statute book as an application asks for it."""
    return NINE[number].request.by_language["tr"].value


def letter(href: str) -> tuple[str, str, str]:
    """Address, subject and body of an e-mail, as a mail program reads them."""
    parts = urlsplit(href)
    assert parts.scheme == "mailto"
    given = parse_qs(parts.query, strict_parsing=True)
    assert set(given) == {"subject", "body"}
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", given["body"][0])
    return unquote(parts.path), given["subject"][0], given["body"][0]


def fits(page: Page) -> bool:
    """Whether nothing is wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


# --- each of the nine rights -----------------------------------------------------------------


@both
def test_each_wish_becomes_a_filled_application(
    chromium: Browser, address: str, language: str
) -> None:
    """On a phone: two presses from the page to the form, in which the request is ticked and told;
    with one's own details it is whole on paper and in the e-mail."""
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}/{PREVIEW['rights'][LANGUAGES[language]]}")
    ways = []
    for number, right in enumerate(NINE):
        page.get_by_text(right.wish.by_language[language].value, exact=True).click()
        way = page.locator(".wish").nth(number).locator("a.form-letter").first
        assert way.is_visible()
        ways.append(way.evaluate("(link) => link.href"))
    assert fits(page)
    # One language meets them all, the other some.
    for number, right in list(enumerate(NINE))[:: 1 if language == "tr" else 4]:
        page.goto("about:blank")
        page.goto(ways[number])
        page.locator(".form-chosen").wait_for()
        assert page.evaluate("document.activeElement.className").endswith("form-chosen")
        assert right.request.by_language[language].value in page.inner_text(".form-chosen")
        ticked = page.locator('[name="rights"]').evaluate_all("all => all.map((b) => b.checked)")
        assert [n for n, checked in enumerate(ticked) if checked] == [number]
        assert page.input_value('[name="subject"]') == turkish(number)
        if number % 4:  # the others are made whole
            continue
        page.fill('[name="name"]', "Ayşe Öz")
        page.fill('[name="address"]', "Örnek Sok. No. 1")
        page.fill('[name="id-number"]', "10000000146")
        page.fill('[name="date"]', "2026-11-24")
        for text in (
            page.inner_text(".form-text"),
            letter(page.get_attribute("a.form-letter", "href") or "")[2],
        ):
            assert text.count(turkish(number)) == 2
            assert "Ayşe Öz" in text
            assert "24 Kasım 2026" in text
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.locator('[data-act="print"]').click()
    assert page.evaluate("window.printed") is True  # nothing is missing
    assert fits(page)
    assert wrong == []
    context.close()


@both
def test_each_wish_is_an_application_without_a_script(
    chromium: Browser, address: str, language: str
) -> None:
    """It opens to a text with the request and the owed details, and to the same as an e-mail; the
    form is reached at its box."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    owed = [f.name for f in form_of("tr").fields if f.need == "required" and f.kind != "rights"]
    labels = {"name": "Ad ve soyad", "address": "Tebligata esas", "subject": "Talep konusu"}
    assert set(labels) <= set(owed)
    page.goto(f"{address}/{PREVIEW['rights'][LANGUAGES[language]]}")
    for number, right in enumerate(NINE):
        page.get_by_text(right.wish.by_language[language].value, exact=True).click()
        wish = page.locator(".wish").nth(number)
        paper = wish.locator("pre")
        assert paper.is_visible()
        assert paper.get_attribute("lang") == "tr"
        to, subject, body = letter(wish.locator("a.form-letter").nth(1).get_attribute("href") or "")
        assert (to, subject) == ("info@7immo.com", "Kişisel verilere ilişkin başvuru")
        for text in (paper.inner_text(), body):
            assert turkish(number) in text
            assert "SEVEN GÜVENLİK SİSTEMLERİ" in text
            assert all(f"\n{label}" in text.replace("\r", "") for label in labels.values())
        assert "T.C. kimlik numarası (" in paper.inner_text()
        assert fits(page)
        href = wish.locator("a.form-letter").nth(1).get_attribute("href") or ""
        assert len(href) <= 2000
    page.locator(".wish a.form-letter").first.click()
    page.wait_for_url("**#option-rights-1")
    box = page.locator(":target input")
    box.check()
    assert not page.locator(".form-chosen").count()
    context.close()


@both
def test_the_path_has_every_way_a_copy_and_the_board(
    page: Page, address: str, language: str
) -> None:
    """The words of the form on sending, answer and complaint; what must be signed is said."""
    page.goto(f"{address}/{PREVIEW['rights'][LANGUAGES[language]]}")
    page.evaluate("document.querySelectorAll('main small').forEach((mark) => mark.remove())")
    words = " ".join(page.locator("main").text_content().split())  # type: ignore[union-attr]
    form = form_of(language).layer("full")
    for clause in ("sending", "answer", "complaint"):
        _, *lines = form.lines(clause)
        assert lines
        missing = [line for line in lines if "".join(line.split()) not in "".join(words.split())]
        assert missing == [], clause
    ways = page.locator("#send dl.ways dd").all_inner_texts()
    signed = {"tr": "imza", "en": "sign"}[language]
    assert len(ways) == len(OUTCOME.facts.application.channels)
    assert all(signed in way.lower().replace("İmza", "imza") for way in ways), ways
    for count in ("(4 hafta 2 gün)", "(8 hafta 4 gün)") if language == "tr" else (
        "(4 weeks and 2 days)", "(8 weeks and 4 days)"
    ):  # fmt: skip
        assert count in words


def form_of(language: str) -> Expression:
    """The application form of the company."""
    (form,) = (t for t in OUTCOME.texts if t.answer_days and t.language == language)
    return form


def test_an_open_wish_is_printed_alone(page: Page, address: str) -> None:
    """Who has no browser with a script prints the text and completes it by hand."""
    page.goto(f"{address}/{PREVIEW['rights'][0]}")
    page.locator(".wish > summary").nth(5).click()
    page.emulate_media(media="print")
    shown = page.locator(".page").inner_text()
    assert turkish(5) in shown
    assert "Ad ve soyad" in shown
    assert turkish(4) not in shown
    assert labels_of("tr")["rights_send"] not in shown


# --- days, and the file for a calendar -------------------------------------------------------


def unfolded(data: bytes) -> list[tuple[str, str]]:
    """Names and values of a calendar file; refuses what RFC 5545 (3.1) does."""
    assert data.endswith(b"\r\n")
    lines = data.decode().removesuffix("\r\n").split("\r\n")
    assert all("\n" not in line and "\r" not in line for line in lines)
    assert all(len(line.encode()) <= 75 for line in lines), lines
    whole: list[str] = []
    for line in lines:
        if line.startswith(" "):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    rows = []
    for line in whole:
        match = re.fullmatch(r"([A-Z]+(?:;[A-Z]+=[A-Z]+)*):(.*)", line)
        assert match, line
        rows.append((match[1], match[2]))
    return rows


def events(data: bytes) -> list[dict[str, str]]:
    """The events of a calendar file, after a look at what one must have (3.4, 3.6)."""
    rows = unfolded(data)
    assert rows[0] == ("BEGIN", "VCALENDAR")
    assert rows[-1] == ("END", "VCALENDAR")
    opened: list[str] = []
    found: list[dict[str, str]] = []
    for name, value in rows:
        if name == "BEGIN":
            opened.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert opened.pop() == value
        elif opened == ["VCALENDAR", "VEVENT"]:
            assert name not in found[-1]
            found[-1][name] = value
        elif opened == ["VCALENDAR"]:
            assert name in ("VERSION", "PRODID")
    assert opened == []
    assert ("VERSION", "2.0") in rows
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"} <= set(event)
        assert re.fullmatch(r"[0-9]{8}T[0-9]{6}Z", event["DTSTAMP"])
        for words in (event["SUMMARY"], event["DESCRIPTION"]):  # TEXT (3.3.11)
            assert not re.search(r"(?<!\\)[;,]", words), words
    assert len({event["UID"] for event in found}) == len(found)
    return found


@pytest.mark.parametrize("kind", ["rights", "application"])
@both
def test_the_days_go_into_a_calendar(
    page: Page, address: str, tmp_path: Path, language: str, kind: str
) -> None:
    """Day 30 and the Board's last day, counted by the rows of the statute book; with an answer,
    the earlier of its own days and the last of all."""
    deadlines = law.load().deadlines
    own, most = (
        timedelta(deadlines[f"complaint-after-{row}"].period.value.approximate_days)
        for row in ("answer", "application")
    )
    asked: list[str] = []
    page.goto(f"{address}/{PREVIEW[kind][LANGUAGES[language]]}", wait_until="networkidle")
    page.on("request", lambda request: asked.append(request.url))

    def saved() -> list[dict[str, str]]:
        with page.expect_download() as download:
            page.locator(".form-arrival a").click()
        assert download.value.suggested_filename.endswith(".ics")
        download.value.save_as(tmp_path / "days.ics")
        return events((tmp_path / "days.ics").read_bytes())

    def day(event: dict[str, str]) -> date:
        return date.fromisoformat(event["DTSTART;VALUE=DATE"])

    assert not page.locator(".form-arrival a").is_visible()
    for arrived in (date(2026, 11, 24), date(2028, 1, 31)):
        page.fill('[name="form-arrived"]', arrived.isoformat())
        page.fill('[name="form-answered"]', "")
        answer, board = saved()
        assert day(answer) == arrived + timedelta(form_of(language).answer_days)
        assert day(board) == arrived + most
        assert "SEVEN GÜVENLİK SİSTEMLERİ" in answer["SUMMARY"]
        for answered in (arrived + timedelta(10), arrived + timedelta(45)):
            page.fill('[name="form-answered"]', answered.isoformat())
            (board,) = saved()
            assert day(board) == min(answered + own, arrived + most)
    assert "2028" in page.inner_text(".form-arrival output")
    assert [url for url in asked if not url.startswith("blob:")] == []
    page.fill('[name="form-arrived"]', "")
    assert not page.locator(".form-arrival a").is_visible()
    assert page.inner_text(".form-arrival output") == ""


def test_a_copy_is_kept_with_its_day(page: Page, address: str, tmp_path: Path) -> None:
    """As a file of the visitor's own, by the press of a button; nothing is asked or stored."""
    page.goto(f"{address}/{PREVIEW['application'][0]}#option-rights-6", wait_until="networkidle")
    page.fill('[name="name"]', "Ayşe Öz")
    page.locator('[data-act="save"]').click()
    with page.expect_download() as download:
        page.locator(".form-problems button").click()
    download.value.save_as(tmp_path / "copy.txt")
    words = (tmp_path / "copy.txt").read_text(encoding="utf-8-sig")
    assert re.match(r"[0-9]{1,2} [A-ZĞÜŞİÖÇ]\w+ 20[0-9]{2}\n", words)
    assert turkish(5) in words
    assert "Ayşe Öz" in words
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


# --- withdrawal ------------------------------------------------------------------------------


@both
def test_each_consent_and_approval_has_its_way_back(
    page: Page, address: str, language: str
) -> None:
    """What its text says of it, and an e-mail in Turkish that names it; where cookies decide, the
    section of the cookie policy on choices."""
    page.goto(f"{address}/{PREVIEW['withdrawal'][LANGUAGES[language]]}")
    page.evaluate("document.querySelectorAll('main small').forEach((mark) => mark.remove())")
    titles = {text.document: text.title for text in OUTCOME.texts if text.language == "tr"}
    given = [t for t in OUTCOME.texts if (t.item or t.channel) and t.language == language]
    rows = {row.locator("a").first.inner_text(): row for row in page.locator("main li").all()
            if row.locator("a.form-letter").count()}  # fmt: skip
    assert set(rows) == {text.title for text in given}
    for text in given:
        row = rows[text.title]
        clause = "withdrawal" if text.item else "refusal"
        said = " ".join(row.inner_text().split())
        lines = [" ".join(line.split()) for line in text.layer("full").lines(clause)]
        assert any(line in said for line in lines)
        to, subject, body = letter(row.locator("a.form-letter").get_attribute("href") or "")
        assert to == "info@7immo.com"
        assert titles[text.document] in subject
        assert f"“{titles[text.document]}”" in body
        assert "geri alıyorum" in body
        choice = row.locator('a[href$="#choice"]').count()
        assert choice == ("çerez" in said.lower() or "cookie" in said.lower())
    page.locator('main a[href$="#choice"]').first.click()
    assert page.locator("section#choice").is_visible()


def test_a_consent_that_is_asked_no_more_stays_listed(data: Path) -> None:
    """Its newest text was released; what it says of the way back, and where it stands, hold on."""
    consents = data / "consents.yml"
    words = consents.read_text(encoding="utf-8")
    words = words.replace("newsletter:\n", "newsletter:\n  offered: no\n")
    consents.write_text(words, encoding="utf-8")
    pages = Pages(published.publication(pipeline.run(pipeline.Settings(data=data))))
    for entry in (entry for entry in pages.paths if entry.key[0] == WITHDRAWAL):
        before = re.findall(r'<section id="before">.*?</section>', entry.page.html, re.S)[0]
        assert "/2026-03-02/" in before
        way = {"tr": "her bültendeki bağlantıyla", "en": "the link in each newsletter"}
        assert way[entry.key[1]] in before
        assert "B%C3%BClten" in before
        assert "2026-03-02" not in entry.page.html.replace(before, "")


# --- the foot --------------------------------------------------------------------------------


@both
def test_every_foot_reaches_the_controller_and_the_form(
    built: Path, demo_site: Path, language: str
) -> None:
    """Telephone, e-mail, application, rights, withdrawal; of texts, versions and written pages."""
    for site in (built, demo_site):
        pages = [p for p in site.rglob("index.html") if "api" not in p.parts]
        english = {p for p in pages if p.relative_to(site).parts[0] == "en"}
        own = [p for p in pages if (p in english) == (language == "en")]
        assert len(own) > 20
        for path in own:
            whole = path.read_text(encoding="utf-8")
            end = whole[whole.index('<footer class="foot">') :]
            reach = re.findall(r'href="([^"]*)"', end.partition("<ul")[0])
            assert reach[0].startswith("tel:+90"), path
            assert reach[1].startswith("mailto:"), path
            assert len(reach) == 5, path
            for href in reach[2:]:
                assert (path.parent / href / "index.html").is_file(), (path, href)

"""In the page: whole entries, files with mistakes, where a sentence comes from; and from nowhere
else."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator import pipeline
from generator.mkdocs.preview.editor import TOKEN, Editor
from generator.recipes import tracing
from tests.axe import violations
from tests.test_preview_editing import (
    PAGES,
    SHORT,
    Running,
    at_rest,
    begin,
    current,
    running,
)

__all__ = ["at_rest", "running"]
RECIPIENTS = "recipients.yml#"
WORDS = "wording/policy/answer#full"
READS = (
    "listings", "listing?of=recipients.yml%23", "form?of=recipients.yml%23", "mistakes",
    "id?of=recipients.yml%23%0Ax", "removal?of=subjects.yml%23member",
    "origins?of=/gizlilik-politikasi/%23controller", "wording?of=wording/policy/answer%23full",
)  # fmt: skip
WRITES: tuple[dict[str, object], ...] = (
    {"act": "add", "place": RECIPIENTS, "values": {"name.tr": "x"}},
    {"act": "copy", "place": "subjects.yml#member"},
    {"act": "remove", "place": "subjects.yml#member"},
    {"act": "move", "place": "subjects.yml#member", "down": True},
    {"act": "mend", "place": "controller.yml", "lines": [{"start": 1, "count": 1, "text": "x"}]},
    {"act": "reword", "place": WORDS, "reason": "x", "texts": {"tr": "<p>x</p>", "en": "<p>x</p>"}},
    {"act": "unword", "place": WORDS},
)


@pytest.mark.parametrize(
    "headers",
    [{TOKEN: None}, {TOKEN: "x" * 43}, {"Host": "evil.example"}, {"Origin": "http://evil.example"},
     {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}],
    ids=str,
)  # fmt: skip
def test_no_page_but_its_own_reads_or_writes_entries(
    running: Running, headers: dict[str, str | None]
) -> None:
    before = running.bytes
    for path in READS:
        status, said = running.ask("GET", f"/-/edit/{path}", **headers)
        assert status in (403, 421), path
        assert said in (b"{}", b"Ask by address or localhost")
    for body in WRITES:
        assert running.ask("POST", "/-/edit/place", body, **headers)[0] in (403, 421)
    assert running.bytes == before


@pytest.mark.parametrize(
    "body",
    [
        {"act": "add", "place": RECIPIENTS, "values": {"name.tr": 1}},
        {"act": "add", "place": RECIPIENTS, "values": {"nobody": "x"}},
        {"act": "add", "place": RECIPIENTS, "values": []},
        {"act": "add", "place": RECIPIENTS, "doubts": {"name": 1}},
        {"act": "add", "place": RECIPIENTS, "doubts": {"other": "x"}},
        {"act": "add", "place": RECIPIENTS, "doubts": ["x"]},
        {"act": "add", "place": 1},
        {"act": "add", "place": "../x/#", "id": "a"},
        {"act": "add", "place": "processing/#", "id": "../../x"},
        {"act": "add", "place": "confirmed.yml#", "values": {"role": "x"}},
        {"act": "copy", "place": "subjects.yml#member", "id": "../x"},
        {"act": "copy", "place": "documents/../controller.yml#", "digest": ""},
        {"act": "remove", "place": "controller.yml#", "digest": ""},
        {"act": "remove", "place": "approvals.yml#x", "digest": ""},
        {"act": "move", "place": "subjects.yml#member", "down": "yes"},
        {"act": "reword", "place": WORDS, "reason": "x", "texts": {"tr": 1}},
        {"act": "reword", "place": WORDS, "reason": "x", "texts": "x"},
        {"act": "reword", "place": WORDS, "reason": ["x"], "texts": {}},
        {"act": "reword", "place": "wording/../x/a#full", "texts": {"tr": "x", "en": "x"}},
        {"act": "unword", "place": WORDS, "digest": ""},
        {"act": "move", "place": "subjects.yml#member"},
        {"act": "mend", "place": "../secret.yml", "lines": [{"start": 1, "count": 1, "text": "x"}]},
        {"act": "mend", "place": "controller.yml", "lines": "x"},
        {
            "act": "mend",
            "place": "controller.yml",
            "lines": [{"start": -1, "count": 9, "text": "x"}],
        },
    ],
    ids=str,
)
def test_a_request_of_another_form_writes_nothing(running: Running, body: object) -> None:
    before = running.bytes
    assert running.ask("POST", "/-/edit/place", body)[0] in (400, 409)
    assert running.bytes == before


def test_a_place_that_is_none_is_told(running: Running) -> None:
    for name in ("listing", "form", "removal", "id"):
        for place in ("../x/%23", "%2Fetc%2Fpasswd%23", "controller.yml%23", "%00", ""):
            status, said = running.ask("GET", f"/-/edit/{name}?of={place}")
            assert status == 409, (name, place)
            assert json.loads(said)["problems"]
    for asked in ("/nowhere/%23x", "/gizlilik-politikasi/%23nothing", "", "%23", "/api/%23x"):
        assert running.ask("GET", f"/-/edit/origins?of={asked}")[0] == 404


def test_a_preview_to_be_read_adds_nothing(running: Running) -> None:
    editor = Editor(
        running.data, running.maker.board, "en", pipeline.Settings().day, read_only=True
    )
    before = running.bytes
    for body in WRITES:
        assert editor.post("place", json.dumps(body).encode())[0] == 403
    assert editor.get("listing", {"of": [RECIPIENTS]})[1]["rows"]
    assert running.bytes == before


def test_a_sentence_says_what_the_command_prints(running: Running) -> None:
    clauses = json.loads(running.ask("GET", f"/-/edit/page?of=/{PAGES[0]}")[1])["clauses"]
    section = next(name for name, facts in clauses.items() if facts and "-" not in name)
    _, said = running.ask("GET", f"/-/edit/origins?of=/{PAGES[0]}%23{section}")
    shown = json.loads(said)
    settings = pipeline.Settings(data=running.data)
    document = shown["name"].partition("#")[0]
    traced = tracing.trace(settings, document, section, "tr")
    part = next(part for part in traced if part.layer == "full")
    assert [s["text"] for s in shown["sentences"]] == [s.text.strip() for s in part.sentences]
    assert [len(s["facts"]) for s in shown["sentences"]] == [len(s.facts) for s in part.sentences]
    lines = [line for s in shown["sentences"] for line in s["templates"]]
    assert any(line.startswith("generator/documents/") for line in lines)


# In a browser.


def press(page: Page, name: str) -> None:
    """Reach a button of the panel by the keyboard alone."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(name):
            return page.keyboard.press("Enter")
    pytest.fail(f"no button {name}")


def reach(page: Page, selector: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(selector)


def titled(page: Page, words: str) -> None:
    expect(page.locator("#preview-title")).to_contain_text(words)
    expect(page.locator("#preview-title")).to_be_focused()


def test_an_entry_is_added_ordered_and_removed_by_keyboard(page: Page, running: Running) -> None:
    """Nothing complains but the answers that say what is missing; the end is as the beginning."""
    before, complaints = running.bytes, list[str]()
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    begin(page, running)
    press(page, "Entries")
    titled(page, "Entries")
    page.reload()  # as it does after a change
    titled(page, "Entries")
    press(page, "Recipients")
    titled(page, "Recipients")
    press(page, "Add an entry")
    titled(page, "Add an entry")
    press(page, "Save")
    expect(page.locator("#preview-input-0")).to_be_focused()
    expect(page.locator("#preview-input-0-said")).to_contain_text("Write it")
    page.keyboard.type("Kargo Şirketleri")
    page.keyboard.press("Tab")
    expect(page.locator("#preview-id")).to_have_value("kargo-sirketleri")
    page.keyboard.type("Carriers")
    reach(page, "[type=radio][name$='-2']")
    page.keyboard.press("ArrowDown")
    reach(page, "textarea[lang=tr]")
    page.keyboard.type("teslimat")
    page.keyboard.press("Tab")
    page.keyboard.type("delivery")
    reach(page, "[type=radio]")
    page.keyboard.press("ArrowUp")  # the last choice: no
    press(page, "Not known for certain: abroad")
    page.keyboard.press("Tab")
    page.keyboard.type("Which carriers, and where?")
    press(page, "Save")
    titled(page, "Carriers")
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    written = (running.data / "recipients.yml").read_text("utf-8")
    assert written.endswith("    value: no\n    unconfirmed: Which carriers, and where?\n")
    assert "\nkargo-sirketleri:\n  name: {tr: Kargo Şirketleri, en: Carriers}\n" in written
    current(page, running)
    press(page, "Add, copy, order or remove")
    titled(page, "Recipients")
    # The rules speak of it as well, in what the last save brought.
    row = page.locator("dialog li:has(.preview-bar)", has_text="kargo-sirketleri")
    row.get_by_role("button", name="Up").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#preview-status")).to_contain_text("“Carriers”: moved up by one.")
    expect(row.get_by_role("button", name="Down")).to_be_enabled()
    current(page, running)
    expect(row).to_be_visible()
    row.get_by_role("button", name="Remove").focus()
    page.keyboard.press("Enter")
    titled(page, "Remove: ")
    expect(page.locator("dialog")).to_contain_text("Nothing in the data names it.")
    press(page, "Remove it")
    expect(page.locator("#preview-status")).to_contain_text("Removed.")
    expect(row).to_have_count(0)
    assert running.bytes == before
    current(page, running)
    assert {c for c in complaints if "409" not in c} == set()


def test_the_second_stop_of_the_keyboard_leads_to_the_tools(page: Page, running: Running) -> None:
    running.settle()
    page.goto(f"{running.address()}/{PAGES[1]}")
    expect(page.locator(".preview-tools button").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".preview-tools button").first).to_be_focused()


def test_nothing_that_was_typed_is_dropped_in_silence(page: Page, running: Running) -> None:
    """What is missing and a day that is none are said in one answer, each at its field; an answer
    brings the fields that it calls for; a list says that it has nothing of that name."""
    before = running.bytes
    begin(page, running)
    for button in ("Entries", "Recipients", "Add an entry"):
        press(page, button)
    titled(page, "Add an entry")
    panel = page.locator("dialog")
    for label in ("name", "purpose of the transfer"):
        panel.get_by_label(f"{label} (Turkish) – required").fill("Türkçe")
    panel.get_by_label("name (English) – required").fill("English")
    panel.get_by_role("radio", name="data processor processor").check()
    countries = panel.get_by_role("group", name="countries")
    expect(countries).to_be_hidden()
    panel.get_by_role("group", name="abroad or not – required").get_by_role(
        "radio", name="yes"
    ).check()
    expect(countries).to_be_visible()
    signed = panel.get_by_label("signed on", exact=True)
    expect(signed).to_be_hidden()
    panel.get_by_label("ground of the transfer abroad").select_option("standard-contract")
    signed.fill("31.11.2026")
    countries.locator("summary").click()
    countries = panel.get_by_role("group", name="countries")
    countries.get_by_role("searchbox").fill("Narnia")
    expect(countries.get_by_role("status")).to_contain_text("nothing of that name")
    countries.get_by_role("searchbox").fill("Ital")
    expect(countries.locator("[role=status]")).to_have_text("")
    press(page, "Save")
    expect(panel).to_contain_text("not a day of the calendar")
    expect(panel.get_by_label("purpose of the transfer (English) – required")).to_be_focused()
    expect(panel.locator("[aria-invalid]")).to_have_count(2)
    expect(page.locator("#preview-status")).to_have_text("Fields to correct: 2")
    signed.fill("3")
    expect(panel.locator("[aria-invalid]")).to_have_count(1)
    panel.get_by_role("button", name="Back").last.click()
    expect(signed).to_have_value("3")
    leave = panel.get_by_role("button", name="Leave without saving")
    expect(leave).to_be_visible()
    save = panel.get_by_role("button", name="Save")
    save.hover()
    ground = save.evaluate(
        "e => [getComputedStyle(e).backgroundColor,"
        " getComputedStyle(document.querySelector('dialog .preview-hint')).color]"
    )
    assert ground[0] == ground[1], "white words have a dark ground, also under the pointer"
    leave.click()
    titled(page, "Recipients")
    assert running.bytes == before


def test_an_entry_that_others_name_is_not_removed(page: Page, running: Running) -> None:
    """What keeps it is said before the places that name it, each of which is led to."""
    before = running.bytes
    begin(page, running)
    press(page, "Entries")
    press(page, "Recipients")
    titled(page, "Recipients")
    page.locator("dialog").get_by_role("button", name="Remove").first.click()
    titled(page, "Remove: ")
    panel = page.locator("dialog")
    expect(panel).to_contain_text("It cannot be removed while it is named here.")
    expect(panel.get_by_role("button", name="Remove it")).to_have_count(0)
    expect(panel).not_to_contain_text("there is no “")
    panel.locator("li").get_by_role("button").first.click()
    expect(page.locator("#preview-title")).not_to_contain_text("Remove: ")
    assert running.bytes == before


def test_a_new_entry_that_is_taken_back_leads_to_the_changes(page: Page, running: Running) -> None:
    """And not to the place where nothing stands now; what the panel shows survives a new page."""
    before = running.bytes
    begin(page, running)
    press(page, "Entries")
    press(page, "Recipients")
    titled(page, "Recipients")
    page.locator("dialog").get_by_role("button", name="Copy").first.click()
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    current(page, running)
    page.locator("#preview-status button").click()
    titled(page, "My changes")
    expect(page.locator("#preview-status")).to_have_text("Taken back.")
    assert running.bytes == before
    current(page, running)
    titled(page, "My changes")
    press(page, "Entries")
    press(page, "Recipients")
    press(page, "Add an entry")
    expect(page.locator("dialog[data-typed] form")).to_be_visible()


def test_the_panel_stays_while_the_page_loads_again(page: Page, running: Running) -> None:
    """As it was, until the preview has answered; a list that is long is searched."""
    begin(page, running)
    press(page, "Entries")
    titled(page, "Entries")
    page.locator("dialog input[type=search]").fill("SİTES")
    expect(page.locator("dialog li:visible")).to_have_count(1)
    held: list[Route] = []
    page.route("**/-/edit/page?*", lambda route: held.append(route), times=1)
    page.evaluate("document.dispatchEvent(new Event('preview-leaves')); location.reload()")
    inert = page.locator("dialog[open] > div[inert]")
    expect(inert.locator("li").first).to_be_attached()
    expect(inert.locator("input")).to_have_value("SİTES")
    held.pop().continue_()
    expect(inert).to_have_count(0)
    titled(page, "Entries")


def test_a_file_with_two_mistakes_is_mended(page: Page, running: Running) -> None:
    path, before = running.data / "controller.yml", running.bytes
    old = path.read_text("utf-8")
    path.write_text(
        old.replace("phone:", "fone:", 1).replace("legal_form:", "legal_fromm:"), "utf-8"
    )
    running.settle()
    page.goto(f"{running.address()}/{PAGES[1]}")
    page.get_by_role("button", name="Mend mistakes").click()
    titled(page, "Mistakes")
    assert "fone:" in " ".join(page.locator("dialog pre").all_inner_texts())
    fields = page.locator("dialog textarea")
    values = [fields.nth(n).input_value() for n in range(fields.count())]
    wrong = next(n for n, value in enumerate(values) if "fone:" in value)
    fields.nth(wrong).fill(values[wrong].replace("fone:", "phone:", 1))
    page.locator("dialog form button[type=submit]").first.click()
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    expect(page.locator("dialog")).to_contain_text("legal_fromm")
    expect(page.locator("dialog")).not_to_contain_text("fone:")
    running.settle()
    field = page.locator("dialog textarea").first
    field.fill(field.input_value().replace("legal_fromm:", "legal_form:"))
    page.locator("dialog form button[type=submit]").first.click()
    expect(page.locator("dialog")).to_contain_text("No file has a mistake.")
    assert running.bytes == before


def test_a_clicked_sentence_says_where_it_comes_from(page: Page, running: Running) -> None:
    begin(page, running)
    page.keyboard.press("Escape")
    words = page.locator("article section[id] p").filter(has_not=page.locator("a, .preview-fact"))
    words.first.click()
    titled(page, "Where this sentence comes from")
    expect(page.locator("dialog blockquote").first).not_to_be_empty()
    expect(page.locator("dialog")).to_contain_text("generator/documents/policy/en.jinja:")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_a_clause_is_put_in_other_words_by_keyboard(page: Page, running: Running) -> None:
    """What does not fit is said at its language; the new words stand in the page; the tool's again
    at the end."""
    files, before = running.data / "wording/policy", running.bytes
    begin(page, running)
    page.locator("dialog details").nth(1).locator("summary").focus()
    page.keyboard.press("Enter")
    press(page, "Put this clause in other words")
    titled(page, "Put this clause in other words")
    own = page.locator("#preview-words-en")
    lines = own.evaluate("e => e.value.split('\\n').length")
    expect(page.locator(".preview-numbers").last.locator("div")).to_have_count(lines)
    own.evaluate("e => { e.focus(); e.setSelectionRange(e.value.length, e.value.length); }")
    page.keyboard.type("\n<p>Ask us at any hour.")
    reach(page, "dialog button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#preview-words-reason-said")).to_contain_text("Write why")
    expect(page.locator("#preview-words-reason")).to_be_focused()
    expect(page.locator("#preview-words-en-said")).to_contain_text("is not closed")  # at once
    page.keyboard.type("We are asked at night.")
    assert not files.exists()
    own.evaluate("e => { e.focus(); e.setSelectionRange(e.value.length, e.value.length); }")
    page.keyboard.type("</p>")
    press(page, "Save")
    expect(page.locator("#preview-status")).to_contain_text("Saved", timeout=20_000)
    expect(page.locator("#preview-status")).to_contain_text("Turkish: nothing was changed there")
    assert len(list(files.iterdir())) == 2
    running.settle()
    expect(page.locator("article").first).to_contain_text("Ask us at any hour.")
    press(page, "Take these words away")
    expect(page.locator("#preview-status")).to_contain_text("Saved", timeout=20_000)
    assert not list(files.iterdir())
    assert running.bytes == before
    current(page, running)


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("tr", 390, "dark"), ("en", 1280, "light")]
)
def test_axe_finds_nothing_in_what_is_added(
    chromium: Browser, running: Running, language: str, width: int, scheme: Any
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()

    def is_right() -> None:
        page.evaluate("document.querySelectorAll('dialog details').forEach(d => d.open = true)")
        assert violations(page, where="dialog") == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    begin(page, running, SHORT[language == "en"], language)
    title = page.locator("#preview-title")
    page.locator("dialog .preview-bar button").nth(1).click()
    expect(page.locator("dialog li").nth(10)).to_be_visible()
    is_right()
    page.locator("dialog li").filter(has_text="subjects.yml").locator("button").click()
    expect(page.locator("dialog li .preview-bar").first).to_be_visible()
    is_right()
    name = title.inner_text()
    page.locator("dialog li .preview-bar button").last.click()
    expect(title).not_to_have_text(name)
    is_right()
    page.locator("dialog .preview-acts button").last.click()
    expect(title).to_have_text(name)
    page.locator("dialog .preview-main").click()
    expect(page.locator("#preview-id")).to_be_attached()
    is_right()
    page.locator("dialog .preview-bar button").first.click()
    page.locator("dialog details").first.evaluate("d => d.open = true")
    page.locator("dialog details button").first.click()
    expect(page.locator("dialog blockquote").first).to_be_visible()
    is_right()
    page.locator("dialog .preview-main").click()
    expect(page.locator("#preview-words-en")).to_be_visible()
    is_right()
    page.locator("dialog .preview-bar button").nth(
        1 + page.locator("dialog .preview-bar button", has_text="←").count()
    ).click()
    page.locator("dialog li").filter(has_text="cameras.yml").locator("button").click()
    expect(page.locator("dialog form [type=submit]")).to_be_visible()
    is_right()
    path = running.data / "controller.yml"
    old = path.read_bytes()
    path.write_bytes(old.replace(b"phone:", b"fone:", 1))
    try:
        running.settle()
        page.keyboard.press("Escape")
        page.locator(".preview-mistakes button").click()
        expect(page.locator("dialog textarea").first).to_be_visible()
        is_right()
        page.keyboard.press("Escape")
        # What scrolls below the bar of a phone is no smaller for it.
        page.evaluate("document.querySelector('.preview-tools').style.position = 'static'")
        assert violations(page, where="body") == []
    finally:
        path.write_bytes(old)
        running.settle()
    if width == 390:
        page.goto(f"{running.address(language)}/{SHORT[0]}")
        tools = page.locator(".preview-tools")
        expect(tools).to_be_visible()
        page.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
        end = page.evaluate("document.querySelector('footer').getBoundingClientRect().bottom")
        box = tools.bounding_box()
        assert box
        assert end <= box["y"] + 1
        assert box["height"] < 110  # two rows while facts are corrected
    context.close()

"""In the panel: what was typed is not lost unasked, what is pressed counts once, and what is said
of it is true."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.test_preview_editing import PAGES, PHONE, Running, at_rest, begin, current, running
from tests.test_preview_entries import press, titled

__all__ = ["at_rest", "running"]
NAME = "controller.yml#registered_name"


def opened(page: Page, running: Running, place: str = NAME) -> None:
    """A place in the panel, by a press on the page."""
    begin(page, running)
    page.keyboard.press("Escape")
    page.locator(f"[data-place='{place}']").first.click()
    expect(page.locator("#preview-title")).to_be_focused()


def recipients(page: Page, running: Running) -> None:
    """A list of the entries in the panel."""
    begin(page, running)
    press(page, "Entries")
    press(page, "Recipients")
    titled(page, "Recipients")


def field(page: Page) -> Any:
    return page.locator("dialog form").locator("textarea, input").first


def save(page: Page) -> None:
    page.locator("dialog .preview-main").first.click()


def taken_back(page: Page, running: Running) -> None:
    page.locator("#preview-status button").click()
    expect(page.locator("#preview-status")).to_contain_text("Taken back.")
    current(page, running)


def held(page: Page, pattern: str) -> list[Route]:
    """The requests of a pattern, which wait."""
    waiting = list[Route]()
    page.route(pattern, lambda route: waiting.append(route), times=1)
    return waiting


def arrived(page: Page, waiting: list[Route]) -> Route:
    while not waiting:
        page.wait_for_timeout(50)
    return waiting.pop(0)


def test_a_page_that_goes_asks_first(page: Page, running: Running) -> None:
    """As with the key F5, “Back”, and the links to where a fact is printed."""
    asked = list[str]()

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    opened(page, running)
    page.on("dialog", stay)
    field(page).fill("Half typed")
    page.evaluate("location.reload()")
    while not asked:
        page.wait_for_timeout(50)
    expect(field(page)).to_have_value("Half typed")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Leave without saving").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.reload()
    assert asked == ["beforeunload"]


def test_taking_back_asks_what_becomes_of_what_was_typed(page: Page, running: Running) -> None:
    before = running.bytes
    opened(page, running)
    field(page).fill("Yeni Ünvan A.Ş.")
    save(page)
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    current(page, running)
    after = running.bytes
    field(page).fill("Half typed")
    page.locator("#preview-status button").click()
    expect(page.locator("#preview-status")).to_contain_text("has not been saved")
    expect(field(page)).to_have_value("Half typed")
    assert running.bytes == after
    page.get_by_role("button", name="Leave without saving").click()
    expect(page.locator("#preview-status")).to_contain_text("Taken back.")
    assert running.bytes == before
    current(page, running)


def test_a_page_of_a_preview_that_was_started_again_still_saves(
    page: Page, running: Running
) -> None:
    before = running.bytes
    opened(page, running)
    field(page).fill("Yeni Ünvan A.Ş.")
    editor = running.servers["en"].editor
    assert editor
    editor.token = "another-of-a-later-start"
    save(page)
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    current(page, running)
    taken_back(page, running)
    assert running.bytes == before


def test_what_is_refused_without_a_word_is_not_called_the_same(
    page: Page, running: Running
) -> None:
    """Nothing was written, and what was typed stays."""
    opened(page, running)
    field(page).fill("Yeni Ünvan A.Ş.")
    waiting = held(page, "**/-/edit/place")
    save(page)
    arrived(page, waiting).fulfill(status=400, content_type="application/json", body="{}")
    expect(page.locator("dialog form")).to_contain_text("did not take this")
    expect(field(page)).to_have_value("Yeni Ünvan A.Ş.")


def test_what_is_pressed_twice_is_done_once(page: Page, running: Running) -> None:
    """And nothing is typed that the answer would take away; Escape closes all the same."""
    before = running.bytes
    recipients(page, running)
    rows = page.locator("dialog li").count()
    waiting, asked = held(page, "**/-/edit/place"), list[str]()
    page.on("request", lambda r: asked.append(r.url) if r.method == "POST" else None)
    copy = page.locator("dialog").get_by_role("button", name="Copy").first
    copy.click()
    copy.click(force=True)
    page.wait_for_timeout(200)
    assert len(asked) == 1
    arrived(page, waiting).continue_()
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    current(page, running)
    press(page, "Entries")
    press(page, "Recipients")
    titled(page, "Recipients")
    expect(page.locator("dialog li")).to_have_count(rows + 1)
    press(page, "My changes")
    titled(page, "My changes")
    page.locator("dialog details").evaluate("steps => (steps.open = true)")
    page.get_by_role("button", name="Take back").first.click()
    expect(page.locator("#preview-status")).to_contain_text("Taken back.")
    assert running.bytes == before
    current(page, running)


def test_a_panel_that_is_closed_while_it_writes_stays_closed(page: Page, running: Running) -> None:
    before = running.bytes
    opened(page, running)
    field(page).fill("Yeni Ünvan A.Ş.")
    save(page)
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    current(page, running)
    expect(page.locator("#preview-status button")).to_be_visible()
    waiting = held(page, "**/-/edit/place")
    page.locator("#preview-status button").click()
    route = arrived(page, waiting)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    with page.expect_response("**/-/edit/place"):
        route.continue_()
    page.wait_for_timeout(300)  # time enough to draw what was answered
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert running.bytes == before
    current(page, running)


def test_a_field_that_is_being_saved_takes_no_more_letters(page: Page, running: Running) -> None:
    before = running.bytes
    opened(page, running)
    field(page).fill("soon")
    waiting = held(page, "**/-/edit/place")
    field(page).focus()
    page.evaluate("document.querySelector('dialog form').requestSubmit()")
    route = arrived(page, waiting)
    page.keyboard.type("lost")
    expect(page.locator("#preview-status")).to_contain_text("being saved")
    refused = '{"problems": [["", "Not so."]]}'
    route.fulfill(status=409, content_type="application/json", body=refused)
    expect(page.locator("dialog form")).to_contain_text("Not so.")
    expect(field(page)).to_have_value("soon")
    expect(field(page)).to_be_focused()
    page.keyboard.type("er")
    assert field(page).input_value() != "soon"
    assert running.bytes == before


def test_what_changed_meanwhile_is_shown_with_what_was_typed(page: Page, running: Running) -> None:
    """What stands there now below the field; saved once more it is written."""
    before, path = running.bytes, running.data / "controller.yml"
    opened(page, running)
    field(page).fill("Yeni Ünvan A.Ş.")
    old = path.read_text("utf-8")
    path.write_text(old.replace("Örnek Ticaret A.Ş.", "Beside Ticaret A.Ş."), "utf-8")
    running.settle()
    save(page)
    expect(page.locator("#preview-status")).to_contain_text("changed meanwhile")
    expect(field(page)).to_have_value("Yeni Ünvan A.Ş.")
    expect(page.locator("dialog form")).to_contain_text("There now stands: Beside Ticaret A.Ş.")
    save(page)
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    assert "Yeni Ünvan A.Ş." in path.read_text("utf-8")
    path.write_text(old, "utf-8")
    current(page, running)
    assert running.bytes == before


def test_a_list_that_changed_meanwhile_is_shown_as_it_is(page: Page, running: Running) -> None:
    path = running.data / "recipients.yml"
    old = path.read_text("utf-8")
    recipients(page, running)
    running.maker.live = False  # the page does not load again before it is pressed
    path.write_text(old.replace("en: carrier", "en: carrier Beside"), "utf-8")
    page.locator("dialog").get_by_role("button", name="Copy").first.click()
    expect(page.locator("#preview-status")).to_contain_text("changed meanwhile")
    expect(page.locator("dialog li").first).to_contain_text("Beside")
    path.write_text(old, "utf-8")
    running.settle()


def outdated(page: Page, act: Callable[[], None]) -> None:
    """What is written by `act` is refused, as if somebody had written there since."""
    waiting = held(page, "**/-/edit/place")
    act()
    said = '{"problems": [["", "Changed."]], "outdated": true}'
    answer = arrived(page, waiting)
    answer.fulfill(status=409, content_type="application/json", body=said)
    expect(page.locator("#preview-status")).to_contain_text("Changed.")


def test_words_that_changed_meanwhile_keep_what_was_typed(page: Page, running: Running) -> None:
    """With what stands there now, in a clause as in a fact."""
    begin(page, running)
    page.evaluate("previewPanel.show('wording/policy/answer#full')")
    titled(page, "Put this clause in other words")
    why, words = page.locator("#preview-words-reason"), page.locator("#preview-words-en")
    now = words.input_value()
    why.fill("Because")
    words.fill("<p>Other words</p>")
    outdated(page, lambda: save(page))
    expect(why).to_have_value("Because")
    expect(words).to_have_value("<p>Other words</p>")
    assert now.strip() in page.locator("dialog pre").all_inner_texts()[-1]
    page.keyboard.press("Escape")
    expect(page.locator("#preview-status")).to_contain_text("has not been saved")


def test_where_nothing_was_typed_nothing_is_said_to_be_lost(page: Page, running: Running) -> None:
    opened(page, running)
    outdated(page, page.get_by_role("button", name="Leave empty").click)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_until_it_is_shown_a_saved_form_takes_no_more(page: Page, running: Running) -> None:
    """The answer has come, what it changed has not: nobody saves twice in between."""
    before = running.bytes
    opened(page, running)
    field(page).fill("Yeni Ünvan A.Ş.")
    waiting = held(page, "**/-/edit/place?*")
    save(page)
    route = arrived(page, waiting)
    assert page.locator("dialog form").evaluate("form => form.inert")
    page.locator("dialog .preview-main").click(force=True)
    route.continue_()
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    assert not page.locator("dialog form").evaluate("form => form.inert")
    current(page, running)
    taken_back(page, running)
    assert running.bytes == before


@pytest.mark.parametrize(
    ("asked", "press_on", "false"),
    [("listings*", "Entries", "–"), ("changes", "My changes", "Nothing has been changed")],
)
def test_where_nothing_answers_nothing_false_is_said(
    page: Page, running: Running, asked: str, press_on: str, false: str
) -> None:
    begin(page, running)
    page.route(f"**/-/edit/{asked}", lambda route: route.abort())
    press(page, press_on)
    expect(page.locator("dialog [role=alert]")).to_contain_text("Is it still running?")
    expect(page.locator("dialog")).not_to_contain_text(false)


def test_the_keyboard_goes_back_to_the_fact_after_a_save(page: Page, running: Running) -> None:
    opened(page, running)
    field(page).fill("Yeni Ünvan A.Ş.")
    save(page)
    expect(page.locator("#preview-status")).to_contain_text("Saved")
    current(page, running)
    expect(page.locator("#preview-status button")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(f".preview-fact[data-place='{NAME}']").first).to_be_focused()
    page.locator(".preview-tools button", has_text="My changes").click()
    titled(page, "My changes")
    page.evaluate("document.dispatchEvent(new Event('preview-leaves')); location.reload()")
    titled(page, "My changes")
    page.keyboard.press("Escape")
    expect(page.locator(".preview-tools button", has_text="My changes")).to_be_focused()
    page.keyboard.press("Enter")
    titled(page, "My changes")
    page.locator("dialog details").evaluate("steps => (steps.open = true)")
    page.get_by_role("button", name="Take back").first.click()
    expect(page.locator("#preview-status")).to_contain_text("Taken back.")
    current(page, running)


def test_the_later_press_counts_and_not_the_later_answer(page: Page, running: Running) -> None:
    begin(page, running)
    page.keyboard.press("Escape")
    waiting = held(page, "**/-/edit/place?*")
    page.locator(f"[data-place='{PHONE}']").first.click()
    route = arrived(page, waiting)
    page.locator(".preview-tools button", has_text="On this page").click()
    titled(page, "On this page")
    with page.expect_response("**/-/edit/place?*"):
        route.continue_()
    page.wait_for_timeout(300)
    titled(page, "On this page")


def test_a_save_that_the_page_cannot_show_says_so(page: Page, running: Running) -> None:
    """Another file has a mistake: the page stays as it was; of the rules nothing new is said."""
    before, path = running.bytes, running.data / "recipients.yml"
    old = path.read_text("utf-8")
    opened(page, running)
    waiting = held(page, "**/-/edit/place")
    field(page).fill("Yeni Ünvan A.Ş.")
    save(page)
    route = arrived(page, waiting)
    answer = route.fetch()
    path.write_text(f"{old}\nfoo bar\n", "utf-8")
    running.settle()
    route.fulfill(response=answer)
    status = page.locator("#preview-status")
    expect(status).to_contain_text("The page stays as it was until every mistake is mended.")
    expect(page.locator(".preview-news")).to_be_empty()
    path.write_text(old, "utf-8")
    running.settle()
    expect(status).to_contain_text("Saved, and shown in the page.")
    current(page, running)
    taken_back(page, running)
    assert running.bytes == before


def test_what_was_typed_for_one_file_stays_while_another_is_saved(
    page: Page, running: Running
) -> None:
    before = running.bytes
    for name, key in (("controller.yml", "phone:"), ("sites.yml", "brand:")):
        path = running.data / name
        path.write_text(path.read_text("utf-8").replace(key, f"x{key}", 1), "utf-8")
    running.settle()
    page.goto(f"{running.address()}/{PAGES[1]}")
    page.get_by_role("button", name="Mend mistakes").click()
    titled(page, "Mistakes")
    first, second = (page.locator("dialog form").nth(n) for n in (0, 1))
    for form, key in ((first, "phone:"), (second, "brand:")):
        for n in range(form.locator("textarea").count()):
            box = form.locator("textarea").nth(n)
            box.fill(box.input_value().replace(f"x{key}", key))
    typed = second.locator("textarea").first.input_value()
    first.locator("button[type=submit]").click()
    expect(page.locator("dialog form")).to_have_count(1)
    expect(page.locator("dialog form textarea").first).to_have_value(typed)
    page.keyboard.press("Escape")
    expect(page.locator("#preview-status")).to_contain_text("has not been saved")
    page.locator("dialog form button[type=submit]").click()
    expect(page.locator("dialog")).to_contain_text("No file has a mistake.")
    assert running.bytes == before
    running.settle()


def test_lines_that_are_others_by_now_stand_beside_what_was_typed(
    page: Page, running: Running
) -> None:
    path, before = running.data / "controller.yml", running.bytes
    old = path.read_text("utf-8")
    path.write_text(old.replace("phone:", "xphone:", 1), "utf-8")
    running.settle()
    page.goto(f"{running.address()}/{PAGES[1]}")
    page.get_by_role("button", name="Mend mistakes").click()
    titled(page, "Mistakes")
    page.locator("dialog textarea").first.fill("phone: 0312 999 99 99")
    path.write_text("# beside\n" + path.read_text("utf-8"), "utf-8")
    page.locator("dialog form button[type=submit]").click()
    expect(page.locator("#preview-status")).to_contain_text("changed meanwhile")
    expect(page.locator("dialog")).to_contain_text("you had typed:")
    expect(page.locator("dialog pre").last).to_have_text("phone: 0312 999 99 99")
    page.keyboard.press("Escape")
    expect(page.locator("#preview-status")).to_contain_text("has not been saved")
    path.write_text(old, "utf-8")
    running.settle()
    assert running.bytes == before


@pytest.mark.parametrize("name", ["preview-said", "preview-place"])
def test_nothing_of_a_tab_before_is_written(page: Page, running: Running, name: str) -> None:
    """What is kept in the session of a tab is a place and words, and asks nothing to be written."""
    before = running.bytes
    begin(page, running)
    page.evaluate("n => sessionStorage.setItem(n, '<b>x</b>')", name)
    page.reload()
    expect(page.locator(".preview-tools")).to_be_visible()
    assert page.locator("dialog b", has_text="x").count() == 0
    assert running.bytes == before

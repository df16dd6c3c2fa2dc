"""What the rules find reaches whoever has the panel before them, in words and with a way there."""

import json
from dataclasses import replace
from typing import Any

from playwright.sync_api import Page, expect

from generator.checks import Finding, Level
from generator.mkdocs.preview.found import compared
from generator.provenance import Origin
from tests.axe import violations
from tests.test_preview_editing import Running, at_rest, begin, current, running

__all__ = ["at_rest", "running"]
RECIPIENT = "recipients.yml#carrier"


def finding(code: str, place: str = "x.yml#a", message: str = "m", **more: Any) -> Finding:
    origin = Origin("data/x.yml", 1, 1, place.partition("#")[2])
    return Finding(code, "slug", "", Level.ERROR, message, "", origin, (), **more)


def test_what_a_save_brought_and_took_away() -> None:
    a, b, c = (finding(name) for name in "ABC")
    other = replace(b, message="said otherwise")
    soft = replace(finding("D"), level=Level.WARNING)
    assert compared([a, b], [soft, other, c]) == ([c, soft], [a])
    twice = [replace(a, message=words) for words in "xy"]
    third = replace(a, message="z")
    assert compared(twice, [third, *twice]) == ([third], [])
    assert compared([a], [replace(a, accepted="for now")]) == ([], [a])


def news(running: Running) -> Any:
    return json.loads(running.ask("GET", "/-/edit/news")[1])


def test_the_news_wait_for_the_rules_and_name_the_field(running: Running) -> None:
    running.settle()
    before = running.bytes
    status, said = running.save(RECIPIENT, {"abroad": "yes"})
    assert status == 200
    assert news(running)["asking"]
    running.settle()
    found = news(running)
    assert not found["asking"]
    assert [f["level"] for f in found["new"]] == sorted(f["level"] for f in found["new"])
    country = next(f for f in found["new"] if f["name"] == "ABR-01[no-country]")
    assert country["advice"] == "Choose the countries."
    ((place, label),) = country["ways"]
    assert label.endswith("› countries")
    assert running.sheet(place)["fields"]
    running.ask("POST", "/-/edit/place", {"act": "undo", "number": said["change"]["number"]})
    running.settle()
    assert "ABR-01[no-country]" in [f["name"] for f in news(running)["gone"]]
    assert news(running)["new"] == []
    assert running.bytes == before


def test_a_save_is_followed_by_what_it_brought(page: Page, running: Running) -> None:
    """In the panel and in the box of the preview, which hides no button; each leads to the field,
    by keyboard too; what was seen once is not opened again."""
    before = running.bytes
    begin(page, running)
    page.evaluate("place => previewPanel.show(place)", RECIPIENT)
    page.locator("dialog fieldset", has_text="abroad").locator("input[value=yes]").first.check()
    page.locator("dialog .preview-main").click()
    expect(page.locator(".preview-news")).to_contain_text("ABR-01[no-country]")
    current(page, running)
    expect(page.locator("#preview-status")).to_contain_text("Saved, and shown in the page.")
    told = page.locator(".preview-news")
    expect(told).to_have_attribute("role", "status")
    expect(told.locator("details[open]")).to_contain_text("error: ")
    box = page.locator("dialog[open] .preview-said")
    expect(box).to_be_in_viewport()
    assert violations(page, where="dialog") == []
    told.get_by_role("button", name="› countries").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#preview-title")).to_contain_text("› countries")
    expect(told).to_be_empty()
    page.keyboard.press("Escape")
    outside = page.locator("body > .preview-said")
    outside.locator("summary").click()
    for button in page.locator(".preview-tools button").all():
        button.click(trial=True)
    outside.get_by_role("button", name="› countries").first.click()
    expect(page.locator("#preview-title")).to_contain_text("› countries")
    (running.data / "recipients.yml").write_bytes(before[str(running.data / "recipients.yml")])
    current(page, running)
    assert running.bytes == before


def test_a_save_that_brings_nothing_says_so(page: Page, running: Running) -> None:
    """And what it said stays with it: another place begins without; an entry is removed, not
    emptied."""
    before = running.bytes
    begin(page, running)
    page.evaluate("place => previewPanel.show(place)", RECIPIENT)
    panel = page.locator("dialog")
    expect(panel.get_by_role("button", name="Leave empty")).to_have_count(0)
    panel.get_by_label("name (Turkish) – required").fill("Kargo şirketi")
    panel.locator(".preview-main").click()
    expect(page.locator(".preview-news")).to_have_text("The rules find nothing new.")
    current(page, running)
    expect(page.locator(".preview-news")).to_have_text("The rules find nothing new.")
    panel.get_by_role("button", name="Remove …").click()
    expect(page.locator("#preview-title")).to_contain_text("Remove: ")
    expect(page.locator(".preview-news")).to_be_empty()
    (running.data / "recipients.yml").write_bytes(before[str(running.data / "recipients.yml")])
    current(page, running)
    assert running.bytes == before


def test_a_removal_says_where_it_is_named_in_words(page: Page, running: Running) -> None:
    """At once that it is looking; each place once, with a way there and without a line of YAML."""
    begin(page, running)
    page.evaluate("previewPanel.listing('subjects.yml#')")
    page.evaluate("window.titles = []")
    page.evaluate(
        "new MutationObserver(() => titles.push(document.querySelector('dialog').textContent))"
        ".observe(document.querySelector('dialog'), { childList: true, subtree: true })"
    )
    page.locator("dialog li", has_text="subjects.yml#member").get_by_role(
        "button", name="Remove"
    ).click()
    expect(page.locator("dialog h3")).to_contain_text("cannot be removed")
    assert any("Looking for what names it" in words for words in page.evaluate("titles"))
    named = page.locator("dialog section li").all_text_contents()
    assert named == list(dict.fromkeys(named))
    assert not [words for words in named if ".yml" in words or ":" in words]
    page.locator("dialog section li button").first.click()
    expect(page.locator("dialog form")).to_be_visible()


def test_a_country_is_found_by_any_of_its_names(page: Page, running: Running) -> None:
    begin(page, running, language="tr")
    page.evaluate("place => previewPanel.show(place)", f"{RECIPIENT}.countries")
    page.locator("dialog fieldset summary").click()
    shown = page.locator("dialog fieldset details label:visible")
    for typed in ("IRLANDA", "irlanda", "İrlanda", "Ireland", "IRELAND"):
        page.locator("dialog input[type=search]").fill(typed)
        assert "İrlanda IE" in shown.all_text_contents(), typed
        assert shown.count() < 4, typed


def test_no_doubt_is_offered_of_what_says_which_entry_it_is(running: Running) -> None:
    def certain(place: str) -> dict[str, bool]:
        asked = running.ask("GET", f"/-/edit/form?of={place}%23")[1]
        return {field["name"]: field["certain"] for field in json.loads(asked)["fields"]}

    answers = certain("answers.yml")
    assert all(sure for name, sure in answers.items() if name != "internal")
    documents = certain("documents/")
    assert documents["type"]
    assert not all(documents.values())

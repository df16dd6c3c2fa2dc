"""A file that stands alone goes on with what was saved before, and knows what names an entry."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.editing import Edition
from generator.recipes.correcting.located import locate
from generator.recipes.correcting.rewording import worded
from generator.recipes.correcting.sent import FORMAT
from generator.recipes.correcting.sheet import digest
from tests.axe import violations
from tests.conftest import STARTER
from tests.test_alone import CLAUSE, KEP, NAME, PHONE, REASON, data, downloaded, made, run, sheet

__all__ = ["data", "made", "sheet"]
FIXED = "processing/orders.yml#purposes.deliver-order"
TURKISH = pytest.mark.parametrize("sheet", [("tr", 390)], indirect=True)


def change(data: Path, act: str, place: str, **more: object) -> dict[str, Any]:
    """A change as a file holds it, of what stands there."""
    edition = Edition(data)
    at = worded(edition, place).digest if act == "reword" else digest(locate(edition, place))
    return {"act": act, "place": place, "digest": at, **more}


def file_of(page: Page, where: Path, *changes: object, **more: object) -> None:
    """Choose a file that holds these changes."""
    given = {
        "format": FORMAT, "document": "policy", "language": "tr",
        "who": {"name": "Ayşe Yılmaz", "role": "lawyer"}, "changes": list(changes), **more,
    }  # fmt: skip
    where.write_text(json.dumps(given), "utf-8")
    page.evaluate("previewPanel.changes()")
    page.get_by_label("changes.json").set_input_files(where)


def words_of(data: Path) -> dict[str, str]:
    texts = worded(Edition(data), CLAUSE).texts
    return {code: f"{text}\n<p>Mağaza</p>" for code, text in texts.items()}


@TURKISH
def test_every_kind_of_change_is_made_once_more(
    sheet: Page, made: dict[str, Path], data: Path, tmp_path: Path
) -> None:
    """What is saved then is what was in the file, with whoever wrote it; one more goes with it."""
    own = made["tr"].parents[1] / "data"
    table = {"name.tr": "Masa", "name.en": "Desk"}
    old = [
        change(own, "save", PHONE, values={"": "0312 111 11 11"}, reason="", role=""),
        change(own, "confirm", KEP, values={}, reason="", role="company"),
        change(own, "empty", "controller.yml#mersis", values={}, reason="", role=""),
        change(own, "save", "controller.yml#email", values={}, reason="Hangisi?", role=""),
        {"act": "add", "place": "collection-points.yml#", "digest": "", "id": "masa",
         "values": table, "doubts": {}},
        change(own, "reword", CLAUSE, reason=REASON, texts=words_of(own)),
        change(own, "remove", "processing/orders.yml#collection.channels[0]"),
    ]  # fmt: skip
    file_of(sheet, tmp_path / "changes.json", *old)
    status = sheet.locator("#preview-status")
    expect(status).to_have_text(f"Dosyadan alınan değişiklik sayısı: {len(old)}.")
    expect(sheet.locator("#preview-of-who")).to_have_value("Ayşe Yılmaz")
    expect(sheet.locator("#preview-of-role")).to_have_value("lawyer")
    expect(sheet.locator("#preview-of-file")).to_have_count(0)
    sheet.evaluate("p => previewPanel.show(p)", NAME)
    sheet.locator("dialog form textarea, dialog form input").first.fill("Başka Ünvan A.Ş.")
    sheet.locator("dialog form .preview-main").click()
    again = json.loads(downloaded(sheet, tmp_path / "again.json").read_text("utf-8"))
    *same, new = again["changes"]
    assert [{key: one[key] for key in was} for one, was in zip(same, old, strict=True)] == old
    assert new["values"] == {"": "Başka Ünvan A.Ş."}
    fitting = [one for one in again["changes"] if one["act"] in ("save", "add", "reword")]
    again["changes"] = [one for one in fitting if one["place"] != NAME]
    (tmp_path / "again.json").write_text(json.dumps(again), "utf-8")
    done = run("apply", str(tmp_path / "again.json"), "--data", str(data), "--yes")
    assert done.exit_code == 0, done.output


@TURKISH
def test_what_does_not_fit_any_more_is_told_with_what_was_typed(
    sheet: Page, data: Path, tmp_path: Path
) -> None:
    good = change(data, "save", PHONE, values={"": "0312 111 11 11"})
    stale = {**change(data, "save", "controller.yml#email", values={"": "x@y.z"}), "digest": "0"}
    nowhere = {**good, "place": "controller.yml#no.such", "values": {"": "<b>hiç</b>"}}
    hostile = {**good, "place": "__proto__"}
    wrong = change(data, "save", f"{FIXED}.retention.period", values={"": "bahar"})
    odd = [None, {**good, "act": "undo", "number": 1}, {**good, "values": None},
           {**good, "values": {"": 5}}, {**good, "place": {"toString": 1}}]  # fmt: skip
    file_of(sheet, tmp_path / "c.json", good, stale, nowhere, hostile, wrong, *odd)
    expect(sheet.locator("#preview-status")).to_have_text(
        "Dosyadan alınan değişiklik sayısı: 1. Alınamayan değişiklik sayısı: 9."
    )
    told = sheet.locator("dialog .preview-inset", has_text="Alınamayan değişiklik sayısı: 9")
    expect(told.locator("li")).to_have_count(9)
    expect(told.locator("li").nth(0)).to_contain_text("hazırlandığından beri değişmiş")
    expect(told.locator("li").nth(0).locator("pre")).to_have_text("x@y.z")
    expect(told.locator("li").nth(1)).to_contain_text("controller.yml#no.such: Bu yer bu dosyada")
    expect(told.locator("li").nth(1).locator("pre")).to_have_text("<b>hiç</b>")
    expect(told.locator("li").nth(3)).to_contain_text("Bu bir süre değil")
    assert violations(sheet, where="dialog") == []
    assert sheet.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sheet.evaluate("p => previewPanel.show(p)", PHONE)
    sheet.evaluate("previewPanel.changes()")
    expect(told.locator("li")).to_have_count(9)


@TURKISH
def test_a_file_that_is_none_is_refused_in_words(sheet: Page, data: Path, tmp_path: Path) -> None:
    good = change(data, "save", PHONE, values={"": "0312 111 11 11"})
    for more, said in (
        ({"format": "x"}, "bu bir değişiklik dosyası değil"),
        ({"changes": {}}, "bu bir değişiklik dosyası değil"),
        ({"document": "notice"}, "Bu dosya başka bir metinde kaydedilmiş; orada açın: notice"),
    ):
        file_of(sheet, tmp_path / "c.json", good, **more)
        expect(sheet.locator("#preview-status")).to_contain_text(said)
        expect(sheet.locator("dialog pre")).to_have_count(0)
    (tmp_path / "c.json").write_text("{", "utf-8")
    sheet.get_by_label("changes.json").set_input_files(tmp_path / "c.json")
    expect(sheet.locator("#preview-status")).to_contain_text("bu bir değişiklik dosyası değil")


@TURKISH
def test_an_entry_that_is_named_is_not_removed_before_it_is_named_no_more(
    sheet: Page, data: Path, tmp_path: Path
) -> None:
    """It would be refused where the file is taken in, and with it all other changes."""
    box = sheet.locator("dialog")
    remove = box.get_by_role("button", name="Kaydı çıkar")

    def leaving(place: str) -> None:
        sheet.evaluate("p => previewPanel.listing(p)", place)
        box.get_by_role("button", name="Çıkar: ", exact=False).first.click()

    for place, where in (
        ("recipients.yml#", "Siparişin teslim edilmesi"),
        ("collection-points.yml#", "Siparişler"),
        ("subjects.yml#", "Siparişler"),
        ("data-categories.yml#", "Siparişin teslim edilmesi"),
        ("data-categories.yml#identity.items", "Siparişin teslim edilmesi"),
    ):
        leaving(place)
        expect(box.get_by_text("geçtiği sürece çıkarılamaz")).to_be_visible()
        expect(box.locator("li button", has_text=where)).to_have_count(1)
        expect(remove).to_have_count(0)
    leaving("recipients.yml#")
    box.locator("li button").click()
    box.locator("details").evaluate_all("all => all.forEach(one => (one.open = true))")
    box.locator("fieldset", has=sheet.locator('input[value="[]"]')).last.locator(
        'input[value="[]"]'
    ).check()
    box.locator("form .preview-main").click()
    expect(sheet.locator("#preview-status")).to_contain_text("Not edildi")
    leaving("recipients.yml#")
    remove.click()
    file = downloaded(sheet, tmp_path / "c.json")
    done = run("apply", str(file), "--data", str(data), "--yes")
    assert done.exit_code == 0, done.output
    assert not (data / "recipients.yml").read_text("utf-8").strip()


def again(page: Page, place: str, words: str) -> None:
    """Write the first field of a place, and save."""
    page.evaluate("p => previewPanel.show(p)", place)
    page.locator("dialog form textarea:visible, dialog form input:visible").first.fill(words)
    page.locator("dialog form .preview-main").click()


@TURKISH
def test_what_was_emptied_or_doubted_stays_so_when_it_is_corrected_once_more(
    sheet: Page, data: Path, tmp_path: Path
) -> None:
    retention, email = f"{FIXED}.retention", "controller.yml#email"
    file_of(
        sheet, tmp_path / "c.json",
        change(data, "empty", retention, values={}),
        change(data, "save", email, values={}, reason="Hangisi?", role=""),
    )  # fmt: skip
    expect(sheet.locator("dialog pre", has_text="Hangisi?")).to_have_count(1)
    again(sheet, retention, "5 yıl")
    again(sheet, email, "baska@example.com")
    saved = json.loads(downloaded(sheet, tmp_path / "d.json").read_text("utf-8"))["changes"]
    assert [one["place"] for one in saved] == [retention, email]
    written = saved[0]["values"]
    assert {name for name, words in written.items() if words} == {"period"}
    assert "starts.tr" in written
    assert written["period"] == "5 yıl"
    assert (saved[1]["values"], saved[1]["reason"]) == ({"": "baska@example.com"}, "Hangisi?")


@TURKISH
def test_an_entry_that_was_taken_out_is_not_changed_or_named_any_more(
    sheet: Page, data: Path, tmp_path: Path
) -> None:
    freed = change(data, "save", FIXED, values={"recipients": ["[]"]}, reason="", role="")
    out = change(data, "remove", "recipients.yml#carrier")
    file_of(sheet, tmp_path / "c.json", out, freed)
    status = sheet.locator("#preview-status")
    expect(status).to_have_text("Dosyadan alınan değişiklik sayısı: 2.")
    box = sheet.locator("dialog")
    box.get_by_role("button", name="Çıkarılan kayıt", exact=False).click()
    expect(box.locator("form")).to_have_count(0)
    sheet.evaluate("p => previewPanel.show(p)", FIXED)
    assert box.locator('input[value="carrier"]').count() == 0
    sheet.evaluate("previewPanel.changes()")
    section = box.locator("section", has=sheet.get_by_text(FIXED, exact=True))
    section.get_by_role("button", name="Geri al").click()
    expect(status).to_contain_text("çıkarılamaz")
    saved = json.loads(downloaded(sheet, tmp_path / "d.json").read_text("utf-8"))["changes"]
    assert sorted(one["act"] for one in saved) == ["remove", "save"]


@TURKISH
def test_what_has_chosen_an_entry_that_is_left_out_is_left_out_with_it(
    sheet: Page, data: Path, tmp_path: Path
) -> None:
    new = {"act": "add", "place": "recipients.yml#", "id": "carrier", "values": {}, "doubts": {}}
    chosen = change(data, "save", FIXED, values={"recipients": ["carrier"]}, reason="", role="")
    unnamed = {"act": "add", "place": "processing/orders.yml#collection.channels", "id": "",
               "values": {"tr": "", "en": ""}, "doubts": {}}  # fmt: skip
    emptied = change(data, "save", "controller.yml#mersis", values={"": ""}, reason="", role="")
    file_of(sheet, tmp_path / "c.json", new, chosen, unnamed, emptied)
    expect(sheet.locator("#preview-status")).to_contain_text("Alınamayan değişiklik sayısı: 3.")
    expect(sheet.locator("dialog li", has_text="alınamayan bir kayıt seçilmişti")).to_have_count(1)
    saved = json.loads(downloaded(sheet, tmp_path / "d.json").read_text("utf-8"))["changes"]
    assert [one["place"] for one in saved] == ["controller.yml#mersis"]


def applied(data: Path, *changes: object) -> None:
    given = {"format": FORMAT, "who": {"name": "Ayşe", "role": "company"}, "changes": changes}
    file = data.parent / "c.json"
    file.write_text(json.dumps(given), "utf-8")
    done = run("apply", str(file), "--data", str(data), "--yes")
    assert done.exit_code == 0, done.output


def test_of_a_list_those_items_are_taken_out_that_the_file_means(data: Path) -> None:
    """Whatever goes before them, and whatever is written of those that stay."""
    place = "processing/orders.yml#collection.channels"
    channels = "".join(f"    - {{tr: kanal {n}, en: channel {n}}}\n" for n in range(5))
    path = data / "processing/orders.yml"
    old = "    - {tr: sipariş formu, en: the order form}\n"
    path.write_text(path.read_text("utf-8").replace(old, channels), "utf-8")
    applied(
        data,
        change(data, "remove", f"{place}[0]"),
        change(data, "save", f"{place}[1]", values={"tr": "yeni"}),
        change(data, "remove", f"{place}[2]"),
        change(data, "remove", f"{place}[3]"),
    )
    left = [line.strip() for line in path.read_text("utf-8").splitlines() if "kanal" in line]
    assert left == ["- {tr: kanal 4, en: channel 4}"]
    assert "{tr: yeni, en: channel 1}" in path.read_text("utf-8")


def test_changes_are_taken_in_whatever_the_order_in_which_they_were_thought_of(data: Path) -> None:
    """An entry goes before it is let go, and is chosen before it comes."""
    point = {"name.tr": "Masa", "name.en": "Desk"}
    applied(
        data,
        change(data, "remove", "recipients.yml#carrier"),
        change(data, "save", "processing/orders.yml#", values={"collection_points": ["masa"]}),
        change(data, "save", FIXED, values={"recipients": ["[]"]}),
        {"act": "add", "place": "collection-points.yml#", "id": "masa", "values": point},
    )
    assert "masa:" in (data / "collection-points.yml").read_text("utf-8")
    assert "carrier" not in (data / "recipients.yml").read_text("utf-8")


def test_what_was_written_here_loses_no_language_in_silence(sheet: Page) -> None:
    """Of a text that the data does not have yet as well."""
    place, box = "recipients.yml#carrier", sheet.locator("dialog")
    sheet.evaluate("p => previewPanel.show(p)", place)
    box.locator("details").evaluate_all("all => all.forEach(one => (one.open = true))")
    rows = box.locator("form textarea[lang=en]:visible")
    empty = [n for n in range(rows.count()) if not rows.nth(n).input_value()]
    twin = box.locator("form textarea[lang=tr]:visible").nth(empty[0])
    field = sheet.locator(f"#{rows.nth(empty[0]).get_attribute('id')}")
    twin.fill("bir")
    field.fill("one")
    box.locator("form .preview-main").click()
    expect(sheet.locator("#preview-status")).to_contain_text("Noted")
    field.fill("")
    box.locator("form .preview-main").click()
    expect(field).to_be_focused()
    expect(box.locator(".preview-mistake", has_text="in this language")).to_be_visible()


def test_an_id_beside_what_is_written_in_place_is_seen(data: Path, chromium: Browser) -> None:
    """Such a list stands in no field; its items are taken out one by one."""
    basis = "sale: {article: 5/2-c, detail: {tr: satış sözleşmesi, en: the sales contract}}\n"
    (data / "bases.yml").write_text(basis, "utf-8")
    path = data / "processing/orders.yml"
    mixed = path.read_text("utf-8").replace("    bases:\n", "    bases:\n      - sale\n")
    path.write_text(mixed, "utf-8")
    sheets = data.parent / "sheets"
    done = run("review", str(STARTER), "--data", str(data), "--sheets", str(sheets), language="tr")
    assert done.exit_code == 0, done.output
    page = chromium.new_page()
    page.goto((sheets / "policy.html").as_uri())
    page.evaluate("p => previewPanel.listing(p)", "bases.yml#")
    box = page.locator("dialog")
    box.get_by_role("button", name="Çıkar: ", exact=False).click()
    expect(box.get_by_text("geçtiği sürece çıkarılamaz")).to_be_visible()
    box.locator("li button", has_text="Siparişin teslim edilmesi").click()
    expect(page.locator("#preview-title")).to_contain_text("hukuki sebep")
    page.evaluate("p => previewPanel.listing(p)", f"{FIXED}.bases")
    box.get_by_role("button", name="Çıkar: ", exact=False).first.click()
    box.get_by_role("button", name="Kaydı çıkar").click()
    page.evaluate("p => previewPanel.listing(p)", "bases.yml#")
    box.get_by_role("button", name="Çıkar: ", exact=False).click()
    box.get_by_role("button", name="Kaydı çıkar").click()
    file = downloaded(page, data.parent / "c.json")
    page.context.close()
    done = run("apply", str(file), "--data", str(data), "--yes")
    assert done.exit_code == 0, done.output
    assert "- sale" not in path.read_text("utf-8")

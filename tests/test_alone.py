"""A changed document as one file, without a server; what is changed there is taken in whole."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, Locator, Page, expect

from generator.commands import main
from generator.decoding import scalars
from generator.decoding.scalars import Misread
from generator.durations import Lifetime
from generator.editing import Edition
from generator.recipes.correcting.located import locate
from generator.recipes.correcting.rewording import worded
from generator.recipes.correcting.sent import FORMAT, LARGEST, PERIOD
from generator.recipes.correcting.sheet import digest
from tests.axe import violations
from tests.conftest import STARTER

NEW = "Yeni Ünvan A.Ş."
PHONE, NAME = "controller.yml#phone", "controller.yml#registered_name"
KEP = "controller.yml#kep"


def run(*arguments: str, language: str = "en") -> Result:
    return CliRunner(env={"LANGUAGE": language}).invoke(main, list(arguments))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The smallest controller, with another name than its base."""
    data = Path(shutil.copytree(STARTER, tmp_path / "data"))
    path = data / "controller.yml"
    path.write_text(path.read_text("utf-8").replace("Örnek Ticaret A.Ş.", NEW), "utf-8")
    return data


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The files of its policy, by the language of the reader."""
    folder = tmp_path_factory.mktemp("alone")
    data = Path(shutil.copytree(STARTER, folder / "data"))
    path = data / "controller.yml"
    words = path.read_text("utf-8").replace("Örnek Ticaret A.Ş.", NEW)
    hostile = "</script><script>alert(1)</script>"
    words = words.replace("kitap satışı", f"'kitap satışı {hostile}'")
    doubt = "{value: ornek@hs00.kep.tr, unconfirmed: Eski olabilir.}"
    path.write_text(words.replace("ornek@hs00.kep.tr", doubt), "utf-8")
    assert {"alert", "unconfirmed"} <= set(re.findall("alert|unconfirmed", path.read_text("utf-8")))
    for code in ("tr", "en"):
        asked = ("review", str(STARTER), "--data", str(data), "--sheets", str(folder / code))
        done = run(*asked, "--format", "json", language=code)
        assert done.exit_code == 0, done.output
    document = "policy.html"
    return {code: folder / code / document for code in ("tr", "en")}


def test_the_file_stands_alone(made: dict[str, Path]) -> None:
    """No address is loaded, and its policy lets nothing run but its own scripts."""
    html = made["tr"].read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert policy[1].startswith("default-src &#x27;none&#x27;")
    assert "unsafe" not in policy[1]
    assert not re.search(r"<(?:script|img|iframe|link)[^>]*(?:src|href)=", html)
    assert html.count("</script>") == 12
    assert len(html.encode()) < 1_000_000


def test_a_file_that_was_divided_makes_its_files_too(data: Path) -> None:
    (data / "recipients").mkdir()
    (data / "recipients.yml").rename(data / "recipients/all.yml")
    sheets = data.parent / "sheets"
    done = run("review", str(STARTER), "--data", str(data), "--sheets", str(sheets))
    assert done.exit_code == 0, done.output
    assert '"recipients/all.yml#": [[' in (sheets / "policy.html").read_text("utf-8")


@pytest.fixture
def sheet(chromium: Browser, made: dict[str, Path], request: Any) -> Iterator[Page]:
    """One file opened as by a double click; nothing may be complained of or asked."""
    language, width = getattr(request, "param", ("en", 1280))
    context = chromium.new_context(viewport={"width": width, "height": 900}, accept_downloads=True)
    page = context.new_page()
    complaints, asked = list[str](), list[str]()
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda r: asked.append(r.url))
    page.goto(made[language].as_uri())
    yield page
    assert complaints == []
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
    context.close()


@pytest.mark.parametrize("sheet", [("tr", 390), ("en", 1280)], indirect=True)
def test_axe_finds_nothing(sheet: Page) -> None:
    """In the text in both languages, and in a fact that is open."""
    for code in ("tr", "en"):
        assert sheet.locator(f'section[lang="{code}"] ins').count() > 0
        assert sheet.locator(f'section[lang="{code}"] del').count() > 0
    assert violations(sheet) == []
    sheet.locator(".preview-tools button").first.click()
    sheet.locator(f'.preview-fact[data-place="{NAME}"]').first.click()
    expect(sheet.locator("dialog form")).to_be_visible()
    assert violations(sheet) == []
    assert sheet.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_changed_is_saved_as_a_file_and_taken_in(
    sheet: Page, data: Path, tmp_path: Path
) -> None:
    """By keyboard alone; the rest of the data keeps its bytes."""
    sheet.locator(".preview-tools button").first.focus()
    sheet.keyboard.press("Enter")
    sheet.locator(f'.preview-fact[data-place="{PHONE}"]').first.focus()
    sheet.keyboard.press("Enter")
    sheet.locator("dialog form input, dialog form textarea").first.fill("0312 111 11 11")
    sheet.locator("dialog .preview-main").focus()
    sheet.keyboard.press("Enter")
    expect(sheet.locator("#preview-status")).to_contain_text("Noted")
    sheet.get_by_role("button", name="My changes").last.click()
    expect(sheet.locator("dialog pre")).to_contain_text("+ 0312 111 11 11")
    save = sheet.get_by_role("button", name="Save changes.json")
    save.click()
    expect(sheet.locator("#preview-status")).to_contain_text("Write your name")
    assert not_green(sheet, sheet.locator("#preview-status"))
    sheet.locator("#preview-of-who").fill("Ayşe Yılmaz")
    save.click()
    expect(sheet.locator("#preview-status")).to_contain_text("Choose who you are")
    expect(sheet.locator("#preview-of-role")).to_be_focused()
    sheet.locator("#preview-of-role").select_option(index=1)
    with sheet.expect_download() as download:
        save.click()
    file = tmp_path / "changes.json"
    download.value.save_as(file)
    before = {p: p.read_bytes() for p in data.rglob("*.yml")}
    done = run("apply", str(file), "--data", str(data), "--yes")
    assert done.exit_code == 0, done.output
    assert "Changes of: Ayşe Yılmaz" in done.output
    path = data / "controller.yml"
    wanted = before[path].replace(b"0312 000 00 00", b"0312 111 11 11")
    assert path.read_bytes() == wanted != before[path]
    assert all(p.read_bytes() == old for p, old in before.items() if p != path)
    again = run("apply", str(file), "--data", str(data), "--yes")
    assert again.exit_code == 2
    assert f"{PHONE}" in again.output


def change(data: Path, place: str, values: object, act: str = "save", **more: object) -> object:
    at = locate(Edition(data), place)
    return {"act": act, "place": place, "digest": digest(at), "values": values, **more}


def sent(*changes: object, **more: object) -> dict[str, object]:
    who = {"name": "Ayşe", "role": "legal counsel"}
    return {"format": FORMAT, "who": who, "language": "tr", "changes": list(changes), **more}


def refused(data: Path, content: bytes) -> str:
    """What is said; nothing may have been written."""
    before = {p: p.read_bytes() for p in data.rglob("*") if p.is_file()}
    file = data.parent / "changes.json"
    file.write_bytes(content)
    done = run("apply", str(file), "--data", str(data), "--yes")
    assert done.exit_code == 2, done.output
    assert {p: p.read_bytes() for p in data.rglob("*") if p.is_file()} == before
    return done.output


def test_all_changes_or_none_and_each_that_does_not_fit_is_named(data: Path) -> None:
    good = change(data, PHONE, {"": "0312 111 11 11"})
    stale = {**change(data, NAME, {"": "X"}), "digest": "0" * 32}  # type: ignore[dict-item]
    gone = {**change(data, NAME, {"": "X"}), "place": "controller.yml#no.such"}  # type: ignore[dict-item]
    said = refused(data, json.dumps(sent(good, stale, gone)).encode())
    assert "controller.yml#registered_name" in said
    assert "controller.yml#no.such" in said
    assert PHONE not in said
    period = "processing/orders.yml#purposes.deliver-order.retention.period"
    wrong = change(data, period, {"": "soon"})
    said = refused(data, json.dumps(sent(good, wrong)).encode())
    assert "“soon” is not a valid period" in said


def test_what_fails_is_said_at_what_people_call_it(data: Path) -> None:
    """The place and its field in words of the language of the file."""
    new = {
        "act": "add",
        "place": "collection-points.yml#",
        "id": "x",
        "values": {"name.tr": "Masa"},
    }
    said = refused(data, json.dumps(sent(new)).encode())
    assert "Veri toplama noktaları › adı (İngilizce) (collection-points.yml#): error: " in said


BAD: dict[str, Callable[[Path], bytes]] = {
    "no JSON": lambda _: b"{",
    "deep": lambda _: b"[" * 100_000,
    "half a character": lambda d: json.dumps(sent(change(d, PHONE, {"": "\ud800"}))).encode(),
    "another format": lambda d: json.dumps(sent(change(d, PHONE, {}), format="x")).encode(),
    "nobody": lambda d: json.dumps(sent(change(d, PHONE, {}), who={"name": " "})).encode(),
    "nothing": lambda _: json.dumps(sent()).encode(),
    "another act": lambda d: json.dumps(sent(change(d, PHONE, {}, "undo"))).encode(),
    "a list": lambda d: json.dumps(sent(change(d, PHONE, []))).encode(),
    "a number": lambda d: json.dumps(sent(change(d, PHONE, {"": 1}))).encode(),
    "a place outside": lambda _: json.dumps(
        sent({"act": "save", "place": "../x.yml#a", "digest": "", "values": {}})
    ).encode(),
    "an approval": lambda _: json.dumps(
        sent({"act": "save", "place": "approvals.yml#a", "digest": "", "values": {"": "x"}})
    ).encode(),
    "too large": lambda _: b" " * (LARGEST + 1),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_file_of_another_form_writes_nothing(data: Path, name: str) -> None:
    assert "error" in refused(data, BAD[name](data))


def test_a_proposal_of_another_role_stays_one(data: Path) -> None:
    """Who does not own the doubt proposes; the doubt stays."""
    path = data / "controller.yml"
    words = path.read_text("utf-8")
    doubt = "phone:\n  value: 0312 000 00 00\n  unconfirmed: Eski olabilir.\n"
    path.write_text(words.replace("phone: 0312 000 00 00\n", doubt), "utf-8")
    given = change(data, PHONE, {"": "0312 111 11 11"}, "confirm", role="marketing")
    file = data.parent / "changes.json"
    file.write_text(json.dumps(sent(given)), "utf-8")
    done = run("apply", str(file), "--data", str(data), "--yes")
    assert done.exit_code == 0, done.output
    written = path.read_text("utf-8")
    assert "unconfirmed: Eski olabilir." in written
    assert "proposed" in written


def test_whole_entries_come_and_go_in_the_file(
    made: dict[str, Path], data: Path, chromium: Browser, tmp_path: Path
) -> None:
    """From the forms of the preview: an id is proposed, what is needed is said at its field, what
    is new can be chosen elsewhere, and taking it back leaves nothing of it."""
    context = chromium.new_context(viewport={"width": 390, "height": 800}, accept_downloads=True)
    page = context.new_page()
    page.goto(made["tr"].as_uri())
    page.locator(".preview-tools button").first.click()
    page.locator(".preview-tools button").nth(1).click()
    box = page.locator("dialog")

    def opened(place: str) -> None:
        box.locator(".preview-bar button", has_text="Kayıtlar").click()
        box.locator("li div", has=page.get_by_text(place, exact=True)).locator("button").click()

    def add(tr: str, en: str) -> None:
        box.get_by_role("button", name="Kayıt ekle").click()
        for language, words in (("Türkçe", tr), ("İngilizce", en)):
            field = box.get_by_label(f"adı ({language})").first
            field.fill(words)
            field.blur()
        box.locator("form .preview-main").click()

    opened("collection-points.yml#")
    assert violations(page, where="dialog") == []
    add("", "counter")
    expect(box.locator(".preview-mistake").first).not_to_be_empty()
    expect(box.get_by_label("adı (Türkçe)").first).to_be_focused()  # and not the short name
    box.get_by_role("button", name="Geri", exact=False).last.click()
    expect(box.get_by_label("adı (İngilizce)").first).to_have_value("counter")
    box.get_by_role("button", name="Kaydetmeden ayrıl").click()
    add("Şubedeki masa", "counter of a branch")
    expect(page.locator("#preview-status")).to_contain_text("Not edildi")
    opened("collection-points.yml#")
    expect(box.locator("code", has_text="#subedeki-masa")).to_be_visible()
    opened("recipients.yml#")
    box.get_by_role("button", name="Kayıt ekle").click()
    box.locator("form .preview-main").click()
    roles = box.locator(".preview-field", has=page.get_by_role("group", name="alıcının sıfatı"))
    expect(roles.locator(".preview-mistake")).to_have_text(re.compile("Birini seçin ya da"))
    roles.locator("xpath=following-sibling::details[1]").evaluate("e => (e.open = true)")
    roles.locator("xpath=following-sibling::details[1]").locator("textarea").fill("Hangisi?")
    box.locator("form .preview-main").click()
    expect(roles.locator(".preview-mistake")).to_contain_text("Varsayımınızı seçin")
    countries = box.get_by_role("group", name="ülkeler")
    expect(countries).to_be_hidden()
    box.get_by_role("radio", name="evet").first.check()
    countries.locator("summary").click()
    countries.get_by_role("searchbox").fill("yokböyle")
    assert not_green(page, countries.get_by_role("status"))
    countries.get_by_role("searchbox").fill("irlan")
    expect(countries.locator("details label:visible")).to_have_count(1)
    page.evaluate(
        "p => previewPanel.show(p)", "processing/orders.yml#purposes.deliver-order.retention.period"
    )
    box.locator("form input").first.fill("on beş bahar")
    box.locator("form .preview-main").click()
    expect(box.locator(".preview-mistake").first).to_contain_text("Bu bir süre değil")
    box.locator(".preview-bar button", has_text="Kayıtlar").click()
    box.get_by_role("button", name="Kaydetmeden ayrıl").click()
    page.evaluate("p => previewPanel.show(p)", "security-reports.yml#")
    box.locator("form input[type=text]").last.fill("1")
    box.locator("section .preview-link, p .preview-link").last.click()
    box.get_by_role("button", name="Kaydetmeden ayrıl").click()
    page.evaluate("p => previewPanel.show(p)", "security-reports.yml#")
    for typed, fits in (("31 Kasım 2027", False), ("Şimdi", False), ("30 Ağustos 2027", True)):
        box.locator("form input[type=text]").last.fill(typed)
        box.locator("form .preview-main").click()
        expect(box.locator("[aria-invalid]")).to_have_count(0 if fits else 1)
    opened("processing/#")
    box.locator("li .preview-link").first.click()
    assert box.locator('input[value="subedeki-masa"]').count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box.locator(".preview-bar button", has_text="Değişikliklerim").click()
    page.locator("#preview-of-who").fill("Ayşe Yılmaz")
    page.locator("#preview-of-role").select_option(index=1)
    with page.expect_download() as download:
        box.get_by_role("button", name="changes.json").click()
    file = tmp_path / "changes.json"
    download.value.save_as(file)
    box.locator("section button", has_text="Geri al").last.click()
    opened("collection-points.yml#")
    expect(box.locator("code", has_text="#subedeki-masa")).to_have_count(0)
    context.close()
    done = run("apply", str(file), "--data", str(data), "--yes", language="tr")
    assert done.exit_code == 0, done.output
    written = (data / "collection-points.yml").read_text("utf-8")
    assert "subedeki-masa:\n  name: {tr: Şubedeki masa, en: counter of a branch}" in written


def not_green(page: Page, where: Locator) -> bool:
    """Whether what is said stands on the ground of the panel."""
    ground = "e => getComputedStyle(e).backgroundColor"
    return bool(where.evaluate(ground) == page.locator("dialog").evaluate(ground))


def opened(page: Page, place: str) -> None:
    """The entries of a place, through the list of all."""
    box = page.locator("dialog")
    box.locator(".preview-bar button", has_text="Kayıtlar").click()
    box.locator("li div", has=page.get_by_text(place, exact=True)).locator("button").click()


def fill(page: Page, **values: str) -> None:
    """The compulsory words of a form, by their label and language."""
    for label, words in values.items():
        called, _, code = label.rpartition("_")
        language = {"tr": "Türkçe", "en": "İngilizce"}[code]
        where = f"{called.replace('_', ' › ')} ({language}) – zorunlu"
        field = page.locator("dialog").get_by_label(where, exact=True)
        field.fill(words)
        field.blur()


def downloaded(page: Page, file: Path) -> Path:
    box = page.locator("dialog")
    box.locator(".preview-bar button", has_text="Değişikliklerim").click()
    page.locator("#preview-of-who").fill("Ayşe Yılmaz")
    page.locator("#preview-of-role").select_option(index=1)
    with page.expect_download() as download:
        box.get_by_role("button", name="changes.json").click()
    download.value.save_as(file)
    return file


SPACE = {"adı_tr": "Fiziksel Mekân Güvenliği", "adı_en": "Physical Premises Security",
         "kalemler_adı_tr": "kamera görüntüsü", "kalemler_adı_en": "camera recording"}  # fmt: skip


@pytest.mark.parametrize("sheet", [("tr", 1280)], indirect=True)
def test_what_is_new_inside_has_a_short_name_and_is_chosen_by_its_own(
    sheet: Page, data: Path, tmp_path: Path
) -> None:
    """An item of a new category, and of one that is there."""
    sheet.locator(".preview-tools button").nth(1).evaluate("e => e.click()")
    box = sheet.locator("dialog")
    opened(sheet, "data-categories.yml#")
    box.get_by_role("button", name="Kayıt ekle").click()
    fill(sheet, **SPACE)
    short = box.get_by_label("kalemler › Kısa ad (id)", exact=True)
    expect(short).to_have_value("kamera-goruntusu")
    short.fill("kamera görüntüsü")
    box.locator("form .preview-main").click()
    expect(short).to_be_focused()
    expect(short).to_have_attribute("aria-invalid", "true")
    short.fill("video")
    box.get_by_label("Kısa ad (id)", exact=True).fill("physical-space")
    box.locator("form .preview-main").click()
    expect(sheet.locator("#preview-status")).to_contain_text("Not edildi")
    sheet.evaluate("p => previewPanel.listing(p)", "data-categories.yml#identity.items")
    box.get_by_role("button", name="Kayıt ekle").click()
    fill(sheet, adı_tr="takma ad", adı_en="nickname")
    box.locator("form .preview-main").click()
    expect(sheet.locator("#preview-status")).to_contain_text("Not edildi")
    opened(sheet, "processing/#")
    box.get_by_role("button", name="Kayıt ekle").click()
    group = box.get_by_role("group", name="amaçlar › kişisel veriler – zorunlu", exact=True)
    group.locator("summary").click()
    group.get_by_role("searchbox").fill("kamera")
    expect(group.locator("label:visible")).to_have_text(
        "Fiziksel Mekân Güvenliği: kamera görüntüsü physical-space.video"
    )
    group.get_by_role("searchbox").fill("takma")
    expect(group.locator("label:visible code")).to_have_text("identity.takma-ad")
    group.get_by_role("searchbox").fill("fiziksel")
    expect(group.locator("label:visible")).to_have_count(2)
    expect(group.locator("label:visible").first).to_contain_text("bu kategorideki bütün veriler")
    box.locator(".preview-bar button", has_text="Kayıtlar").click()
    done = run("apply", str(downloaded(sheet, tmp_path / "c.json")), "--data", str(data), "--yes")
    assert done.exit_code == 0, done.output
    written = (data / "data-categories.yml").read_text("utf-8")
    assert "physical-space:\n" in written
    assert "    video:\n      name: {tr: kamera görüntüsü, en: camera recording}\n" in written
    assert "    takma-ad:\n" in written


def save(page: Page) -> None:
    page.locator("dialog form .preview-main").click()
    expect(page.locator("#preview-status")).to_contain_text("Not edildi")


@pytest.mark.parametrize("sheet", [("tr", 390)], indirect=True)
def test_a_new_entry_is_opened_and_written_otherwise(
    sheet: Page, data: Path, tmp_path: Path
) -> None:
    """With all that was typed, and once; its short name stays while something has chosen it."""
    sheet.locator(".preview-tools button").nth(1).evaluate("e => e.click()")
    box, title = sheet.locator("dialog"), sheet.locator("#preview-title")
    opened(sheet, "data-categories.yml#")
    box.get_by_role("button", name="Kayıt ekle").click()
    fill(sheet, **{**SPACE, "adı_tr": "Fiziksel Mekan"})
    sheet.evaluate("document.querySelectorAll('dialog details').forEach(d => d.open = true)")
    box.locator("input[value=observed]").check()
    asked = box.locator(".preview-unknown", has_text="kalemler › ne zaman")
    asked.locator("textarea").fill("Kamera hangi saatlerde açık?")
    save(sheet)
    box.get_by_role("button", name="Fiziksel Mekan", exact=True).click()
    expect(title).to_have_text("Fiziksel Mekan")
    expect(box.locator("input[value=observed]")).to_be_checked()
    expect(box.locator("input[value=observed]")).to_be_visible()
    expect(box.locator(".preview-unknown[open] textarea")).to_have_value(
        "Kamera hangi saatlerde açık?"
    )
    assert violations(sheet, where="dialog") == []
    fill(sheet, adı_tr="")
    box.locator("form .preview-main").click()
    expect(box.locator("[aria-invalid]")).to_be_focused()
    fill(sheet, **SPACE)
    box.get_by_label("kalemler › Kısa ad (id)", exact=True).fill("video")
    save(sheet)
    expect(box.locator("li code", has_text="#fiziksel-mekan")).to_have_count(1)
    sheet.evaluate("p => previewPanel.show(p)", "processing/orders.yml#purposes.deliver-order")
    group = box.get_by_role("group", name="kişisel veriler")
    group.locator("summary").click()
    group.locator("label", has_text="kamera görüntüsü").locator("input").check()
    save(sheet)
    box.locator(".preview-bar button", has_text="Değişikliklerim").click()
    box.get_by_role("button", name="Yeni kayıt: Fiziksel Mekân Güvenliği").click()
    short = box.get_by_label("kalemler › Kısa ad (id)", exact=True)
    for field in (box.get_by_label("Kısa ad (id)", exact=True), short):
        old = field.input_value()
        field.fill("baska")
        box.locator("form .preview-main").click()
        expect(field).to_have_attribute("aria-invalid", "true")
        field.fill(old)
    save(sheet)
    done = run("apply", str(downloaded(sheet, tmp_path / "c.json")), "--data", str(data), "--yes")
    assert done.exit_code == 0, done.output
    written = (data / "data-categories.yml").read_text("utf-8")
    assert written.count("fiziksel-mekan:") == 1
    assert "name: {tr: Fiziksel Mekân Güvenliği, en: Physical Premises Security}" in written
    assert "obtained: observed" in written
    assert "unconfirmed: Kamera hangi saatlerde açık?" in written
    assert "fiziksel-mekan.video" in (data / "processing/orders.yml").read_text("utf-8")


def test_a_text_that_loses_a_language_is_said_at_its_field(sheet: Page) -> None:
    sheet.evaluate("p => previewPanel.show(p)", "recipients.yml#carrier")
    field = sheet.locator("dialog textarea[lang=tr]").first
    field.fill("")
    sheet.locator("dialog .preview-main").click()
    expect(field).to_be_focused()
    expect(sheet.locator("dialog .preview-mistake").first).to_contain_text("in this language")


@pytest.mark.parametrize("sheet", [("tr", 1280)], indirect=True)
def test_a_press_on_the_text_opens_what_can_be_changed_there(sheet: Page) -> None:
    """Of a sentence its facts and its clause, of a heading those of the whole clause; while nobody
    corrects, and outside of the clauses, nothing."""
    heading = sheet.locator("section[id$='-tr-rights']").locator("h3, h4").first
    heading.click()
    expect(sheet.locator("dialog")).not_to_be_visible()
    sheet.locator(".preview-tools button").first.click()
    sheet.locator("h1").first.click()
    expect(sheet.locator("dialog")).not_to_be_visible()
    heading.click()
    expect(sheet.locator("#preview-title")).to_have_text(heading.inner_text())
    sheet.locator("dialog").get_by_role("button", name="Bölümü yeniden kaleme al").click()
    expect(sheet.locator("#preview-words-tr")).to_be_visible()
    sheet.keyboard.press("Escape")
    fact = sheet.locator(f".text[lang=tr] section .preview-fact[data-place='{NAME}']").first
    words = fact.locator("xpath=..")
    words.evaluate("e => e.dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    sheet.locator("dialog section li button", has_text=fact.inner_text()).first.click()
    expect(sheet.locator("#preview-title")).to_have_text(re.compile("ünvan|unvan"))


def test_an_accepted_finding_says_so_and_leads_to_the_exceptions(sheet: Page) -> None:
    """It would be read as an error that is still to be mended."""
    sheet.locator(".preview-tools button").first.click()
    sheet.evaluate("p => previewPanel.show(p)", PHONE)
    found = '{level: "error", words: "x", advice: "", ways: [], name: "X-01", accepted: true}'
    sheet.evaluate(f"document.querySelector('dialog form').after(previewPanel.rows([{found}]))")
    row = sheet.locator("dialog li", has_text="X-01")
    expect(row).to_contain_text("accepted as an exception: x")
    row.get_by_role("button", name="Open the exceptions").click()
    expect(sheet.locator("#preview-title")).to_have_text("Accepted findings")


def test_a_fact_that_is_corrected_twice_is_changed_once(sheet: Page) -> None:
    sheet.locator(".preview-tools button").first.click()
    for number in ("0312 111 11 11", "0312 222 22 22"):
        sheet.evaluate("p => previewPanel.show(p)", PHONE)
        field = sheet.locator("dialog form input, dialog form textarea").first
        field.fill(number)
        sheet.locator("dialog .preview-main").click()
        expect(sheet.locator("#preview-status")).to_contain_text("Noted")
    sheet.locator("dialog").get_by_role("button", name="My changes").click()
    expect(sheet.locator("dialog pre")).to_have_text("- 0312 000 00 00\n+ 0312 222 22 22")
    expect(sheet.locator("dialog h3 button")).to_have_text("telephone")


def test_a_sheet_that_is_loaded_again_says_nothing_of_what_it_lost(sheet: Page) -> None:
    """Nobody has to think that a change is noted which went with the page."""
    sheet.locator(".preview-tools button").first.click()
    sheet.evaluate("p => previewPanel.show(p)", PHONE)
    sheet.locator("dialog form input, dialog form textarea").first.fill("0312 111 11 11")
    sheet.locator("dialog .preview-main").click()
    expect(sheet.locator("#preview-status")).to_contain_text("Noted")
    sheet.reload()
    expect(sheet.locator(".preview-tools")).to_be_visible()
    expect(sheet.locator("dialog[open]")).to_have_count(0)
    sheet.evaluate("p => previewPanel.show(p)", PHONE)
    expect(sheet.locator("#preview-title")).to_be_focused()
    expect(sheet.locator("#preview-status")).to_be_empty()


def test_a_change_names_the_fields_that_differ(sheet: Page) -> None:
    """Behind the name of the place; before the lines where they are several, or a language's."""
    sheet.locator(".preview-tools button").first.click()
    sheet.evaluate("p => previewPanel.show(p)", "recipients.yml#carrier")
    box = sheet.locator("dialog")
    for typed, heading, lines in (
        ({"name (Turkish)": "taşıyıcı"}, "carrier › name", "- kargo şirketi\n+ taşıyıcı"),
        ({"name (English)": "haulier"}, "carrier › name",
         "- Turkish: kargo şirketi\n+ Turkish: taşıyıcı\n- English: carrier\n+ English: haulier"),
        ({"purpose of the transfer (English)": "taking"}, "carrier › name, purpose of the transfer",
         "- name: Turkish: kargo şirketi"),
    ):  # fmt: skip
        for label, words in typed.items():
            box.get_by_label(label).first.fill(words)
        box.locator("form .preview-main").click()
        expect(sheet.locator("#preview-status")).to_contain_text("Noted")
        box.get_by_role("button", name="My changes").click()
        expect(box.locator("h3 button")).to_have_text(heading)
        expect(box.locator("pre")).to_contain_text(lines)
        sheet.evaluate("p => previewPanel.show(p)", "recipients.yml#carrier")


@pytest.mark.parametrize(
    ("typed", "fits"),
    [("15 yıl", True), ("1 year 6 months", True), (" 3  iş günü ", True), ("oturum", True),
     ("15", False), ("15 yılda", False), ("5 asır", False), ("yıl 5", False)],
)  # fmt: skip
def test_a_period_is_told_from_what_is_none(typed: str, fits: bool) -> None:
    """The pattern of the file says what the data says."""
    assert bool(re.search(PERIOD, typed)) is fits
    with nullcontext() if fits else pytest.raises(Misread):
        scalars.KINDS[Lifetime](typed.strip())


@pytest.mark.parametrize("sheet", [("tr", 1280)], indirect=True)
def test_who_owns_a_doubt_confirms_and_others_propose(sheet: Page) -> None:
    """What is said is what is taken in: a value corrected afterwards stays confirmed."""
    sheet.locator(".preview-tools button").first.click()
    fact = sheet.locator(f'.preview-fact[data-place="{KEP}"]').first
    for role, said, doubts in (
        ("marketing", "Öneri olarak yazıldı", 1),
        ("company", "Not edildi", 0),
    ):
        fact.click()
        box = sheet.locator("dialog")
        box.locator("#preview-role").select_option(role)
        box.get_by_role("button", name="Teyit edildi").click()
        expect(sheet.locator("#preview-status")).to_contain_text(said)
        expect(box.get_by_role("button", name="Teyit edildi")).to_have_count(doubts)
        sheet.keyboard.press("Escape")
    fact.click()
    box.locator("form input, form textarea").first.fill("yeni@hs00.kep.tr")
    box.locator("form .preview-main").click()
    expect(sheet.locator("#preview-status")).to_contain_text("Not edildi")
    box.get_by_role("button", name="Değişikliklerim").first.click()
    expect(box.locator("pre")).to_have_text(
        "- ornek@hs00.kep.tr\n+ yeni@hs00.kep.tr\n+ Teyit edildi"
    )


def test_who_has_no_recipient_has_chosen_none(sheet: Page) -> None:
    for number in range(2):
        sheet.locator(".preview-tools button").nth(number).click()
    place = "processing/orders.yml#purposes.deliver-order"
    sheet.evaluate("place => previewPanel.show(place)", place)
    recipients = sheet.locator("dialog form fieldset", has=sheet.locator('input[value="[]"]')).last
    ticked = recipients.locator("input:checked")
    somebody = ticked.first.input_value()
    sheet.locator("dialog form details").evaluate_all(
        "all => all.forEach(one => (one.open = true))"
    )
    recipients.locator('input[value="[]"]').check()
    expect(ticked).to_have_count(1)
    recipients.locator(f'input[value="{somebody}"]').check()
    expect(ticked).to_have_count(1)
    expect(ticked).to_have_value(somebody)


CLAUSE = "wording/policy/rights#full"
REASON = "The shop has a desk for it."


def test_a_clause_is_put_in_other_words_in_the_file(
    sheet: Page, data: Path, tmp_path: Path
) -> None:
    """What is missing is said at its field; the texts are composed with it where it is taken in."""
    sheet.locator(".preview-tools button").first.click()
    sheet.locator(".preview-tools").get_by_role("button", name="On this page").click()
    clause = sheet.locator("dialog details", has_text="İlgili kişinin hakları").first
    clause.locator("summary").click()
    clause.get_by_role("button", name="Put this clause in other words").click()
    turkish = sheet.locator("#preview-words-tr")
    words = turkish.input_value()
    assert words.startswith("<h2>")
    assert sheet.get_by_role("button", name="Add a clause").count() == 0
    turkish.fill(f"{words}\n<p>Mağazaya da gelebilirsiniz.</p>")
    sheet.locator("dialog .preview-main").click()
    expect(sheet.locator("dialog [aria-invalid]")).to_be_focused()
    sheet.locator("#preview-words-reason").fill(REASON)
    for torn, said in (
        (words.replace("</h2>", "", 1), "<h2> (line 1)"),
        (f"{words} {{{{ x }}", "torn"),
    ):
        turkish.fill(torn)
        sheet.locator("dialog .preview-main").click()
        expect(sheet.locator("#preview-words-tr-said")).to_contain_text(said)
    turkish.fill(f"{words}\n<p>Mağazaya da gelebilirsiniz.</p>")
    sheet.locator("dialog .preview-main").click()
    expect(sheet.locator("#preview-status")).to_contain_text("English: ")
    english = sheet.locator("#preview-words-en")
    english.fill(f"{english.input_value()}\n<p>You can come to the shop as well.</p>")
    sheet.locator("dialog .preview-main").click()
    expect(sheet.locator("#preview-status")).to_contain_text("Noted")
    expect(sheet.locator("#preview-status")).not_to_contain_text("Turkish: ")
    sheet.locator("dialog").get_by_role("button", name="My changes").click()
    expect(sheet.locator("dialog pre")).to_contain_text("+ <p>You can come to the shop as well.")
    sheet.locator("#preview-of-who").fill("Ayşe Yılmaz")
    sheet.locator("#preview-of-role").select_option(index=1)
    with sheet.expect_download() as download:
        sheet.get_by_role("button", name="Save changes.json").click()
    file = tmp_path / "changes.json"
    download.value.save_as(file)
    done = run("apply", str(file), "--data", str(data), "--yes")
    assert done.exit_code == 0, done.output
    written = (data / "wording/policy/rights.tr.jinja").read_text("utf-8")
    assert written.startswith(f"{{# reason: {REASON}")
    assert "Mağazaya da gelebilirsiniz." in written
    again = run("apply", str(file), "--data", str(data), "--yes")
    assert again.exit_code == 2
    assert "has changed since the file was made" in again.output


def test_words_that_no_text_can_be_made_of_are_refused_whole(data: Path) -> None:
    found = worded(Edition(data), CLAUSE)
    words = {code: f"{text}\n{{{{ nobody }}}}" for code, text in found.texts.items()}
    one = {"act": "reword", "place": CLAUSE, "digest": found.digest, "reason": REASON}
    said = refused(data, json.dumps(sent(one | {"texts": words})).encode())
    assert said.count("“nobody” is not known here") == 2
    said = refused(data, json.dumps(sent(one | {"texts": {"tr": 1}})).encode())
    assert "not of a known form" in said
    said = refused(data, json.dumps(sent(one | {"place": "wording/../x#full"})).encode())
    assert "no clause of a text" in said

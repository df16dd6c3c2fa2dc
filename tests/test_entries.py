"""Whole entries: forms that follow from the model, adding, copying, ordering, removing, undo."""

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator import keys, pipeline
from generator.editing import Draft, Edition, Value
from generator.errors import EditingError
from generator.recipes.correcting import Desk, Entries, New, Refused
from generator.recipes.correcting.inputs import Field, Kind
from generator.recipes.correcting.listing import listing, listings
from generator.recipes.correcting.prints import Prints
from tests.conftest import ROOT, STARTER
from tests.desks import bytes_of, desk_of
from tests.test_correcting import refused

SOURCES = (ROOT / "data", STARTER, ROOT / "tests" / "rich")
DAYS = {"signed": "2026-01-05", "notified": "2026-01-06"}
CARRIERS = {"name.tr": "Kargo Şirketleri", "name.en": "Carriers", "abroad": "no"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(STARTER, tmp_path_factory.mktemp("entries") / "data"))


@pytest.fixture
def desk(data: Path) -> Iterator[Desk]:
    yield from desk_of(data, "tr")


@pytest.fixture
def entries(desk: Desk) -> Entries:
    return Entries(desk)


# The bytes.

RECIPIENTS = """# the head of the file
# has two lines

a:
  name: A   # behind

# about b
# in two lines
b:
  name: |
    long
  # inside b

# apart

c: {name: C}
"""


def text(path: tuple[str | int, ...], act: str, written: str = RECIPIENTS) -> str:
    draft = Draft.of("data/x.yml", written.encode())
    after = {
        "up": lambda: draft.move(path, down=False),
        "down": lambda: draft.move(path, down=True),
        "out": lambda: draft.take_out(path),
        "copy": lambda: draft.copy(path, "z"),
        "item": lambda: draft.copy(path),
        "in": lambda: draft.put_in(path, {"name": "Z"}),
    }[act]()
    return after.text


def test_comments_travel_with_their_entry() -> None:
    moved = text(("b",), "up")
    begun = "# the head of the file\n# has two lines\n\n# about b\n# in two lines\nb:\n  name: |\n"
    assert moved.startswith(f"{begun}    long\n  # inside b\n\na:\n  name: A   # behind\n")
    assert moved.endswith("\n\n# apart\n\nc: {name: C}\n")
    assert text(("b",), "down", moved) == RECIPIENTS
    left = text(("b",), "out")
    assert "about b" not in left
    assert "inside b" not in left
    assert left == RECIPIENTS.replace(RECIPIENTS[RECIPIENTS.index("# about b"):
                                                 RECIPIENTS.index("# apart")], "")  # fmt: skip
    assert text(("c",), "out").endswith("  # inside b\n\n# apart\n")
    assert text(("a",), "out").startswith("# the head of the file\n# has two lines\n\n# about b\n")


def test_a_new_entry_stands_as_far_apart_as_the_others() -> None:
    assert text(("z",), "in") == f"{RECIPIENTS}\nz:\n  name: Z\n"
    assert text(("x", 2), "in", "x:\n  - a: b\n  - c: d\n") == (
        "x:\n  - a: b\n  - c: d\n  - name: Z\n"
    )
    assert text(("z",), "in", "# head\r\n") == "# head\r\n\r\nz:\r\n  name: Z\r\n"
    assert text(("z",), "out", "# head\n\nz:\n  name: Z\n") == "# head\n"
    assert text(("z",), "in", "a: {b: c}") == "a: {b: c}\n\nz:\n  name: Z"


def test_a_copy_keeps_the_letters_and_not_what_was_said_of_the_first() -> None:
    copied = text(("b",), "copy")
    assert copied.count("about b") == 1
    assert "\n\nz:\n  name: |\n    long\n  # inside b\n\n# apart" in copied
    assert text((0,), "item", "- 'a'  # x\n- b\n") == "- 'a'  # x\n- 'a'  # x\n- b\n"


@pytest.mark.parametrize(
    ("path", "act", "written"),
    [(("a",), "up", RECIPIENTS), (("c",), "down", RECIPIENTS), (("x", "a"), "down", "x: {a: b}\n"),
     (("b",), "in", RECIPIENTS), ((), "copy", RECIPIENTS), ((0, "a"), "down", "- a: b\n  c: d\n"),
     (("z",), "out", RECIPIENTS), (("z",), "up", RECIPIENTS)],
)  # fmt: skip
def test_what_cannot_be_done_alone_is_refused(
    path: tuple[str | int, ...], act: str, written: str
) -> None:
    with pytest.raises(EditingError):
        text(path, act, written)


def rows_of(value: Value, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if not isinstance(value, str):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for step, own in inner:
            yield (*path, step)
            yield from rows_of(own, (*path, step))


def test_any_entry_added_copied_or_moved_and_taken_back_leaves_no_trace() -> None:
    """One each of some files; every one of all of them with EVERY=1."""
    chance, all_of_them = random.Random(6698), bool(os.environ.get("EVERY"))
    files = [path for folder in SOURCES for path in sorted(folder.rglob("*.yml"))]
    chosen = files if all_of_them else chance.sample(files, 25)
    count = sum(left_no_trace(path, chance, 0 if all_of_them else 1) for path in chosen)
    print(f"{count} entries")
    assert count > 10


def left_no_trace(path: Path, chance: random.Random, most: int) -> int:
    """Of `most` entries of a file (0: all): how many could be changed; the rest was refused."""
    draft = Draft.of(path.name, path.read_bytes())
    rows, count = list(rows_of(draft.value())), 0
    for row in chance.sample(rows, min(most, len(rows))) if most else rows:
        *outer, step = row
        held = draft.value(tuple(outer))
        try:
            name = None if isinstance(held, list) else "z-copy"
            copied = draft.copy(row, name)
            new = (*outer, int(step) + 1 if name is None else name)
            assert copied.take_out(new).text == draft.text, (path, row)
        except EditingError:
            continue
        last = (*outer, len(held) if name is None else "z-new")
        added = draft.put_in(last, {"tr": "x" * 90, "en": "y"})
        assert added.take_out(last).text == draft.text, (path, row)
        below = int(step) + 1 if name is None else step
        if step != (len(held) - 1 if name is None else list(held)[-1]):
            moved = draft.move(row, down=True)
            assert moved.move((*outer, below), down=False).text == draft.text, (path, row)
        if len(held) > 1:
            left = draft.take_out(row).text
            same = next((n for n, (a, b) in enumerate(zip(left, draft.text, strict=False))
                         if a != b), len(left))  # fmt: skip
            assert draft.text.endswith(left[same:]), (path, row)
        count += 1
    return count


# The forms.


def filled(asked: list[Field]) -> dict[str, object]:
    """What is required, each with a value that fits."""
    values: dict[str, object] = {}
    for field in asked:
        if field.required:
            words = {Kind.DAY: "2027-03-01", Kind.PERIOD: "2 years", Kind.NUMBER: "900",
                     Kind.FLAG: "no", Kind.ID: "yeni-ornek"}  # fmt: skip
            fits = words.get(field.kind, "Yeni Örnek")
            chosen = field.options[0].value if field.options else fits
            several = field.kind in (Kind.SEVERAL, Kind.LIST)
            values[field.name] = [chosen] if several else chosen
    return values


DOCUMENTS = "documents/#"
NEED_MORE = ("cameras.yml#", "consents.yml#", "documents/#", "sites.yml#")
"""What is required there follows from other files, or is words of a few."""


def test_every_collection_of_the_model_has_a_form_whose_entry_is_understood(
    desk: Desk, entries: Entries, data: Path
) -> None:
    """Filled with what is required alone; refused is only what other words are needed for."""
    kept = [row for row in entries.all() if row.count is not None or not row.there]
    places, files = [row.place for row in kept], [row.place for row in kept if row.count is None]
    assert len(places) > 25
    before, count = bytes_of(data), 0
    for place in places:
        asked = entries.form(place)
        assert asked, place
        if place in NEED_MORE or (place in files and not filled(asked)):
            with pytest.raises(Refused):
                entries.add(place, New(filled(asked), {}))
            assert bytes_of(data) == before
            continue
        change = entries.add(place, New(filled(asked), {}))
        assert change
        name = place.partition("#")[0].strip("/")
        assert name.removesuffix(".yml") in change.place
        desk.undo(change.number)
        assert bytes_of(data) == before
        count += 1
    assert count > 20


def test_a_document_that_no_text_can_be_made_of_is_refused(entries: Entries, data: Path) -> None:
    """What a type needs besides shows when it is composed: a notice its collection point."""
    before = bytes_of(data)
    with pytest.raises(Refused) as error:
        entries.add(DOCUMENTS, New({"type": "notice"}, {}, "notice-more"))
    assert "collection_point" in str(refused(error))
    assert bytes_of(data) == before


def test_what_a_required_block_needs_is_asked_with_the_entry(entries: Entries) -> None:
    asked = {field.name: field for field in entries.form("processing/#")}
    assert {"title.tr", "collection.channels.0.tr", "collection.mode", "purposes.?.text.en",
            "purposes.?.data"} <= {n for n, f in asked.items() if f.required}  # fmt: skip
    assert asked["collection.mode"].label == "toplama › yöntem"
    assert not asked["recipients"].required


def test_what_is_not_known_becomes_a_doubt_with_its_question(entries: Entries, data: Path) -> None:
    asked = {"role": "Hangi sıfatla?", "purpose": "Aktarımın amacı nedir?"}
    with pytest.raises(Refused) as error:
        entries.add("recipients.yml#", New(CARRIERS, asked))
    assert [name for name, _ in refused(error)] == ["role"]  # one of few words: what is assumed
    change = entries.add("recipients.yml#", New(CARRIERS | {"role": "processor"}, asked))
    assert change
    assert change.place == "recipients.yml#kargo-sirketleri"
    assert change.names["tr"] == "Kargo Şirketleri"
    assert (data / "recipients.yml").read_text("utf-8").endswith(
        "\n\nkargo-sirketleri:\n  name: {tr: Kargo Şirketleri, en: Carriers}\n  role:\n"
        "    value: processor\n    unconfirmed: Hangi sıfatla?\n  purpose:\n"
        "    unconfirmed: Aktarımın amacı nedir?\n  abroad: no\n"
    )  # fmt: skip
    with pytest.raises(Refused) as error:
        entries.add("recipients.yml#", New({}, {}))
    assert [name for name, _ in refused(error)] == ["name.tr", "role", "purpose.tr", "abroad"]


def test_what_is_new_inside_has_a_short_name_of_its_own(entries: Entries) -> None:
    """As it is typed, otherwise of its words; it is chosen elsewhere by its name."""
    words = {"name.tr": "Mekân", "name.en": "Premises", "items.?.name.tr": "kamera görüntüsü"}
    words |= {"items.?.name.en": "camera recording"}
    place = "data-categories.yml#"
    with pytest.raises(Refused) as error:
        entries.add(place, New(words | {"items.?": "a b"}, {}))
    assert [name for name, _ in refused(error)] == ["items.?"]
    with pytest.raises(Refused):
        entries.add(place, New(words, {"items.?": "Nasıl anılır?"}))
    assert entries.proposed("", "kamera görüntüsü") == "kamera-goruntusu"
    assert entries.add(place, New(words | {"items.?": "video"}, {}, "space"))
    assert entries.add(place, New(words, {}, "other"))
    asked = next(f for f in entries.form("processing/#") if f.name == "purposes.?.data")
    called = {option.value: option.label for option in asked.options}
    assert called["space.video"] == "Mekân: kamera görüntüsü"
    assert called["space.*"] == "Mekân: bu kategorideki bütün veriler"
    assert "other.kamera-goruntusu" in called


def test_all_mistakes_of_a_form_are_said_at_once(entries: Entries, desk: Desk) -> None:
    """What is missing, what cannot be, and an id that none can have; in what stands there too."""
    values = CARRIERS | {"name.en": "", "abroad": "yes", "signed": "2026-11-31"}
    with pytest.raises(Refused) as error:
        entries.add("recipients.yml#", New(values, {}, "a b"))
    names = [name for name, _ in refused(error)]
    assert sorted(names) == ["id", "name.en", "purpose.tr", "role", "signed"]
    place = entries.at("recipients.yml#").rows[0].place
    sheet = desk.sheet(place, (), Prints(()))
    with pytest.raises(Refused) as error:
        desk.save(place, sheet.digest, {"purpose.en": "", "signed": "2026-11-31"})
    assert sorted(name for name, _ in refused(error)) == ["purpose.en", "signed"]


def test_an_entry_of_what_is_asked_lacks_nothing_for_the_rules(
    entries: Entries, data: Path
) -> None:
    """A recipient abroad, an activity and cameras: what is found is about their words alone."""
    places = []
    for place, given in (
        ("recipients.yml#", {"abroad": "yes", "mechanism": "standard-contract"} | DAYS),
        ("processing/#", {"purposes.?.bases.0.article": "5/2-f"}),
        ("cameras.yml#", {"retention.period": "30 days"}),
    ):
        values: dict[str, object] = dict(given)
        asked = entries.form(place)
        shared = tuple(f"{field.name}." for field in asked if field.options)
        for field in asked:
            first = field.required or (field.asked and not field.name.startswith(shared))
            if first and field.is_due(values) and field.name not in values:
                values |= filled([replace(field, required=True)])
        change = entries.add(place, New(values, {}))
        assert change
        places.append(change.place)
    findings = pipeline.run(pipeline.Settings(data=data, explained=False)).findings
    own = {f.name for f in findings if f.place.startswith(tuple(places))}
    assert own <= {"TXT-02[same-words]", "TXT-02[camera-point]", "USE-01[entry]", "ANS-03"}


def test_an_activity_comes_last_by_itself(entries: Entries, data: Path) -> None:
    assert not next(f for f in entries.form("processing/#") if f.name == "order").required
    change = entries.add("processing/#", New(filled(entries.form("processing/#")), {}))
    assert change
    orders = [
        int(line.partition(": ")[2])
        for path in (data / "processing").glob("*.yml")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("order: ")
    ]
    written = (data / change.place.rstrip("#")).read_text("utf-8")
    assert f"\norder: {max(orders)}\n" in written
    assert orders.count(max(orders)) == 1


def test_an_id_is_proposed_from_the_turkish_words(entries: Entries) -> None:
    assert entries.proposed("recipients.yml#", "Çağrı Merkezi İşletmecileri") == (
        "cagri-merkezi-isletmecileri"
    )
    held = entries.at("recipients.yml#").rows[0].place.rpartition("#")[2]
    assert entries.proposed("recipients.yml#", held.replace("-", " ")) != held
    assert entries.proposed("recipients.yml#", "…") == "entry"


@pytest.mark.parametrize(
    "name", ["Büyük", "a b", "../x", "a/b", "x" * 81, "defaults", "a\nb: c", "-", "hosting.x", "."]
)
def test_no_other_id_is_written(entries: Entries, data: Path, name: str) -> None:
    before = bytes_of(data)
    for place in ("recipients.yml#", "processing/#"):
        values = CARRIERS | {"role": "processor", "purpose.tr": "x", "purpose.en": "x"}
        typed = filled(entries.form(place)) if place == "processing/#" else values
        with pytest.raises(Refused) as error:
            entries.add(place, New(typed, {}, name))
        assert refused(error)[0][0] == "id"
    assert bytes_of(data) == before


def test_an_entry_is_copied_ordered_and_taken_back(entries: Entries) -> None:
    rows = entries.at("recipients.yml#").rows
    change = entries.copy(rows[0].place, rows[0].digest)
    assert change
    assert [row.place for row in entries.at("recipients.yml#").rows][:2] == [
        rows[0].place, change.place,
    ]  # fmt: skip
    copied = entries.at("recipients.yml#").rows[1]
    entries.move(copied.place, copied.digest, down=False)
    assert entries.at("recipients.yml#").rows[0].place == change.place
    with pytest.raises(Refused, match="first or the last"):
        entries.move(copied.place, copied.digest, down=False)
    with pytest.raises(Refused, match="changed meanwhile"):
        entries.remove(copied.place, "0" * 32)
    assert entries.remove(copied.place, copied.digest)
    assert [row.place for row in entries.at("recipients.yml#").rows] == [r.place for r in rows]


def test_a_file_of_a_folder_is_an_entry(desk: Desk, entries: Entries, data: Path) -> None:
    row = entries.at("processing/#").rows[0]
    change = entries.copy(row.place, row.digest, "another")
    assert change
    new, old = data / "processing/another.yml", data / row.place.removesuffix("#")
    assert new.read_bytes() == old.read_bytes()
    with pytest.raises(Refused, match="no order"):
        entries.move(row.place, row.digest, down=True)
    copied = entries.at("processing/#").rows[0]
    assert copied.place == "processing/another.yml#"
    removed = entries.remove(copied.place, copied.digest)
    assert removed
    assert not new.exists()
    desk.undo(removed.number)
    assert new.read_bytes() == old.read_bytes()
    desk.undo(change.number)
    assert not new.exists()


def test_removing_says_what_names_the_entry(entries: Entries) -> None:
    row = next(r for r in entries.at("subjects.yml#").rows if entries.removal(r.place).references)
    removal = entries.removal(row.place)
    named = removal.references[0]
    assert named.place.startswith(("processing/", "documents/", "consents.yml"))
    assert row.place.partition("#")[2] in named.words
    assert named.line > 1
    assert removal.problems
    with pytest.raises(Refused, match="named here"):
        entries.remove(row.place, row.digest)


def test_the_last_entry_of_a_list_that_may_be_left_out_goes_with_its_key(
    entries: Entries, data: Path
) -> None:
    before = (data / "recipients.yml").read_bytes()
    first = entries.at("recipients.yml#").rows[0].place
    place = f"{first}.services"
    assert entries.at(place).rows == []
    entries.add(place, New({"name.tr": "Harita", "name.en": "Maps"}, {}))
    row = entries.at(place).rows[0]
    assert row.place == f"{place}.harita"
    entries.remove(row.place, row.digest)
    assert (data / "recipients.yml").read_bytes() == before


@pytest.mark.parametrize(
    "place",
    ["controller.yml#", "controller.yml#phone", "../x/#", "processing/#x", "releases/#", "#", "",
     "processing/../#", "confirmed.yml#", "approvals.yml#", "x" * 400, "/#", "nothing/#",
     "recipients.yml", "recipients.yml#no-such.services"],
)  # fmt: skip
def test_nothing_else_holds_entries(entries: Entries, place: str) -> None:
    for act in (entries.at, entries.form, lambda p: entries.add(p, New({}, {}))):
        with pytest.raises(Refused):
            act(place)


def test_every_entry_of_the_company_is_listed() -> None:
    """The places that the page offers lead to all files but what was signed."""
    edition = Edition(ROOT / "data")
    kept = list(listings(edition, "en"))
    files = {row.place.partition("#")[0] for row in kept}
    assert files == {file.name for file in keys.files()} - {"approvals.yml", "confirmed.yml"}
    assert {row.place for row in kept if not row.there} == {"cameras.yml#", "disposal.yml#"}
    for row in kept:
        assert row.count is None or listing(edition, row.place).place == row.place
    named = {row.place: row.label for row in Entries(Desk(ROOT / "data", "tr")).at(DOCUMENTS).rows}
    assert named["documents/consent-surveys.yml#"].startswith("Açık rıza metni: ")
    held = Entries(Desk(ROOT / "data", "tr")).at("accepted.yml#").rows
    label = next(row.label for row in held if row.place == "accepted.yml#kep")
    assert label == "İletişim kanalı yazılmış, ancak içi boş – KEP adresi"


# What begins a file, and what stands in one alone.

CAMERAS = {
    "areas.0.tr": "iş yerinin girişi", "areas.0.en": "entrance of the premises", "sound": "no",
    "retention.period": "30 days", "retention.starts.tr": "kayıt anı",
    "retention.starts.en": "the moment of recording", "retention.ends_with": "deleted",
}  # fmt: skip


def test_a_file_that_nobody_has_begun_is_begun_and_taken_back(entries: Entries, data: Path) -> None:
    assert [row.there for row in entries.all() if row.place == "cameras.yml#"] == [False]
    with pytest.raises(Refused) as error:
        entries.add("cameras.yml#", New({}, {}))
    assert "areas.0.tr" in [name for name, _ in refused(error)]
    change = entries.add("cameras.yml#", New(CAMERAS, {}))
    assert change
    assert change.place == "cameras.yml#"
    assert (data / "cameras.yml").read_text("utf-8").startswith("areas:\n")
    assert [row.there for row in entries.all() if row.place == "cameras.yml#"] == [True]
    with pytest.raises(Refused):
        entries.form("cameras.yml#")


def test_nobody_is_a_recipient(entries: Entries, data: Path) -> None:
    """An empty list says more than none: in the form of a new entry, and where one stands."""
    values = filled(entries.form("processing/#")) | {"purposes.?.recipients": ["[]"]}
    change = entries.add("processing/#", New(values, {}))
    assert change
    written = (data / change.place.rstrip("#")).read_text("utf-8")
    assert "    recipients: []\n" in written
    desk, place = entries._desk, f"{change.place}purposes.yeni-ornek"
    sheet = desk.sheet(place, (), Prints(()))
    own = next(field for field in sheet.fields if field.name == "recipients")
    assert own.value == ("[]",)
    other = next(option.value for option in own.options if option.value != "[]")
    assert desk.save(place, sheet.digest, {"recipients": [other]})
    assert f"recipients: [{other}]" in (data / change.place.rstrip("#")).read_text("utf-8")
    sheet = desk.sheet(place, (), Prints(()))
    assert desk.save(place, sheet.digest, {"recipients": ["[]"]})
    assert "    recipients: []\n" in (data / change.place.rstrip("#")).read_text("utf-8")


def test_an_answer_chooses_among_the_questions_of_the_rules(entries: Entries) -> None:
    code = next(field for field in entries.form("answers.yml#") if field.name == "code")
    assert code.kind is Kind.CHOICE
    labels = {option.value: option.label for option in code.options}
    assert labels["CON-08"].endswith(" (CON-08)")
    assert "RET-01" not in labels  # which no person answers


def test_a_text_is_asked_for_in_each_language(entries: Entries) -> None:
    values = CARRIERS | {"role": "processor", "purpose.tr": "teslimat"}
    with pytest.raises(Refused) as error:
        entries.add("recipients.yml#", New(values, {}))
    assert [name for name, _ in refused(error)] == ["purpose.en"]
    assert entries.add("recipients.yml#", New(values, {"purpose": "İngilizcesi nedir?"}))


def test_values_are_kept_from_the_texts(entries: Entries, data: Path) -> None:
    """A day and the number of a contract, from the form of a new entry and at one that stands."""
    values = CARRIERS | {"role": "processor", "purpose.tr": "x", "purpose.en": "x",
                         "signed": "2026-11-20", "internal": ["signed", "contract"]}  # fmt: skip
    with pytest.raises(Refused) as error:
        entries.add("recipients.yml#", New(values, {}))
    assert [name for name, _ in refused(error)] == ["internal"]
    change = entries.add("recipients.yml#", New(values | {"contract": "SS-4"}, {}))
    assert change
    own = (data / "recipients.yml").read_text("utf-8").partition("kargo-sirketleri:")[2]
    assert "signed:\n    value: 2026-11-20\n    internal: yes\n" in own
    assert "contract:\n    value: SS-4\n    internal: yes\n" in own
    desk = entries._desk
    sheet = desk.sheet(change.place, (), Prints(()))
    kept = next(field for field in sheet.fields if field.name == "internal")
    assert kept.value == ("signed", "contract")
    desk.save(change.place, sheet.digest, {"internal": ["contract"], "notified": "2026-11-24"})
    own = (data / "recipients.yml").read_text("utf-8").partition("kargo-sirketleri:")[2]
    assert "  signed: 2026-11-20\n" in own
    assert own.count("internal: yes") == 1


def test_what_is_shared_or_one_of_its_own(tmp_path: Path) -> None:
    """A cookie names a basis of bases.yml, or says its own; the same where it stands already."""
    desk = Desk(Path(shutil.copytree(ROOT / "data", tmp_path / "data")), "tr")
    entries, place = Entries(desk), "cookies.yml#listed"
    values = filled(entries.form(place)) | {
        "basis.article": "5/2-f", "basis.detail.tr": "güvenli çalışma", "basis.detail.en": "safety",
    }  # fmt: skip
    shared = next(f.options[0].value for f in entries.form(place) if f.name == "basis")
    with pytest.raises(Refused) as error:
        entries.add(place, New(values | {"basis": shared}, {}))
    assert [name for name, _ in refused(error)] == ["basis"]
    change = entries.add(place, New(values, {}))
    assert change
    assert "article: 5/2-f+       detail: {tr: güvenli çalışma, en: safety}" in "".join(
        change.lines
    )
    asked = {field.name: field for field in entries.form("processing/#")}
    assert asked["purposes.?.bases"].options
    assert not asked["purposes.?.bases.0.article"].required
    sheet = desk.sheet("cookies.yml#", (), Prints(()))
    assert "scanned" in {field.name for field in sheet.fields}

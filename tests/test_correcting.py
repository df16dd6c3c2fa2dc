"""One place of the data is corrected: every leaf, each kind of value, doubts, mistakes, undo."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from generator import pipeline
from generator.checks import Finding, Level
from generator.durations import SESSION, parse
from generator.editing import Edition
from generator.provenance import Origin
from generator.recipes.correcting import Change, Desk, Entries, NoPlace, Refused, Sheet, located
from generator.recipes.correcting.applying import Typed, applied, emptied
from generator.recipes.correcting.inputs import Field, Form, Kind
from generator.recipes.correcting.located import Located, locate
from generator.recipes.correcting.prints import Prints
from generator.recipes.questioning.questions import files_of
from generator.recipes.questioning.wording import place_of
from tests.conftest import CACHE, ROOT, STARTER
from tests.desks import bytes_of, desk_of
from tests.test_editing import leaves

DATA = {"company": ROOT / "data", "starter": STARTER}
NO_PRINTS = Prints(())
DAY = date(2026, 11, 28)
MISSING = "purposes.log-logins.retention"
PERIOD = f"processing/membership.yml#{MISSING}"


@cache
def opened(name: str) -> tuple[Edition, tuple[tuple[Located, tuple[Field, ...]], ...]]:
    """Every place that a leaf of the data leads to, with its fields."""
    edition, places = Edition(DATA[name]), dict[str, Located]()
    for file in files_of(DATA[name]):
        for path, _ in leaves(edition.draft(file).node) if file not in located.DECIDED else ():
            at = locate(edition, place_of(file, path))
            places[at.place] = at
    rows = ((at, tuple(Form(edition, at, "tr").fields())) for at in places.values())
    return edition, tuple(rows)


@pytest.mark.parametrize("name", DATA)
def test_every_leaf_has_a_field_with_its_value(name: str) -> None:
    edition, rows = opened(name)
    held = {at.place: {field.name: field.value for field in fields} for at, fields in rows}
    for file in files_of(DATA[name]):
        for path, leaf in leaves(edition.draft(file).node) if file not in located.DECIDED else ():
            at = locate(edition, place_of(file, path))
            inner = [str(step) for step in path[len(at.path) :] if step != "value"]
            if set(inner) & {"unconfirmed", "proposed", "internal"}:
                continue
            value = held[at.place].get(".".join(inner), held[at.place].get(""))
            written = "" if leaf.blank else leaf.text.strip()
            flag = {"true": "yes", "false": "no", "evet": "yes", "hayır": "no"}
            assert value is not None, (file, path)
            if isinstance(value, tuple):
                assert written in value, (file, path)
            elif {value, written} != {*SESSION} and value not in (written, flag.get(written)):
                # a period as it is spoken of
                assert parse(value) == parse(written), (file, path)


def another(field: Field) -> Typed:
    """A value that differs from the one that is written."""
    if isinstance(field.value, tuple):
        return (*field.value[1:], "another")
    return "yes" if field.value == "no" else f"{field.value} ş: # “x”"


@pytest.mark.parametrize("name", DATA)
def test_a_new_value_changes_no_byte_outside_of_its_place(name: str) -> None:
    """Of each file every fifteenth place, each field; all of them with EVERY=1."""
    edition, rows = opened(name)
    count, every = 0, int(os.environ.get("EVERY", "15" if name == "company" else "1"))
    for at, fields in rows[::every]:
        before = edition.draft(at.file)
        for field in fields:
            if not field.written:
                continue
            steps = tuple(field.name.split(".")) if field.name else ()
            own, _ = before._place((*at.path, *steps))
            after = applied(before, at, fields, {field.name: another(field)})
            assert after.text != before.text, at.place
            assert after.text.startswith(before.text[: own.start]), at.place
            assert after.text.endswith(before.text[own.end :]), at.place
            count += 1
    assert count > 50


def test_a_place_taken_out_leaves_all_other_lines() -> None:
    edition, rows = opened("company")
    for at, _ in rows[::25]:
        before = edition.draft(at.file)
        if at.path:
            left = before.text.splitlines()
            for line in emptied(before, at).text.splitlines():
                if line in left:
                    left.remove(line)
            own, _ = before._place(at.path)
            lines = before.text[own.start : own.end].count("\n") + 2
            assert len(left) <= lines, at.place


# One folder for the tests that write; each takes back what it wrote.


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("correcting") / "data"))


@pytest.fixture
def desk(data: Path) -> Iterator[Desk]:
    yield from desk_of(data, "en")


def opened_at(desk: Desk, place: str, findings: tuple[Finding, ...] = ()) -> Sheet:
    return desk.sheet(place, findings, NO_PRINTS)


def saved(desk: Desk, place: str, **values: object) -> Change | None:
    named = {name.strip("_").replace("_", "."): value for name, value in values.items()}
    return desk.save(place, opened_at(desk, place).digest, named)


def field(desk: Desk, place: str, name: str = "") -> Field:
    return next(f for f in opened_at(desk, place).fields if f.name == name)


def refused(error: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(name, f"{p.message} {p.hint}") for name, p in error.value.problems]


def test_nobody_and_somebody_are_not_chosen_together(desk: Desk) -> None:
    before = desk.folder.joinpath("processing/membership.yml").read_bytes()
    with pytest.raises(Refused) as error:
        saved(desk, "processing/membership.yml#recipients", _=["[]", "hosting"])
    assert "choose one or the other" in refused(error)[0][1]
    assert desk.folder.joinpath("processing/membership.yml").read_bytes() == before


def test_a_place_is_called_in_words_and_none_by_its_id(desk: Desk) -> None:
    """Its name and that of what it is part of, the keys in its explanation, ids that it names."""
    period = opened_at(desk, "retention.yml#commercial-records.period")
    entry = "10 yıl (kaydın ait olduğu takvim yılının sonu)"
    assert period.names["tr"] == f"{entry} › süre"
    assert "period" not in period.explained["tr"]
    assert "“süre”" in period.explained["tr"]
    assert period.around[0] == "retention.yml#commercial-records"
    assert "10 years (" in period.around[1]
    assert opened_at(desk, "processing/membership.yml#recipients").reads["tr"].startswith("barınd")
    assert opened_at(desk, "security.yml#").reads["tr"] == ""


def test_a_period_is_shown_as_it_is_spoken_of(data: Path) -> None:
    """In the language of whoever corrects it; left as it is shown, it stays as it was written."""
    (desk,) = desk_of(data, "tr")
    place = "retention.yml#commercial-records"
    before = desk.folder.joinpath("retention.yml").read_bytes()
    assert b"period: 10 years" in before
    assert field(desk, place, "period").value == "10 yıl"
    assert saved(desk, place, period="10 yıl") is None
    assert desk.folder.joinpath("retention.yml").read_bytes() == before
    assert saved(desk, place, period="12 yıl")
    assert b"period: 12 y" in desk.folder.joinpath("retention.yml").read_bytes()
    assert {field(desk, place, "period").value} == {"12 yıl"}


@pytest.mark.parametrize(("language", "session"), [("tr", "oturum"), ("en", "session")])
def test_a_lifetime_without_a_length_is_called_in_the_language(language: str, session: str) -> None:
    edition = Edition(ROOT / "tests/rich")
    at = locate(edition, "cookies.yml#listed.host-id-0")
    shown = {field.name: field.value for field in Form(edition, at, language).fields()}
    assert shown["lifetime"] == session


def test_a_change_is_called_by_its_place_and_the_fields_that_differ(desk: Desk) -> None:
    shown = opened_at(desk, "cookies.yml#")
    change = desk.save(shown.place, shown.digest, {"scanned": "20.11.2026"})
    assert change
    assert change.names == {"tr": "Çerezler › tarama tarihi", "en": "Cookies › scanned"}
    shown = opened_at(desk, "controller.yml#phone")
    change = desk.save(shown.place, shown.digest, {"": "0312 111 11 11"})
    assert change
    assert change.names["tr"] == shown.names["tr"]


def test_a_text_is_shown_and_written_in_both_languages(desk: Desk, data: Path) -> None:
    place = "processing/membership.yml#purposes.create-account.text.tr"
    shown = opened_at(desk, place)
    assert shown.place == place.removesuffix(".tr")
    assert [(f.name, f.language, f.kind) for f in shown.fields] == [
        ("tr", "tr", Kind.WORDS), ("en", "en", Kind.WORDS),
    ]  # fmt: skip
    assert shown.names["tr"].startswith("Üyelik işlemleri")
    assert shown.reads == {
        "tr": "Üyelik hesabının oluşturulması ve yönetilmesi",
        "en": "Creating and managing the member account",
    }
    line = (data / "processing/membership.yml").read_text("utf-8").splitlines()[shown.line - 1]
    assert line.strip().startswith("tr: Üyelik hesabının")
    change = saved(desk, place, tr="Üyelik hesabı: açma", en="Opening: the account")
    assert change
    assert [line for line in change.lines if line[:1] in "+-"] == [
        "-       tr: Üyelik hesabının oluşturulması ve yönetilmesi",
        "-       en: Creating and managing the member account",
        '+       tr: "Üyelik hesabı: açma"',
        '+       en: "Opening: the account"',
    ]


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("controller.yml#legal_form", Kind.CHOICE),
        ("cookies.yml#scanned", Kind.DAY),
        ("processing/membership.yml#order", Kind.NUMBER),
        ("processing/membership.yml#recipients[0]", Kind.SEVERAL),
        ("processing/membership.yml#purposes.create-account.data", Kind.SEVERAL),
        ("recipients.yml#hosting.countries", Kind.SEVERAL),
        ("recipients.yml#hosting.abroad", Kind.FLAG),
        ("sites.yml#7immo.accent", Kind.COLOUR),
        ("controller.yml#trade_names", Kind.LIST),
        ("controller.yml#address.district.value", Kind.WORDS),
    ],
)
def test_each_place_has_a_fitting_input(desk: Desk, place: str, kind: Kind) -> None:
    only = field(desk, place)
    assert only.kind is kind
    if kind in (Kind.CHOICE, Kind.SEVERAL):
        assert all(option.label for option in only.options)


def test_choices_are_explained_in_the_language_of_the_person(data: Path) -> None:
    desk = Desk(data, "tr")
    labels = {o.value: o.label for o in field(desk, "controller.yml#legal_form").options}
    assert labels["company"] == "Şirket"
    role = field(desk, "recipients.yml#hosting", "role")
    assert ("processor", "veri işleyen") in [(o.value, o.label) for o in role.options]
    assert {o.value: o.label for o in field(desk, "recipients.yml#hosting", "countries").options}[
        "IE"
    ] == "İrlanda"
    assert any("işleyen" in o.label.lower() or o.meaning for o in role.options)


def test_a_field_is_called_by_what_it_is_here(data: Path) -> None:
    """Not by what its key means elsewhere, and types of documents not by their ids."""
    own = Desk(data, "tr")
    kind = next(f for f in Entries(own).form("documents/#") if f.name == "type")
    types = {o.value: o.label for o in kind.options}
    assert types["message_approval"] == "ticari elektronik ileti onayı"
    assert [value for value, label in types.items() if value == label and value != "form"] == []
    special = next(f for f in Entries(own).form("data-categories.yml#") if "special" in f.name)
    assert ("association", "Dernek üyeliği") in [(o.value, o.label) for o in special.options]
    answered = {f.name: f.label for f in Entries(own).form("answers.yml#")}
    assert answered["role"] != field(own, "recipients.yml#hosting", "role").label
    assert field(own, "recipients.yml#hosting.name", "tr").label == "adı"
    assert Entries(own).at("cookies.yml#listed").names["tr"] == "Çerezler › çerezler"
    promise = Entries(Desk(ROOT / "data", "tr")).at("promises.yml#statements").rows[0]
    names = opened_at(Desk(ROOT / "data", "tr"), promise.place).names
    assert names["tr"].startswith(f"Taahhütler: {promise.label[:30]}")
    assert len(names["en"]) < 90


def test_a_fact_leads_to_what_it_is_part_of(desk: Desk) -> None:
    assert opened_at(desk, "recipients.yml#hosting.role").around[0] == "recipients.yml#hosting"
    assert opened_at(desk, "controller.yml#kep").around == ("controller.yml#", "The controller")
    assert opened_at(desk, "recipients.yml#hosting").around == ("", "")  # its listing is named
    activity = opened_at(desk, "processing/membership.yml#purposes")
    assert activity.around == ("processing/membership.yml#", "Membership")
    assert opened_at(desk, "processing/membership.yml#").names["en"] == "Membership"


def test_a_key_is_explained_in_both_languages(desk: Desk) -> None:
    explained = opened_at(desk, "controller.yml#kep").explained
    assert "KEP" in explained["en"]
    assert "KEP" in explained["tr"]
    assert explained["en"] != explained["tr"]


def test_a_period_that_nobody_has_written_is_added_with_its_beginning(desk: Desk) -> None:
    assert not any(f.written for f in opened_at(desk, PERIOD).fields)
    change = saved(
        desk, PERIOD, period="2 years", starts_tr="kaydın tutulmasından", starts_en="the recording"
    )
    assert change
    added = [line.strip("+ ") for line in change.lines if line.startswith("+")]
    assert added == [
        "retention:",
        "period: 2 years",
        "starts: {tr: kaydın tutulmasından, en: the recording}",
    ]
    assert opened_at(desk, PERIOD).reads["tr"] == "2 yıl (kaydın tutulmasından)"


def test_a_text_that_the_tool_words_itself_is_written_over(desk: Desk) -> None:
    """A title that no file says is printed from its document, and opened there."""
    place = "documents/privacy-policy.yml#title.en"
    assert opened_at(desk, place).place == "documents/privacy-policy.yml#title"
    assert [f.written for f in opened_at(desk, place).fields] == [False, False]


def test_a_list_of_ids_keeps_what_stays_as_it_is_written(desk: Desk) -> None:
    place = "processing/membership.yml#purposes.confirm-membership.recipients"
    change = saved(desk, place, _=["hosting", "auditors"])
    if change is None or not change.lines:
        pytest.fail("nothing was written")
    assert "+     recipients: [hosting, auditors]" in change.lines


def test_a_mistake_is_said_at_its_field_and_nothing_is_written(desk: Desk, data: Path) -> None:
    before = bytes_of(data)
    with pytest.raises(Refused) as error:
        saved(desk, PERIOD, period="soon")
    assert refused(error)[0][0] == "period"
    assert "not a valid period" in refused(error)[0][1]
    with pytest.raises(Refused) as error:
        saved(desk, "processing/membership.yml#recipients", _=["nobody-knows"])
    assert "nobody-knows" in refused(error)[0][1]
    with pytest.raises(Refused):
        desk.empty("controller.yml#registered_name", digest(desk, "controller.yml#registered_name"))
    assert bytes_of(data) == before
    assert not desk.changes


def digest(desk: Desk, place: str) -> str:
    return opened_at(desk, place).digest


def test_an_edit_beside_it_is_noticed(desk: Desk, data: Path) -> None:
    place, path = "controller.yml#phone", data / "controller.yml"
    old, before = digest(desk, place), path.read_bytes()
    path.write_bytes(before.replace(b"0212 255 47 35", b"0212 255 47 36"))
    try:
        with pytest.raises(Refused, match="changed meanwhile"):
            desk.save(place, old, {"": "0212 000 00 00"})
        path.write_bytes(before.replace(b"mersis:", b"# beside\nmersis:"))
        change = desk.save(place, old, {"": "0212 000 00 00"})  # another place of the file
        assert change
        assert b"# beside" in path.read_bytes()
        path.write_bytes(path.read_bytes() + b"# later\n")
        with pytest.raises(Refused, match="changed meanwhile"):
            desk.undo(change.number)
        path.write_bytes(path.read_bytes().removesuffix(b"# later\n"))
        desk.undo(change.number)
    finally:
        path.write_bytes(before)


def test_nothing_is_written_where_nothing_differs(desk: Desk) -> None:
    assert saved(desk, "controller.yml#phone", _="0212 255 47 35") is None
    assert saved(desk, "recipients.yml#hosting.abroad", _="yes") is None
    assert not desk.changes


def test_who_owns_a_doubt_takes_it_away_and_others_propose(desk: Desk, data: Path) -> None:
    place = "controller.yml#address.district"
    shown = opened_at(desk, place)
    assert shown.doubt
    assert (shown.doubt.place, str(shown.doubt.owner.role)) == (place, "company")
    assert "Esenyurt" in shown.doubt.reason["tr"]
    change, _ = desk.confirm(place, shown.digest, {"": "Esenyurt"}, "company", DAY)
    assert change
    assert b"\n  district: Esenyurt\n" in (data / "controller.yml").read_bytes()
    assert b"address.district" in (data / "confirmed.yml").read_bytes()
    desk.undo(change.number)
    desk.confirm(place, shown.digest, {"": "Esenyurt"}, "marketing", DAY)
    doubt = opened_at(desk, place).doubt
    assert doubt
    assert doubt.proposed == "marketing · 28 November 2026: Esenyurt"
    assert field(desk, place).value == "Başakşehir"
    with pytest.raises(Refused, match="who you are"):
        desk.confirm(place, digest(desk, place), {}, "cat", DAY)


def test_what_a_lawyer_decides_is_confirmed_by_no_company(desk: Desk) -> None:
    place = "processing/membership.yml#purposes.log-logins.bases[0]"
    shown = opened_at(desk, place)
    assert shown.doubt
    assert shown.doubt.shared == "doubts.yml#no-article-for-logs.reason"
    assert "gives no article" in shown.doubt.reason["en"]
    desk.confirm(place, shown.digest, {}, "company", DAY)
    proposed = opened_at(desk, place).doubt
    assert proposed
    assert proposed.proposed.startswith("company")
    desk.confirm(place, digest(desk, place), {}, "lawyer", DAY)
    assert opened_at(desk, place).doubt is None


@pytest.mark.parametrize(
    ("place", "added"),
    [
        ("controller.yml#phone", "phone: {value: 0212 255 47 35, unconfirmed: Still old}"),
        ("controller.yml#activity", "unconfirmed: Still old"),
        ("controller.yml#email", "unconfirmed: Still old"),
    ],
)
def test_a_place_is_in_doubt_for_a_reason(desk: Desk, place: str, added: str) -> None:
    change = desk.save(place, digest(desk, place), {}, "Still old")
    assert change
    assert added in [line.strip("+ ") for line in change.lines if line.startswith("+")]
    doubt = opened_at(desk, place).doubt
    assert doubt
    assert doubt.reason["en"] == "Still old"


def test_an_emptied_place_is_taken_out(desk: Desk, data: Path) -> None:
    desk.empty("controller.yml#unit", digest(desk, "controller.yml#unit"))
    assert b"unit:" not in (data / "controller.yml").read_bytes()


@pytest.mark.parametrize(
    "place",
    [
        "../data/controller.yml#phone", "/etc/passwd#x", "approvals.yml#x", "confirmed.yml#x",
        "controller.yml/../sites.yml#x", "releases/7immo/CHAIN#x", "controller.yml#nothing.there",
        "controller.yml#phone.__class__", "x" * 5000, "", "#", "controller.yml\0#phone",
        "controller.yml#" + "a." * 100,
    ],
)  # fmt: skip
def test_nothing_but_a_place_of_the_data_is_opened(desk: Desk, place: str) -> None:
    with pytest.raises(NoPlace):
        opened_at(desk, place)


def test_a_file_that_lies_elsewhere_is_not_opened(desk: Desk, data: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.yml"
    elsewhere.write_text("reason: x\n", "utf-8")
    link = data / "documents" / "link.yml"
    link.symlink_to(elsewhere)
    try:
        with pytest.raises(NoPlace):
            opened_at(desk, "documents/link.yml#title")
    finally:
        link.unlink()


def test_findings_are_shown_where_they_are_and_at_what_is_missing(desk: Desk) -> None:
    def found(path: str) -> Finding:
        origin = Origin("data/processing/membership.yml", path=path)
        return Finding("RET-01", "x", "none", Level.ERROR, "m", "h", origin, ())

    inside, around, beside = map(
        found, (f"{MISSING}.period", MISSING.rpartition(".")[0], "purposes.keep-current")
    )
    shown = opened_at(desk, PERIOD, (inside, around, beside))
    assert list(shown.findings) == [inside, around]
    assert list(opened_at(desk, "controller.yml#phone", (inside,)).findings) == []


def test_where_a_fact_is_printed_is_known() -> None:
    texts = pipeline.run(pipeline.Settings(data=STARTER, cache=CACHE)).texts
    prints = Prints(texts)
    printed = prints.at("controller.yml#registered_name")
    assert {row.language for row in printed} == {"tr", "en"}
    name = Edition(STARTER).draft("controller.yml").value(("registered_name",))
    clause = next(row for row in printed if row.language == "tr")
    words = prints.words(clause.document, "tr")
    assert name in [word.words for row in words.values() for word in row]
    for place in (
        "controller.yml#",
        "controller.yml#registered_name",
        f"documents/{clause.document}.yml#type",
    ):
        assert prints.concern(clause.document, "tr", place), place
    for place in ("cameras.yml#", "", "documents/other.yml#", "subjects.yml#nobody"):
        assert not prints.concern(clause.document, "tr", place), place


def test_a_text_loses_no_language_but_with_a_doubt(desk: Desk, data: Path) -> None:
    place, before = "subjects.yml#member.name", bytes_of(data)
    with pytest.raises(Refused) as error:
        saved(desk, place, en="")
    assert [name for name, _ in refused(error)] == ["en"]
    assert bytes_of(data) == before
    with pytest.raises(Refused) as error:
        saved(desk, "recipients.yml#hosting", **{"forbidden.tr": "teslimat dışında kullanmak"})
    assert [name for name, _ in refused(error)] == ["forbidden.en"]
    assert bytes_of(data) == before
    reason = "What is a member called in English?"
    assert desk.save(place, digest(desk, place), {"en": ""}, reason)
    assert opened_at(desk, place).doubt
    assert desk.empty("controller.yml#phone", digest(desk, "controller.yml#phone"))


def test_a_day_is_typed_as_people_write_it(desk: Desk, data: Path) -> None:
    place = "security-reports.yml#valid_until"
    for typed, written in (("5.11.2027", "2027-11-05"), ("20/11/2027", "2027-11-20")):
        desk.save(place, opened_at(desk, place).digest, {"": typed})
        assert written in (data / "security-reports.yml").read_text("utf-8")
    with pytest.raises(Refused, match=r"31\.11\.2027"):
        desk.save(place, opened_at(desk, place).digest, {"": "31.11.2027"})

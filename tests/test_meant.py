"""What cannot be mistaken is read, and what can be is refused with what was probably meant."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import catalogue, languages, loading
from generator.commands import main
from generator.decoding import meant
from generator.durations import parse
from generator.errors import LoadingError
from tests.conftest import ROOT, STARTER

RECIPIENTS = "recipients.yml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STARTER, tmp_path / "data"))


def changed(data: Path, file: str, old: str, new: str) -> None:
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    "written",
    ["5/2-C", "m. 5/2-c", "m.5/2-c", "5/2.c", "5(2)(c)", "KVKK m. 5/2-c", "madde 5/2-c", "5/2 c",
     "art. 5(2)(c)", "M. 5/2-C"],
)  # fmt: skip
def test_an_article_is_read_in_every_form(data: Path, written: str) -> None:
    """As lawyers cite it, in either language; the fact is that of the list."""
    changed(data, "processing/orders.yml", "5/2-c", f'"{written}"')
    (activity, *_) = loading.load(data).activities.values()
    assert {b.article.id.value for p in activity.purposes for b in p.bases} == {"5/2-c"}


@pytest.mark.parametrize("written", ["5/2", "5/2-x", "52c", "m. 5/2-c ve ç", "beş"])
def test_an_article_that_is_none_is_refused(data: Path, written: str) -> None:
    changed(data, "processing/orders.yml", "5/2-c", f'"{written}"')
    with pytest.raises(LoadingError, match="there is no condition of article 5 or 6"):
        loading.load(data)


@pytest.mark.parametrize("written", ["veri işleyen", "Veri İşleyen", "Processor", "data processor"])
def test_a_choice_is_read_by_its_name(data: Path, written: str) -> None:
    """In other letters, and by what it is called in a language."""
    role = re.search(r"role: (\S+)", (data / RECIPIENTS).read_text(encoding="utf-8"))
    assert role
    changed(data, RECIPIENTS, role[0], f"role: {written}")
    if written == "data processor" and meant.choice(["processor"], written) is None:
        with pytest.raises(LoadingError, match="is not one of the choices"):
            loading.load(data)
    else:
        (recipient, *_) = loading.load(data).recipients.values()
        assert recipient.role.value == "processor"


def test_what_two_choices_are_called_is_not_read() -> None:
    assert meant.one_of([("a", "bir"), ("b", "Bir")], "BİR") is None
    assert meant.one_of([("a", "bir"), ("a", "Bir"), ("b", "iki")], "BİR") == "a"
    assert meant.key(["phone", "email"], "telefon") == "phone"
    assert meant.key(["email"], "telefon") is None


@pytest.mark.parametrize(
    ("written", "same"),
    [("10 sene", "10 years"), ("6 ay", "6 months"), ("3 is gunu", "3 business days"),
     ("15 gun", "15 days"), ("10 yil", "10 years")],
)  # fmt: skip
def test_periods_are_read_as_people_write_them(written: str, same: str) -> None:
    assert parse(written) == parse(same)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_a_key_in_turkish_is_told_what_it_is_called(data: Path) -> None:
    """And the line is shown with a caret below the mistake."""
    changed(data, "controller.yml", "phone:", "telefon:")
    told = run("check", "--data", str(data)).stderr
    assert "“telefon” is not known here. Did you mean “phone”?" in told
    lines = told.split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("    | telefon:"))
    assert lines[at + 1] == "    | ^"


def test_a_long_list_says_how_many_more_there_are(data: Path) -> None:
    """And a near one is asked for first."""
    recipients = data / RECIPIENTS
    text = recipients.read_text(encoding="utf-8")
    head, body = text.split("\n", 1)
    more = "".join(f"alici-{number}:\n{body}" for number in range(30))
    recipients.write_text(f"{text}\n{more}", encoding="utf-8")
    changed(data, "processing/orders.yml", f"[{head.rstrip(':')}]", "[zzz]")
    assert re.search(r"Known: .* and \d+ more\.", run("check", "--data", str(data)).stderr)
    changed(data, "processing/orders.yml", "[zzz]", "[alici-100]")
    assert "Did you mean one of these: alici-1" in run("check", "--data", str(data)).stderr


def test_days_of_commands_are_read_in_turkish() -> None:
    """Day, month, year; what is no day of the calendar is refused."""
    known, turkish = (run("check", "--as-of", day).output for day in ("2026-12-15", "15.12.2026"))
    assert known == turkish
    for words in ("15 Aralık 2026", "15 aralık 2026", "15 December 2026", "15/12/2026"):
        assert languages.day_in_figures(words) == "2026-12-15"
    assert languages.day_in_figures("15 Ara 2026") is None
    assert "is not a valid date" in run("check", "--as-of", "31.02.2026").output


def told(data: Path, file: str, old: str, new: str) -> str:
    """All that is said of one mistake."""
    changed(data, file, old, new)
    with pytest.raises(LoadingError) as refused:
        loading.load(data)
    return str(refused.value)


ORDERS, ITEMS = "processing/orders.yml", "data-categories.yml"
MISTAKES = {
    "without Turkish letters": (ORDERS, "title:", "baslik:", "Did you mean “title”?"),
    "another word": (ORDERS, "subjects:", "gruplar:", "Did you mean “subjects”?"),
    "beside the words": (ITEMS, "name: {tr: ad ve soyad,", "name: {obtained: observed, tr: ad,",
                         "Write the words below “name:”: {name: {tr: …, en: …}, obtained: …}."),
    "semicolons": (ORDERS, "[identity.name, identity.birth]", "[identity.name; identity.birth]",
                   "Write commas between the ids: identity.name, identity.birth."),
    "by its words": (ORDERS, "[identity.name,", "[kimlik.soyad,", "identity.name (ad ve soyad)"),
    "curly quotes": (ORDERS, "{tr: Siparişin teslim edilmesi,", "{tr: “Ürün, teslim”,",
                     "these quotation marks are letters here"),
    "bracket": (ORDERS, "en: Orders}", "en: Orders", "orders.yml:1:8: error: a bracket is not"),
    "comma": (ORDERS, "Siparişler, en:", "Siparişler en:", "a comma is missing between brackets"),
    "extension": ("controller.yml", "000 00 00", "000 00 00 # dahili: 5", "is a remark"),
    "number of a house": ("controller.yml", "Örnek Sok. No. 1", "Örnek Sok. # 12", "is a remark"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_usual_mistake_is_told_how_it_is_mended(data: Path, mistake: str) -> None:
    """Once: what is called otherwise is not missing as well."""
    file, old, new, words = MISTAKES[mistake]
    said = told(data, file, old, new)
    assert words in said
    assert "is missing." not in said


def test_remarks_behind_values_are_still_remarks(data: Path) -> None:
    changed(data, ORDERS, "period: 10 years", "period: 10 years # ttk m. 82")
    changed(data, "controller.yml", "legal_form: company", "legal_form: company  # A.Ş.")
    assert loading.load(data).controller.phone


@pytest.mark.parametrize("written", ["limited şirket", "A.Ş.", "Ticaret şirketi"])
def test_choices_have_more_than_one_name(data: Path, written: str) -> None:
    changed(data, "controller.yml", "legal_form: company", f"legal_form: {written}")
    changed(data, "controller.yml", "status: registered", "status: kayıtlı")
    controller = loading.load(data).controller
    assert controller.legal_form.value == "company"
    assert controller.verbis.status.value == "registered"


def test_choices_and_types_of_documents_are_explained_in_turkish(data: Path) -> None:
    changed(data, "controller.yml", "legal_form: company", "legal_form: holding")
    with pytest.raises(LoadingError) as refused:
        loading.load(data)
    (problem,) = refused.value.problems
    assert "company (ticaret şirketi)" in catalogue.said(problem.hint, "tr")
    changed(data, "controller.yml", "legal_form: holding", "legal_form: company")
    changed(data, "documents/notice.yml", "type: notice", "type: tebligat")
    shown = CliRunner().invoke(main, ["--lang", "tr", "check", "--data", str(data)]).stderr
    assert "notice (aydınlatma metni)" in shown


@pytest.mark.parametrize(
    ("spoken", "hint"),
    [("[tr]", "a line below it, “tr: …”."), ("[tr, en]", "below it, “tr: …” and “en: …”.")],
)
def test_a_text_is_wanted_in_the_languages_of_the_sites_alone(
    data: Path, spoken: str, hint: str
) -> None:
    changed(data, "sites.yml", "languages: [tr, en]", f"languages: {spoken}")
    changed(data, RECIPIENTS, "purpose: {tr: teslimat, en: delivery}", "purpose: teslimat")
    with pytest.raises(LoadingError) as caught:
        loading.load(data)
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    ("choices", "written", "read"),
    [
        (["processor", "controller", "authority"], "Kamu kurumu", "authority"),
        (["automatic", "partly-automatic", "filing-system"], "otomatik olmayan", "filing-system"),
        (["registered", "exempt", "pending", "unknown"], "bilmiyoruz", "unknown"),
    ],
)
def test_a_choice_is_read_as_an_office_says_it(choices: list[str], written: str, read: str) -> None:
    assert meant.choice(choices, written) == read


@pytest.mark.parametrize("written", ["5/2-c", "m. 5/2-ç"])
def test_an_article_in_the_place_of_a_basis_is_told_how_it_is_written(
    data: Path, written: str
) -> None:
    """An office writes `bases: [5/2-c]`."""
    old = "- article: 5/2-c\n        detail: {tr: satış sözleşmesi, en: the sales contract}"
    changed(data, "processing/orders.yml", old, f"- {written}")
    with pytest.raises(LoadingError) as caught:
        loading.load(data)
    assert f"Write “{{article: {written}}}”." in str(caught.value)


def test_the_type_of_a_document_is_read_by_its_name(data: Path) -> None:
    """As the message that lists the types calls it."""
    path = next(
        p for p in (data / "documents").glob("*.yml") if "type: notice" in p.read_text("utf-8")
    )
    changed(data, f"documents/{path.name}", "type: notice", "type: aydınlatma metni")
    assert loading.load(data).documents[path.stem].type.value == "notice"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ABD", "US"),
        ("abd", "US"),
        ("U.S.A.", "US"),
        ("Amerika", "US"),
        ("İngiltere", "GB"),
        ("Ingiltere", "GB"),
        ("uk", "GB"),
        ("Hollanda", "NL"),
        ("Holland", "NL"),
        ("Çek Cumhuriyeti", "CZ"),
        ("BAE", "AE"),
        ("hong kong", "HK"),
        ("Türkiye Cumhuriyeti", "TR"),
        ("Turkey", "TR"),
        ("de", "DE"),
        ("Avrupa Birliği", None),
        ("EU", None),
        ("ZZ", None),
        ("Avrupa", None),
    ],
)
def test_a_country_is_known_by_what_people_call_it(written: str, code: str | None) -> None:
    """And what is several countries, or none, is not taken for one."""
    assert languages.get("tr").country_code(written) == code


def test_names_of_countries_lead_to_one_country_each() -> None:
    """A name that CLDR knows already, or that two rows have, would be of no use or wrong."""
    node = yaml.safe_load((ROOT / "generator/languages/countries.yml").read_text("utf-8"))
    names = [name.strip() for row in node.values() for name in str(row).split(",")]
    assert len({languages.in_address(name) for name in names}) == len(names)
    turkish = languages.get("tr")
    for code, row in node.items():
        assert turkish.country(str(code))
        assert {turkish.country_code(name) for name in str(row).split(",")} == {code}


def test_a_country_by_its_name_is_told_its_letters(data: Path) -> None:
    changed(data, RECIPIENTS, "abroad: no", "abroad: yes\n  countries: [ABD, AB]")
    with pytest.raises(LoadingError) as caught:
        loading.load(data)
    assert "“ABD” is not a valid country code. Write “US”." in str(caught.value)
    assert "“AB” is not a valid country code. Write the two letters of one country" in str(
        caught.value
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("subjects.yml", "member:", "müşteri:", "“müşteri” is not a valid id. Write “musteri”"),
        ("recipients.yml", "carrier:", "Kargo şirketi:", "Write “kargo-sirketi”"),
        ("collection-points.yml", "form:", "form_a:", "Write “form-a”"),
        ("data-categories.yml", "    birth:", "    doğum tarihi:", "Write “dogum-tarihi”"),
        ("subjects.yml", "member:", '"?":', "“?” is not a valid id. Use small letters"),
        ("subjects.yml", "member:", "internal:", "“internal” is not a valid id. Use small letters"),
    ],
)
def test_an_id_with_other_letters_is_told_which_it_should_be(
    data: Path, file: str, old: str, new: str, said: str
) -> None:
    """In each file of entries, and of the items of a category."""
    changed(data, file, old, new)
    with pytest.raises(LoadingError) as caught:
        loading.load(data)
    assert said in str(caught.value)


def test_a_file_with_other_letters_is_told_its_name(data: Path) -> None:
    (data / "processing/orders.yml").rename(data / "processing/Sipariş alma.yml")
    with pytest.raises(LoadingError, match=r"Call it “siparis-alma\.yml”"):
        loading.load(data)

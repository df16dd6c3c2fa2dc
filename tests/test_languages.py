"""Turkish and English: suffixes, casing, numbers, periods, lists."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import languages
from generator.durations import UNITS, Duration, parse
from generator.errors import LoadingError, SourceError
from generator.languages import Language, fixed_words
from generator.languages.language import CONJUNCTIONS, WrittenDown

TR, EN = languages.get("tr"), languages.get("en")
HOUSE = Path(fixed_words.__file__).parents[1]

GENITIVE = """7İMMO'nun 7ELT'nin Kanun'un Kurum'un Tebliğ'in Yönetmelik'in Şirket'in Politika'nın
Türkiye'nin İstanbul'un Ankara'nın Anayasa'nın A.Ş.'nin ŞTİ.'nin VERBİS'in KEP'in İYS'nin SMS'in
TBMM'nin MERSİS'in HA9'un HA11'in 5/2-ç'nin 2026'nın 30'un 6698'in 1.000'in 100'ün 3'ün 40'ın
Ahmet'in Ayşe'nin Uğur'un Öztürk'ün Işık'ın"""
OTHERS = {
    "dative": "Kanun'a Şirket'e Türkiye'ye Anayasa'ya 7İMMO'ya 100'e 40'a 6'ya 2'ye 9'a 1.000'e",
    "accusative": "%18'i %20'yi Kanun'u Politika'yı 2026'yı 30'u 3'ü 4'ü Kurum'u",
    "locative": "2026'da 2024'te Kanun'da Türkiye'de Tebliğ'de 3'te 40'ta 10'da İstanbul'da",
    "ablative": "2026'dan 1995'ten Şirket'ten Kurum'dan 4'ten 9'dan KEP'ten",
    "instrumental": "KEP'le Kanun'la Politika'yla 7İMMO'yla Türkiye'yle",
    "ordinal": "1'inci 2'nci 3'üncü 4'üncü 5'inci 6'ncı 7'nci 8'inci 9'uncu 10'uncu 11'inci "
    "20'nci 30'uncu 40'ıncı 50'nci 60'ıncı 70'inci 80'inci 90'ıncı 100'üncü",
}
FORMS = [("genitive", form) for form in GENITIVE.split()] + [
    (case, form) for case, forms in OTHERS.items() for form in forms.split()
]


def test_there_are_at_least_sixty_forms() -> None:
    """The table is what a Turkish reader checks."""
    assert len(FORMS) >= 60


@pytest.mark.parametrize(("case", "form"), FORMS, ids=[form for _, form in FORMS])
def test_suffixes_follow_the_spoken_word(case: str, form: str) -> None:
    """Vowel harmony, assimilation, buffer letters; abbreviations and numbers as they are read."""
    text, _, _ = form.rpartition("'")
    if case == "ordinal":
        assert TR.ordinal(int(text)) == form
    else:
        assert TR.suffixed(text, case) == form


@pytest.mark.parametrize(
    ("text", "case", "form"),
    [
        ("Kişisel Verileri Koruma Kurulu", "genitive", "Kişisel Verileri Koruma Kurulu'nun"),
        ("Kişisel Verileri Koruma Kurulu", "dative", "Kişisel Verileri Koruma Kurulu'na"),
        ("Kişisel Verileri Koruma Kurumu", "locative", "Kişisel Verileri Koruma Kurumu'nda"),
        ("Türk Ticaret Kanunu", "ablative", "Türk Ticaret Kanunu'ndan"),
        ("Türk Ticaret Kanunu", "accusative", "Türk Ticaret Kanunu'nu"),
        ("Tüketici Birliği", "dative", "Tüketici Birliği'ne"),
    ],
)
def test_compounds_take_the_pronominal_n(text: str, case: str, form: str) -> None:
    """Names that end in a possessive."""
    assert TR.suffixed(text, case, compound=True) == form


@pytest.mark.parametrize(
    ("text", "case", "form"),
    [
        ("Dergâh", "genitive", "Dergâh'ın"),
        ("Rüzgâr", "dative", "Rüzgâr'a"),
        ("Mahkûm", "genitive", "Mahkûm'un"),
        ("Hâl", "genitive", "Hâl'in"),
        ("Kemâl", "genitive", "Kemâl'in"),
        ("Usûl", "accusative", "Usûl'ü"),
    ],
)
def test_a_circumflex_lengthens_and_does_not_front(text: str, case: str, form: str) -> None:
    """Words in -âl and -ûl are the ones that take front suffixes."""
    assert TR.suffixed(text, case) == form


@pytest.mark.parametrize(
    "text",
    "İstikbal Ziraat Seyahat Festival Terminal Kemal Hilal Hayal İdeal Dikkat Kabul Sembol".split(),
)
def test_loan_words_that_brands_are_made_of_take_front_suffixes(text: str) -> None:
    """`İstikbal'in`, `Ziraat'e`; words that only end alike do not (`Kural'ın`, `Hayat'a`)."""
    assert TR.suffixed(text, "dative") == f"{text}'e"
    assert TR.suffixed("Kural", "genitive") == "Kural'ın"
    assert TR.suffixed("Hayat", "dative") == "Hayat'a"
    assert TR.suffixed("Sanat", "dative") == "Sanat'a"


def test_common_nouns_take_no_apostrophe_and_a_reading_can_be_given() -> None:
    """`şirketin`; a brand is spoken as its owner says."""
    assert TR.suffixed("şirket", "genitive", apostrophe=False) == "şirketin"
    assert TR.suffixed("saat", "dative", apostrophe=False) == "saate"
    assert TR.suffixed("XQ", "genitive", reading="ikskü") == "XQ'nün"


def test_casing_knows_both_letters_i() -> None:
    """Never a dot lost or left over."""
    assert TR.upper("ıiğ") == "IİĞ"
    assert TR.lower("IİŞ") == "ıiş"
    assert TR.sentence_start("ilgili kişi") == "İlgili kişi"
    assert TR.sentence_start("ışık") == "Işık"
    assert EN.sentence_start("in short") == "In short"


@given(st.text(alphabet="abcçdefgğhıijklmnoöprsştuüvyz", max_size=20))
def test_turkish_casing_goes_there_and_back(text: str) -> None:
    """Upper and lower are each other's inverse on Turkish letters."""
    assert TR.lower(TR.upper(text)) == text


def test_days_numbers_and_lists() -> None:
    """As each language writes them."""
    day = date(2026, 12, 15)
    assert (TR.date(day), EN.date(day)) == ("15 Aralık 2026", "15 December 2026")
    assert (TR.number(Decimal("1234.5")), EN.number(1234)) == ("1.234,5", "1,234")
    assert (TR.percent(18), EN.percent(18)) == ("%18", "18%")
    assert TR.joints(["a", "b", "c"]) == (", ", " ve ")
    assert EN.joints(["a", "b"], "or") == (" or ",)
    assert TR.joints(["a"]) == TR.joints([]) == ()
    assert TR.joints(["ad ve soyad", "adres"]) == ("; ",)
    assert EN.joints(["a, b", "c", "d"]) == ("; ", "; ")
    assert [EN.ordinal(n) for n in (1, 2, 3, 11, 21)] == ["1st", "2nd", "3rd", "11th", "21st"]


def test_number_words() -> None:
    """For periods that a text spells out."""
    assert [TR.words(n) for n in (0, 3, 30, 60, 72, 105, 200)] == [
        "sıfır", "üç", "otuz", "altmış", "yetmiş iki", "yüz beş", "iki yüz",
    ]  # fmt: skip
    assert [EN.words(n) for n in (3, 30, 72, 105, 300)] == [
        "three", "thirty", "seventy-two", "one hundred and five", "three hundred",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "turkish", "english"),
    [
        ("10 years", "10 yıl", "10 years"),
        ("1 year", "1 yıl", "1 year"),
        ("1 yıl 1 ay", "1 yıl 1 ay", "1 year and 1 month"),
        ("3 iş günü", "3 iş günü", "3 business days"),
        ("3 business days", "3 iş günü", "3 business days"),
        ("72 saat", "72 saat", "72 hours"),
        ("30 minutes", "30 dakika", "30 minutes"),
    ],
)
def test_periods_are_read_and_written(written: str, turkish: str, english: str) -> None:
    """Either language may be written in the data."""
    period = parse(written)
    assert (TR.duration(period), EN.duration(period)) == (turkish, english)
    assert parse(str(period)) == period


@pytest.mark.parametrize(
    "wrong", ["", "soon", "10", "years", "10 yeears", "-1 year", "1 year or so"]
)
def test_what_is_no_period_is_refused(wrong: str) -> None:
    """With a sentence that says how to write one."""
    with pytest.raises(ValueError, match="for example"):
        parse(wrong)


def test_periods_compare() -> None:
    """Near enough to see which is longer."""
    assert parse("1 year").approximate_days > parse("11 months").approximate_days
    assert Duration(((1, "week"),)).approximate_days == 7


LACKING = ("day", "month", "year")
"""Turkish units that Babel 2.18 does not have, though CLDR does."""
PERIODS = [f"{count} {unit}" for count in (0, 1, 2, 5, 10, 21, 30, 72, 101) for unit in UNITS]
PERIODS += ["1 year 1 month", "2 years 6 months"]


@pytest.mark.parametrize("language", [TR, EN], ids=lambda one: one.code)
def test_what_is_written_down_says_what_cldr_says(language: Language) -> None:
    """A check does not wait for Babel; were it to write something else, this would tell."""
    assert isinstance(language, WrittenDown)
    for month in range(1, 13):
        for day in (date(2026, month, 1), date(1999, month, 28)):
            assert language.date(day) == Language.date(language, day)
    assert list(language.months) == Language.months.fget(language)  # type: ignore[attr-defined]
    for number in (*range(120), 1000, 123456, Decimal("1234.5"), Decimal("0.25")):
        assert language.number(number) == Language.number(language, number)
        assert language.percent(number) == Language.percent(language, number)
    bare = replace(language, units={"business-day": language.units["business-day"]})
    for period in map(parse, PERIODS):
        for count, unit in period.parts:
            if language is TR and unit in LACKING:
                with pytest.raises(LookupError):
                    Language.counted(bare, "3", count, unit)
                continue
            for written in (str(count), language.words(count)):
                said = Language.counted(bare, written, count, unit)
                assert language.counted(written, count, unit) == said
    for conjunction in CONJUNCTIONS:
        assert language.joint(conjunction) == Language.joint(language, conjunction)
    for code in languages.codes():
        assert language.language(code) == Language.language(language, code)
    assert language.direction == Language.direction.fget(language)  # type: ignore[attr-defined]


def test_cldr_alone_makes_a_language() -> None:
    """Plurals of several kinds, a day with a dot, a per cent sign after a gap, from the right."""
    german = Language("de", {"business-day": {"one": "Werktag", "other": "Werktage"}})
    assert german.date(date(2026, 12, 5)) == "5. Dezember 2026"
    assert german.number(Decimal("1234.5")) == "1.234,5"
    assert german.percent(18) == "18\u00a0%"
    assert [german.duration(parse(p)) for p in ("1 year", "3 years", "1 year 6 months")] == [
        "1 Jahr", "3 Jahre", "1 Jahr und 6 Monate",
    ]  # fmt: skip
    assert german.duration(parse("3 business days")) == "3 Werktage"
    assert german.duration(parse("1 business day")) == "1 Werktag"
    assert german.joints(["a", "b", "c"], "or") == (", ", " oder ")
    assert (german.country("TR"), german.language("tr")) == ("Türkei", "Türkisch")
    assert german.attributes == {"lang": "de"}
    russian = Language("ru", {"business-day": {"one": "рабочий день", "few": "рабочих дня"}})
    assert [russian.duration(parse(f"{n} days")) for n in (1, 2, 5, 21)] == [
        "1 день", "2 дня", "5 дней", "21 день",
    ]  # fmt: skip
    assert russian.duration(parse("3 business days")) == "3 рабочих дня"
    assert Language("ar", {}).in_tag == 'lang="ar" dir="rtl"'


FOLDERS = sorted({path.parent for path in HOUSE.rglob("tr.yml")})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: str(path.relative_to(HOUSE)))
def test_labels_are_whole_and_agree_on_what_is_filled_in(folder: Path) -> None:
    """In every language that the tool has."""
    for language in languages.codes():
        assert fixed_words.read(folder, language)
    assert not [problem for code in languages.codes() for problem in languages.lacking(code)]


def test_every_folder_of_labels_is_looked_at() -> None:
    """One that `lacking` does not know would fail in the middle of a build."""
    named = {Path(problem.origin.file).parent for problem in languages.lacking("xx")}
    assert named == {folder.relative_to(HOUSE.parent) for folder in FOLDERS}


COMPUTED = (
    "flows form receipt search embed banner layer deadline rights withdrawal letter told ins del "
    "about inventory verbis transfers owed messages plan board log list"
).split()
"""Beginnings of labels whose rest is made by the code that prints them."""


def test_no_label_is_left_that_nothing_prints() -> None:
    """By its name, or by the beginning of its name where the rest is a code."""
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in (HOUSE, HOUSE.parent / "overrides", HOUSE.parent / "docs" / "assets")
        for path in folder.rglob("*")
        if path.suffix in (".py", ".jinja", ".html", ".js", ".mjs", ".json")
    )
    words = set(re.findall(r"\w+", code))
    for folder in (folder for folder in FOLDERS if folder.name == "labels"):
        for key in fixed_words.read(folder, "tr"):
            begun, _, rest = key.partition("_")
            computed = begun in COMPUTED
            names = [key, *([rest, rest.partition("_")[2]] if computed else [])]
            if folder.parent.parent.name == "documents":  # patterns: the rest is a variant
                names.append(key.partition("-")[0])
            assert any(n in words or (not n.isidentifier() and n in code) for n in names if n), key


def _folder(tmp_path: Path, turkish: str, other: str | None) -> Path:
    (tmp_path / "tr.yml").write_text(turkish, encoding="utf-8")
    if other is not None:
        (tmp_path / "de.yml").write_text(other, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (None, "the file is missing. Copy tr.yml beside it"),
        ("", "the file is missing."),
        ("menu: Menü\n", "it lacks: search, found."),
        ("menu: M\nsearch: S\nfound: '{count}'\nsaerch: S\n", "nothing prints: saerch."),
        ("menu: M\nsearch: S\nfound: keine Zahl\n", "“found” must hold {count}"),
        ("menu: M\nsearch: '{x}'\nfound: '{count}'\n", "“search” must hold no {…}."),
        ("menu: M\nsearch:\nfound: '{count}'\n", "“search” is not a line of words."),
        ("menu: M\nmenu: N\nsearch: S\nfound: '{count}'\n", "“menu”"),
    ],
)
def test_what_a_language_lacks_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str | None, said: str
) -> None:
    """With the name of the file and all its keys; never a KeyError."""
    monkeypatch.setattr(fixed_words, "_HOUSE", tmp_path)
    folder = _folder(tmp_path, "menu: Menü\nsearch: Ara\nfound: '{count} yerde'\n", other)
    with pytest.raises((LoadingError, SourceError)) as error:
        fixed_words.beside(folder)("de")
    assert said in str(error.value)
    assert f"{tmp_path.name}/de.yml:" in str(error.value)


def test_labels_in_another_encoding_are_refused_with_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As every YAML of the house."""
    monkeypatch.setattr(fixed_words, "_HOUSE", tmp_path)
    folder = _folder(tmp_path, "menu: Menü\n", None)
    (folder / "de.yml").write_bytes("menu: Menü\n".encode("latin-1"))
    with pytest.raises(SourceError, match="UTF-8"):
        fixed_words.beside(folder)("de")


@pytest.mark.parametrize(
    ("name", "case", "said"),
    [
        ("Ada Café", "genitive", "Ada Café'nin"),
        ("Ada Café", "dative", "Ada Café'ye"),
        ("Cafe\u0301", "ablative", "Cafe\u0301'den"),
        ("Château", "locative", "Château'da"),
        ("Måne", "dative", "Måne'ye"),
        ("Pietà", "genitive", "Pietà'nın"),
        ("Ångström", "genitive", "Ångström'ün"),
        ("Şişli Köşkü", "dative", "Şişli Köşkü'ye"),
        ("Hakkâri", "genitive", "Hakkâri'nin"),
    ],
)
def test_vowels_with_marks_are_vowels(name: str, case: str, said: str) -> None:
    assert languages.get("tr").suffixed(name, case) == said

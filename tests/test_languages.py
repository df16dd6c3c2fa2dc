"""Turkish and English: suffixes, casing, numbers, periods, lists."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import languages
from generator.languages.durations import Duration, parse

TR, EN = languages.get("tr"), languages.get("en")

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


def test_sorting_follows_the_alphabet() -> None:
    """ç after c, ı before i, ö after o, ş after s."""
    words = "zil şey sen öz on ışık iz çok can ğ ürün un".split()
    assert sorted(words, key=TR.sort_key) == ("can çok ğ ışık iz on öz sen şey un ürün zil".split())


def test_days_numbers_and_lists() -> None:
    """As each language writes them."""
    day = date(2026, 12, 15)
    assert (TR.date(day), EN.date(day)) == ("15 Aralık 2026", "15 December 2026")
    assert (TR.number(Decimal("1234.5")), EN.number(1234)) == ("1.234,5", "1,234")
    assert (TR.percent(18), EN.percent(18)) == ("%18", "18%")
    assert TR.joined(["a", "b", "c"]) == "a, b ve c"
    assert EN.joined(["a", "b"], "or") == "a or b"
    assert TR.joined(["a"]) == "a"
    assert TR.joined(["ad ve soyad", "adres"]) == "ad ve soyad; adres"
    assert EN.joined(["a, b", "c", "d"]) == "a, b; c; d"
    assert TR.joined([]) == ""
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


def test_every_language_has_the_same_labels_and_choices() -> None:
    """A language that lacks a label cannot frame a page."""
    first, *others = languages.all_languages().values()
    for other in others:
        assert other.labels.keys() == first.labels.keys()
        assert other.choices.keys() == first.choices.keys()
        assert other.units.keys() == first.units.keys()
        assert len(other.months) == 12

"""Both languages say the same: sentences that differ are found, near ones are not.

`DIFFERING` and `EQUAL` are lists to go on writing: Turkish, English, and the words in one alone.
"""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from generator import pipeline
from generator.checks import Finding, Profile, addresses
from generator.checks.rules.no_missing_wrong_misleading import words as telling
from generator.checks.rules.no_missing_wrong_misleading.words import foreign, is_name
from generator.checks.rules.tr_en_parity.reading import denials, read

HERE = Path(__file__).parent
CONTROLLERS = {
    "data": HERE.parent / "data",
    "rich": HERE / "rich",
    "starter": HERE.parent / "generator/starter",
}
DIFFERING = [
    ("30 gün saklanır", "kept for 10 days"),
    ("30 gün içinde", "soon"),
    ("5 yıl saklanır", "kept for a long time"),
    ("bir süre saklanır", "kept for 5 years"),
    ("30 gün", "30 months"),
    ("3 gün içinde", "within 3 business days"),
    ("üç iş günü içinde", "within three days"),
    ("iki yıl saklanır", "kept for three years"),
    ("otuz gün içinde", "within thirteen days"),
    ("altı ay", "six weeks"),
    ("on beş gün içinde", "within fifty days"),
    ("72 saat içinde Kurula bildirilir", "reported to the Board within 24 hours"),
    ("bir ay içinde", "within a week"),
    ("15 Aralık 2026'dan itibaren", "from 5 December 2026"),
    ("15 Aralık 2026'dan itibaren", "from 15 November 2026"),
    ("15.12.2026 tarihinden itibaren", "from December 16, 2026"),
    ("15 Aralık'ta", "on 15 November"),
    ("1 Ocak 2027", "2027-01-02"),
    ("Kanun'un 5'inci maddesi", "Article 6 of the Law"),
    ("Kanun m. 5/2-ç", "Article 5(2)(c) of the Law"),
    ("Kanun m. 5/2-c", "Article 5(1)(c) of the Law"),
    ("5'inci maddesinin ikinci fıkrasının (ç) bendi", "Article 5(2)(f)"),
    ("6698 sayılı Kanun", "Law No. 6563"),
    ("0212 555 11 22 numaralı telefondan", "by phone on +90 212 555 11 23"),
    ("%18 oranında", "at 8%"),
    ("1.000 TL", "1 TL"),
    ("1,5 yıl", "15 years"),
    ("09:00-18:00 arası", "from 9 a.m. to 5 p.m."),
    ("en fazla 5 dosya", "at most 4 files"),
    ("18 yaşından küçükler", "minors"),
]
EQUAL = [
    ("30 gün saklanır", "kept for 30 days"),
    ("30 (otuz) gün içinde", "within thirty (30) days"),
    ("otuz günlük süre", "a period of 30 days"),
    ("üç iş günü içinde", "within 3 business days"),
    ("bir ay içinde", "within a month"),
    ("yılda bir denetlenir", "audited once a year"),
    ("her gün yedeklenir", "backed up daily"),
    ("7/24 kayıt", "recording 24 hours a day, 7 days a week"),
    ("bir sözleşmenin kurulması", "conclusion of a contract"),
    ("üçüncü kişilere", "to others"),
    ("üçüncü kişilere", "to third parties"),
    ("her ikisi de", "both of them"),
    ("taahhüt altında", "under an undertaking"),
    ("on beş gün içinde", "within fifteen days"),
    ("yirmi dört saat", "twenty-four hours"),
    ("yüz seksen gün", "one hundred and eighty days"),
    ("yüz tanıma verisi", "face recognition data"),
    ("15 Aralık 2026'dan itibaren", "from 15 December 2026"),
    ("15.12.2026", "December 15, 2026"),
    ("1/1/2027 gününden", "as of 1st January 2027"),
    ("6698 sayılı Kanun'un 11'inci maddesi", "Article 11 of Law No. 6698"),
    ("Kanun m. 5/2-ç", "Article 5(2)(ç) of the Law"),
    ("5'inci maddesinin ikinci fıkrasının (ç) bendi", "Article 5(2)(ç)"),
    ("0212 555 11 22", "+90 (212) 555 11 22"),
    ("%18", "18%"),
    ("1.000,50 TL", "1,000.50 TL"),
    ("1,5 yıl", "1.5 years"),
    ("09:00-18:00 arası", "9 a.m. to 6 p.m."),
    ("TLS 1.2 ve AES-256", "TLS 1.2 and AES-256"),
    ("https://ornek.com/tr/2026", "https://ornek.com/en/2025"),
    ("güncel kayıt", "current record"),
    ("iki adımlı doğrulama", "two-step verification"),
    ("ocakta ve mayısta", "in spring, as it may be"),
]
DENIED = [
    ("Veriler aktarılmaz.", "The data are transferred."),
    ("Veriler aktarılır.", "The data are not transferred."),
    ("Veriler yurt dışına aktarılmamaktadır.", "The data are transferred abroad."),
    ("Zorunlu değildir.", "It is mandatory."),
    ("Otomatik karar yoktur.", "There are automated decisions."),
    ("Rıza vermeyenler üye olabilir.", "Those who consent can be members."),
    ("Ses kaydedilir.", "Sound is never recorded."),
    ("Kimseye açıklanmayacaktır.", "It will be disclosed."),
    ("Kullanılamaz.", "It can be used."),
    ("Ad belirtilmemişse", "If the name is given"),
    ("Ses kaydedilmiyor.", "Sound is recorded."),
    ("İzniniz olmadan paylaşılır.", "It is shared with your permission."),
    ("Saklanması gerekir.", "No storage is needed."),
    ("Hiçbir veri aktarılmaz.", "Any data are transferred."),
    ("Silinir.", "They are not deleted."),
]
NOT_DENIED = [
    ("Veriler aktarılmaz.", "The data are not transferred."),
    ("Kişisel verilerin işlenmesi", "Processing of personal data"),
    ("Verilerin silinmesi, yok edilmesi", "Deletion and destruction of data"),
    ("Stokta bulunmayan ürün", "A product out of stock"),
    ("6563 sayılı Kanun", "Law No. 6563"),
    ("sızma olup olmadığı", "whether there are intrusions"),
    ("Ücretsizdir.", "It costs nothing."),
    ("Ücretsizdir.", "It is free of charge."),
    ("Yalnızca Türkiye'de saklanır.", "It is not stored outside Türkiye."),
    ("Rıza vermezseniz", "If you do not consent"),
    ("Rıza vermezseniz", "If you refuse"),
    ("İzinsiz erişim", "Unauthorised access"),
    ("Temmuz", "July"),
    ("sözleşmenin ayrılmaz parçası", "an integral part of the contract"),
    ("Reklam almak istemeyenler", "Those who opt out of advertising"),
    ("üyelik zamanı ve aramanız", "time of membership and your search"),
]

TURKISH_IN_ENGLISH = [
    "Siparişin teslim edilmesi",
    "Telefon numarası",
    "Kişisel verileriniz işlenir.",
    "Ad ve soyad",
    "başvuru yolları",
    "The order is delivered. Verileriniz yurt içinde saklanır ve aktarılmaz.",
    "Üyelik kayıtları",
    "Ürün iadesi",
]
ENGLISH = [
    "Delivering the order",
    "Explicit consent (açık rıza) is asked for.",
    "The term “aydınlatma metni” is a privacy notice.",
    "Delivery by Yurtiçi Kargo in İstanbul",
    "Law No. 6698 (KVKK)",
    "Amazon Web Services",
    "Türkiye",
    "KEP",
]
ENGLISH_IN_TURKISH = [
    "Delivering the order",
    "Phone number",
    "Your personal data are processed.",
    "Name and surname",
    "Sipariş teslim edilir. Your data are stored in Türkiye and not transferred.",
    "Membership records",
]
TURKISH = [
    "Siparişin teslim edilmesi",
    "Google Analytics ile ölçüm",
    "web sitesi ziyaretleri",
    "Tarayıcı dili (language)",
    "“opt-out” bağlantısı",
    "Amazon Web Services EMEA SARL",
    "IBAN",
]


@pytest.mark.parametrize("words", TURKISH_IN_ENGLISH)
def test_turkish_under_english_is_found(words: str) -> None:
    assert foreign(words, "en")


@pytest.mark.parametrize("words", ENGLISH_IN_TURKISH)
def test_english_under_turkish_is_found(words: str) -> None:
    assert foreign(words, "tr")


@pytest.mark.parametrize("words", ENGLISH)
def test_english_is_english(words: str) -> None:
    assert not foreign(words, "en")


@pytest.mark.parametrize("words", TURKISH)
def test_turkish_is_turkish(words: str) -> None:
    assert not foreign(words, "tr")


SAME = [
    ("Amazon Web Services EMEA SARL", True, True),
    ("Google Ireland Limited (Google Ads)", True, True),
    ("ÖRNEK LOJİSTİK A.Ş.", True, True),
    ("Ada Teknoloji A. Ş.", True, True),
    ("Yurtiçi Kargo", True, True),
    ("Aras Kargo", True, True),
    ("iyzico", True, True),
    ("kargo şirketleri", True, False),
    ("Kargo Şirketleri", True, False),
    ("Türkiye", True, True),
    ("Google Analytics", False, True),
    ("Instagram", False, True),
    ("SMS", False, True),
    ("IP", False, True),
    ("Telefon numarası", False, False),
    ("Pazarlama", False, False),
    ("imza", False, False),
    ("Kimlik Bilgileri", False, False),
    ("Data", False, False),
]


@pytest.mark.parametrize(("words", "key_of_name", "right"), SAME)
def test_a_name_is_the_same_in_both_languages(words: str, key_of_name: bool, right: bool) -> None:
    assert is_name(words, name=key_of_name) is right


def alone(turkish: str, english: str) -> list[str]:
    mine, theirs = read(turkish, "tr"), read(english, "en")
    return [v for v in mine.stated if theirs.lacks(v)] + [v for v in theirs.stated if mine.lacks(v)]


def denied(turkish: str, english: str) -> bool:
    (mine, ours), (theirs, any_theirs) = denials(turkish, "tr"), denials(english, "en")
    return bool((mine and not any_theirs) or (theirs and not ours))


@pytest.mark.parametrize(("turkish", "english"), DIFFERING)
def test_values_that_differ_are_found(turkish: str, english: str) -> None:
    assert alone(turkish, english)


@pytest.mark.parametrize(("turkish", "english"), EQUAL)
def test_values_that_are_the_same_are_not(turkish: str, english: str) -> None:
    assert alone(turkish, english) == []


@pytest.mark.parametrize(("turkish", "english"), DENIED)
def test_a_denial_in_one_language_is_found(turkish: str, english: str) -> None:
    assert denied(turkish, english)


@pytest.mark.parametrize(("turkish", "english"), NOT_DENIED)
def test_a_denial_in_both_languages_is_not(turkish: str, english: str) -> None:
    assert not denied(turkish, english)


def parity(data: Path, codes: tuple[str, ...] = ("TXT-03",)) -> list[Finding]:
    settings = pipeline.Settings(data=data, profile=Profile.RELEASE)
    seen = pipeline.run(settings).findings
    return [f for f in seen if f.code in codes and f.sub != "sample"]


@pytest.mark.parametrize("name", CONTROLLERS)
def test_no_controller_has_a_false_alarm(name: str) -> None:
    assert parity(CONTROLLERS[name]) == []


def changed(tmp_path: Path, file: str, key: str, **words: str) -> Path:
    """The starter with `words` by language for the text `key` of `file`."""
    data = tmp_path / "data"
    shutil.copytree(CONTROLLERS["starter"], data)
    rows = yaml.safe_load((data / file).read_text(encoding="utf-8"))
    around, *rest = key.split(".")
    node = rows[around]
    for step in rest[:-1]:
        node = node[step]
    (node if rest else rows)[rest[-1] if rest else around] = words
    (data / file).write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    return data


def test_a_finding_names_the_place_and_quotes_both(tmp_path: Path) -> None:
    data = changed(
        tmp_path,
        "processing/orders.yml",
        "purposes.deliver-order.text",
        tr="Siparişin 30 gün içinde teslim edilmesi",
        en="Delivery of the order within 10 days",
    )
    (found,) = parity(data)
    assert found.name == "TXT-03[values]"
    assert found.place == "processing/orders.yml#purposes.deliver-order.text.tr"
    assert "“30 gün”" in found.message
    assert "Delivery of the order within 10 days" in found.message


def test_a_reworded_clause_is_compared_as_well(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(CONTROLLERS["starter"], data)
    folder = data / "wording/notice"
    folder.mkdir(parents=True)
    for language, words in {"tr": "Veriler beş yıl saklanır.", "en": "Data are kept."}.items():
        clause = f"{{# reason: shorter #}}\n<h2>Nature</h2>\n<p>{words}</p>\n"
        (folder / f"nature.{language}.jinja").write_text(clause, encoding="utf-8")
    found = [f for f in parity(data) if f.sub == "values"]
    assert [f.origin.file for f in found] == ["data/wording/notice/nature.tr.jinja"]


def delivered(tmp_path: Path, turkish: str, english: str) -> list[str]:
    words = {"tr": turkish, "en": english}
    data = changed(tmp_path, "processing/orders.yml", "purposes.deliver-order.text", **words)
    return [f.name for f in parity(data, ("TXT-02", "TXT-03"))]


def test_a_text_in_the_wrong_language_is_found_in_the_data(tmp_path: Path) -> None:
    turkish = "Siparişin teslim edilmesi"
    assert delivered(tmp_path / "1", turkish, "Siparişlerin teslimi") == ["TXT-02[wrong-language]"]
    assert delivered(tmp_path / "2", "Delivering orders", "Order delivery") == [
        "TXT-02[wrong-language]"
    ]
    assert delivered(tmp_path / "3", turkish, turkish) == ["TXT-02[same-words]"]
    assert delivered(tmp_path / "4", turkish, "Delivery of the order") == []


def test_a_brand_in_the_capitals_of_its_registered_name_is_right(tmp_path: Path) -> None:
    """English capitals of a foreign name; those of other letters are still found."""
    data = tmp_path / "data"
    shutil.copytree(CONTROLLERS["starter"], data)
    for file, key, value in (
        ("sites.yml", "brand", "American Shop"),
        ("controller.yml", "registered_name", "AMERICAN SHOP TİCARET A.Ş."),
    ):
        rows = yaml.safe_load((data / file).read_text(encoding="utf-8"))
        (rows["ornek"] if file == "sites.yml" else rows)[key] = value
        (data / file).write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    assert not [f for f in parity(data, ("TXT-02",)) if f.sub == "brand"]


class Counting:
    """A pattern that counts the letters it is given to look through."""

    def __init__(self) -> None:
        self.letters = 0

    def search(self, text: str) -> re.Match[str] | None:
        self.letters += len(text)
        return addresses.ADDRESS.search(text)


@pytest.mark.parametrize("part", ["x", "A.", "“", "x@", "a-"])
def test_each_letter_of_a_long_word_is_looked_at_once(part: str) -> None:
    """An address was looked for at each letter again: 60,000 letters took a minute and a half."""
    counting = Counting()
    sentence = f"{part * 30_000} the data"
    left = addresses.without(sentence, counting)  # type: ignore[arg-type]
    assert counting.letters == len(sentence) - 2
    assert left.endswith(" the data")


def test_no_rule_lets_any_letters_stand_before_what_it_looks_for() -> None:
    """Such a pattern tries again at each letter of a word that does not hold it."""
    found = []
    for path in (HERE.parent / "generator").rglob("*.py"):
        for pattern in re.findall(r'r[f]?"([^"\n]*)"', path.read_text("utf-8")):
            if re.search(r"(?:^|\|)\\[Sw]\*(?!\)|\||$)", pattern):
                found.append((path.name, pattern))
    assert found == []


def test_what_is_set_apart_or_an_address_is_of_no_language() -> None:
    named = ("info@the-and.example", "https://the.example/and", "(x)the@and.example")
    for aside in (*named, "www.the-and.example", "(the and of)", "“the and of”", '"the of"'):
        assert telling._own(f"kişisel {aside} veri", "en") == 0

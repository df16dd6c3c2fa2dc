"""Words that tell Turkish from English, and what is a proper name in both."""

import re
from collections.abc import Mapping
from functools import lru_cache

from generator.checks.addresses import without

COMMON: Mapping[str, frozenset[str]] = {
    "tr": frozenset(
        """
        ve veya ya da de ki ile için bir bu şu o olan olarak gibi kadar üzere tarafından sonra önce
        ise ilişkin göre her tüm bütün daha çok en değil yok var edilir edilmesi yapılması olması
        veri veriler verileri verilerin verilerinizi kişisel bilgi bilgiler bilgileri bilgisi
        adres adresi ad adı soyad soyadı isim kimlik telefon numara numarası numarasıyla doğum
        tarih tarihi tarihinden süre süresi süresince yer yeri iletişim kayıt kayıtlar kayıtları
        kaydı sipariş siparişler siparişin siparişleri üye üyeler üyelik üyeliğin müşteri müşteriler
        müşterinin çalışan çalışanlar çalışanın ziyaretçi ziyaretçiler amaç amaçla amacıyla hukuki
        sebep sözleşme sözleşmenin sözleşmesi ürün ürünler ürünün hizmet hizmetler hizmeti ödeme
        fatura teslim teslimat teslimatı kargo satış satın alma işleme işlenmesi saklama saklanır
        aktarım aktarılır aktarılması başvuru başvurunun başvurular formu sayfa sayfası hesap
        hesabı hesabın şirket şirketi şirketin şirketler şirketleri sağlık finans mali görsel işitsel güvenlik güvenliği
        kamera kamerası mağaza çerez çerezler açık rıza onay onayı hakkı haklar ilgili kişi kişiler
        kişinin yıl gün ay kurum kuruluş kuruluşları yetkili yetkilisi veren alan gönderen gönderimi
        edilen yapılan yönetimi yürütülmesi sağlanması kurulması gönderilmesi alınması hazırlanması
        alıcı alıcılar kurul kanun tebliğ yönetmelik anonim imha uyruk uyruğu cinsiyet imza lokasyon
        konum pazarlama cihaz parmak izi olay konu konusu bildirim bildirimin bildiren başvuran
        talep talebi talebiniz talepler talepleriniz ilişkiniz diğer arama ileti elden posta yoluyla
        site sitesi sitede internet kan grubu özlük iade bülten zorunlu işlevsel analitik reklam
        ekler ek aday çocuk kulübü aydınlatma metni metin politika politikası gizlilik bilgilendirme
        ne neden nasıl zaman türk ticaret vergi borçlar e-posta arşivler kilitlidir risk eğitim verilir kapılar duyurulur söz veririz meslek mesleği medeni hâl
        durum durumu kullanıcı kullanıcılar tedarikçi tedarikçiler ortak aile tanık veli vasi
        """.split()
    ),
    "en": frozenset(
        """
        the of and or to for in on by with from at as is are be was were been has have that which
        who this these those it its your you our we they their his her not no any all each when
        where if after before under into than such may can must shall will data personal
        information address addresses name names surname identity phone telephone number numbers
        date birth period place contact record records recording recordings order orders member
        members membership customer customers employee employees visitor visitors purpose purposes
        legal basis contract contracts product products service services payment payments invoice
        invoices delivery deliveries shipping sale sales purchase processing storage stored kept
        transfer transferred application applications page account accounts company companies health
        finance visual audio security camera cameras store shop cookie cookies consent approval
        right rights person persons year years day days month months institution institutions
        authority authorities providing managing sending carrying keeping recipient recipients board
        law disposal controller nationality gender signature marketing location provider device type
        risk management snapshot auditors independent code tax procedure campaign survey forms
        fingerprint incident vulnerability other technical problem reporter applicant applicants
        commercial messages message notice website job file personnel cloud carrier carriers returns
        children club newsletter religion strictly necessary functional analytics checkout area
        requests attachments what happened call e-mail email privacy policy blood group text title
        occupation marital status report anonymisation running campaigns user users supplier suppliers family witness guardian supervisor
        """.split()
    ),
}
"""The commonest words of texts on personal data, in small letters."""
_LETTERS = {
    "tr": re.compile(r"[a-zçğıöşüâîû]*[çğışöü][a-zçğıöşüâîû]*|[a-z]{2,}l[ae]r[ıi]?n?[ıi]?"),
    "en": re.compile(r"[a-z]*[qwx][a-z]*|[a-z]{3,}(?:ing|tion|tions|ness|ments?)"),
}
"""Letters and endings of a word that is of this language and not of the other."""
_FORMS = (
    r"(?:A\. ?Ş\.|Ltd\. ?Şti\.|ANONİM ŞİRKETİ|LİMİTED ŞİRKETİ|Anonim Şirketi|Limited Şirketi|GmbH|AG|"
    r"SE|Inc\.?|LLC|Ltd\.?|Limited|B\. ?V\.|N\. ?V\.|S\. ?A\.|S\.A\.S\.?|SAS|SARL|S\.? ?à ?r\.l\.|S\.r\.l\."
    r"|S\.p\.A\.|plc|PLC|Corp\.|Corporation|Company|Co\.|OÜ|AB|A/S|Oy|Kft\.)(?=$|[ ,(])"
)
_COMPANY = re.compile(rf"\b(?:[^\W\d_][\w.&’'-]{{0,60}} ){{1,20}}{_FORMS}")
"""The name of a company, by how it ends; nobody translates it."""
_STEM = 5
_STEMS = tuple(word for word in COMMON["tr"] if len(word) >= _STEM and word not in COMMON["en"])
"""Turkish puts endings behind its words."""
_NAMED = re.compile(rf"\b(?:(?=[^\W\d_])(?![a-zçğıöşü])[\w.&’'-]{{1,60}} ){{1,20}}{_FORMS}")
"""The same within a sentence, where only its capital letters tell where it begins."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ASIDE = re.compile(r"\([^()]*\)|“[^“”]*”|\"[^\"]*\"")
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")
_WHOLE = 3
"""So many foreign words make a sentence foreign beside others that are not."""


@lru_cache(1024)
def foreign(words: str, language: str) -> str:
    """The sentence of `words` that is in another language than `language`; empty if none is.

    What stands in brackets or quotes may be in any: terms are explained there.
    """
    others = _others(words, language)
    if not others:
        return ""
    if others > _own(words, language):
        return words
    sentences = _SENTENCE.split(words)
    return next((s for s in sentences if _is_foreign(s, language)), "") if sentences[1:] else ""


def _is_foreign(sentence: str, language: str) -> bool:
    others = _others(sentence, language)
    return others >= _WHOLE and others > _own(sentence, language)


def _others(words: str, language: str) -> int:
    """How many words are of the language of which most are, besides this one."""
    others = [other for other in COMMON if other != language] if language in COMMON else []
    return max((_own(words, other) for other in others), default=0)


def _own(words: str, language: str) -> int:
    plain = without(_ASIDE.sub(" ", _NAMED.sub(" ", words)))
    return sum(_is_of(word, language) for word in _WORD.findall(plain))


def _is_of(word: str, language: str) -> bool:
    """Names are of no language, so a capital letter counts only for a common word."""
    lowered = _lowered(word, language)
    if lowered in COMMON[language]:
        return not any(lowered in COMMON[other] for other in COMMON if other != language)
    if language == "tr" and lowered.startswith(_STEMS):
        return True
    return word[0].islower() and bool(_LETTERS[language].fullmatch(word))


def _lowered(word: str, language: str) -> str:
    return (word.replace("İ", "i").replace("I", "ı") if language == "tr" else word).lower()


def is_name(words: str, *, name: bool) -> bool:
    """Whether `words` may be the same in every language: a proper name, an abbreviation, a number.

    Not all of its words are common ones (Aras Kargo), none where they are many. Under the key of a name (`name`) it begins
    with a capital letter or is one word; elsewhere all words do, and one by itself has no Turkish letters.
    """
    written = _WORD.findall(words)
    if not written or _COMPANY.search(words) or all(_is_short(word) for word in written):
        return True
    common = [any(_lowered(word, code) in COMMON[code] for code in COMMON) for word in written]
    if name:
        translated = any(common) if len(written) > _LONG else all(common)
        return (written[0][0].isupper() or len(written) == 1) and not translated
    if all(common) or not all(map(_is_capital, written)):
        return False
    return len(written) > 1 or not _TURKISH.search(written[0])


def _is_short(word: str) -> bool:
    """An abbreviation: SMS, KEP, iOS."""
    return len(word) <= _ABBREVIATION and any(map(str.isupper, word[1:]))


def _is_capital(word: str) -> bool:
    return any(map(str.isupper, word))


_ABBREVIATION, _LONG = 6, 3
_TURKISH = re.compile(r"[çğışöüÇĞİŞÖÜ]|(?:ma|me|l[ıiuü]k|l[ae]r[ıi]?|s[ıi])$")

"""Turkish: casing of İ and ı, numbers in words, ordinals, suffixes after names and numbers."""

import re
from dataclasses import dataclass
from decimal import Decimal

from generator.languages.language import Language
from generator.languages.tr_receipts import RECEIPTS
from generator.languages.tr_suffixes import suffix

_ONES = "sıfır bir iki üç dört beş altı yedi sekiz dokuz".split()
_TENS = "- on yirmi otuz kırk elli altmış yetmiş seksen doksan".split()
_LOWER = str.maketrans({"İ": "i", "I": "ı"})
_UPPER = str.maketrans({"i": "İ", "ı": "I"})


@dataclass(frozen=True)
class Turkish(Language):
    """Suffixes follow the sound of the word, after an apostrophe on names and numbers."""

    def percent(self, value: int | Decimal) -> str:
        """`%18`."""
        return f"%{self.number(value)}"

    def lower(self, text: str) -> str:
        """İ → i, I → ı, never a dot left over."""
        return text.translate(_LOWER).lower()

    def upper(self, text: str) -> str:
        """I for ı and İ for i."""
        return text.translate(_UPPER).upper()

    def words(self, number: int) -> str:
        """`otuz`, `yetmiş iki`, `yüz beş`."""
        if number < 10:
            return _ONES[number]
        hundreds, rest = divmod(number, 100)
        tens, ones = divmod(rest, 10)
        parts = []
        if hundreds:
            parts.append("yüz" if hundreds == 1 else f"{_ONES[hundreds]} yüz")
        if tens:
            parts.append(_TENS[tens])
        if ones:
            parts.append(_ONES[ones])
        return " ".join(parts)

    def ordinal(self, number: int) -> str:
        """`11'inci`, `10'uncu`, `4'üncü`."""
        return f"{number}'{suffix(str(number), 'ordinal')}"

    def cited(self, article: str) -> str:
        """`5/2-ç` → `m. 5/2-ç`."""
        return f"m.\u00a0{article}"

    def citation(self, title: str, short: str, number: str) -> str:
        """`6698 sayılı … Kanunu`, `Kanun'un 11'inci maddesi`, `Kanun m. 5/2-f`."""
        numbered = rf"(?:{re.escape(number)} sayılı )?" if number else ""
        article = (
            r"(?:['’]\w+)?(?:\s\(“\w+”\))?\s\d+['’]\w+\smaddesi\w*|"
            r"\sm\.\s?\d+(?:/\d+)?(?:-[a-zçğıöşü])?"
        )
        full = rf"{numbered}{re.escape(title)}(?:{article})?"
        return rf"(?<!\w)(?:{full}|(?<!sayılı )(?<!Hakkında ){re.escape(short)}(?:{article}))"

    def suffixed(
        self,
        text: str,
        case: str,
        *,
        apostrophe: bool = True,
        compound: bool = False,
        reading: str | None = None,
    ) -> str:
        """`Örnek'in`, `Kanun'un`, `2026'da`.

        `compound`: the text already ends in a possessive (`Kurulu'na`). `reading`: how the text
        is spoken where its spelling does not tell.
        """
        joint = "'" if apostrophe else ""
        return f"{text}{joint}{suffix(reading or text, case, compound=compound)}"


LANGUAGE = Turkish(
    code="tr",
    labels={
        **RECEIPTS,
        "language_name": "Türkçe",
        "draft": "Taslak.",
        "draft_explained": "Bu metin inceleme için hazırlanmış bir taslaktır; "
        "yürürlükte değildir ve esas alınamaz.",
        "doubts_explained": "“?” ile işaretli bilgiler henüz teyit edilmemiştir.",
        "announced": "Yayımlandı, henüz yürürlükte değil",
        "in-force": "Yürürlükte",
        "superseded": "Yürürlükten kalktı",
        "withdrawn": "Geri çekildi",
        "under": "dayanak",
        "session": "oturum süresince",
        "choices": "Rıza ve onaylar",
        "unconfirmed": "teyit edilecek",
        "not_stated": "henüz belirtilmedi",
        "contents": "İçindekiler",
        "skip": "İçeriğe geç",
        "menu": "Menü",
        "search": "Ara",
        "language": "Dil",
        "address": "Adres",
        "print_page": "Yazdır",
        "proof": "Bu metnin kimliği",
        "layer_short": "kısa",
        "layer_full": "tam",
        "in_short": "Kısaca",
        "effective_from": "Yürürlük tarihi",
        "policies": "Politikalar",
        "notices": "Aydınlatma metinleri",
        "forms": "Formlar",
        "home": "Ana sayfa",
        "search_label": "Aranacak sözcükler",
        "search_none": "Bu sözcükler metinlerde bulunamadı.",
        "search_one": "1 yerde bulundu.",
        "search_many": "{count} yerde bulundu.",
        "search_failed": "Arama şu anda yapılamıyor. Lütfen sayfayı yenileyiniz.",
        "search_noscript": "Arama için JavaScript gerekir. "
        "Bütün metinler ana sayfada sıralanmıştır.",
        "data_controller": "Veri sorumlusu",
        "page": "Sayfa",
        "page_of": "/",
        "release": "Sürüm",
        "text_digest": "Metnin dijital özeti",
        "still_in_force": "Yürürlük durumu:",
        "state": "Durum",
        "ended_at_once": "yürürlüğe girdiği gün sona erdi",
        "never_in_force": "hiç yürürlüğe girmedi",
        "in_force_on": "Yürürlükte olduğu dönem",
        "from_to": "{start} – {end}",
        "since": "{start} tarihinden itibaren",
        "withdrawn_aside": "geri çekildi",
        "withdrawn_explained": "Bu metin {day} tarihinde geri çekilmiştir. Metin artık "
        "gösterilmemektedir; hangi metin olduğu aşağıdaki dijital özetlerle kanıtlanabilir.",
        "what_changed": "Değişiklik",
        "version": "Sürüm",
        "version_before": "Önceki sürüm",
        "version_after": "Sonraki sürüm",
        "text_of_today": "Güncel metin",
        "all_versions": "Tüm sürümler",
        "announced_explained": "{day} tarihinde yeni bir metin yürürlüğe girecektir.",
        "announced_link": "Yeni metni okuyunuz",
        "not_yet": "Bu metin {day} tarihinde yürürlüğe girecektir.",
        "no_longer": "Bu metin yürürlükte değildir.",
        "versions_title": "Güne göre sürümler",
        "versions_summary": "Hangi gün hangi metnin yürürlükte olduğu.",
        "versions_slug": "surumler",
        "print": "Çıktı",
        "download": "PDF olarak indiriniz",
        "versions_none": "Henüz yayımlanmış bir metin yoktur.",
        "versions_pick": "Hangi günün metnine bakmak istiyorsunuz?",
        "versions_nothing": "Bu gün için kayıtlı bir metin yoktur.",
        "form_done": "Formu doldurduktan sonra",
        "form_private": "Yazdıklarınız bu sayfada kalır: hiçbir yere gönderilmez, saklanmaz ve "
        "sayfa kapanınca silinir.",
        "form_print": "Yazdır veya PDF olarak kaydet",
        "form_copy": "Metni kopyala",
        "form_mail": "Hazır e-postayı aç",
        "form_mail_counts": "İmzasız e-posta, yalnızca bizde kayıtlı adresinizden gönderilirse "
        "başvuru sayılır.",
        "form_mail_open": "Olağan bir e-posta şifrelenmeden iletilir.",
        "form_numbers": "Kimlik ve pasaport numaralarını da e-postaya yaz (şifrelenmeden iletilir)",
        "form_long": "Metin bir e-posta bağlantısı için uzun: önce “Metni kopyala” düğmesine "
        "basınız, sonra metni açılan e-postaya yapıştırınız.",
        "form_paste": "Metni buraya yapıştırınız.",
        "form_left_out": "(e-postaya yazılmamıştır)",
        "form_text": "Çıktıda ve e-postada yer alacak metin",
        "form_to": "Alıcı",
        "form_application": "Kişisel verilere ilişkin başvuru",
        "form_problems": "Göndermeden önce şunlara bakınız",
        "form_go_on": "Yine de devam et",
        "form_fill_in": "lütfen doldurunuz.",
        "form_tick": "lütfen en az birini işaretleyiniz.",
        "form_who_are_you": "T.C. kimlik numaranızı ya da yabancıysanız uyruğunuzu ve pasaport "
        "numaranızı veya varsa kimlik numaranızı yazınız.",
        "form_for_whom": "adına başvurduğunuz kişinin adını ve soyadını yazınız.",
        "form_doubtful_number": "bu numara bir T.C. kimlik numarasına benzemiyor; rakamları "
        "kontrol ediniz. Doğru olduğundan eminseniz devam edebilirsiniz.",
        "form_doubtful_email": "bu e-posta adresi eksik görünüyor.",
        "form_doubtful_day": "bu gün henüz gelmedi; doğru mu?",
        "form_copied": "Metin kopyalandı; kimlik numaranızı yazdıysanız metnin içindedir.",
        "form_not_copied": "Metni kopyalamak mümkün olmadı; aşağıda seçilen metin için "
        "tarayıcının kopyala komutunu kullanınız.",
        "form_arrived": "Başvurunuz bize hangi gün ulaştı?",
        "form_arrived_how": "Postada teslim günü, e-postada iletinin ulaştığı gün.",
        "form_answer_by": "Cevap en geç {day} günü verilmelidir.",
        "permanent_address": "Kalıcı adres",
        "full_text_at": "Tam metin",
        "in_full": "Metnin tamamı",
        "for_information": "Bu e-posta bilgilendirme amacıyla gönderilmiştir; metinleri "
        "onaylamanız istenmemektedir.",
        "document": "Belge",
        "first": "ilk sürüm",
        "substantive": "esasa ilişkin değişiklik",
        "editorial": "ifade değişikliği",
        "embed_open": "Metnin tamamı",
        "embed_close": "Kapat",
        "embed_notice": "Okudum, anladım",
        "embed_consent": "Açık rıza veriyorum",
        "embed_message_approval": "Onay veriyorum",
        "embed_need": "Lütfen işaretleyiniz.",
        "embed_given": "Bu seçimi yaptınız.",
        "embed_withdraw": "Geri alıyorum",
        "embed_withdrawn": "Geri aldınız.",
        "embed_renewed": "Metin değişti.",
        "trial_send": "Gönderilecekleri göster",
        "trial_hint": "Gönderilecek alanlar aşağıda gösterilir; bu sayfa "
        "hiçbir yere bir şey göndermez. Taslak metinlerden kayıt oluşmaz.",
    },
    choices={
        "automatic": "tamamen otomatik yollarla",
        "partly-automatic": "kısmen otomatik yollarla",
        "filing-system": "veri kayıt sisteminin parçası olmak kaydıyla otomatik olmayan yollarla",
        "processor": "veri işleyen",
        "controller": "veri sorumlusu",
        "joint-controller": "ortak veri sorumlusu",
        "authority": "yetkili kamu kurum ve kuruluşu",
        "public": "herkese açık",
        "required": "zorunlu",
        "conditional": "duruma göre zorunlu",
        "optional": "isteğe bağlı",
        "obtain": "elde etme",
        "store": "saklama",
        "transfer": "aktarma",
        "cookie": "çerez",
        "pixel": "piksel",
        "local-storage": "yerel depolama",
        "session-storage": "oturum depolaması",
        "software-kit": "yazılım geliştirme kiti (SDK)",
        "first-party": "birinci taraf",
        "third-party": "üçüncü taraf",
        "screen": "ekranda işaretleme yoluyla",
        "paper": "yazılı olarak",
        "oral": "sözlü olarak",
        "given": "sizin verdiğiniz",
        "observed": "gözlem yoluyla elde edilen",
        "derived": "diğer verilerden türetilen",
        "deleted": "silinir",
        "destroyed": "yok edilir",
        "anonymised": "anonim hâle getirilir",
        "traders": "tacir ve esnaf",
        "consumers": "tüketici",
        "company": "Şirket",
        "cooperative": "Kooperatif",
        "foundation": "Vakıf",
        "association": "Dernek",
        "public-body": "İdare",
        "natural-person": "Veri Sorumlusu",
        "tr": "Türkçe",
        "en": "İngilizce",
    },
    months="Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split(),
    units={
        "minute": ("dakika", "dakika"),
        "hour": ("saat", "saat"),
        "day": ("gün", "gün"),
        "business-day": ("iş günü", "iş günü"),
        "week": ("hafta", "hafta"),
        "month": ("ay", "ay"),
        "year": ("yıl", "yıl"),
    },
    alphabet="aâbcçdefgğhıiîjklmnoöpqrsştuûüvwxyz",
    conjunctions={"and": "ve", "or": "veya"},
    marks=(".", ","),
    part_joint=" ",
    endings=r"['’]?(?:l[ae]r)?(?:[ıiuü]?m(?:[ıiuü]z)?|[ıiuü]?n[ıiuü]z|s?[ıiuü])?"
    r"(?:n?[ıiuü]n|y?l[ae]|[yn]?[ıiuü]|[yn]?[ae]|n?[dt][ae]n?(?:ki)?)?",
)

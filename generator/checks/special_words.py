"""Words for the special categories of article 6(1), by their ids in the statute book.

The list is ours; it guesses, and `special: none` answers it.
"""

from generator.checks.phrases import Phrases, phrases

WORDS: dict[str, Phrases] = {
    "race": phrases(
        tr=("ırk|ırkı|ırkın|ırkınız|ırka|ırksal", "ten rengi-"),
        en=("race|racial", "skin colour|color"),
    ),
    "ethnic-origin": phrases(tr=("etnik-|etnisite-", "kökenli|kökenlilik-"), en=("ethnic-",)),
    "political-opinion": phrases(
        tr=("siyasi-|siyasal-|politik", "parti|partiye üye-", "oy tercih-|kullandığı"),
        en=("political-", "party member-", "member- … party"),
    ),
    "philosophical-belief": phrases(
        tr=("felsefi-|felsefe-", "dünya|hayat görüş-", "vicdani kanaat-|ret|red"),
        en=("philosoph-", "world view-", "worldview-", "conscientious-"),
    ),
    "religion": phrases(
        tr=(
            "din|dinin|dininiz|dinsel",
            "dini !bayram-|tatil-|gün-|nikah-",
            "alevi-|sünni-|müslüman-|hristiyan-|musevi-|ateist-",
            "helal|koşer yemek|menü|beslenme-",
            "mezhep-|mezheb-|inanç-|inanc-|tarikat-|ibadet-|cemaat-",
        ),
        en=("religio- !holiday-|leave|feast-", "sect|sects|faith|belief-|denomination-|worship-"),
    ),
    "dress": phrases(
        tr=(
            "kılık-",
            "kıyafet tercih-|biçim-|tarz-|şekl-",
            "giyim tercih-|tarz-|biçim-|kuşam-",
            "başörtü-|türban-",
        ),
        en=("appearance and dress", "dress|clothing|way style-|preference-|habit-|of", "headscar-"),
    ),
    "association": phrases(
        tr=(
            "üye olunan|olduğu|olduğunuz dernek-|derneğ-",
            "dernek|derneğe|derneklere|derneği|sivil … üye-|üyelik-",
            "stk üye-",
        ),
        en=("association- member-", "member- … association-", "ngo member-"),
    ),
    "foundation": phrases(
        tr=(
            "üye olunan|olduğu|olduğunuz vakıf-|vakfı-",
            "vakıf|vakfa|vakıflara|vakfı … üye-|mütevelli-",
        ),
        en=("foundation- member-", "member- … foundation-"),
    ),
    "union": phrases(
        tr=("sendika|sendikal|sendikası|sendikaya|sendikanız|sendikalar|sendikalı-",),
        en=("trade|labour|labor union-", "union member-"),
    ),
    "health": phrases(
        tr=(
            "!iş|çalışan sağlık|sağlığı|sağlığınız|sağlığa|sağlığın|sağlıkla "
            "!sigorta-|kuruluş-|kurum-|personel-|bakan-|meslek-|sektör-|tesis-|turizm-|ürün-|"
            "çalışan-|kabin-|ocağ-",
            "engelli|engellinin|engellilik|engelliliği|engelliliğe|engellilikle|engeli",
            "engel durum-|oran-|derece-|grub-|rapor-|tür-",
            "özürlü-|maluliyet-|malul-|malullük-",
            "alerji-|astım|diyabet-|epilepsi-|tansiyon-|nabız|nabz-|kronik",
            "kan grub-|grup-|değer-|tahlil-|test-|basınc-|şeker-",
            "kolesterol-|röntgen-|tomografi-|ultrason-|otizm-|bağımlılık|bağımlılığ-",
            "istirahat|hastane rapor-",
            "gözlük|lens numara-|derece-",
            "görme|işitme kayb-|bozukluğ-|bozukluk",
            "hastalık|hastalıklar-|hastalığ-|rahatsızlığ-|hastanın",
            "teşhis-|tedavi-|tahlil-|reçete-|ameliyat-|epikriz-|anamnez-|ilaç|ilaçlar|ilaçları|ilacı",
            "!araç|ürün|mal muayene-",
            "gebelik-|gebeliğ-|gebe|hamile-",
            "psikolojik-|psikiyatri-|ruhsal-",
            "aşı|aşılar|aşısı|aşılanma|aşılama",
            "vücut kitle|ağırlık-|ağırlığ-|ölçü-",
            "boy ve|kilo kilo",
            "protez-|covid-|hes|laboratuvar kodu|sonuc-|sonuç-|19",
            "iş göremezlik-|göremezliğ-",
            "diyet-|sigara|alkol|hıv|hiv|tıbbi",
        ),
        en=(
            "health|health-related !insurance-|insurer-|institution-|ministry|club-|and",
            "state of health",
            "disabilit-|disabled !cookie-|function-|account-",
            "allerg-|asthma|diabet-|epilep-",
            "blood group-|type-|test-|pressure|value-|sugar",
            "cholesterol|autism-|addiction-|tomograph-|x-ray-",
            "illness-|disease-|diagnosis|diagnoses|surger-|medical-|medicine-|medication-|prescription-",
            "pregnan-|vaccin-|psycholog-|psychiatr-",
            "mental health|state|condition",
            "body mass|weight",
            "sick leave|note|report",
        ),
    ),
    "sexual-life": phrases(tr=("cinsel-",), en=("sexual-", "sex life")),
    "criminal": phrases(
        tr=(
            "sabıka-|mahkum-|hükümlü-|cezaevi-",
            "adli sicil-|sicili|geçmiş-",
            "ceza mahkum-|kayd-|sicil-|geçmiş-",
            "hüküm giy-",
            "denetimli serbest-",
            "tutukluluk|tutukluluğ-|gözaltı|gözaltına",
            "suç kayd-|geçmiş-|bilgi-|sicil-",
            "infaz kayd-|bilgi-|kurum-",
        ),
        en=(
            "criminal-|conviction-|convicted|prison-",
            "police|penal record-",
        ),
    ),
    "biometric": phrases(
        tr=(
            "biyometri-",
            "!cihaz|tarayıcı|dijital parmak iz-",
            "avuç iç-|iz-|damar-",
            "damar iz-|yapı-|harita-",
            "iris|irisi|retina-",
            "yüz tanı-|geometri-|şablon-|haritası|izi|verisi|hatları",
            "el|ses geometri-|tanıma|izi|tanı",
        ),
        en=(
            "biometric-",
            "!device|browser fingerprint-",
            "palm print-|vein-|scan-",
            "iris|retina|retinal scan-|image-|pattern-",
            "face|facial|voice recognition|geometry|template-|print-",
            "hand geometry",
        ),
    ),
    "genetic": phrases(
        tr=("genetik-|genom-|dna-|kalıtsal-|kalıtım-|gen",),
        en=("genetic-|genom-|dna|hereditary",),
    ),
}


def category_of(words: str, language: str) -> tuple[str, str] | None:
    """The first category that folded `words` name, with the words that do."""
    for category, listed in WORDS.items():
        match = listed[language].search(words) if language in listed else None
        if match:
            return category, match.group().strip()
    return None

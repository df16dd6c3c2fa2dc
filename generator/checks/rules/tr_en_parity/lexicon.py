"""Words by which values and negations are recognised in prose, by language.

`FIXED` stand for a value wherever they stand; a word of `COUNTS` does only in front of a unit:
elsewhere it may be something else (“altı” is also “under”) and is believed, never demanded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

TEN, HUNDRED = 10, 100


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What numbers, units, months and negations look like in one language.

    `counts` are the words of numbers, `ordinals` what they are where something is the second or
    both; `units` is a pattern with its endings for each unit of `durations`, and `each` one for
    what happens once in it (“daily”). `thousands` divides digits. `single` is a pattern of what
    means one in front of a unit. `no` are patterns of what denies, `nearly` of what may
    stand for a denial in another language (“only”, “-sız”).
    """

    counts: Mapping[str, int]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    each: Mapping[str, str]
    months: tuple[str, ...]
    thousands: str
    single: str
    no: tuple[str, ...]
    nearly: tuple[str, ...]
    after_month: str = field(default="")


def _numbered(words: str, start: int = 1, step: int = 1) -> dict[str, int]:
    return {word: start + step * at for at, word in enumerate(words.split())}


_TR_ENDING = (
    r"(?:y?[ae]|[dt][ae]n?|[ıiuü]n?|n[ıiuü]n|l[ıiuü][kğ]\w*|l[ae]r\w*|s[ıiuü]\w*|d[ıiuü]r)?"
)
TURKISH = Lexicon(
    counts={
        **_numbered("bir iki üç dört beş altı yedi sekiz dokuz"),
        **_numbered("on yirmi otuz kırk elli altmış yetmiş seksen doksan", TEN, TEN),
        "yüz": HUNDRED,
    },
    ordinals={
        **_numbered("birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu"),
        **_numbered("onuncu yirminci otuzuncu kırkıncı ellinci altmışıncı", TEN, TEN),
        **{"ilk": 1, "ikisi": 2, "ikisini": 2, "ikisinin": 2, "üçü": 3, "üçünü": 3, "dördü": 4},
    },
    units={
        "business-day": rf"(?:iş|çalışma) gün{_TR_ENDING}",
        "second": rf"saniye{_TR_ENDING}",
        "minute": rf"(?:dakika{_TR_ENDING}|dk)",
        "hour": rf"saat{_TR_ENDING}",
        "day": rf"(?:takvim )?gün{_TR_ENDING}",
        "week": rf"hafta{_TR_ENDING}",
        "month": rf"ay{_TR_ENDING}",
        "year": rf"(?:yıl|sene){_TR_ENDING}",
    },
    each={
        "hour": r"saatlik|saatte|saat başı",
        "day": r"günlük|günde|her gün|gün boyu\w*",
        "week": r"haftalık|haftada|her hafta",
        "month": r"aylık|ayda|her ay",
        "year": r"yıllık|yılda|her yıl|senelik",
    },
    months=tuple(
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık".split()
    ),
    thousands=".",
    single=r"bir",
    no=(
        r"değil\w*|yok(?:tur|sa)?(?! e[td]|\w| ol)|hiçbir\w*|asla",
        # -maz, -mıyor, -madı, -mamış, -mayacak; -mamak, -maması, -mayan, -maksızın, -madığı.
        # Not those that are adjectives: ayrılmaz (integral), kaçınılmaz.
        r"(?!(?:ayrıl|kaçınıl|vazgeçil|tartışıl|taşın)m[ae]z\b)\w+m[ae]z(?:s[ae]\w*|d[ıi]|l[ae]r|s[ıi]n\w*|d[ıi]r)?",
        r"\w+m[ıiuü]yor\w*",
        # Not “olup olmadığı”, which is “whether”.
        r"(?<!\wp )\w+m[ae]d[ıi](?:k|n|l[ae]r|ğ\w+)?",
        r"\w+m[ae]m[ıi]ş\w*",
        r"\w+m[ae]y[ae]c[ae][kğ]\w*",
        r"\w+m[ae]m[ae]k\w*|\w+m[ae]m[ae]s[ıi]\w*|\w+m[ae]m[ae]l[ıi]\w*",
        r"\w+m[ae]y[ae]n\w*",
        r"\w+m[ae]ks[ıi]z[ıi]n",
        r"\w+m[ae]y[ıi]p|\w+m[ae]y[ıi]n\w*|ol?m[ae]d[ae]n",
    ),
    nearly=(
        r"\w+s[ıiuü]z\w*",
        r"\w+m[ae]d[ae]n|\w+m[ae]m[ae]\w*",
        r"ancak|yaln[ıi]z\w*|sadece|hariç|dışında\w*|aksi\w*|reddet\w*|reddi\w*|ret|kaçın\w*|"
        r"muaf\w*|istisna\w*|engel\w*|yasak\w*|önle\w*|eksik\w*|ne|itiraz\w*|iptal\w*|vazgeç\w*|"
        r"başka\w*",
    ),
)
ENGLISH = Lexicon(
    counts={
        **_numbered(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        ),
        **_numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2 * TEN, TEN),
        "hundred": HUNDRED,
    },
    ordinals={
        **_numbered("first second third fourth fifth sixth seventh eighth ninth tenth"),
        **{"secondly": 2, "once": 1, "twice": 2, "both": 2, "either": 2, "thirtieth": 30},
    },
    units={
        "business-day": r"(?:business|working)[ -]days?",
        "second": r"seconds?",
        "minute": r"minutes?",
        "hour": r"hours?",
        "day": r"(?:calendar )?days?",
        "week": r"weeks?",
        "month": r"months?",
        "year": r"years?",
    },
    each={
        "hour": r"hourly|(?:an|per|every|each) hour",
        "day": r"daily|(?:a|per|every|each) day",
        "week": r"weekly|(?:a|per|every|each) week",
        "month": r"monthly|(?:a|per|every|each) month",
        "year": r"yearly|annual(?:ly)?|(?:a|per|every|each) year",
    },
    months=tuple(
        "january february march april may june july august september october november december".split()
    ),
    thousands=",",
    single=r"(?<=within )an?|(?<=for )an?|(?<=after )an?|(?<=than )an?|(?<=of )an?",
    # Not “No. 6698”.
    no=(
        r"not|cannot|\w+n['’]t|no(?!\.|:| ?\d)|never|none|neither|nor|nobody|nothing|nowhere|no[- ]one",
    ),
    nearly=(
        r"without|only|unless|except\w*|otherwise|free|refus\w*|reject\w*|lack\w*|absen\w*|fail\w*|"
        r"exempt\w*|prevent\w*|forbid\w*|forbidden|prohibit\w*|avoid\w*|exclu\w*|other|wrong\w*|"
        r"un(?!der|it|i[ov]|til)\w{4,}|in(?:complete|correct|accurate|valid|sufficient)\w*|non-?\w+|miss\w*|stop\w*|"
        r"declin\w*|den(?:y|ie\w*|ial)|withdr\w*|unsubscrib\w*|before|rather|instead|until|little|"
        r"hardly|object\w*|against|block\w*|ceas\w*|opts?|disallow\w*|withh\w*|solely|ends?|out",
    ),
    after_month=r",?",
)
LEXICONS: Mapping[str, Lexicon] = {"tr": TURKISH, "en": ENGLISH}

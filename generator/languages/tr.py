"""Turkish: casing of İ and ı, numbers in words, ordinals, suffixes after names and numbers."""

import re
from dataclasses import dataclass
from decimal import Decimal

from generator.languages.language import WrittenDown
from generator.languages.tr_suffixes import suffix

_ONES = "sıfır bir iki üç dört beş altı yedi sekiz dokuz".split()
_TENS = "- on yirmi otuz kırk elli altmış yetmiş seksen doksan".split()


@dataclass(frozen=True)
class Turkish(WrittenDown):
    """Suffixes follow the sound of the word, after an apostrophe on names and numbers."""

    def percent(self, value: int | Decimal) -> str:
        """`%18`."""
        return f"%{self.number(value)}"

    @property
    def part_joint(self) -> str:
        """`1 yıl 1 ay`."""
        return " "

    def lower(self, text: str) -> str:
        """İ → i, I → ı, never a dot left over."""
        return text.replace("İ", "i").replace("I", "ı").lower()

    def upper(self, text: str) -> str:
        """I for ı and İ for i."""
        return text.replace("i", "İ").replace("ı", "I").upper()

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

    def concerning(self, title: str) -> str:
        """`Anketlerin Yapılmasına İlişkin`, `Kampanyalara İlişkin`; other nouns stand as they are,
        because their form does not tell whether they end in a possessive."""
        possessive = re.search("m[ae]s[ıi]$", title)
        if not possessive and not re.search("l[ae]r$", title):
            return title
        dative = self.suffixed(title, "dative", apostrophe=False, compound=bool(possessive))
        return f"{dative} İlişkin"

    def cited(self, article: str) -> str:
        """`5/2-ç` → `m. 5/2-ç`."""
        return f"m.\u00a0{article}"

    def citation(self, title: str, short: str, number: str) -> str:
        """`6698 sayılı … Kanunu`, `6698 sayılı Kanun'un 11'inci maddesi`, `Kanun m. 5/2-f`."""
        numbered = rf"(?:{re.escape(number)} sayılı )?" if number else ""
        article = (
            r"(?:['’]\w+)?(?:\s\(“\w+”(?:\sveya\s“\w+”)?\))?\s\d+['’]\w+\smaddesi\w*|"
            r"\sm\.\s?\d+(?:/\d+)?(?:-[a-zçğıöşü])?"
        )
        full = rf"{numbered}{re.escape(title)}(?:{article})?"
        brief = rf"(?<!sayılı )(?<!Hakkında ){re.escape(short)}(?:{article})"
        by_number = (
            rf"{re.escape(number)} sayılı {re.escape(short)}(?:{article})?|" if number else ""
        )
        return rf"(?<!\w)(?:{full}|{by_number}{brief})"

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
    month_names=(
        "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık"
    ).split(),
    units={
        "business-day": {"one": "iş günü", "other": "iş günü"},
        "minute": {"one": "dakika", "other": "dakika"},
        "hour": {"one": "saat", "other": "saat"},
        "day": {"one": "gün", "other": "gün"},
        "week": {"one": "hafta", "other": "hafta"},
        "month": {"one": "ay", "other": "ay"},
        "year": {"one": "yıl", "other": "yıl"},
    },
    conjunctions={"and": "ve", "or": "veya"},
    names={"tr": "Türkçe", "en": "İngilizce"},
    marks=(".", ","),
    small=frozenset("ve ile ya veya yahut ki da de mı mi mu mü".split()),
    endings=r"['’]?(?:l[ae]r)?(?:[ıiuü]?m(?:[ıiuü]z)?|[ıiuü]?n[ıiuü]z|s?[ıiuü])?"
    r"(?:n?[ıiuü]n|y?l[ae]|[yn]?[ıiuü]|[yn]?[ae]|n?[dt][ae]n?(?:ki)?)?",
)

"""Values in prose: numbers, periods with their units, days, letters of an article of law.

Two languages write them differently (`otuz gün`, `30 days`; `m. 5/2-ç`, `Article 5(2)(ç)`); a
value is the same text in both. What is *stated* must be in the other language; what is
*possible* is only a word that may mean it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, lru_cache

from generator.checks.addresses import without
from generator.checks.rules.tr_en_parity.lexicon import HUNDRED, LEXICONS, Lexicon

_HOST = re.compile(r"\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.(?:com|net|org|gov|tr)\b\S*")
_PHONE = re.compile(r"(?<![\w.])(?:\+|00)?\d[\d ()/-]{8,}\d(?!\w)")
_DIGITS = 10
_NUMBER = r"\d+(?:[.,]\d+)*"
_ALONE = re.compile(rf"(?<![^\W\d])(?<![\d.,])({_NUMBER})(?!\d)(?=(?:st|nd|rd|th)?(?![^\W\d_]))")
_TIME = re.compile(r"(?<![\d.:])(\d{1,2})(?::(\d\d)(?![\d:])(?: ?([ap])\.?m\b)?| ?([ap])\.?m\b)")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_DOTTED = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_LETTER = re.compile(r"\d(?:\)\(|/\d+-)([a-zçğıöşü])(?![^\W_])|\((\w)\)(?= bend)")
_POSSIBLE_LETTER = re.compile(
    r"(?<![^\W_])\(?([a-zçğıöşü])\)(?![^\W_])|\b(\w) bend|\d[-(/]([a-zç])\b"
)
_NOON = 12


@dataclass(slots=True)
class Values:
    """`stated` maps each value to the words that state it; `possible` are only believed.

    A period is `30 day`, a day `2026-12-15`, a letter of an article `(ç)`. `bare` are the numbers
    that have no unit: a period in the other language may be meant by one (`7/24`).
    """

    stated: dict[str, str] = field(default_factory=dict)
    possible: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)

    def lacks(self, value: str) -> bool:
        """Whether `value`, which another language states, is not here in any form."""
        if value in self.stated or value in self.possible:
            return False
        number, space, _ = value.partition(" ")
        return not (space and number in self.bare)


@lru_cache(1024)
def read(words: str, language: str) -> Values:
    """The values that `words` state; KeyError for a language without a lexicon."""
    lexicon, values = LEXICONS[language], Values()
    rest = _HOST.sub(" ", without(words.replace("\u00a0", " ")))
    small = rest.replace("İ", "i").replace("I", "ı") if language == "tr" else rest
    rest = small.lower()
    _letters(rest, values)
    for extract in (_days(lexicon), _phones, _times):
        rest = extract(rest, values)
    _numbers(_in_digits(rest, lexicon, values), lexicon, values)
    return values


def may_state(words: str, language: str) -> bool:
    """Whether `words` can state a value at all; most texts have no digit and no unit."""
    return bool(_unit(LEXICONS[language]).search(words))


@cache
def _unit(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\d|\b(?:{'|'.join(lexicon.units.values())})\b", re.IGNORECASE)


def _letters(words: str, values: Values) -> None:
    for match in _LETTER.finditer(words):
        letter = match[1] or match[2]
        values.stated[f"({letter})"] = match.group()
    values.possible |= {f"({m[1] or m[2] or m[3]})" for m in _POSSIBLE_LETTER.finditer(words)}


def _phones(words: str, values: Values) -> str:
    def take(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match.group())
        if len(digits) < _DIGITS:
            return match.group()
        values.stated[f"tel-{digits[-_DIGITS:]}"] = match.group()
        return " "

    return _PHONE.sub(take, words)


def _times(words: str, values: Values) -> str:
    def take(match: re.Match[str]) -> str:
        hour, minutes, half = int(match[1]), match[2] or "00", match[3] or match[4]
        if half:
            hour = hour % _NOON + (_NOON if half == "p" else 0)
        number = _plain(Decimal(f"{hour}.{minutes}"))
        values.stated[number] = match.group()
        return " "

    return _TIME.sub(take, words)


@cache
def _days(lexicon: Lexicon) -> Callable[[str, Values], str]:
    """What takes the days out of words; the year may be missing, and so may the day."""
    names = "|".join(lexicon.months)
    ordinal = r"(?:st|nd|rd|th)?(?: of)?"
    written = re.compile(
        rf"\b(?:(?P<day>\d{{1,2}}){ordinal} )?(?P<month>{names})(?: (?P<late>\d{{1,2}})(?!\d)"
        rf"(?:st|nd|rd|th)?)?(?:{lexicon.after_month} (?P<year>\d{{4}}))?(?=\W|$)"
    )

    def extract(words: str, values: Values) -> str:
        def take(match: re.Match[str]) -> str:
            day, year = match["day"] or match["late"], match["year"]
            if not (day or year):
                return match.group()
            month = lexicon.months.index(match["month"]) + 1
            values.stated[_day(year, month, day)] = match.group()
            return " "

        words = written.sub(take, words)
        for pattern, order in ((_ISO, (1, 2, 3)), (_DOTTED, (3, 2, 1))):
            for match in pattern.finditer(words):
                year, month, day = (match[number] for number in order)
                values.stated[_day(year, int(month), day)] = match.group()
            words = pattern.sub(" ", words)
        return words

    return extract


def _day(year: str | None, month: int, day: str | None) -> str:
    return f"{year or ''}-{month:02}" + (f"-{int(day):02}" if day else "")


def _in_digits(words: str, lexicon: Lexicon, values: Values) -> str:
    """Numbers in words before a unit become digits; elsewhere they may be numbers."""
    counts, units = _counting(lexicon), "|".join(lexicon.units.values())
    words = re.sub(rf"({_NUMBER}) ?\((?:{counts})\)", r"\1", words)
    words = re.sub(rf"\b(?:{counts}) ?\(({_NUMBER})\)", r"\1", words)
    once = rf"\b(?:{lexicon.single})(?= (?:{units})\b)"

    def take(match: re.Match[str]) -> str:
        number = _count(match[1], lexicon)
        values.possible.add(str(number))
        return f"{number} {match[2]}" if match[2] else " "

    words = re.sub(once, "1", words)
    words = re.sub(rf"\b({counts})\b(?:[ -]((?:{units}))\b)?", take, words)
    values.possible |= {str(lexicon.ordinals[w]) for w in _ordinals(lexicon).findall(words)}
    for unit, pattern in lexicon.each.items():
        if re.search(rf"\b(?:{pattern})\b", words):
            values.possible.add(f"1 {unit}")
    return words


@cache
def _ordinals(lexicon: Lexicon) -> re.Pattern[str]:
    return _any(tuple(lexicon.ordinals))


@cache
def _units(lexicon: Lexicon) -> Mapping[str, re.Pattern[str]]:
    """What stands behind a number, by unit."""
    return {name: re.compile(rf"[ -]?(?:{p})\b") for name, p in lexicon.units.items()}


@cache
def _counting(lexicon: Lexicon) -> str:
    word = "|".join(sorted(lexicon.counts, key=len, reverse=True))
    return rf"(?:{word})(?:(?:[ -]| and )(?:{word}))*"


def _count(words: str, lexicon: Lexicon) -> int:
    """`yüz seksen` is 180, `two hundred` 200."""
    total = 0
    for word in re.findall(r"\w+", words):
        value = lexicon.counts.get(word, 0)
        total = max(total, 1) * value if value == HUNDRED else total + value
    return total


def _numbers(words: str, lexicon: Lexicon, values: Values) -> None:
    units = _units(lexicon)
    for match in _ALONE.finditer(words):
        number = _value(match[1], lexicon.thousands)
        for unit, pattern in units.items():
            if after := pattern.match(words, match.end()):
                values.stated[f"{number} {unit}"] = words[match.start() : after.end()]
                values.possible.add(number)
                break
        else:
            values.stated[number] = match[1]
            values.bare.add(number)


def _value(digits: str, thousands: str) -> str:
    """`1.000,50` in Turkish is `1,000.50` in English; a version (`1.2.3`) stays as it is."""
    grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?:[.,]\d+)?", digits)
    plain = digits.replace(thousands, "") if grouped else digits
    plain = plain.replace(",", ".")
    return plain if plain.count(".") > 1 else _plain(Decimal(plain))


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


@lru_cache(1024)
def denials(words: str, language: str) -> tuple[str, bool]:
    """The first word that denies, as written (empty: none), and whether anything may deny."""
    no, nearly = _denying()[language]
    small = words.replace("İ", "i").replace("I", "ı") if language == "tr" else words
    small = small.lower()
    first = no.search(small)
    return (first.group() if first else ""), bool(first or nearly.search(small))


@cache
def _denying() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {code: (_any(lexicon.no), _any(lexicon.nearly)) for code, lexicon in LEXICONS.items()}


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")

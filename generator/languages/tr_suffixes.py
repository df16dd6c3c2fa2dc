"""Turkish case suffixes, chosen by how a name, an abbreviation or a number is spoken."""

import re
from unicodedata import normalize

_VOWELS = "aeıioöuüâîû"
_LOWER = str.maketrans({"İ": "i", "I": "ı"})
_VOICELESS = "fstkçşhp"
_FOUR = {"a": "ı", "ı": "ı", "â": "ı", "e": "i", "i": "i", "î": "i",
         "o": "u", "u": "u", "û": "u", "ö": "ü", "ü": "ü"}  # fmt: skip
_TWO = {"ı": "a", "u": "a", "i": "e", "ü": "e"}

_ONES = "sıfır bir iki üç dört beş altı yedi sekiz dokuz".split()
_TENS = "- on yirmi otuz kırk elli altmış yetmiş seksen doksan".split()
_POWERS = ((9, "milyar"), (6, "milyon"), (3, "bin"), (2, "yüz"))

# Abbreviations that are read as a word or in full.
_READ_AS = {
    "kep": "kep", "verbis": "verbis", "mersis": "mersis", "masak": "masak", "tübitak": "tübitak",
    "sms": "esemes",
    "şti.": "şirketi", "tic.": "ticaret", "ltd.": "limitet", "san.": "sanayi", "a.ş.": "aşe",
    "a. ş.": "aşe", "no.": "numara",
}  # fmt: skip
# Loan words whose last back vowel takes front suffixes, and loan endings that do (kemâl, usûl).
_FRONT = tuple(
    "saat kontrol rol gol hal hâl alkol meşgul petrol protokol âl ûl kabul usul sembol kemal cemal "
    "celal bilal hilal hayal ideal istikbal terminal festival ihmal ziraat seyahat sıhhat dikkat "
    "şefkat".split()
)
# Names of letters that do not end in e.
_LETTERS = {"h": "he", "k": "ke", "q": "kü", "w": "ve", "x": "iks"}

# Heads of names of institutions: they end in a possessive (Ada Vakfı'na), whoever writes them.
_POSSESSED = frozenset(
    "vakfı derneği federasyonu konfederasyonu sendikası birliği kooperatifi odası borsası kulübü "
    "üniversitesi fakültesi yüksekokulu enstitüsü okulu lisesi koleji akademisi anaokulu kreşi "
    "hastanesi merkezi kliniği polikliniği muayenehanesi eczanesi laboratuvarı "
    "bankası şirketi ortaklığı holdingi grubu topluluğu işletmesi mağazası oteli bürosu ofisi "
    "ajansı kurumu kurulu kuruluşu başkanlığı müdürlüğü belediyesi valiliği bakanlığı "
    "kaymakamlığı rektörlüğü dekanlığı noterliği müzesi kütüphanesi".split()
)


def suffix(text: str, case: str, *, compound: bool = False) -> str:
    """The suffix that `text` takes.

    `case`: genitive, dative, accusative, locative, ablative, instrumental or ordinal.
    `compound`: the text ends in a third-person possessive and takes the pronominal n; names of
    institutions (`_POSSESSED`) are known to.
    """
    word = spoken(text)
    compound = compound or word in _POSSESSED
    vowel = _harmony(word)
    wide = _TWO[vowel]
    ends_in_vowel = word[-1] in _VOWELS
    hard = "t" if word[-1] in _VOICELESS else "d"
    if case == "genitive":
        return f"{'n' if ends_in_vowel else ''}{vowel}n"
    if case == "ordinal":
        return f"nc{vowel}" if ends_in_vowel else f"{vowel}nc{vowel}"
    if compound and case in ("dative", "accusative", "locative", "ablative"):
        endings = {"dative": wide, "accusative": vowel, "locative": f"d{wide}"}
        return "n" + endings.get(case, f"d{wide}n")
    endings = {
        "dative": f"{'y' if ends_in_vowel else ''}{wide}",
        "accusative": f"{'y' if ends_in_vowel else ''}{vowel}",
        "locative": f"{hard}{wide}",
        "ablative": f"{hard}{wide}n",
        "instrumental": f"{'y' if ends_in_vowel else ''}l{wide}",
    }
    return endings[case]


def spoken(text: str) -> str:
    """The last word of `text` in small letters as it is spoken."""
    stripped = text.strip().rstrip('”’")]')
    lowered = _marked(normalize("NFC", stripped).translate(_LOWER).lower())
    for written, read in _READ_AS.items():
        if lowered == written or lowered.endswith(f" {written}"):
            return read
    last = lowered.split()[-1] if lowered.split() else lowered
    original = stripped.split()[-1] if stripped.split() else stripped
    digits = re.search(r"([0-9][0-9.]*)$", last)
    if digits:
        return _number(digits.group(1))
    part = re.split(r"[-/.]", last.rstrip("."))[-1] or last.rstrip(".")
    letters = re.sub(r"[^\w]", "", part)
    original_letters = re.sub(r"[^\w]", "", re.split(r"[-/.]", original.rstrip("."))[-1])
    if _is_spelt(original_letters, letters):
        name = letters[-1] if letters[-1] in _VOWELS else f"{letters[-1]}e"
        return _LETTERS.get(letters[-1], name)
    return letters or "e"


_TURKISH = frozenset("abcçdefgğhıijklmnoöprsştuüvyzqwxâîû")
_SPOKEN = str.maketrans({"ä": "e", "æ": "e", "œ": "ö", "ø": "ö", "å": "o", "ß": "s", "ł": "l"})


def _marked(word: str) -> str:
    """A word whose letters with foreign marks are read as those that sound alike (é as e)."""
    read = word.translate(_SPOKEN)
    return "".join(c if c in _TURKISH else normalize("NFD", c)[0] for c in read)


def _is_spelt(original: str, letters: str) -> bool:
    """One letter, or capitals that no mouth can speak as a word (KVKK, SMS, TBMM, ELT)."""
    core = original.lstrip("0123456789")
    if len(core) == 1:
        return True
    if not core.isupper() or len(core) > 4:
        return False
    vowels = sum(letter in _VOWELS for letter in letters)
    closed = letters[-1] not in _VOWELS and letters[-2] not in _VOWELS
    return vowels == 0 or (len(core) <= 3 and closed) or core == "İYS"


def _number(written: str) -> str:
    """The last word of a number."""
    digits = written.replace(".", "") or "0"
    value = int(digits)
    if value % 10:
        return _ONES[value % 10]
    if value % 100:
        return _TENS[value % 100 // 10]
    if value == 0:
        return _ONES[0]
    zeros = len(digits) - len(digits.rstrip("0"))
    return next(word for power, word in _POWERS if zeros >= power)


def _harmony(word: str) -> str:
    vowels = [letter for letter in word if letter in _VOWELS]
    if any(word.endswith(loan) for loan in _FRONT):
        return {"a": "i", "o": "ü", "u": "ü", "â": "i", "û": "ü"}.get(vowels[-1], "i")
    return _FOUR[vowels[-1]] if vowels else "i"

"""A period counts from the same event in both languages.

Events are prose without a number, so nothing else compares them. Only those that have nothing in
common are told: delivery in one language, the end of a calendar year in the other.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from generator import languages
from generator.checks.finding import Observation
from generator.checks.subject import Subject, folded
from generator.message import say

SUB_CODES = {"event": "A period counts from another event in the other language."}
EVENTS: Mapping[str, tuple[str, str]] = {
    "account": (r"hesab\w*|hesap\w*", r"accounts?"),
    "answer": (r"cevap\w*|cevab\w*|yanıt\w*|sonuçlan\w*", r"answer\w*|repl\w+|decision|decided?"),
    "application": (r"başvur\w*", r"appl(?:y|ies|ied|ication)\w*"),
    "approval": (r"onay\w*|rıza\w*|izn\w*|izin\w*", r"approv\w+|consent\w*|permission\w*"),
    "claim": (r"alaca[kğ]\w*|muaccel\w*|talep\w*|taleb\w*", r"claims?|due|requests?"),
    "contact": (
        r"ileti\w*|yazışma\w*|görüşme\w*|mesaj\w*|arama\w*",
        r"messages?|contact\w*|correspond\w+|conversation\w*|calls?|inquir\w+|enquir\w+",
    ),
    "contract": (r"sözleşme\w*|akd\w*|poliçe\w*", r"contract\w*|agreement\w*|polic(?:y|ies)"),
    "delivery": (r"teslim\w*|ulaş\w*|gönderi\w*", r"deliver\w*|reach\w*|arriv\w+|sent|shipp?\w*"),
    "dispute": (r"uyuşmazlı\w*|dava\w*", r"disputes?|proceedings|lawsuits?|case"),
    "employment": (r"iş\b|istihdam\w*|çalış\w*|görev\w*", r"employ\w+|work\w*|job"),
    "invoice": (r"fatura\w*|belge\w*", r"invoices?|receipts?|documents?"),
    "member": (r"üye\w*|kulü\w*|kulüb\w*", r"member\w*|club"),
    "order": (r"sipariş\w*|satın\b|satış\w*", r"orders?|purchas\w+|sales?"),
    "payment": (r"öde\w*|tahsil\w*", r"pa(?:y|id)\w*|settle\w*"),
    "record": (
        r"kayı[tl]\w*|kayd\w*|tescil\w*",
        r"record\w*|regist\w+|entr(?:y|ies)|enter\w*|log\w*",
    ),
    "return": (r"iade\w*|iptal\w*", r"returns?|returned|refund\w*|cancel\w*"),
    "visit": (r"ziyaret\w*|oturum\w*|giriş\w*", r"visit\w*|session\w*|log\w*|entr(?:y|ies)"),
    "withdrawal": (r"geri al\w*|ret\b|red\w*", r"withdr\w+|refus\w+|revo\w+"),
    "year": (r"yıl\w*|takvim\w*", r"years?|calendar"),
}
"""What happens, as it is called in Turkish and in English."""
_SIDES = (languages.TURKISH, "en")
_COUNTED = re.compile(r"\.(starts|renewed)$")


def check(subject: Subject) -> Iterable[Observation]:
    """The beginnings of all periods, where both languages name an event that is known here."""
    for text in subject.prose:
        if _COUNTED.search(text.origin.path):
            turkish, english = (text.by_language.get(code) for code in _SIDES)
            if turkish and english:
                here, there = _events(turkish.value, 0), _events(english.value, 1)
                if here and there and not here & there:
                    yield Observation(
                        turkish.origin,
                        say(
                            "the period counts from “{turkish}”, in English from “{english}”.",
                            turkish=turkish.value,
                            english=english.value,
                        ),
                        say("Write the same event in both languages."),
                        "event",
                    )


def _events(words: str, side: int) -> set[str]:
    small = folded(words, _SIDES[side])
    return {name for name, pattern in _compiled(side).items() if pattern.search(small)}


@cache
def _compiled(side: int) -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(rf"\b(?:{pair[side]})") for name, pair in EVENTS.items()}

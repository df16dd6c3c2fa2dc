"""What was left to fill in, and what a reader would see as markup."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from generator.characters import UNPRINTED
from generator.checks.finding import Level, Observation
from generator.checks.subject import Profile, Subject
from generator.message import say
from generator.provenance import Fact, Origin

SUB_CODES = {
    "placeholder": "A stand-in was left where something is to be written.",
    "damaged": "Letters were lost or taken apart by other software.",
    "unprinted": "Letters that the fonts of the PDFs do not have.",
    "sample": "A sentence or name of the sample goes into a release.",
    "markup": "Markup stands in a fact; readers would see it as it is written.",
    "brackets": "Something stands in brackets, as if it were to be filled in.",
}
PLACEHOLDER = re.compile(
    r"\[[^\]]*(adres|isim|unvan|tarih|telefon|e-posta|şirket adı|address|name|date|phone|e-mail)"
    r"[^\]]*\]|\bX{3,}\b|\bTODO\b|\bTBD\b|\beklenecek\b|\bdoldurulacak\b|\.\.\.\.|…\.|"
    r"\blorem ipsum\b|<[^<>]*(adres|isim|address|name)[^<>]*>|"
    r"\{\{|\}\}|\{%|%\}|\$\{|\$[A-ZÇĞİÖŞÜ_]{3,}|%[a-z]+%|(?<![\w%])%[sd]\b|#(REF|N/A|VALUE)|_{3,}|\?{3,}|\bX\.X\.X|\bGG[./]AA[./]YYYY|"
    r"\bDD[./]MM[./]YYYY|\b(buraya|here) (yazın|girin|gelecek|goes)",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"[\W_]+|n\.?\s?/?\s?a\.?|tba|t\.b\.d\.?|(sonra |daha sonra )?(belirlenecek|eklenecek|yazılacak|"
    r"girilecek|doldurulacak)(tir|tır)?\.?|bilinmiyor\.?|belirsiz|boş|mevcut değil|"
    r"null|none|nan|undefined|yok|to be (determined|announced|added|completed|defined|confirmed)\.?|unknown yet|asdf\w*|qwerty\w*",
    re.IGNORECASE,
)
"""What stands alone where nobody knew what to write."""
OF_SOMEBODY = "data/controller.yml"
LABEL = re.compile(
    r"((kvkk?|veri sorumlusu) )?(irtibat|iletişim|yetkili) kişi(si)?|yetkili|ad(ı)?( ve)? soyad(ı)?|isim|"
    r"unvan(ı)?|adres(i)?|telefon( numarası)?|e-?posta( adresi)?|birim|komite|"
    r"(contact|authori[sz]ed) person|name|address|phone|e-?mail|unit|committee",
    re.IGNORECASE,
)
"""What a person, a unit or an address is called where its own name belongs."""
SAMPLES = frozenset(
    ("Örnek Ticaret A.Ş.", "Örnek Sok. No. 1", "Söz veririz.", "We promise.", "Bize yazınız.")
)
"""Words of the starter that no controller says of itself."""
DAMAGED = re.compile(
    r"\ufffd|\u0307|[ÃÅÄ][\u0080-\u00bf\u0152-\u017e\u2018-\u2122]|â€|Ã[¼§¶œ‡–]|\w\?\w"
)
"""A letter that is lost, a dot beside its i, UTF-8 that was read as Windows-1252."""
MARKUP = re.compile(
    r"</?(a|b|br|div|em|font|h[1-6]|i|img|li|ol|p|script|small|span|strong|style|su[bp]|table|td|tr|"
    r"u|ul)( [^<>]*)?/?>|&(#\d+|[a-z]+);",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"(?<!\w)\[[^\]\d]{3,}\]")
"""Not what is joined to a word, such as the code of a finding (`TXT-02[brackets]`)."""


def check(subject: Subject) -> Iterable[Observation]:
    """Every public fact, and the controller's own wording."""
    for fact in subject.published:
        if isinstance(fact, Fact) and isinstance(fact.value, str):
            yield from _gaps(fact.origin, fact.value)
            yield from _letters(fact.origin, fact.value)
            if subject.profile is Profile.RELEASE and fact.value in SAMPLES:
                yield Observation(
                    fact.origin,
                    say("“{words}” is from the sample.", words=fact.value),
                    say("Write what is true of the controller."),
                    "sample",
                )
    for origin, _, words in subject.wordings:
        yield from _placeholder(origin, words)
        yield from _letters(origin, words)


def _letters(origin: Origin, words: str) -> Iterable[Observation]:
    """What is damaged is written again anyway: it is not told twice."""
    return list(_damaged(origin, words)) or _unprinted(origin, words)


def _unprinted(origin: Origin, words: str) -> Iterator[Observation]:
    """A PDF is made with the fonts of the tool alone, or it would differ between machines."""
    letters = () if words.isascii() else dict.fromkeys(UNPRINTED.findall(words))
    if letters:
        yield Observation(
            origin,
            say("a PDF shows an empty box for {letters}.", letters=" ".join(letters)),
            say("Write it in Latin letters, as the controller itself writes it in Türkiye."),
            "unprinted",
            level=Level.WARNING,
        )


def _damaged(origin: Origin, words: str) -> Iterator[Observation]:
    if words.isascii() and "?" not in words:
        return
    match = None if "://" in words else DAMAGED.search(words)
    if match or unicodedata.normalize("NFC", words) != words:
        yield Observation(
            origin,
            say("letters of “{words}” were lost or taken apart by other software.", words=words),
            say("Type the words again, and save the file with the encoding UTF-8."),
            "damaged",
        )


def _placeholder(origin: Origin, words: str) -> Iterator[Observation]:
    match = PLACEHOLDER.search(words)
    if match:
        message = say("“{words}” is a placeholder.", words=match.group())
        yield Observation(origin, message, say("Write what belongs here."), "placeholder")


def _gaps(origin: Origin, words: str) -> Iterator[Observation]:
    """The first of the three that is there: a gap is often written as markup or in brackets."""
    if PLACEHOLDER.search(words):
        yield from _placeholder(origin, words)
    elif NOTHING.fullmatch(words) or (origin.file == OF_SOMEBODY and LABEL.fullmatch(words)):
        message = say("“{words}” stands where something is to be written.", words=words)
        hint = say("Write what belongs here, or delete the line where there is none.")
        yield Observation(origin, message, hint, "placeholder")
    elif markup := ("<" in words or "&" in words) and MARKUP.search(words):
        yield Observation(
            origin,
            say(
                "“{markup}” is markup, which readers would see as it is written.",
                markup=markup.group(),
            ),
            say("Write the words alone; the pages give them their form."),
            "markup",
        )
    elif name := "[" in words and BRACKETED.search(words):
        yield Observation(
            origin,
            say("“{words}” stands in brackets, as if it were to be filled in.", words=name.group()),
            say("Take the brackets away, or write what belongs here."),
            "brackets",
            Level.WARNING,
        )

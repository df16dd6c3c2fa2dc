"""Rule TXT-02: nothing is missing, left to fill in, said twice or published while doubtful."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date

from generator import languages
from generator.checks import endings
from generator.checks.phrases import wordings
from generator.checks.rule import Citation, Example, Found, Level, Profile, Rule, Subject
from generator.model.entry import Entry, Text
from generator.model.processing import Obtained
from generator.provenance import Fact, Origin

LANGUAGES = ("tr", "en")
SAME = 3  # names of up to three words may be the same in both languages
LONG = 4  # and a name of that length may stand twice in a list
PLACEHOLDER = re.compile(
    r"\[[^\]]*(adres|isim|unvan|tarih|telefon|e-posta|şirket adı|address|name|date|phone|e-mail)"
    r"[^\]]*\]|\bX{3,}\b|\bTODO\b|\bTBD\b|\beklenecek\b|\bdoldurulacak\b|\.\.\.\.|…\.|"
    r"\blorem ipsum\b|<[^<>]*(adres|isim|address|name)[^<>]*>",
    re.IGNORECASE,
)
MARKUP = re.compile(
    r"</?(a|b|br|div|em|font|h[1-6]|i|img|li|ol|p|script|small|span|strong|style|su[bp]|table|td|tr|"
    r"u|ul)( [^<>]*)?/?>|&(#\d+|[a-z]+);",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"\[[^\]\d]{3,}\]")
COMPANY = re.compile(
    r" (A\.Ş\.|Ltd\. Şti\.|ANONİM ŞİRKETİ|LİMİTED ŞİRKETİ|GmbH|AG|SE|Inc\.|LLC|Ltd\.|Limited|B\.V\."
    r"|S\.A\.|S\.r\.l\.|plc)$",
    re.IGNORECASE,
)
"""How the name of a company ends; nobody translates it."""


def check(subject: Subject) -> Iterable[Found]:
    """Placeholders and gaps always; a missing translation blocks a release, as doubts do."""
    brands = [_spellings(s.brand.value) for s in subject.facts.sites.values() if s.brand]
    seen: set[Origin] = set()
    for value in subject.stated:
        if value.origin in seen or value.internal:
            continue
        seen.add(value.origin)
        if isinstance(value, Text):
            yield from _missing(value, subject.profile)
        elif isinstance(value, Fact):
            yield from _unfit(value, subject.profile)
            yield from _misspelt(value, brands)
        else:
            yield from _said_twice(value)
            for fact, said, hint in endings.unfit(value):
                yield fact.origin, said, hint, Level.WARNING
    yield from _at_odds(subject)
    for origin, _, words in wordings(subject.texts):
        found = PLACEHOLDER.search(words)
        if found:
            yield origin, f"“{found.group()}” is a placeholder.", "Write what belongs here."


def _missing(text: Text, profile: Profile) -> Iterable[Found]:
    draft = profile is Profile.DRAFT
    for language in LANGUAGES:
        if text.find(language) is None:
            level = Level.WARNING if draft and language != "tr" else Level.ERROR
            said, hint = f"there is no text in “{language}”.", f"Write “{language}: …”."
            yield text.origin, said, hint, level

    texts = [fact.value for fact in (text.find("tr"), text.find("en")) if fact]
    same = len(texts) == 2 and texts[0] == texts[1] and len(texts[0].split()) > SAME
    if same and not COMPANY.search(texts[0]):
        yield text.origin, "both languages have the same words.", "Translate one of them."


def _unfit(fact: Fact[object], profile: Profile) -> Iterable[Found]:
    words = fact.value if isinstance(fact.value, str) else ""
    found = PLACEHOLDER.search(words)
    name = BRACKETED.search(words)
    if found:
        yield fact.origin, f"“{found.group()}” is a placeholder.", "Write what belongs here."
    elif markup := MARKUP.search(words):
        said = f"“{markup.group()}” is markup, which readers would see as it is written."
        yield fact.origin, said, "Write the words alone; the pages give them their form."
    elif name:
        yield (
            fact.origin,
            f"“{name.group()}” stands in brackets, as if it were to be filled in.",
            "Take the brackets away, or write what belongs here.",
            Level.WARNING,
        )
    if fact.unconfirmed and profile is Profile.RELEASE:
        yield (
            fact.origin,
            f"this is not confirmed: {fact.unconfirmed}",
            "Ask the controller; then delete “unconfirmed:”.",
        )


def _spellings(brand: str) -> tuple[str, re.Pattern[str]]:
    """A brand, and a pattern for it with any i in the place of each i and in any case."""
    letters = ("[İIıi]" if letter in "İIıi" else re.escape(letter) for letter in brand)
    return brand, re.compile(rf"\b{''.join(letters)}\b", re.IGNORECASE)


def _misspelt(fact: Fact[object], brands: list[tuple[str, re.Pattern[str]]]) -> Iterator[Found]:
    """A brand in other letters (IMMO for İMMO); addresses on the net are left alone."""
    words = fact.value if isinstance(fact.value, str) else ""
    if "@" in words or "://" in words or "www." in words or " " not in words:
        return
    for brand, spellings in brands:
        near = spellings.search(words)
        written = near.group() if near else brand
        if written not in (brand, languages.get("tr").upper(brand)):
            yield (
                fact.origin,
                f"“{written}” is written “{brand}” elsewhere.",
                f"Write “{brand}”, letter by letter; mind İ, I, i and ı.",
            )


def _said_twice(entry: Entry) -> Iterator[Found]:
    """The same sentence twice in one list."""
    for field in fields(entry):
        items = getattr(entry, field.name)
        if not isinstance(items, tuple):
            continue
        said: set[str] = set()
        for fact in (item.find("tr") for item in items if isinstance(item, Text)):
            if fact and len(fact.value.split()) >= LONG and fact.value in said:
                yield fact.origin, "the same sentence stands here twice.", "Delete one of them."
            if fact:
                said.add(fact.value)


def _at_odds(subject: Subject) -> Iterator[Found]:
    """Cameras whose point or period is another one than that of the activity beside them."""
    cameras = subject.facts.cameras
    if cameras is None or cameras.point is None:
        return
    point = cameras.point.id.value
    recording = [
        purpose
        for activity in subject.facts.activities.values()
        if any(p.id.value == point for p in activity.collected_at)
        for purpose in activity.purposes
        if any(i.obtained and i.obtained.value is Obtained.OBSERVED for i in purpose.data)
    ]
    if not recording:
        yield (
            cameras.at("point"),
            f"nothing that is observed is collected at “{point}”, whose notice tells of the cameras.",
            "Name the point of the activity with the recordings (“obtained: observed”).",
        )
    kept = cameras.retention.period
    stated = [p.retention.period for p in recording if p.retention and p.retention.period]
    if kept and stated and all(period.value != kept.value for period in stated):
        yield (
            kept.origin,
            f"“{kept.value}” is kept here, but {stated[0].origin.file} says “{stated[0].value}”.",
            "Write one period in both places; the notice prints both.",
        )


RULE = Rule(
    code="TXT-02",
    slug="no-missing-wrong-misleading",
    level=Level.ERROR,
    citation=Citation(
        "Communiqué on the obligation to inform", "5(1)(j)", date(2018, 3, 10), "official"
    ),
    what="Nothing is missing, left to fill in, said twice, at odds, misspelt or published in doubt.",
    why="A text with gaps or guesses misleads whoever relies on it.",
    check=check,
    wrong=Example("controller.yml", "address:\n  street: TODO\n", at="address.street"),
    right=Example("controller.yml", "address:\n  street: Örnek Sok. No. 1\n"),
)

"""What the panel is given: its words, the facts of clauses, the sheet of a place, findings."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from generator.catalogue import said
from generator.checks import Finding
from generator.checks.topics import OWNERS
from generator.message import say
from generator.mkdocs.preview.panel_words import WORDS
from generator.recipes.correcting import Sheet
from generator.recipes.correcting.advice import Adviser
from generator.recipes.correcting.prints import Word
from generator.recipes.questioning.taking import decides

FLAGS = (("yes", say("yes")), ("no", say("no")))


def of_page(language: str) -> Mapping[str, object]:
    """What is the same on every page."""
    return {
        "language": language,
        "words": {name: said(words, language) for name, words in WORDS.items()},
        "flags": [
            {"value": v, "label": said(words, language), "meaning": ""} for v, words in FLAGS
        ],
        "roles": [[str(o.role), said(o.role, language)] for o in OWNERS if o.role],
    }


def of_words(words: Sequence[Word]) -> list[tuple[str, str, bool]]:
    """What a clause prints of the data, in its order."""
    return [(word.words, word.place, word.doubt) for word in words]


def of_sheet(
    sheet: Sheet, adviser: Adviser, printed: Sequence[Mapping[str, str]]
) -> Mapping[str, object]:
    """One place; `printed` are the clauses that print it, each with its address."""
    doubt, language = sheet.doubt, adviser.language
    return {
        "place": sheet.place,
        "where": f"data/{sheet.place.partition('#')[0]}:{sheet.line}",
        "digest": sheet.digest,
        "names": sheet.names,
        "explained": sheet.explained,
        "reads": sheet.reads,
        "fields": [asdict(field) for field in sheet.fields],
        "inside": [asdict(inside) for inside in sheet.inside],
        "canDoubt": sheet.can_doubt,
        "doubt": doubt
        and {
            "place": doubt.place,
            "called": doubt.called,
            "reason": doubt.reason,
            "owner": said(doubt.owner.role, language),
            "role": str(doubt.owner.role),
            "deciders": [str(o.role) for o in OWNERS if o.role and decides(o, doubt.owner)],
            "proposed": doubt.proposed,
            "shared": doubt.shared,
        },
        "findings": [of_finding(f, adviser) for f in sheet.findings],
        "printed": printed,
    }


def of_finding(finding: Finding, adviser: Adviser) -> Mapping[str, object]:
    """What a rule finds, in words of the form, and the places that it leads to."""
    told = adviser.of(finding)
    return {
        "name": finding.name,
        "level": finding.level.value,
        "words": told.words,
        "advice": told.advice,
        "ways": told.ways,
        "asks": told.asks,
        "accepted": bool(finding.accepted),
    }

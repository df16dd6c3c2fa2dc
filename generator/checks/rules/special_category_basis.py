"""Rule SPC-01: special categories rest on a condition of article 6(3), other data on article 5."""

from collections.abc import Iterable, Mapping

from generator.checks.called import called
from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.special_words import WORDS, category_of
from generator.checks.subject import Subject, in_small_letters
from generator.message import Message, say
from generator.model.coverage import covered
from generator.model.data import DataCategory, DataItem
from generator.model.processing import Purpose
from generator.model.statute import SpecialCategory


def check(subject: Subject) -> Iterable[Observation]:
    """Each item of a purpose has a basis of its kind; items that sound special are marked."""
    for category in subject.facts.data_categories.values():
        for item in category.items:
            yield from _unmarked(category, item, subject.law.special_categories)
    for _, purpose in subject.purposes:
        yield from _baseless(purpose)


def _unmarked(
    category: DataCategory, item: DataItem, rows: Mapping[str, SpecialCategory]
) -> Iterable[Observation]:
    """An item without “special:”, by its own name or else by that of its category."""
    if item.special or "special" in item.places:
        return
    for name, within, level in (
        (item.name, "", None),
        (category.name, say(", the category of “{id}”,", id=item.id.value), Level.WARNING),
    ):
        for _, language, words in in_small_letters([name]):
            if hit := category_of(words, language):
                special, said = hit
                yield Observation(
                    item.origin,
                    say(
                        "“{word}”{within} sounds like a special category ({special}), and is not marked.",
                        word=said,
                        within=within,
                        special=called(rows[special], alone=True),
                    ),
                    say(
                        "Write “special: {special}”, or “special: none” where it is not one.",
                        special=special,
                    ),
                    "category" if within else "unmarked",
                    level,
                )
                return


def _baseless(purpose: Purpose) -> Iterable[Observation]:
    carried = {key for basis in purpose.bases for key in covered(purpose, basis)}
    bare = [item for item in purpose.data if item.origin.key not in carried]
    special = [item for item in bare if item.special]
    if special:
        named = [
            say(
                "“{id}” is a special category ({special})",
                id=called(item),
                special=called(item.special, alone=True),
            )
            for item in special
            if item.special
        ]
        yield Observation(
            purpose.at("bases"),
            say(
                "{named}, but no basis of article 6 carries {it}.",
                named=named,
                it=_it(special),
            ),
            say("Write one of 6/3-a to 6/3-g; no condition of article 5 carries such data."),
            "special",
        )
    if purpose.bases and len(special) < len(bare):
        ordinary = [item for item in bare if not item.special]
        named = [say("“{id}”", id=item.id.value) for item in ordinary]
        yield Observation(
            purpose.at("bases"),
            say(
                "{named}: no special category, and no basis of article 5 carries {it}.",
                named=named,
                it=_it(ordinary),
            ),
            say(
                "Add a basis of article 5 for {it} (“rest: yes” where others are limited with “only_for:”), or give {it} a purpose of its own.",
                it=_it(ordinary),
            ),
            "ordinary",
        )


def _it(items: list[DataItem]) -> Message:
    return say("it") if len(items) == 1 else say("them")


RULE = Rule(
    code="SPC-01",
    slug="special-category-basis",
    level=Level.ERROR,
    cites="kvkk 6",
    what="Special categories rest on a condition of article 6(3), other data on article 5.",
    why="Neither article carries the data of the other; a contract, for one, never carries health data.",
    check=check,
    phrases=tuple(WORDS.values()),
    sub_codes={
        "unmarked": "An item sounds like a special category and is not marked as one.",
        "category": "An item of a category that sounds special is not marked.",
        "special": "No condition of article 6 carries a special category.",
        "ordinary": "No condition of article 5 carries other data.",
    },
    never_accepted="Health data without a condition of article 6(3) may not be processed at all.",
    example=Change(
        "processing/staff.yml",
        "purposes.examine-health.bases[0].article",
        "5/2-ç",
        "6/3-f",
        sub="special",
        found="purposes.examine-health.bases",
        base="rich",
    ),
)

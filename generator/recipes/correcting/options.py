"""What may be chosen for a key: words of the model, ids of other files, data, countries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from generator import languages
from generator.catalogue import said
from generator.checks import all_rules
from generator.decoding import choice_in
from generator.documents.types import document_types
from generator.editing import Edition, Value
from generator.keys import Block, Key, Many, Written, files
from generator.languages.countries import is_code
from generator.message import say
from generator.recipes.correcting.names import entry_name
from generator.recipes.questioning.questions import MARKS, files_of

DATA = "data-categories.yml"
NOBODY = "[]"
"""The choice that says that a list has nothing in it, which is more than saying nothing."""
NOBODY_GETS_IT = say("nobody gets it")
ALL_OF_IT = say("all data of this category")
_FORMS = {"natural-person": say("natural person"), "public-body": say("public body")}


@dataclass(frozen=True, slots=True)
class Option:
    """A value that may be chosen, what it is called, and what it means; `also` is what it is found
    by besides."""

    value: str
    label: str
    meaning: str = ""
    also: str = ""


def options(edition: Edition, key: Key, block: Block | None, language: str) -> tuple[Option, ...]:
    """What may be chosen for a key of a block; nothing where it is written freely."""
    if key.name == "countries":
        return tuple(countries(language))
    if key.name == "type" and block and block.name == "Document":
        types = ((name, choice_in(language, name)) for name in document_types())
        return tuple(Option(name, words or name) for name, words in types)
    if key.name == "code" and block and block.name == "Answer":
        asked = (rule for rule in all_rules() if rule.question)
        return tuple(Option(r.code, f"{said(r.what, language)} ({r.code})") for r in asked)
    if key.choices:
        return tuple(choices_of(key, language))
    if key.written is Written.DATA:
        return tuple(_data(edition, language))
    if not key.home:
        return ()
    nobody = [Option(NOBODY, said(NOBODY_GETS_IT, language))] if key.name == "recipients" else []
    return (*nobody, *_ids(edition, key.home, language))


def home_of(key: Key) -> str:
    """The file or folder whose entries a key chooses by their ids; empty where it does not."""
    if key.written is Written.DATA:
        return DATA
    return "" if key.choices else key.home


def choices_of(key: Key, language: str) -> Iterator[Option]:
    """The words of which one is written, each with what it is called."""
    for choice, meaning in key.choices.items():
        label = languages.get(language).choices.get(choice, "")
        if key.name == "legal_form":  # texts call a person so, and a public body
            label = said(_FORMS[choice], language) if choice in _FORMS else label
        elif label[:1].isupper():  # a controller is called so, and nothing else
            label = ""
        words = "; ".join(meaning.only(language).words.values())
        if key.name == "article" and words:  # articles 5 and 6 have conditions of one name
            label, words = f"{languages.get(language).cited(choice)}: {words}", ""
        label = label or ("" if words else choice_in(language, choice))
        yield Option(choice, label or words or choice.replace("-", " "), words if label else "")


def _ids(edition: Edition, home: str, language: str) -> Iterator[Option]:
    for name, entry in entries(edition, home):
        file = f"{home}{name}.yml" if home.endswith("/") else home
        yield Option(name, entry_name(edition, file, entry, language) or name)


def _data(edition: Edition, language: str) -> Iterator[Option]:
    for category, entry in entries(edition, DATA):
        title = entry_name(edition, DATA, entry, language) or category
        yield Option(f"{category}.*", f"{title}: {said(ALL_OF_IT, language)}")
        items = entry.get("items") if isinstance(entry, dict) else None
        for name, item in items.items() if isinstance(items, dict) else ():
            if name not in MARKS:
                own = entry_name(edition, DATA, item, language) or name
                yield Option(f"{category}.{name}", f"{title}: {own}")


def entries(edition: Edition, home: str) -> Iterator[tuple[str, Value]]:
    """The entries of a file or folder by id, with those of the files into which it is divided."""
    many = {described.name: described.many for described in files()}[home]
    folder = home.removesuffix(".yml").strip("/")
    for file in files_of(edition.folder):
        if file != home and not file.startswith(f"{folder}/"):
            continue
        content = edition.draft(file).value()
        if many is Many.FOLDER:
            yield file.removeprefix(f"{folder}/").removesuffix(".yml"), content
        elif isinstance(content, dict):
            yield from ((k, v) for k, v in content.items() if k != "defaults")


@cache
def countries(language: str) -> Sequence[Option]:
    """Every country by its two letters; found in Turkish and in English."""
    named, *others = (
        languages.get(code).cldr.territories
        for code in (language, *({languages.TURKISH, "en"} - {language}))
    )
    return [
        Option(code, str(name), also=" ".join(str(other.get(code, "")) for other in others))
        for code, name in named.items()
        if is_code(code)
    ]


def unlisted(held: str | tuple[str, ...], options: Sequence[Option]) -> Iterator[Option]:
    """What is written and is none of the options: it must not vanish when the form is saved."""
    known = {option.value for option in options}
    for value in (held,) if isinstance(held, str) else held:
        if value and value not in known:
            yield Option(value, value)

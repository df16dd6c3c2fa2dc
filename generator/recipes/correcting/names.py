"""What an entry is called that has no name of its own: documents, decisions about findings."""

from collections.abc import Callable, Iterator

from generator import languages
from generator.catalogue import said
from generator.checks import by_code
from generator.checks.finding import taken_apart
from generator.decoding import choice_in
from generator.editing import Edition, Value
from generator.errors import NoticesError
from generator.keys.names import file_called
from generator.message import Message, say
from generator.recipes.questioning.wording import about, called, path_of

_ABOUT = {
    "consent": "consents.yml",
    "collection_point": "collection-points.yml",
    "channel": "message-channels.yml",
    "form": "forms/",
}
"""Keys of a document that say what it is about, and where their ids live."""
DECIDING = ("accepted.yml", "answers.yml")
"""Files of decisions about findings."""

_SPOKEN: dict[str, Message] = {"tr": say("Turkish"), "en": say("English")}
"""Languages as the reader calls them; any other is called as it calls itself."""

Read = Callable[[str], Value]
"""What a file of the data holds, by its name."""


def entry_name(edition: Edition, file: str, entry: Value, language: str) -> str:
    """What an entry of a file calls itself; otherwise what it is about, empty where nothing says
    it: “Açık rıza metni: anket çalışmaları”, the sentence of a rule and the place."""
    return name_in(lambda name: edition.draft(name).value(), file, entry, language)


def name_in(read: Read, file: str, entry: Value, language: str) -> str:
    """The same where the files are read otherwise."""
    if words := called(entry, language):
        return words
    if not isinstance(entry, dict):
        return ""
    if file.startswith("documents/"):
        return ": ".join(_document(read, entry, language))
    return " – ".join(_decision(read, entry, language)) if file in DECIDING else ""


def language_called(code: str, language: str) -> str:
    """What a language of the texts is called."""
    return said(_SPOKEN[code], language) if code in _SPOKEN else languages.get(code).name


def type_called(kind: str, language: str) -> str:
    """What a type of documents is called, as a sentence begins with it."""
    return languages.get(language).sentence_start(choice_in(language, kind) or kind)


def _document(read: Read, entry: dict[str, Value], language: str) -> Iterator[str]:
    yield type_called(str(_plain(entry.get("type", ""))), language)
    for key, home in _ABOUT.items():
        name = _plain(entry.get(key, ""))
        if isinstance(name, str) and name:
            file = f"{home}{name}.yml" if home.endswith("/") else home
            content = read(file)
            own = content if home.endswith("/") else _inside(content, name)
            yield called(own, language) or name
            return


def _decision(read: Read, entry: dict[str, Value], language: str) -> Iterator[str]:
    """The sentence of the rule, and the place in words."""
    code, sub = taken_apart(str(_plain(entry.get("code", ""))))
    if rule := by_code().get(code):
        yield said(rule.kinds.get(sub, rule.what), language).rstrip(".")
    place = _plain(entry.get("place", ""))
    if isinstance(place, str) and place:
        file, path = path_of(place)
        try:
            words = about(file, read(file), path, language) if path else ""
            yield words or file_called(file, language)
        except NoticesError:
            yield place


def _inside(content: Value, name: str) -> Value:
    return content.get(name, "") if isinstance(content, dict) else ""


def _plain(value: Value) -> Value:
    return value["value"] if isinstance(value, dict) and "value" in value else value

"""Advice that is written for those who edit files, in the words of the form.

A message marks keys as “key:”, with what stands there as “key: value”; here they are what the form
calls them, and files are what the list of entries calls them. What would still be of no use to
whoever sees no line is said in other words (`INSTEAD`).
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from generator import languages
from generator.catalogue import said
from generator.decoding import choice_in
from generator.documents.types import document_types
from generator.keys import Block, Key, files
from generator.keys.names import called, file_called
from generator.message import Message, say
from generator.recipes.correcting.names import language_called
from generator.recipes.correcting.options import NOBODY_GETS_IT, Option, choices_of
from generator.recipes.questioning.wording import stated

_CONFIRM = say("Ask the controller; then press “Confirmed” there.")
_COUNTRIES = say("Choose the countries.")
_TWICE = say("“{name}” is listed twice.")
_MECHANISM = say("Choose the ground of the transfer once it is there.")
INSTEAD: Mapping[str, Message] = {
    "Ask the controller; then delete “unconfirmed:”.": _CONFIRM,
    "Delete the line “unconfirmed:”; as long as it is there, the fact is in doubt.": say(
        "Press “Confirmed” there; until then the fact is in doubt."
    ),
    "A lawyer decides on it, writes what is right and deletes “unconfirmed:” and “proposed:”.": say(
        "A lawyer decides on it, writes what is right and presses “Confirmed”."
    ),
    "“unconfirmed:” says that this is confirmed: “{doubt}”.": say(
        "the doubt says that this is confirmed: “{doubt}”."
    ),
    "Find out on which day the Authority was told, write it at “notified:” and delete "
    "“unconfirmed:”.": say(
        "Find out on which day the Authority was told, write it and press “Confirmed”."
    ),
    "To be answered by: {role}. Add to data/answers.yml:": say("To be answered by: {role}."),
    "Write “retention:” with “period:” and “starts:” in each, or once before “purposes:”.": say(
        "Write in each purpose how long the data is kept and from when, or once for the activity."
    ),
    "Write “period:” and “starts:” below it, or behind it an id of retention.yml.": say(
        "Write how long the data is kept and from when, or choose a shared period."
    ),
    "Write “contract: {value: its name in the file, internal: yes}”.": say(
        "Write the name that the contract has in the file, and tick that it stands in no text."
    ),
    "Write “countries:” with two-letter codes, for example [IE, US].": _COUNTRIES,
    "Write “countries:” with a two-letter code, TR for Türkiye.": _COUNTRIES,
    "Write “mechanism:”, for example standard-contract, once it is signed.": _MECHANISM,
    "Write “mechanism:”, for example standard-contract, once it is signed. Until then "
    "<kvkk-cookies> does not ask for the consents whose data it gets, and what waits for them "
    "stays shut.": say(
        "Choose the ground of the transfer once it is there. Until then <kvkk-cookies> does not "
        "ask for the consents whose data it gets, and what waits for them stays shut."
    ),
    "Write “data: [category.item]” with the items of data-categories.yml.": say("Choose the data."),
    "Add a field with “name: {name}”.": say("Add a field of the name “{name}”."),
    "Add “- type: {channel}” with “how:”.": say("Add the way “{channel}”, and say how it is used."),
    "Add a document with “type: consent” and “consent: {name}”.": say(
        "Add a document: the text of the consent “{name}”."
    ),
    "Add a document with “type: message_approval” and “channel: {id}”.": say(
        "Add a document: the text of the approval for the channel “{id}”."
    ),
    "“{name}” is listed twice (line {line}).": _TWICE,
    "“{name}” is listed twice, with two lifetimes (line {line}).": say(
        "“{name}” is listed twice, with two lifetimes."
    ),
    "Add it below “listed:”; “lifetime” is that of “days” in your page:": say(
        "Add it to the cookies; it is kept for as many days as “days” says in your page."
    ),
    "Name it in one line, with its legal basis: {{ shared.purposes_list(…) }} does.": say(
        "Name it in one line, with its legal basis."
    ),
    "Where rights are listed, list all nine; if a clause was replaced in data/wording, print "
    "“law.rights” there.": say("Where rights are listed, list all nine."),
    "Delete it, or correct “code” and “place” (file#path, as reports name it).": say(
        "Remove the acceptance, or correct its rule and its place."
    ),
    "Delete “finding:” with its words, and write {lines} in the place of “code: {code}”.": say(
        "Empty the words of the finding, and choose the rule that is meant."
    ),
    "Write it once, in data/{file}, and its id in both places; what all purposes of an activity "
    "share stands before “purposes:”.": say(
        "Write it once among the shared entries and choose it in both places; what all purposes "
        "of an activity share is written once for the activity."
    ),
    "Name it there, with the purpose of the transfer: {{ shared.recipients_brief(…) }} does.": say(
        "Name it there, with the purpose of the transfer."
    ),
    "Write “readers: {{{language}: …}}” with the role that reads it and approves its texts, or "
    "take the language out.": say(
        "Write which role reads the language and approves its texts, or take the language out."
    ),
    "Use standard-contract, bcr or undertaking.": say(
        "Choose the standard contract, the binding corporate rules or the undertaking."
    ),
    "Write registered, pending, or exempt with its ground.": say(
        "Choose one; where the controller is exempt, the ground of the exemption as well."
    ),
    "“{code}” changed from “{was}” to “{now_is}” since {since}, “{other}” did not: “{now}”.": say(
        "“{code}” changed from “{was}” to “{now_is}”, “{other}” did not: “{now}”."
    ),
    "The fact is internal, so it is not repeated here: look at the line.": say(
        "The fact is internal, so it is not repeated here: open it."
    ),
}
"""By the words that a report says."""

_CHOSEN = "\ue000"
"""Behind a value that is chosen in the form, not written."""
_BLOCK = re.compile(r"“(?:- )?([a-z_]+): \{([a-z_]+): ([^{}”]*)\}”")
_LIST = re.compile(r"“(?:- )?([a-z_]+): \[([^\]”]*)\]”")
_VALUE = re.compile(r"“(?:- )?([a-z_]+): ([^”]+)”")
_KEY = re.compile(r"“([a-z_]+)(?::”|”(?= satır| yok))")
_FILE = re.compile(r"(?:data/)?([a-z]+(?:-[a-z]+)*(?:\.yml|/))(?![a-z_])")
_HYPHENED = re.compile(r"(?<![\w/-])[a-z]+(?:-[a-z]+)+(?![\w/-])")
_VERBS = {
    "tr": (
        (rf"{_CHOSEN} yazı", " seçi"), (r"(?<!hiçbir )(?<!tek )\bsatır", "alan"),
        (r"\b(alan\w*)( ve içindeki sözleri| şimdilik)? silin\b", r"\1\2 boşaltın"),
        (r"\balan silinirse", "alan boşaltılırsa"),
        (r"\balanını yazın", "alanını doldurun"), (r"(?<=\.yml) dosyas", " kısm"),
        (r"\bkısmına (?=“[^.]* alanını doldurun)", "kısmında "),
        (r"data/wording[\w/]* klasöründeki bölüm", "kendi sözlerinizle yazdığınız bölüm"),
        (r"data/wording[\w/]* klasöründe ", ""), (r"(?<=/) klasörüne", " kısmına"),
    ),
    "en": (
        (rf"\bWrite (“[^”]*”){_CHOSEN}", r"Choose \1"),
        (rf"\bwrite (“[^”]*”){_CHOSEN}", r"choose \1"),
        (r"\bdelete the line", "empty the field"), (r"\bDelete the line", "Empty the field"),
        (r"\bDelete “", "Empty “"), (r"\bdelete “", "empty “"),
        (r"\breplaced in data/wording", "put in your own words"),
        (r"yourself in data/wording[\w/]*", "yourself"),
        (r"in data/wording[\w/]*", "in the clause in your own words"),
    ),
}  # fmt: skip
"""What is done in a form where a line is written or deleted in a file."""


def in_form(message: str, language: str, blocks: Sequence[Block]) -> str:
    """A message of a rule for whoever has the form before them. Its keys are those of `blocks`, of
    which the first that has one counts."""
    if isinstance(message, Message):
        template = INSTEAD.get(message.template, message).template
        values = {k: _spoken(k, v, language) for k, v in message.values.items()}
        message = type(message)(template, values)
    words = said(message, language)

    def label(name: str) -> str:
        own = (b.name for b in blocks if any(key.name == name for key in b.keys))
        return called(next(own, ""), name, language)

    def value(name: str, written: str) -> str:
        own = choices(language).get((name, written)) or stated(written, language)
        return f"{own}”{_CHOSEN if own != written else ''}"

    def listed(found: re.Match[str]) -> str:
        nothing = NOBODY_GETS_IT if found[1] == "recipients" else say("there are none")
        return f"“{label(found[1])}: {found[2] or said(nothing, language)}”{_CHOSEN}"

    words = _BLOCK.sub(lambda f: f"“{label(f[1])} › {label(f[2])}: {value(f[2], f[3])}", words)
    words = _LIST.sub(listed, words)
    words = _VALUE.sub(lambda f: f"“{label(f[1])}: {value(f[1], f[2])}", words)
    words = _KEY.sub(lambda f: f"“{label(f[1])}”", words)
    for pattern, instead in _VERBS.get(language, ()):
        words = re.sub(pattern, instead, words)
    words = _FILE.sub(lambda f: _titled(f, language), words.replace(_CHOSEN, ""))
    named = {choice: label for (_, choice), label in choices(language).items()}
    return _HYPHENED.sub(lambda f: named.get(f[0], f[0]), words)


def _spoken(name: str, value: object, language: str) -> object:
    """A value of a message; the languages of the texts by their names."""
    of_text = name in ("code", "other", "lacking") and value in languages.codes()
    return language_called(str(value), language) if of_text else value


def _titled(found: re.Match[str], language: str) -> str:
    title = file_called(found[1], language)
    return found[0] if title == found[1] else f"“{title}”"


def _short(key: Key, option: Option) -> str:
    return option.label.partition(":")[0] if key.name == "article" else option.label


@cache
def choices(language: str) -> Mapping[tuple[str, str], str]:
    """What each choice is called, by its key and itself."""
    keys = (key for file in files() for block in file.block.within for key in block.keys)
    types = {("type", name): choice_in(language, name) for name in document_types()}
    return types | {
        (key.name, option.value): _short(key, option)
        for key in keys
        for option in choices_of(key, language)
    }

"""Words of the data that no dictionary knows; looked for only when somebody asks."""

import re
from collections.abc import Iterable, Iterator, Sequence

from generator import extras, spelling
from generator.checks.addresses import ADDRESS, without
from generator.message import Message, say
from generator.model.entry import Text
from generator.provenance import Fact

_ADDRESS = re.compile(rf"{ADDRESS.pattern}|_|\w\.\w")
_ASIDE = re.compile(r"['’]\w+|\b[^\W\d]*\d\w*")
_WORD = re.compile(r"[^\W\d_]{3,}")


def report(prose: Sequence[Text]) -> tuple[Sequence[Message], bool]:
    """A line for each word that is in no dictionary, and whether there was one to look in."""
    spoken = dict.fromkeys(code for text in prose for code in text.by_language)
    lacking = [code for code in spoken if not spelling.has(code)]
    lines = [
        say(
            "{origin}: “{word}” is in no dictionary ({code}).",
            origin=fact.origin,
            word=word,
            code=code,
        )
        for fact, code, word in _unknown(prose)
        if code not in lacking
    ]
    lines += [
        say(
            "There is no dictionary of “{code}”: install the one of your system (Debian: "
            "hunspell-{code}; LibreOffice brings it along), and type: {command}",
            code=code,
            command=extras.install("spelling"),
        )
        for code in lacking
    ]
    return lines or [say("Every word is in a dictionary.")], len(lacking) < len(spoken)


def _unknown(prose: Iterable[Text]) -> Iterator[tuple[Fact[str], str, str]]:
    seen: set[tuple[str, str]] = set()
    for text in prose:
        for code, fact in text.by_language.items():
            for word in dict.fromkeys(_words(fact.value)):
                if (code, word) not in seen and spelling.nowhere(word):
                    seen.add((code, word))
                    yield fact, code, word


def _words(text: str) -> Iterator[str]:
    """Names are left out: a capital letter that does not begin a sentence is one."""
    plain = _ASIDE.sub(" ", without(text, _ADDRESS))
    for match in _WORD.finditer(plain):
        before = plain[: match.start()].rstrip(" “\"'(")
        first = not before or before[-1] in ".!?:;"
        if match[0].islower() or (first and match[0][1:].islower()):
            yield match[0]

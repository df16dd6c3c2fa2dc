"""What cannot be mistaken is read, although it is not written as the list has it.

`m. 5/2-C` is article 5/2-c, `veri işleyen` is `processor`. Only what has one meaning is read so.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from generator import languages, source
from generator.model.entry import Text

_ARTICLE = re.compile(
    r"(?:kvkk |6698 )?(?:m|md|madde|art|article)?[. ]*"
    r"(\d+)[ (/.]*(?:(\d+)\)?)?[ (/.-]*(?:([a-zçğıöşü])\)?)?"
)


def folded(words: str) -> str:
    """Small letters, with one blank where blanks, hyphens and underscores stand."""
    lowered = languages.get(languages.TURKISH).lower(unicodedata.normalize("NFC", words))
    return " ".join(re.split(r"[\s_-]+", lowered.strip()))


def one_of(labels: Iterable[tuple[str, str]], words: str) -> str | None:
    """The choice that alone is called `words`; `labels` are choices with what they are called."""
    wanted = folded(words)
    meant = {choice for choice, label in labels if folded(label) == wanted}
    return meant.pop() if len(meant) == 1 else None


def choice(values: Iterable[str], words: str) -> str | None:
    """One of `values`, in other letters or by its name in a language."""
    listed = list(values)
    named = [(value, value) for value in listed]
    for language in languages.all_languages().values():
        named += [(v, label) for v in listed if (label := language.choices.get(v))]
    named += [(v, label) for v in listed for label in _called("choices").get(v, ())]
    return one_of(named, words)


def choice_in(code: str, value: str) -> str:
    """What a choice is called in a language, empty where it has no other name there; a capital
    begins what controllers call themselves in texts, which is no word for the choice."""
    words = languages.get(code).choices.get(value, "")
    if words and words != value and not words[:1].isupper():
        return words
    own = _called("choices").get(value, [""]) if code == languages.TURKISH else [""]
    return own[0] if own[0] != value else ""


class Choice(str):
    """A choice in a sentence, as it is called in the language of the sentence."""

    def in_language(self, code: str) -> str:
        """Its words in the language with this code."""
        return choice_in(code, str(self)) or str(self)

    def __format__(self, spec: str) -> str:
        return self.in_language("en")


def row(known: Mapping[str, Any], words: str) -> str | None:
    """A row of the law by its article in another form, or by its heading in a language."""
    if written := _ARTICLE.fullmatch(folded(words)):
        number, paragraph, letter = written.groups()
        article = (
            f"{number}{(paragraph and f'/{paragraph}') or ''}{(letter and f'-{letter}') or ''}"
        )
        return article if article in known else None
    named = [(name, name) for name in known]
    for name, value in known.items():
        headings = (getattr(value, key, None) for key in ("title", "label", "short"))
        texts = (text for text in headings if isinstance(text, Text))
        named += [(name, fact.value) for text in texts for fact in text.by_language.values()]
    return one_of(named, words)


def key(known: Iterable[str], words: str) -> str | None:
    """The key that is called `words` in another language."""
    listed = set(known)
    named = [
        (k, label) for k, labels in _called("called").items() if k in listed for label in labels
    ]
    return one_of(named, words) or one_of(
        [(k, without_marks(label)) for k, label in named], without_marks(words)
    )


def key_in(code: str, name: str) -> str:
    """What a key is called in a language; empty where it has no other name there."""
    return _called("called").get(name, [""])[0] if code == languages.TURKISH else ""


def without_marks(words: str) -> str:
    """Turkish words as they are typed without Turkish letters: `baslik`."""
    plain = unicodedata.normalize("NFD", folded(words).replace("ı", "i"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@cache
def _called(name: str) -> dict[str, list[str]]:
    """What keys (`called-tr.yml`) or choices (`choices-tr.yml`) are called besides."""
    called: dict[str, list[str]] = {}
    for path in sorted(Path(__file__).parent.glob(f"{name}-*.yml")):
        node = source.read(path, path.name)
        for entry in node.entries if isinstance(node, source.Mapping) else ():
            if isinstance(entry.value, source.Scalar):
                words = entry.value.text.split(",")
                called.setdefault(entry.key, []).extend(word.strip() for word in words)
    return called

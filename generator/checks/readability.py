"""How many words each layer has, and how easily its prose is read. No rule: nothing is required.

Prose are whole sentences outside tables and headings. A sentence with a colon is a label with
what it names (a list of recipients, an address), and no prose.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import languages
from generator.catalogue import ENGLISH, said
from generator.expression import Expression, Layer, text
from generator.message import Message, say

HARD = 40
"""A layer whose prose is below this is named."""

_NO_PROSE = frozenset("table h1 h2 h3 h4 h5 h6 address".split())
_WORD = re.compile(r"[^\W_]")
# A stop behind a digit makes an ordinal; a sentence begins with a capital letter or a figure.
_END = re.compile(r"(?<=[^\d\s][.!?]) (?=\W*[^\W_a-zçğıöşü])")
_WHOLE = re.compile(r"[^\d][.!?]$")
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_a-zçğıöşü]{1,4}|\b(?:m|art|No|Mah|Cad|Sok))\.")
_STOP = "\0"
_TURKISH_VOWELS = frozenset("aeıioöuüâîû")
_ENGLISH_SYLLABLE = re.compile(r"[aeiouy]+")


@dataclass(frozen=True, slots=True)
class Measured:
    """One layer: all its `words`, its sentences of prose, and their readability.

    `score` is None where there is no prose, or where the language has no formula.
    """

    document: str
    language: str
    layer: str
    words: int
    sentences: int
    score: float | None

    @property
    def hard(self) -> bool:
        """Whether its prose is hard to read."""
        return self.score is not None and self.score < HARD


def atesman(words: int, sentences: int, syllables: int) -> float:
    """Readability of Turkish: 90 and more is very easy, below 30 very hard.

    198.825 - 40.175 · syllables / words - 2.610 · words / sentences (E. Ateşman, “Türkçede
    okunabilirliğin ölçülmesi”, Dil Dergisi 58, 1997, pp. 71-74).
    """
    return 198.825 - 40.175 * syllables / words - 2.610 * words / sentences


def flesch(words: int, sentences: int, syllables: int) -> float:
    """Reading ease of English: 90 and more is very easy, below 30 very hard.

    206.835 - 1.015 · words / sentences - 84.6 · syllables / words (R. Flesch, “A new readability
    yardstick”, Journal of Applied Psychology 32, 1948, pp. 221-233).
    """
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words


def turkish_syllables(word: str) -> int:
    """Each vowel is one syllable; a word or a number without any is one."""
    return max(1, sum(letter in _TURKISH_VOWELS for letter in word))


def english_syllables(word: str) -> int:
    """An estimate: each row of vowels is one, a silent e at the end is none."""
    found = len(_ENGLISH_SYLLABLE.findall(word))
    silent = word.endswith("e") and not word.endswith("le") and found > 1
    return max(1, found - silent)


Formula = Callable[[int, int, int], float]
FORMULAS: Mapping[str, tuple[Formula, Callable[[str], int]]] = {
    "tr": (atesman, turkish_syllables),
    "en": (flesch, english_syllables),
}
"""By language: the formula, and how it counts syllables."""


def measured(texts: Iterable[Expression]) -> list[Measured]:
    """Each layer of each text."""
    return [_measured(text, layer) for text in texts for layer in text.layers]


def _measured(expression: Expression, layer: Layer) -> Measured:
    prose = list(sentences(layer))
    return Measured(
        document=expression.document,
        language=expression.language,
        layer=layer.name,
        words=len(words(layer.plain)),
        sentences=len(prose),
        score=_score(prose, expression.language),
    )


def _score(prose: Sequence[str], language: str) -> float | None:
    if not prose or language not in FORMULAS:
        return None
    formula, syllables = FORMULAS[language]
    lower = languages.get(language).lower
    found = [lower(word) for sentence in prose for word in words(sentence)]
    return formula(len(found), len(prose), sum(map(syllables, found)))


def words(plain: str) -> list[str]:
    """Whatever stands between blanks and holds a letter or a digit."""
    return [word for word in plain.split() if _WORD.search(word)]


def sentences(layer: Layer) -> Iterator[str]:
    """The sentences of prose in a layer, in its order."""
    for around, line in text.placed_lines(text.parse(layer.html)):
        if not any(element.tag in _NO_PROSE for element in around):
            yield from (s for s in split(line) if ":" not in s)


def split(line: str) -> list[str]:
    """The sentences in a line; what ends without a stop is none."""
    masked = _ABBREVIATION.sub(lambda found: found[0][:-1] + _STOP, line)
    return [part.replace(_STOP, ".") for part in _END.split(masked) if _WHOLE.search(part)]


def table(rows: Sequence[Measured], language: str = ENGLISH) -> str:
    """The table for people, and the layers that are hard to read."""
    heads = (say("document"), say("lang"), say("layer"), say("word count"), say("sentences"),
             say("readability"))  # fmt: skip
    lines = [[said(head, language) for head in heads]]
    lines += [_cells(row, language) for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    printed = [
        "  ".join(
            cell.ljust(width) if number < _NAMING else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    ]
    hard = [f"{row.document} ({row.language}, {row.layer})" for row in rows if row.hard]
    below = say("Below {limit}: {layers}.", limit=HARD, layers=hard or say("none"))
    formulas = say("Readability of sentences of prose: Ateşman (tr), Flesch (en).")
    return "\n".join([*printed, "", said(formulas, language), said(below, language)])


_NAMING = 3
"""The columns that name a layer; numbers follow."""


def _cells(row: Measured, language: str) -> list[str]:
    score = said(_unscored(row), language) if row.score is None else f"{row.score:.0f}"
    return [row.document, row.language, row.layer, str(row.words), str(row.sentences), score]


def _unscored(row: Measured) -> Message:
    return say("not computed") if row.language not in FORMULAS else say("no prose")

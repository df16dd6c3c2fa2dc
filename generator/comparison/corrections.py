"""Whether words changed in their spelling alone, so that readers need not be informed again.

A typing error is in no dictionary and its correction is; one letter is put in, taken out or
changed, two change places, or marks change (ı for i). Whatever may mean something is none: a
denial (Turkish -ma/-me is the letter m), names, numbers, short words.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_SHORT = 5
"""Shorter words have too many neighbours: “verg” may be veri or vergi."""
_ALIKE = (
    ("veri", "vergi"), ("işle", "işlet"), ("yasal", "yasak"), ("kayıt", "kanıt"),
    ("satın", "satış"), ("alım", "satım"), ("hesap", "hisse"), ("onay", "olay"),
    ("süresi", "süreci"), ("silin", "bilin"), ("sakla", "satıla"), ("amaç", "araç"),
    ("lawful", "unlawful"), ("except", "accept"), ("statute", "status"),
    ("personal", "personnel"), ("principal", "principle"),
)  # fmt: skip
"""Stems that one letter or two tell apart and that mean something else in a text of law."""
_FIXED = re.compile(
    r"dört|dörd|beş|altı|yedi|sekiz|dokuz|yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan|"
    r"three|four|five|seven|eight|nine|eleven|twelve|twenty|thirty|forty|fifty|sixty|hundred|"
    r"third|fifth|sixth|ninth|tenth|once|twice|both|(?:cannot|never|without)$"
)
"""Numbers and denials are right or wrong, never misspelt."""
_MARKS = str.maketrans("çğıöşüâîû", "cgiosuaiu")


class Speller(Protocol):
    """What knows words; `nowhere`: no dictionary of any language does."""

    def knows(self, word: str, language: str) -> bool:
        """Whether the dictionary of `language` has the word."""

    def nowhere(self, word: str) -> bool:
        """Whether no dictionary has it."""


def only_spelling(
    before: Sequence[str],
    after: Sequence[str],
    language: str,
    speller: Speller,
    protected: Collection[str] = (),
) -> bool:
    """Whether all that differs between the lines is corrections, at least one.

    `protected` are words that may not change at all: defined terms, links, citations.
    """
    pairs = list(_pairs(before, after))
    return bool(pairs) and all(
        old not in protected and new not in protected and _corrects(old, new, language, speller)
        for old, new in pairs
    )


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words that differ; where anything else does, a pair that corrects nothing."""
    pieces = [_PIECE.findall(line) for line in before], [_PIECE.findall(line) for line in after]
    if [len(line) for line in pieces[0]] != [len(line) for line in pieces[1]]:
        yield "", ""
        return
    for old_line, new_line in zip(*pieces, strict=True):
        yield from ((old, new) for old, new in zip(old_line, new_line, strict=True) if old != new)


def _corrects(old: str, new: str, language: str, speller: Speller) -> bool:
    """Whether `new` is `old` without its typing error."""
    return (
        old.isalpha()
        and new.isalpha()
        and old.islower()
        and new.islower()
        and min(len(old), len(new)) >= _SHORT
        and not (_FIXED.match(old) or _FIXED.match(new))
        and old.count("m") == new.count("m")
        and (old.translate(_MARKS) == new.translate(_MARKS) or _one_apart(old, new))
        and speller.nowhere(old)
        and speller.knows(new, language)
        and not _may_mean_another(old, new)
    )


def _may_mean_another(old: str, new: str) -> bool:
    """Whether `old` is as near to another word of law (verglerin: of the data, of the taxes)."""
    return any(
        new.startswith(stem) and _one_apart(old, other + new.removeprefix(stem))
        for pair in _ALIKE
        for stem, other in (pair, pair[::-1])
    )


def _one_apart(old: str, new: str) -> bool:
    """Whether one letter is put in, taken out or changed, or two neighbours change places."""
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
    if start is None:
        return abs(len(old) - len(new)) == 1
    a, b = old[start:], new[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])

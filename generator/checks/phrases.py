"""Finds phrases in what the controller says, in whatever case and with whatever ending.

That is the public texts of the data and the controller's own wording; the tool's own prose is
not searched.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple, Protocol, Self

from generator.checks.subject import Subject, folded, in_small_letters, joined
from generator.checks.wording import wording_origin
from generator.expression import Expression
from generator.provenance import Fact, Origin

BETWEEN = 6
"""So many words may stand where a phrase has `…`."""
_WORD = r"[^\s.;:!?]+"
_GAP = r"[\s(“\"]+"
_FINITE = r"(?:[ıiuü]r|[ae]r|[ae]c[ae][kğ]|[ae]bil(?:ir|ec)|m[ae]kt[ae])\w*"


class _Phrase(NamedTuple):
    """The stems of each word, the longest word first, and the pattern of the whole."""

    stems: tuple[tuple[str, ...], ...]
    pattern: str

    def can_stand(self, words: str) -> bool:
        """Whether each of its words stands somewhere in `words`."""
        for word in self.stems:  # asked so often that generators would take most of the time
            for stem in word:
                if stem in words:
                    break
            else:
                return False
        return True


class Listed:
    """Phrases of one language; they are sought in small letters as `folded` gives them.

    A phrase is sought with its pattern only where all its words stand: most phrases stand nowhere,
    and making a pattern takes longer than searching with it.
    """

    def __init__(self, listed: Sequence[str]) -> None:
        self._listed = tuple(listed)

    @cached_property
    def _phrases(self) -> Sequence[_Phrase]:
        split = [folded(phrase, "tr").split() for phrase in self._listed]
        return [_Phrase(_stems(signs), _phrase(signs)) for signs in split]

    def within(self, words: str) -> Self | None:
        """Those of the phrases that can stand in `words`; None when none can."""
        if not (can := [phrase for phrase in self._phrases if phrase.can_stand(words)]):
            return None
        some = type(self)(())
        some._phrases = can
        return some

    def search(self, words: str) -> re.Match[str] | None:
        """The first phrase in `words`."""
        first = None
        for phrase in self._phrases:
            match = _compiled(phrase.pattern).search(words) if phrase.can_stand(words) else None
            if match and (first is None or match.start() < first.start()):
                first = match
        return first


Phrases = Mapping[str, Listed]
"""Phrases by language."""


class Sought(Protocol):
    """Phrases of one language, or a pattern in their place."""

    def search(self, words: str, /) -> re.Match[str] | None:
        """The first place in `words`, which are in small letters."""


def phrases(**by_language: Sequence[str]) -> Phrases:
    """Phrases by language, written as words with a few signs.

    `kapat-` has any ending, `-emez` any beginning; `silin+` is a Turkish stem with an affirmative
    finite ending (siler, silinecektir; not silinmez, not silinmesi). `…` are up to six words of
    the same sentence, `*` is one word. `a|b` is either; `!a|b`, at the beginning or the end of a
    phrase, is neither. Circumflexes do not count, and a blank is any white space.
    """
    return {code: Listed(listed) for code, listed in by_language.items()}


def found_in(values: Iterable[object], listed: Phrases) -> Iterator[tuple[Fact[str], str]]:
    """Each public statement of `values` that holds one of the phrases of its language."""
    texts = tuple(in_small_letters(values))
    return _said(texts, joined(texts), listed)


def said_anywhere(subject: Subject, listed: Phrases) -> Iterator[tuple[Origin, str]]:
    """The phrases in any public text of the data and in the controller's own wording."""
    for fact, phrase in _said(subject.lowered, subject.words, listed):
        yield fact.origin, phrase
    for origin, language, words in subject.wordings:
        if said := first(folded(words, language), language, listed):
            yield origin, said


def _said(
    texts: Sequence[tuple[Fact[str], str, str]], together: Mapping[str, str], listed: Phrases
) -> Iterator[tuple[Fact[str], str]]:
    can = {code: phrases.within(together.get(code, "")) for code, phrases in listed.items()}
    for fact, language, words in texts if any(can.values()) else ():
        phrases = can.get(language)
        if phrases and (match := phrases.search(words)):
            yield fact, match.group().strip()


def first(words: str, language: str, listed: Mapping[str, Sought]) -> str | None:
    """The first phrase of the language in folded `words`, as it stands there."""
    match = listed[language].search(words) if language in listed else None
    return match.group().strip() if match else None


def blame(subject: Subject, text: Expression, *clauses: str) -> Origin:
    """Where to look when `text` lacks words that the tool writes into one of `clauses`.

    The file of the wording that took the place of one of these; else of any clause that was
    reworded; else the declaration of the document.
    """
    reworded = _reworded(text)
    named = (reworded[clause] for clause in clauses if clause in reworded)
    found = next(named, next(iter(reworded.values()), None))
    return found or subject.facts.documents[text.document].origin


def holding(subject: Subject, text: Expression, words: str) -> Origin:
    """Where `words` that stand in `text` were written: the wording of their clause, or `blame`."""
    reworded = _reworded(text)
    plain = " ".join(words.split())
    for origin, language, said in subject.wordings:
        if language == text.language and plain in said and origin in reworded.values():
            return origin
    return subject.facts.documents[text.document].origin


def _reworded(text: Expression) -> dict[str, Origin]:
    """The clauses of a text in the controller's own words, with their files."""
    clauses = [clause for layer in text.layers for clause in layer.clauses]
    return {c.id: origin for c in clauses if (origin := wording_origin(c.template))}


_compiled = cache(re.compile)


def _stems(signs: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The stems of each word of a phrase, the longest word first: one of each stands wherever the
    phrase does."""
    words = [sign.split("|") for sign in signs if sign != "…" and not sign.startswith("!")]
    stems = [tuple(map(_stem, word)) for word in words]
    return tuple(sorted(stems, key=lambda word: -min(map(len, word))))


def _phrase(signs: Sequence[str]) -> str:
    before, after = "", ""
    if signs[0].startswith("!"):
        before = "".join(rf"(?<!{_ending(word)}\s)" for word in signs[0][1:].split("|"))
        signs = signs[1:]
    if signs[-1].startswith("!"):
        after = rf"(?!\W+(?:{_choice(signs[-1][1:])}))"
        signs = signs[:-1]
    pattern, joint = "", ""
    for sign in signs:
        if sign == "…":
            joint = rf",?{_GAP}(?:{_WORD}\s+){{0,{BETWEEN}}}?"
        else:
            pattern += joint + _choice(sign)
            joint = rf",?{_GAP}"
    return rf"(?<!\w){before}{pattern}{after}"


def _choice(sign: str) -> str:
    return f"(?:{'|'.join(map(_word, sign.split('|')))})"


def _word(sign: str) -> str:
    if sign == "*":
        return r"\w+"
    start = r"\w*" if sign.startswith("-") else ""
    end = {"-": r"['’]?\w*(?!\w)", "+": rf"{_FINITE}(?!\w)"}.get(sign[-1], r"(?!\w)")
    return f"{start}{re.escape(_stem(sign))}{end}"


def _stem(sign: str) -> str:
    """The letters of a word that stand in any of its forms; none where any word does."""
    return "" if sign == "*" else sign.removeprefix("-").rstrip("-+")


def _ending(sign: str) -> str:
    """A word before, which a look-behind needs with its length: `-diği` or a whole one."""
    return re.escape(sign.removeprefix("-"))

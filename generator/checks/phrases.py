"""Finds phrases in what the controller says, in whatever case and with whatever ending.

That is the public texts of the data and the controller's own wording; the tool's own prose is
not searched.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator import languages
from generator.checks.subject import Subject, folded, in_small_letters
from generator.checks.wording import wording_origin
from generator.expression import Expression
from generator.provenance import Fact, Origin

Phrases = Mapping[str, re.Pattern[str]]
"""By language, a pattern for words in small letters as `folded` gives them."""

BETWEEN = 6
"""So many words may stand where a phrase has `…`."""
_WORD = r"[^\s.;:!?]+"
_GAP = r"[\s(“\"]+"
_FINITE = r"(?:[ıiuü]r|[ae]r|[ae]c[ae][kğ]|[ae]bil(?:ir|ec)|m[ae]kt[ae])\w*"


def phrases(**by_language: Sequence[str]) -> Phrases:
    """Patterns for phrases, which are written as words with a few signs.

    `kapat-` has any ending, `-emez` any beginning; `silin+` is a Turkish stem with an affirmative
    finite ending (siler, silinecektir; not silinmez, not silinmesi). `…` are up to six words of
    the same sentence, `*` is one word. `a|b` is either; `!a|b`, at the beginning or the end of a
    phrase, is neither. Circumflexes do not count, and a blank is any white space.
    """
    return {code: _either(listed) for code, listed in by_language.items()}


def found_in(values: Iterable[object], listed: Phrases) -> Iterator[tuple[Fact[str], str]]:
    """Each public statement of `values` that holds one of the phrases of its language."""
    for fact, language, words in in_small_letters(values):
        phrase = first(words, language, listed)
        if phrase:
            yield fact, phrase


def said_anywhere(subject: Subject, listed: Phrases) -> Iterator[tuple[Origin, str]]:
    """The phrases in any public text of the data and in the controller's own wording."""
    for fact, language, words in subject.lowered:
        phrase = first(words, language, listed)
        if phrase:
            yield fact.origin, phrase
    for origin, language, words in subject.wordings:
        phrase = first(folded(words, language), language, listed)
        if phrase:
            yield origin, phrase


def first(words: str, language: str, listed: Phrases) -> str | None:
    """The first phrase of the language in folded `words`, as it stands there."""
    match = listed[language].search(words) if language in listed else None
    return match.group().strip() if match else None


def in_any_language(origin: Origin) -> str:
    """The key of a place without its language: the words of one text are one fact."""
    key, _, last = origin.key.rpartition(".")
    return key if last in languages.all_languages() else origin.key


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


def _either(listed: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(_phrase(folded(phrase, "tr").split()) for phrase in listed))


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
    stem = re.escape(sign.removeprefix("-").rstrip("-+"))
    end = {"-": r"['’]?\w*(?!\w)", "+": rf"{_FINITE}(?!\w)"}.get(sign[-1], r"(?!\w)")
    return f"{start}{stem}{end}"


def _ending(sign: str) -> str:
    """A word before, which a look-behind needs with its length: `-diği` or a whole one."""
    return re.escape(sign.removeprefix("-"))

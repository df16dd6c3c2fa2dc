"""Which words changed in one language while the same words in another language did not.

A place is that of a text in the data, without its language, or a reworded clause of
`data/wording/`. It is compared where it is printed again, clause by clause, for endings and
capitals follow the sentence around it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.comparison.reading import FactsByClause

Where = tuple[str, str]
"""Document and clause (`layer#clause`) that print a place; both empty for the data itself."""
Words = Mapping[str, Mapping[str, Mapping[Where, str]]]
"""Place → language → where it is printed → words."""
Pair = tuple[str, str]
"""Words before and after."""


def of_facts(texts: Iterable[tuple[str, FactsByClause]], languages: Iterable[str]) -> Words:
    """What texts, each named by its document, printed of the data, in `languages`."""
    words: dict[str, dict[str, dict[Where, str]]] = {}
    known = frozenset(languages)
    for document, facts in texts:
        for clause, printed in facts.items():
            for key, lines in printed.items():
                place, _, language = key.rpartition(".")
                if language in known:
                    by_language = words.setdefault(place, {}).setdefault(language, {})
                    by_language[document, clause] = "\n".join(lines)
    return words


def changes(
    before: Mapping[str, Mapping[Where, str]], now: Mapping[str, Mapping[Where, str]]
) -> dict[str, Pair | None]:
    """Of each language that prints a place on both sides, what changed in it; None where nothing
    did. A change of more than spelling comes before one of spelling."""
    both = {
        code: [(before[code][w], now[code][w]) for w in before[code].keys() & now[code].keys()]
        for code in sorted(before.keys() & now.keys())
    }
    return {code: _first(pairs) for code, pairs in both.items() if pairs}


def behind(changed: Mapping[str, Pair | None]) -> Iterator[tuple[str, str, Pair]]:
    """Of `changes`: the language that changed, the one that did not, and the change."""
    for code, pair in changed.items():
        for other, theirs in changed.items():
            if pair and theirs is None:
                yield code, other, pair


@dataclass(frozen=True)
class Standing:
    """The words of each place as they stand, and as they were when its languages last said the
    same: while one language is behind, that is before the others changed."""

    now: Words = field(default_factory=dict)
    alike: Words = field(default_factory=dict)

    def after(self, words: Words, *, same_meaning: bool = False) -> "Standing":
        """What stands once `words` are printed; `same_meaning` says that no meaning changed."""
        now, alike = dict(self.now), dict(self.alike)
        for place, stated in words.items():
            stood, were_alike = now.get(place, {}), alike.get(place, {})
            if stated == stood == were_alike:  # as most are
                continue
            now[place] = _merged(stood, stated)
            settled = same_meaning and stood == were_alike
            if settled or not _lags(changes(were_alike, stated)):
                alike[place] = now[place]
        return Standing(now, alike)


def _merged(
    stood: Mapping[str, Mapping[Where, str]], stated: Mapping[str, Mapping[Where, str]]
) -> Mapping[str, Mapping[Where, str]]:
    both = {**stood, **stated}
    return {code: {**stood.get(code, {}), **stated.get(code, {})} for code in both}


def _lags(changed: Mapping[str, Pair | None]) -> bool:
    return any(not same_but_for_marks(*pair) for _, _, pair in behind(changed))


def _first(pairs: Iterable[Pair]) -> Pair | None:
    different = [pair for pair in pairs if pair[0] != pair[1]]
    worded = (pair for pair in different if not same_but_for_marks(*pair))
    return next(worded, next(iter(different), None))


def same_but_for_marks(before: str, after: str) -> bool:
    """Whether capitals, marks on letters and punctuation differ alone; they change no meaning.

    Digits keep theirs: 1.5 is not 15.
    """
    return _plain(before) == _plain(after)


def _plain(words: str) -> str:
    small = words.replace("İ", "i").replace("I", "ı").lower().replace("ı", "i")
    bare = "".join(c for c in unicodedata.normalize("NFD", small) if not unicodedata.combining(c))
    return " ".join(re.sub(r"(?<!\d)[^\w\s]|[^\w\s](?!\d)", " ", bare).split())

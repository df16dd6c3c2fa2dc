"""Finds phrases in the public texts of the data, in whatever case they are written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator import languages
from generator.model.entry import Text
from generator.provenance import Fact, Origin


def found_in(
    values: Iterable[object], phrases: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Fact[str], str]]:
    """Each public statement of `values` that holds one of the phrases of its language."""
    seen: set[Origin] = set()
    for text in values:
        if not isinstance(text, Text) or text.internal or text.origin in seen:
            continue
        seen.add(text.origin)
        for language, fact in text.by_language.items():
            written = languages.get(language).lower(fact.value)
            for phrase in phrases.get(language, ()):
                if phrase in written:
                    yield fact, phrase
                    break

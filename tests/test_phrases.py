"""Phrases are sought only where one of their words stands, and found all the same."""

import re
from collections.abc import Iterator

from generator.checks import all_rules, phrases
from generator.checks.phrases import Listed
from generator.checks.special_words import WORDS


def _lists() -> Iterator[Listed]:
    named = [listed for rule in all_rules() for listed in rule.phrases]
    for by_language in (*named, *WORDS.values()):
        yield from (listed for listed in by_language.values() if isinstance(listed, Listed))


def _plain(signs: str) -> str:
    """Words that a phrase stands for: one of each choice, in its shortest form."""
    words = [sign.split("|")[0] for sign in signs.split() if sign != "…" and sign[0] != "!"]
    return " ".join("bir" if w == "*" else re.sub(r"\+$", "ir", w.strip("-")) for w in words)


def test_every_phrase_is_found_in_its_own_words() -> None:
    """With the pattern of all phrases and with that of those alone which can stand there."""
    lists = list(_lists())
    assert len(lists) > 40
    for listed in lists:
        whole = re.compile("|".join(pattern for _, pattern in listed._phrases))
        for signs in listed._listed:
            words = phrases.folded(f"önce {_plain(signs)} sonra", "tr")
            expected = whole.search(words)
            match = listed.search(words)
            assert (match and match.span()) == (expected and expected.span()), signs


def test_no_pattern_where_no_word_of_a_phrase_stands() -> None:
    """Making one takes longer than searching with it."""
    listed = Listed(["gerekli|ihtiyaç … sürece", "*"])
    assert listed.within("kısa") is not None  # “*” is any word
    assert Listed(["gerekli|ihtiyaç … sürece"]).within("veri üç yıl saklanır") is None

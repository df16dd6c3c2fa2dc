"""Facts of releases that are older than the ids of rows: `purposes[0]` as the row that it is today.

An index says nothing about which row it was: rows were inserted and moved. So a row of an older
release is taken for the one that is stated with the same name in the same clause; where none or
several are, its facts are compared by their words alone.
"""

import re
from collections.abc import Mapping

Facts = Mapping[str, list[str]]
"""Key of a fact (`file#path`) → the words in which one clause printed it."""

_INDEXED = re.compile(r"([^#]+#)(purposes|listed|definitions)\[\d+\](?=\.|$)")
_NAMED = re.compile(r"([^#]+#)(purposes|listed|definitions)\.([a-z0-9-]+)(?=\.|$)")
_NAMES = re.compile(r"\.(text|name|term)(\.[a-z]+)?$")
_Row = tuple[str, str, str]
"""File, key of the list, and the words that name the row."""


def aligned(before: Facts, after: Facts) -> Facts:
    """`before` with the keys of `after` for the rows that both name alike."""
    if not any(map(_INDEXED.match, before)):
        return before
    then, now = _by_name(before, _INDEXED), _by_name(after, _NAMED)
    same = {old: now[row] for row, old in then.items() if old and now.get(row)}
    return {_renamed(key, same): words for key, words in before.items()}


def _renamed(key: str, same: Mapping[str, str]) -> str:
    match = _INDEXED.match(key)
    return same.get(match[0], match[0]) + key[match.end() :] if match else key


def _by_name(facts: Facts, pattern: re.Pattern[str]) -> dict[_Row, str]:
    """By its name, where each row is written; empty where several have the same."""
    values: dict[_Row, str] = {}
    for key, words in facts.items():
        match = pattern.match(key)
        if match and _NAMES.fullmatch(key, match.end()):
            row = match[1], match[2], "\n".join(words)
            values[row] = match[0] if values.get(row, match[0]) == match[0] else ""
    return values

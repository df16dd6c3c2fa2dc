"""Data of an older form → today's: rows get ids, keys their names of today; acceptances follow.

Older is a list where the model has entries by id today (purposes, cookies, definitions), and a key
that was renamed. An id is made of the row's own words; anyone who prefers another renames it
afterwards.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator import source
from generator.decoding import RESERVED
from generator.editing import renaming
from generator.editing.draft import Draft
from generator.editing.edition import Edition
from generator.errors import Problem, SourceError
from generator.languages.addresses import plain_words
from generator.message import say
from generator.model.facts import patterns
from generator.provenance import Origin

ACCEPTED = "accepted.yml"
MAX_WORDS = 4
_INDEXED = re.compile(r"([^#\s]+)#([a-z_]+)\[(\d{1,6})\](.*)")
_SMALL = frozenset(
    "a an and are as at be been by for from has have in into is it its of on or that the their "
    "them they this those to up was were when whether which with within "
    "bir bu da de ile için olan olarak ve veya ya".split()
)


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of the older form: under `key` of each of `files`; `words` of a row name it.

    `exact`: those are a name, of which no part is left out.
    """

    files: str
    key: str
    words: str
    noun: str
    exact: bool = False


ROWS = (
    Rows("processing/", "purposes", "text", "purpose"),
    Rows("cookies.yml", "listed", "name", "cookie", exact=True),
    Rows("glossary.yml", "definitions", "term", "term"),
)


def upgrade(edition: Edition) -> list[Problem]:
    """Bring the files of `edition` into today's form.

    Returns the acceptances of a row that is not there; they stay as they are. A file that cannot
    be read is left to `Edition.judge`.
    """
    # Acceptances are written first: if that is cut off, the next one finds the same ids again.
    accepted = _draft(edition, edition.folder / ACCEPTED)
    ids = dict(_ids(edition))
    unmatched = list(_acceptances(edition, accepted, ids))
    renaming.rename(edition)
    for (file, key), names in ids.items():
        edition.edit(file, partial(Draft.name_items, path=(key,), names=names))
    return unmatched


def _ids(edition: Edition) -> Iterator[tuple[tuple[str, str], Sequence[str]]]:
    """For each older list, its file and key, the ids of its rows."""
    for rows in ROWS:
        for path in sorted(p for files in patterns(rows.files) for p in edition.folder.glob(files)):
            draft = _draft(edition, path)
            node = draft.node if draft else None
            items = node.get(rows.key) if isinstance(node, source.Mapping) else None
            if isinstance(items, source.Sequence):
                file = path.relative_to(edition.folder).as_posix()
                yield (file, rows.key), named(items.items, rows)


def _draft(edition: Edition, path: Path) -> Draft | None:
    try:
        return edition.draft(path.relative_to(edition.folder).as_posix())
    except SourceError:
        return None


def named(items: Sequence[source.Node], rows: Rows) -> list[str]:
    """An id for each row: words of it in English, otherwise Turkish; a number where they recur."""
    ids: list[str] = []
    for item in items:
        words = item.get(rows.words) if isinstance(item, source.Mapping) else None
        ids.append(free_id(_words(words), rows.noun, ids, exact=rows.exact))
    return ids


def free_id(words: str, noun: str, taken: Collection[str], *, exact: bool = False) -> str:
    """An id of a few telling words in a-z, digits and hyphens that is not taken; with `noun` where
    the words say too little."""
    name = _id(words, exact=exact)
    if not name or name in RESERVED or name.isdigit():
        name = f"{noun}-{name}".rstrip("-")
    same = (f"{name}-{number}" for number in range(2, len(taken) + 2))
    return next(n for n in (name, *same) if n not in taken)


def _words(node: source.Node | None) -> str:
    if isinstance(node, source.Mapping):
        inner = (node.get(key) for key in ("value", "en", "tr"))
        return next(filter(None, map(_words, inner)), "")
    return node.text if isinstance(node, source.Scalar) else ""


def _id(words: str, *, exact: bool) -> str:
    parts = plain_words(words.replace("'s", ""))
    if exact:
        return "-".join(parts)
    telling = [part for part in parts if part not in _SMALL and (len(part) > 1 or part.isdigit())]
    return "-".join((telling or parts)[:MAX_WORDS])


def _acceptances(
    edition: Edition, accepted: Draft | None, ids: Mapping[tuple[str, str], Sequence[str]]
) -> Iterator[Problem]:
    """Point each acceptance of a row to its id; yields those whose row is not there."""
    node = accepted.node if accepted else None
    for entry in node.entries if isinstance(node, source.Mapping) else ():
        place = entry.value.get("place") if isinstance(entry.value, source.Mapping) else None
        inner = place.get("value") if isinstance(place, source.Mapping) else None
        leaf, steps = (inner, ("place", "value")) if inner else (place, ("place",))
        if not isinstance(leaf, source.Scalar):
            continue
        new = _by_id(renaming.place(leaf.text), ids)
        if new is None:
            yield _unmatched(entry.key, leaf.origin, leaf.text)
        elif new != leaf.text:
            edition.edit(ACCEPTED, partial(Draft.set_leaf, path=(entry.key, *steps), value=new))


def _by_id(place: str, ids: Mapping[tuple[str, str], Sequence[str]]) -> str | None:
    """A place with the id of its row; None where it names a row that is not there."""
    match = _INDEXED.fullmatch(place)
    if not match or match[2] not in {rows.key for rows in ROWS}:
        return place
    file, key, number, rest = match.groups()
    names = ids.get((file, key), ())
    return f"{file}#{key}.{names[int(number)]}{rest}" if int(number) < len(names) else None


def _unmatched(name: str, origin: Origin, place: str) -> Problem:
    message = say(
        "“{name}” accepts a finding at “{place}”, which is not there; it stays as it is.",
        name=name,
        place=place,
    )
    return Problem(
        origin, message, say("Write the place that “notices check” reports, or delete it.")
    )

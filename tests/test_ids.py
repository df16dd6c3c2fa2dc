"""Purposes, cookies and definitions have ids: what is said of one stays with it when rows move."""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import comparison, pipeline
from generator.comparison import FactsByClause
from generator.comparison.rows import aligned
from generator.editing import Edition
from generator.errors import NoticesError
from generator.expression import Expression
from generator.releases import preparing
from generator.releases.archive import Archive, file_of
from generator.releases.preparing import facts_of
from tests.archives import publish
from tests.conftest import CACHE, ROOT, STARTER

RICH = Path(__file__).parent / "rich"
FOLDERS = {"company": ROOT / "data", "starter": STARTER, "rich": RICH}
DAY = date(2026, 11, 28)
ROWS = (
    ("processing/*.yml", "purposes"),
    ("cookies.yml", "listed"),
    ("glossary.yml", "definitions"),
)


def run(data: Path) -> pipeline.Outcome:
    return pipeline.run(pipeline.Settings(data=data, as_of=DAY, cache=CACHE))


def rows(data: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Each file with rows: its path, their key, their ids in the order of writing."""
    for pattern, key in ROWS:
        for path in sorted(data.glob(pattern)):
            written = yaml.safe_load(path.read_text("utf-8")).get(key)
            if written:
                yield path.relative_to(data).as_posix(), key, list(written)


@cache
def numbered(data: Path) -> Mapping[str, str]:
    """The place of each row in a folder that changes no more, with its number for its id."""
    return {
        f"data/{file}#{key}.{name}": f"data/{file}#{key}[{number}]"
        for file, key, names in rows(data)
        for number, name in enumerate(names)
    }


def indexed(facts: FactsByClause, data: Path) -> dict[str, dict[str, list[str]]]:
    """Facts as releases of the older form froze them: with the number of a row for its id."""
    numbers = numbered(data)
    row = re.compile(r"[^#]+#(?:purposes|listed|definitions)\.[a-z0-9-]+")

    def older(key: str) -> str:
        match = row.match(key)
        return numbers[match[0]] + key[match.end() :] if match else key

    return {c: {older(k): words for k, words in f.items()} for c, f in facts.items()}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_release_of_indexes_against_ids_shows_no_change(name: str) -> None:
    """The same data, frozen before and after the rows had ids."""
    data, frozen = FOLDERS[name], []
    for text in run(data).texts:
        facts = facts_of(text)
        frozen.append(indexed(facts, data))
        assert not comparison.compare(text, text, frozen[-1], facts)
    assert "purposes[0].text.tr" in json.dumps(frozen)


def edited(folder: Path, file: str, *edits: tuple[str, str]) -> Path:
    data = folder / "data"
    shutil.copytree(RICH, data)
    text = (data / file).read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    (data / file).write_text(text, encoding="utf-8")
    return data


def by_key(data: Path) -> dict[tuple[str, str], Expression]:
    return {(text.document, text.language): text for text in run(data).texts}


def test_periods_that_change_places_are_changed_facts(tmp_path: Path) -> None:
    """The words are the same and so is their number; the row to which each belongs is not."""
    swap = (("period: 10 years, minimum", "period: 1 year 1 month, minimum"),
            ("period: 1 year 1 month, starts", "period: 10 years, starts"))  # fmt: skip
    after = by_key(edited(tmp_path, "processing/orders.yml", *swap))
    before = by_key(RICH)["policy", "tr"]
    changes = comparison.compare(
        before,
        after["policy", "tr"],
        indexed(facts_of(before), RICH),
        facts_of(after["policy", "tr"]),
    )
    assert [(c.what.value, c.clause) for c in changes if c.layer == "full"] == [
        ("facts", "purposes")
    ]
    assert comparison.substantive(changes)


NEW: dict[str, Any] = {
    "purposes": {
        "text": {"tr": "Siparişin hazırlanması", "en": "Preparing the order"},
        "data": ["identity.name"],
        "bases": [{"article": "5/2-c", "detail": {"tr": "satış sözleşmesi", "en": "the contract"}}],
        "recipients": [],
        "retention": {"period": "10 years", "starts": {"tr": "teslim", "en": "the delivery"}},
    },
    "listed": {
        "name": "new",
        "storage": "cookie",
        "party": "first-party",
        "category": "strictly-necessary",
        "purpose": {"tr": "oturum", "en": "the session"},
        "lifetime": "session",
        "basis": {"article": "5/2-f", "detail": {"tr": "güvenlik", "en": "security"}},
        "before_consent": "yes",
    },
    "definitions": {
        "term": {"tr": "Tüketici", "en": "Consumer"},
        "meaning": {"tr": "Ticari amaçla hareket etmeyen kişidir.", "en": "Who does not trade."},
    },
}  # fmt: skip


def insert(edition: Edition, file: str, key: str, first: str) -> None:
    edition.edit(file, lambda draft: draft.add_entry((key, "a-new-one"), NEW[key], first))


def move(edition: Edition, file: str, key: str, first: str) -> None:
    written: Any = edition.draft(file).value((key,))
    *_, last = written
    edition.edit(file, lambda d: d.remove((key, last)).add_entry((key, last), written[last], first))


def delete(edition: Edition, file: str, key: str, first: str) -> None:
    edition.edit(file, lambda draft: draft.remove((key, first)))


# A row that is second, and what makes a rule find something in it.
WRONG = {
    "purposes": ("processing/orders.yml", "pay-later", ("text", "tr"), "Satış vb.", "PUR-01"),
    "listed": ("cookies.yml", "c-1", ("before_consent",), "yes", "COO-02"),
    "definitions": ("glossary.yml", "second", ("meaning", "tr"), "[Anlam]", "TXT-02"),
}  # fmt: skip


@pytest.fixture(scope="module", params=WRONG)
def accepting(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path, set[tuple[str, str]]]:
    """The key of some rows, a folder that accepts what is found in one of them, and what that is:
    not to be written into."""
    file, row, path, wrong, code = WRONG[request.param]
    key, data = request.param, tmp_path_factory.mktemp("accepting") / "data"
    shutil.copytree(RICH, data)
    (data / "accepted.yml").touch()
    edition = Edition(data)
    if key == "definitions":
        edition.edit(file, lambda draft: draft.add_entry((key, row), NEW[key]))
    edition.edit(file, lambda draft: draft.set_leaf((key, row, *path), wrong))
    edition.write()
    found = next(f for f in run(data).findings if f.code == code)
    assert found.place.startswith(f"{file}#{key}.{row}")
    accepted = {
        "code": found.name, "place": found.place, "reason": "Test.", "role": "lawyer",
        "until": "2099-01-01", "profile": "draft",
    }  # fmt: skip
    edition.edit("accepted.yml", lambda draft: draft.add_entry(("x",), accepted))  # type: ignore[arg-type]
    edition.write()
    return key, data, {(found.name, found.place)}


@pytest.mark.parametrize("change", [insert, move, delete])
def test_an_acceptance_stays_with_its_row(
    tmp_path: Path,
    change: Callable[[Edition, str, str, str], None],
    accepting: tuple[str, Path, set[tuple[str, str]]],
) -> None:
    """Another row is put before it, it is put first, the row before it is taken out."""
    key, accepted, before = accepting
    file, row, *_ = WRONG[key]
    data = Path(shutil.copytree(accepted, tmp_path / "data"))
    edition = Edition(data)
    names: Any = edition.draft(file).value((key,))
    first = next(iter(names))
    assert first != row
    change(edition, file, key, first)
    edition.write()
    assert list(edition.draft(file).value((key,))) != list(names)
    after = run(data)
    assert accepted_places(after) == before
    assert not [f for f in after.findings if f.origin.file == "data/accepted.yml"]


def accepted_places(outcome: pipeline.Outcome) -> set[tuple[str, str]]:
    return {(f.name, f.place) for f in outcome.findings if f.accepted}


def reworded(data: Path, clause: str, words: str) -> None:
    for language in ("tr", "en"):
        path = data / f"wording/{clause}.{language}.jinja"
        path.parent.mkdir(parents=True, exist_ok=True)
        reason = "{# reason: a test | after: rights #}"
        path.write_text(f"{reason}\n<h2>Ek</h2>\n<p>{words}</p>\n", encoding="utf-8")


def test_a_release_takes_a_text_along_whose_link_has_another_aim(tmp_path: Path) -> None:
    """No anchor has two names: who renames one is refused until the texts that link to it follow,
    and these are then in the same release."""
    data = tmp_path / "data"
    shutil.copytree(RICH, data)
    link = 'Bkz. <a href="notice:policy#{}">ilgili bölüm</a>.'
    reworded(data, "policy/annex", "Ek metin.")
    reworded(data, "cookies/more", link.format("annex"))
    archive = Archive(tmp_path / "archive")
    publish(archive, list(run(data).texts), DAY)

    for path in (data / "wording/policy").iterdir():
        path.rename(path.with_name(path.name.replace("annex", "appendix")))
    with pytest.raises(NoticesError, match="a link leads to “annex”, which “policy”"):
        run(data)
    reworded(data, "cookies/more", link.format("appendix"))
    candidate = preparing.prepare(Archive(archive.folder), run(data).texts, DAY + timedelta(days=1))
    changed = {text.document for text in candidate.changed}
    assert changed == {"policy", "cookies"}
    assert candidate.carried
    for text in candidate.carried:
        frozen = archive.read(text)
        assert not any("#annex" in layer.html for layer in frozen.layers)


FROZEN = Path(__file__).parent / "frozen/archive/ornek"


@pytest.mark.parametrize("release", ["2026-03-02", "2026-04-01"])
def test_archives_of_format_1_are_compared_by_clause_and_value(release: str) -> None:
    """Their facts have numbers of rows for ever; the same facts under ids are no change."""
    archive, count = Archive(FROZEN), 0
    for frozen in next(m for m in archive.releases if m.id == release).own:
        was = archive.facts(release)[file_of(frozen.document, frozen.language)]
        now = {
            clause: {re.sub(r"(purposes|listed|definitions)\[(\d+)\]", r"\1.row-\2", key): words
                     for key, words in facts.items()}
            for clause, facts in was.items()
        }  # fmt: skip
        text = archive.read(frozen)
        assert not comparison.compare(text, text, was, now)
        count += was != now
        for clause, facts in now.items():
            other = {**now, clause: {**facts, next(reversed(facts)): ["other words"]}}
            changes = comparison.compare(text, text, was, other)
            assert [(c.what.value, f"{c.layer}#{c.clause}") for c in changes] == [("facts", clause)]
    assert count


def test_rows_of_one_name_are_compared_by_their_words() -> None:
    """Which of them is which cannot be known, and is not guessed."""

    def facts(*rows: str) -> dict[str, list[str]]:
        return {f"data/a.yml#purposes{row}.text.tr": ["Amaç"] for row in rows} | {
            f"data/a.yml#purposes{row}.when.tr": [str(n)] for n, row in enumerate(rows)
        }

    old = facts("[0]", "[1]")
    assert aligned(old, facts(".b", ".a")) == old
    one = {"data/a.yml#purposes[3].text.tr": ["Amaç"], "data/a.yml#purposes[3].when.tr": ["x"]}
    assert aligned(one, facts(".b")) == {
        "data/a.yml#purposes.b.text.tr": ["Amaç"], "data/a.yml#purposes.b.when.tr": ["x"],
    }  # fmt: skip
    assert aligned(one, one) == one

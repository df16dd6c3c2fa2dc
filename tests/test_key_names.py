"""Every key of the model has a name in panel, changes, request and redline: none is printed raw."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from generator.editing import Value
from generator.keys import Block, File, Key, Many, Written, files
from generator.keys.names import along, called
from generator.recipes.correcting.options import choices_of
from generator.recipes.reviewing.values import Changed, changed

SAME_IN_BOTH = {"form", "panel", "site"}
"""Words of Turkish that are written as the key is."""
HOMES = {
    "documents/": "documents/x.yml",
    "forms/": "forms/x.yml",
    "processing/": "processing/x.yml",
}
Steps = tuple[str | int, ...]


def _keys() -> Iterator[tuple[File, Block, Key]]:
    for file in files():
        for block in file.block.within:
            yield from ((file, block, key) for key in block.keys)


def _paths(file: File) -> Iterator[tuple[Steps, Block, Key]]:
    """A path to each key, once a block."""
    seen = set[str]()

    def within(block: Block, path: Steps) -> Iterator[tuple[Steps, Block, Key]]:
        if block.name in seen:
            return
        seen.add(block.name)
        for key in block.keys:
            here = (*path, key.name)
            yield here, block, key
            if key.block:
                by_id = key.written in (Written.PARTS, Written.ITEMS, Written.TEXTS_OR_PARTS)
                step: Steps = ("some-id",) if by_id else (0,) if key.listed else ()
                yield from within(key.block, (*here, *step))

    yield from within(file.block, ("some-id",) if file.many is Many.SEVERAL else ())


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_key_of_every_block_has_a_name(language: str) -> None:
    for _, block, key in _keys():
        name = called(block.name, key.name, language)
        assert "_" not in name, (block.name, key.name)
        if language == "tr":
            assert name != key.name or key.name in SAME_IN_BOTH, (block.name, key.name)


def test_every_choice_has_a_name_in_turkish() -> None:
    for _, block, key in _keys():
        for option in choices_of(key, "tr"):
            assert option.label != option.value, (block.name, key.name, option.value)


def test_a_name_says_what_the_key_means_in_its_block() -> None:
    assert called("Recipient", "role", "tr") == "alıcının sıfatı"
    assert called("Answer", "role", "tr") == "yanıtlayan görev"
    assert called("Confirmed", "role", "tr") == "teyit eden görev"
    assert called("Recipient", "purpose", "tr") == "aktarımın amacı"
    assert called("Cookie", "purpose", "tr") == "kullanım amacı"


def test_a_changed_place_is_named_without_a_raw_key() -> None:
    for file in files():
        name = HOMES.get(file.name, file.name)
        for path, block, key in _paths(file):
            assert list(along(name, path))[-1], (name, path)
            said = Changed(name, path, None, "x", {name: _holding(path)}).named("tr")
            assert said.rpartition(" › ")[2] == called(block.name, key.name, "tr"), (name, path)


def test_a_whole_entry_is_said_without_a_raw_key() -> None:
    """Each entry that the model could have, filled with its keys, read aloud key by key."""
    for file in files():
        name = HOMES.get(file.name, file.name)
        for path, block, key in _paths(file):
            chosen = next(iter(key.choices), "söz")
            value: Value = {key.name: chosen}
            before = Changed(name, path[:-1], None, value, {name: _holding(path)})
            (line,) = before.lines(value, "tr")
            label, _, words = line.partition(": ")
            assert label == called(block.name, key.name, "tr"), (name, path)
            assert words != chosen or not key.choices, (name, path, words)


def _holding(path: Steps) -> Value:
    """Data in which something stands at a path."""
    value: Value = "x"
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value


def _rows(before: Mapping[str, str], after: Mapping[str, str], folder: Path) -> list[Changed]:
    for side, texts in (("before", before), ("after", after)):
        for name, text in texts.items():
            file = folder / side / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return list(changed(folder / "before", folder / "after"))


def test_a_doubt_that_was_taken_away_is_a_confirmation_of_what_was_in_doubt(tmp_path: Path) -> None:
    was = "email:\n  value: a@ornek.example\n  unconfirmed: Sorulacak.\n"
    (row,) = _rows(
        {"controller.yml": was}, {"controller.yml": "email: a@ornek.example\n"}, tmp_path
    )
    assert row.confirmed
    assert row.named("tr") == "e-posta adresi"
    assert row.stated(row.before, "tr") == "Sorulacak."


def test_a_list_that_gets_its_first_id_did_not_say_nobody_before(tmp_path: Path) -> None:
    one, two = ({"processing/x.yml": f"recipients: [{ids}]\n"} for ids in ("a", "a, b"))
    recipients = {"recipients.yml": "a:\n  name: A\nb:\n  name: B\n"}
    (row,) = _rows({**one, **recipients}, {**two, **recipients}, tmp_path)
    assert (row.stated(row.before, "tr"), row.stated(row.after, "tr")) == ("", "B")

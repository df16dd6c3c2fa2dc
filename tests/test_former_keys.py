"""Keys that were renamed: `notices upgrade` writes their names of today, and no fact moves."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.commands import FINE, UNUSABLE, main
from generator.decoding import FORMER, fields_of
from generator.editing import renaming
from generator.releases.preparing import facts_of
from tests.conftest import STARTER
from tests.test_ids import FOLDERS, run
from tests.test_upgrade import acceptance, snapshot, upgrade, with_former_keys


def test_a_former_name_is_used_for_nothing_else() -> None:
    """Otherwise one key would mean two things, depending on the age of a file."""
    for kind, names in FORMER.items():
        today = fields_of(kind)[1].keys()
        assert set(names.values()) <= today
        assert today.isdisjoint(names)


def test_every_type_with_former_keys_is_upgraded() -> None:
    """Those that are a file or an entry of one; a type inside another needs a way to it."""
    upgraded = [keys.names for keys in renaming.former()]
    assert all(names in upgraded for names in FORMER.values())
    assert len(upgraded) == len(FORMER)


@pytest.mark.parametrize("name", FOLDERS)
def test_it_is_todays_form_afterwards_to_the_letter(name: str, tmp_path: Path) -> None:
    """Twice is once."""
    data = with_former_keys(FOLDERS[name], tmp_path / "data")
    assert snapshot(data) != snapshot(FOLDERS[name])
    assert upgrade(data, "--yes").exit_code == FINE
    assert snapshot(data) == snapshot(FOLDERS[name])
    assert "nothing to change" in upgrade(data, "--yes").output
    assert snapshot(data) == snapshot(FOLDERS[name])


@pytest.mark.parametrize("name", FOLDERS)
def test_a_release_of_former_keys_is_the_same_facts(name: str) -> None:
    """A key that is printed would be compared under two names: it needs a line in `comparison`."""
    texts = run(FOLDERS[name]).texts
    printed = {key for t in texts for facts in facts_of(t).values() for key in facts}
    today = {f".{new}" for names in FORMER.values() for new in names.values()}
    assert printed
    assert not [key for key in printed for new in today if new in key.replace("#", ".")]


PLACES = {
    "processing/orders.yml#collected_at": "processing/orders.yml#collection_points",
    "processing/orders.yml#collected_at[0]": "processing/orders.yml#collection_points[0]",
    "consents.yml#newsletter.asked_at": "consents.yml#newsletter.collection_point",
    "consents.yml#asked_at.matter.tr": "consents.yml#asked_at.matter.tr",
    "cameras.yml#point": "cameras.yml#collection_point",
    "cameras.yml#areas[0].point": "cameras.yml#areas[0].point",
    "documents/policy.yml#point": "documents/policy.yml#point",
    "processing/orders.yml": "processing/orders.yml",
    "": "",
}


@pytest.mark.parametrize("place", PLACES)
def test_an_acceptance_names_the_key_of_today(place: str, tmp_path: Path) -> None:
    """Whether the files are written by then or not: no key of today has a former name."""
    data = tmp_path / "data"
    shutil.copytree(STARTER, data)
    (data / "accepted.yml").write_text(acceptance("a", place), encoding="utf-8")
    assert upgrade(data, "--yes").exit_code == FINE
    assert (data / "accepted.yml").read_text("utf-8") == acceptance("a", PLACES[place])


def test_a_key_under_both_of_its_names_is_for_a_person(tmp_path: Path) -> None:
    """Which of them holds is not guessed; nothing is written."""
    data = tmp_path / "data"
    shutil.copytree(STARTER, data)
    orders = data / "processing/orders.yml"
    orders.write_text("collected_at: []\n" + orders.read_text("utf-8"), encoding="utf-8")
    before = snapshot(data)
    for command in ("check", "upgrade"):
        done = CliRunner().invoke(main, [command, "--data", str(data)])
        assert done.exit_code == UNUSABLE
        lines = done.output.replace(f"{tmp_path}/", "").splitlines()
        assert [line for line in lines if ": error: " in line] == [
            "data/processing/orders.yml:1:1: error: “collected_at” is called “collection_points” "
            "today, which stands here as well. Delete one of the two."
        ]
    assert snapshot(data) == before


def test_a_default_by_its_former_name_gives_way_to_an_entry_of_today(tmp_path: Path) -> None:
    """In one file, of which a part was written since."""
    data = tmp_path / "data"
    shutil.copytree(FOLDERS["rich"], data)
    consents = data / "consents.yml"
    words = "defaults:\n  asked_at: cameras\n\n" + consents.read_text("utf-8")
    consents.write_text(words, encoding="utf-8")
    assert "older form" in CliRunner().invoke(main, ["check", "--data", str(data)]).output
    assert upgrade(data, "--yes").exit_code == FINE
    assert consents.read_text("utf-8") == words.replace("asked_at", "collection_point")

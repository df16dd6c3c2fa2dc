"""`notices upgrade`: data of an older form in today's, shown before it is written."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import expression, keys, loading, source
from generator.commands import FINDINGS, FINE, UNUSABLE, main
from generator.editing import Edition, upgrading
from generator.releases.preparing import facts_of
from tests.conftest import STARTER
from tests.test_ids import FOLDERS, indexed, rows, run

FORMER = (
    ("processing/*.yml", "collection_points", "collected_at"),
    ("consents.yml", "  collection_point", "  asked_at"),
    ("cameras.yml", "collection_point", "point"),
)


def with_former_keys(folder: Path, to: Path) -> Path:
    """A controller with keys as they were called before today's form."""
    shutil.copytree(folder, to)
    for pattern, today, former in FORMER:
        for path in to.glob(pattern):
            text, count = re.subn(rf"(?m)^{today}:", f"{former}:", path.read_text("utf-8"))
            assert count
            path.write_text(text, encoding="utf-8")
    return to


def older(folder: Path, to: Path) -> Path:
    """A controller in the older form: former keys, rows without ids, acceptances by numbers."""
    with_former_keys(folder, to)
    for file, key, names in rows(folder):
        text = (to / file).read_text("utf-8")
        for number, name in enumerate(names):
            text, count = re.subn(rf"(?m)^  {name}:\n    ", "  - ", text)
            assert count == 1
            _number(to / "accepted.yml", f"{file}#{key}.{name}", f"{file}#{key}[{number}]")
        (to / file).write_text(text, encoding="utf-8")
    return to


def _number(accepted: Path, old: str, new: str) -> None:
    if accepted.exists():
        text = accepted.read_text("utf-8")
        accepted.write_text(re.sub(rf"{re.escape(old)}\b", new, text), encoding="utf-8")


def upgrade(data: Path, *options: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, ["upgrade", "--data", str(data), *options], input=typed)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_but_ids_and_keys_is_written(name: str, tmp_path: Path) -> None:
    """With the ids of today in their places, each file is what it is today, to the letter."""
    data, today = older(FOLDERS[name], tmp_path / "data"), FOLDERS[name]
    assert upgrade(data, "--yes").exit_code == FINE
    edition = Edition(data)
    for file, key, names in rows(today):
        written: Any = edition.draft(file).value((key,))
        for old, new in zip(written, names, strict=True):
            if old != new:
                edition.edit(file, lambda d, path=(key, old), n=new: d.rename_key(path, n))  # type: ignore[misc]
            accepted = data / "accepted.yml"
            _number(accepted, f"{file}#{key}.{old}", f"{file}#{key}.{new}")
    edition.write()
    assert snapshot(data) == snapshot(today)


@pytest.mark.parametrize("name", FOLDERS)
def test_every_word_and_every_fact_stays(name: str, tmp_path: Path) -> None:
    """The texts, the values of their facts, what is found and what of it is accepted."""
    data, today = older(FOLDERS[name], tmp_path / "data"), run(FOLDERS[name])
    assert upgrade(data, "--yes").exit_code == FINE
    after = run(data)
    assert [expression.to_json(t) for t in after.texts] == [
        expression.to_json(t) for t in today.texts
    ]
    assert [indexed(facts_of(t), data) for t in after.texts] == [
        indexed(facts_of(t), FOLDERS[name]) for t in today.texts
    ]
    found = [
        [(f.name, _without_ids(f.message), f.accepted) for f in o.findings] for o in (after, today)
    ]
    assert found[0] == found[1]


def _without_ids(message: str) -> str:
    """A message with the number of the ids that it lists at its end, in their place."""
    return re.sub(r"(?<=: )[a-z0-9-]+(, [a-z0-9-]+)*\.$", lambda m: str(m[0].count(",")), message)


def test_run_twice_it_changes_nothing(tmp_path: Path) -> None:
    """And says so."""
    data = older(FOLDERS["company"], tmp_path / "data")
    upgrade(data, "--yes")
    once = snapshot(data)
    again = upgrade(data, "--yes")
    assert again.exit_code == FINE
    assert "is in today's form; nothing to change" in again.output
    assert snapshot(data) == once


def test_the_difference_comes_first_and_nothing_is_written_without_a_word(tmp_path: Path) -> None:
    """Where nobody can be asked, `--yes` is the word."""
    data = older(STARTER, tmp_path / "data")
    before = snapshot(data)
    shown = upgrade(data)
    assert shown.exit_code == FINDINGS
    assert snapshot(data) == before
    assert f"{data}/processing/orders.yml\n@@ line " in shown.output
    assert (
        "\n-   - text: {tr: Siparişin teslim edilmesi, en: Delivering the order}\n" in shown.output
    )
    assert "\n+   delivering-order:\n+     text: {tr: Siparişin" in shown.output
    assert "Nothing was written" in shown.output


@pytest.mark.parametrize(("typed", "code"), [("y\n", FINE), ("n\n", FINDINGS)])
def test_on_a_terminal_it_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    """After the difference."""
    data = older(STARTER, tmp_path / "data")
    before = snapshot(data)
    monkeypatch.setattr("generator.commands._writing.can_ask", lambda: True)
    asked = upgrade(data, typed=typed)
    assert asked.exit_code == code
    assert asked.output.index("delivering-order") < asked.output.index("Write 2 files?")
    assert (snapshot(data) == before) is (code != FINE)


@pytest.mark.parametrize("form", [older, with_former_keys])
@pytest.mark.parametrize("command", ["check", "build", "compare", "trace"])
def test_the_older_form_is_one_message(
    tmp_path: Path, command: str, form: Callable[[Path, Path], Path]
) -> None:
    """Not one a row or a key, and no traceback, whatever is asked for."""
    data = form(FOLDERS["rich"], tmp_path / "data")
    place = ["policy#rights"] if command == "trace" else []
    done = CliRunner().invoke(main, [command, "--data", str(data), *place])
    assert done.exit_code == UNUSABLE
    problems = [line for line in done.output.splitlines() if ": error: " in line]
    hint = f"Run: notices upgrade --data {data}"
    assert problems == [f"data: error: this folder is written in an older form. {hint}"]


OLD = """\
# Rows: each keeps its remarks.
definitions:   # all of them
# the first
- term: {tr: Açık rıza, en: "Explicit consent"}   # a name
  meaning:
    tr: >-
      Özgür iradeyle

      açıklanan rızadır.
    en: Consent.
-   # the second
  term: {tr: Çerez}
  meaning: {tr: "Küçük dosya.", en: A file.}

- {term: {tr: Ç, en: {value: Cookie, unconfirmed: Is it one?}}, meaning: {tr: D., en: F.}}
- term: {tr: X, en: value}
  meaning: {tr: "İki\\nsatır.", en: 'It''s
    two.'}
- term: {tr: Ş, en: a/b}
  meaning: {tr: D., en: F.}
- term: {tr: Ş, en: "Explicit consent of the data subject to a transfer"}
  meaning: {tr: D., en: F.}
- term: {tr: Ş, en: Explicit consent}
  meaning: {tr: D., en: F.}
- term: {tr: "", en: 我}
  meaning: {tr: D., en: F.}
"""
NEW = """\
# Rows: each keeps its remarks.
definitions:   # all of them
# the first
  explicit-consent:
    term: {tr: Açık rıza, en: "Explicit consent"}   # a name
    meaning:
      tr: >-
        Özgür iradeyle

        açıklanan rızadır.
      en: Consent.
  cerez:   # the second
    term: {tr: Çerez}
    meaning: {tr: "Küçük dosya.", en: A file.}

  cookie: {term: {tr: Ç, en: {value: Cookie, unconfirmed: Is it one?}}, meaning: {tr: D., en: F.}}
  term-value:
    term: {tr: X, en: value}
    meaning: {tr: "İki\\nsatır.", en: 'It''s
      two.'}
  a-b:
    term: {tr: Ş, en: a/b}
    meaning: {tr: D., en: F.}
  explicit-consent-data-subject:
    term: {tr: Ş, en: "Explicit consent of the data subject to a transfer"}
    meaning: {tr: D., en: F.}
  explicit-consent-2:
    term: {tr: Ş, en: Explicit consent}
    meaning: {tr: D., en: F.}
  term:
    term: {tr: "", en: 我}
    meaning: {tr: D., en: F.}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_however_rows_are_written(tmp_path: Path, end: str, mark: bytes) -> None:
    """In the column of their key, in brackets, below their dash, with blocks and remarks."""
    data = tmp_path / "data"
    shutil.copytree(STARTER, data)
    glossary = data / "glossary.yml"
    glossary.write_bytes(mark + OLD.replace("\n", end).encode())
    assert upgrade(data, "--yes").exit_code == FINE
    assert glossary.read_bytes() == mark + NEW.replace("\n", end).encode()
    assert len(loading.load(data).glossary.definitions) == 8


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("definitions: []\n", "definitions: {}\n"),
        (
            "definitions: [{term: {tr: A, en: B}, meaning: {tr: C, en: D}}] # e\n",
            "definitions: {b: {term: {tr: A, en: B}, meaning: {tr: C, en: D}}} # e\n",
        ),
    ],
)
def test_rows_in_brackets(tmp_path: Path, old: str, new: str) -> None:
    """Stay in brackets."""
    data = tmp_path / "data"
    shutil.copytree(STARTER, data)
    (data / "glossary.yml").write_text(old, encoding="utf-8")
    upgrade(data, "--yes")
    assert (data / "glossary.yml").read_text("utf-8") == new


def acceptance(name: str, place: str) -> str:
    return (
        f"{name}: {{code: RET-04, place: '{place}', reason: r, role: r, until: 2099-01-01, "
        "profile: draft} # kept\n"
    )


def test_an_acceptance_that_cannot_be_matched_is_listed_and_stays(tmp_path: Path) -> None:
    """A row that is not there, a file that is not there; others move, down to what is inside."""
    data = older(STARTER, tmp_path / "data")
    orders, other = "processing/orders.yml#purposes", "processing/gone.yml#purposes[0]"
    (data / "accepted.yml").write_text(
        acceptance("a", f"{orders}[0].bases[0]") + acceptance("b", f"{orders}[1]")
        + acceptance("c", other) + acceptance("d", "controller.yml#addresses[0]"),
        encoding="utf-8",
    )  # fmt: skip
    done = upgrade(data, "--yes")
    assert done.exit_code == FINE
    assert (data / "accepted.yml").read_text("utf-8") == (
        acceptance("a", f"{orders}.delivering-order.bases[0]") + acceptance("b", f"{orders}[1]")
        + acceptance("c", other) + acceptance("d", "controller.yml#addresses[0]")
    )  # fmt: skip
    listed = re.findall(r"data/accepted\.yml:(\d):\d+: error: “(.)” accepts", done.output)
    assert listed == [("2", "b"), ("3", "c")]


def test_an_acceptance_by_number_is_not_matched_to_rows_that_have_ids(tmp_path: Path) -> None:
    """They may have moved since: it is listed, and nothing is guessed."""
    data = tmp_path / "data"
    shutil.copytree(STARTER, data)
    text = acceptance("a", "processing/orders.yml#purposes[0]")
    (data / "accepted.yml").write_text(text, encoding="utf-8")
    done = upgrade(data, "--yes")
    assert "“a” accepts a finding at “processing/orders.yml#purposes[0]”" in done.output
    assert "nothing to change" in done.output
    assert (data / "accepted.yml").read_text("utf-8") == text


def test_with_mistakes_nothing_is_written_and_all_are_named(tmp_path: Path) -> None:
    """Those of rows, of other files, and of a file that cannot be read."""
    data = older(STARTER, tmp_path / "data")
    orders = data / "processing/orders.yml"
    orders.write_text(orders.read_text("utf-8").replace("[carrier]", "[carier]"), encoding="utf-8")
    with (data / "glossary.yml").open("a", encoding="utf-8") as file:
        file.write("  - only words\n")
    (data / "sites.yml").write_text("ornek: {", encoding="utf-8")
    before = snapshot(data)
    done = upgrade(data, "--yes")
    assert done.exit_code == UNUSABLE
    assert "there is no “carier”" in done.output
    assert "data/glossary.yml" in done.output
    assert "data/sites.yml:1:8: error: a bracket is not closed" in done.output
    assert "older form" not in done.output
    assert snapshot(data) == before


def test_a_file_with_rows_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """And the rest is not written without it."""
    data = older(STARTER, tmp_path / "data")
    (data / "processing/orders.yml").write_text("title: 'open", encoding="utf-8")
    before = snapshot(data)
    done = upgrade(data, "--yes")
    assert done.exit_code == UNUSABLE
    assert "data/processing/orders.yml:1:8: error: a quotation mark is not closed" in done.output
    assert snapshot(data) == before


def test_a_writing_that_was_cut_off_is_finished_by_the_next(tmp_path: Path) -> None:
    """Whichever files were in their place by then."""
    data = older(FOLDERS["company"], tmp_path / "data")
    whole = tmp_path / "whole"
    shutil.copytree(data, whole)
    upgrade(whole, "--yes")
    edition = Edition(data)
    upgrading.upgrade(edition)
    contents = edition.contents
    assert next(iter(contents)) == "accepted.yml"
    for count in range(1, len(contents), 4):
        begun = tmp_path / f"begun-{count}"
        shutil.copytree(data, begun)
        for name in list(contents)[:count]:
            (begun / name).write_bytes(contents[name])
        upgrade(begun, "--yes")
        assert snapshot(begun) == snapshot(whole)


NAMED = {
    "Creating and managing the member account": "creating-managing-member-account",
    "Sending e-mail": "sending-mail",
    "The customer's address": "customer-address",
    "of the": "of-the",
    "İade ve ŞİKÂYET": "iade-sikayet",
}


@pytest.mark.parametrize("words", NAMED)
def test_an_id_is_made_of_the_words(words: str) -> None:
    """At most four that say something, in small Latin letters."""
    node = source.parse(yaml.safe_dump([{"text": {"en": words}}]).encode(), "t.yml")
    assert isinstance(node, source.Sequence)
    assert upgrading.named(node.items, upgrading.ROWS[0]) == [NAMED[words]]


@pytest.mark.parametrize(
    ("cookie", "name"),
    [
        ("_ga_*", "ga"),
        ("__Host-id/0", "host-id-0"),
        ("c_1", "c-1"),
        ("7", "cookie-7"),
        ("*", "cookie"),
    ],
)
def test_a_cookie_is_called_by_its_name(cookie: str, name: str) -> None:
    """The whole of it."""
    node = source.parse(json.dumps([{"name": cookie}]).encode(), "t.yml")
    assert isinstance(node, source.Sequence)
    assert upgrading.named(node.items, upgrading.ROWS[1]) == [name]


def test_every_list_that_has_ids_today_is_upgraded() -> None:
    """Another kind of rows needs a line in the table of the upgrade, if it ever was a list."""
    inside = {
        key.name
        for file in keys.files()
        for key in file.block.keys
        if key.written is keys.Written.PARTS
    }
    assert inside == {rows.key for rows in upgrading.ROWS} | {"classes", "duties", "processor_for"}

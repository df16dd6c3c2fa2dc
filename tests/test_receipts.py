"""Receipts: what is one, what it is worth, whether it still stands; the command from outside."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from generator.commands import main
from generator.outputs.api.files import SCHEMAS
from generator.receipts import reading
from generator.receipts.receipt import NotAReceipt, Receipt, Record, parse
from generator.receipts.verification import Code, Verifier
from generator.releases.archive import Archive
from tests import receipt_cases
from tests.receipt_cases import Case

_GOOD = json.dumps(receipt_cases._Receipts(Archive(Path("nowhere"))).make())


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return receipt_cases.history(tmp_path_factory.mktemp("receipts"))


@pytest.fixture(scope="module")
def cases(archive: Archive) -> dict[str, Case]:
    made = list(receipt_cases.cases(archive))
    assert len({case.name for case in made}) == len(made)
    return {case.name: case for case in made}


def answer_of(archive: Archive, text: str) -> tuple[list[str], str | None, str | None]:
    """Codes, what is to be done, since which version."""
    verifier = Verifier(
        lambda site: archive if site == receipt_cases.SITE else None, receipt_cases.NOW
    )
    try:
        answer = verifier.answer(reading.read(text))
    except NotAReceipt as refusal:
        return sorted({mistake.code for mistake in refusal.mistakes}), None, None
    found = sorted(objection.code.value for objection in answer.objections)
    if answer.renewal is None:
        return found, None, None
    return found, answer.renewal.need.value, answer.renewal.since or None


def test_each_case_has_its_answer(archive: Archive, cases: dict[str, Case]) -> None:
    """Good, wrong, malformed and hostile ones; every code there is occurs."""
    wrong = {
        name: (answer_of(archive, case.text), case)
        for name, case in cases.items()
        if answer_of(archive, case.text) != (sorted(case.problems), case.need, case.since)
    }
    assert wrong == {}
    occurring = {code for case in cases.values() for code in case.problems}
    assert {code.value for code in Code} <= occurring


def _schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return found


RECEIPT = Draft202012Validator(_schema("receipt.schema.json"))
RECORD = Draft202012Validator(
    _schema("record.schema.json"),
    registry=Registry().with_resource(
        "receipt.schema.json", Resource.from_contents(RECEIPT.schema)
    ),
)
# What JSON Schema cannot say, or what Python's search for a pattern takes (a final end of line).
BEYOND_THE_SCHEMA = ("the 30th of February", "the 29th of February 2027", "a name with an end")


def test_the_schema_says_the_same(cases: dict[str, Case]) -> None:
    """What the schemas refuse is malformed, and the other way round."""
    for case in cases.values():
        first = "".join(case.problems[:1]).removeprefix("malformed:")
        whole = case.problems != () and first in ("", *reading.WAYS)
        if whole or case.name.startswith(BEYOND_THE_SCHEMA):
            continue
        data = json.loads(case.text)
        schema = RECORD if "receipt" in data else RECEIPT
        malformed = any(code.startswith("malformed:") for code in case.problems)
        assert malformed is bool(list(schema.iter_errors(data))), case.name


def test_the_id_is_that_of_the_words_and_not_of_the_writing(cases: dict[str, Case]) -> None:
    """Order of keys, white space, escapes and 1.0 change nothing; any other value does."""
    said = json.loads(cases["acknowledged"].text)
    same = [
        json.dumps(said),
        json.dumps(dict(reversed(said.items())), indent=3),
        json.dumps(said).replace("tr", "\\u0074r"),
        json.dumps(said).replace('"format": 1', '"format": 1.0'),
    ]
    found = {receipt_of(reading.read(text)).id for text in same}
    assert len(found) == 1
    other = {**said, "surface": "other-form"}
    assert receipt_of(parse(other)).id not in found


@given(st.permutations(sorted(json.loads(_GOOD))), st.integers(0, 8), st.booleans())
def test_writing_does_not_matter(keys: list[str], indent: int, ascii_only: bool) -> None:
    """Any order of the keys and any white space give the canonical form of RFC 8785, and one id."""
    said = json.loads(_GOOD)
    written = {key: said[key] for key in keys}
    text = json.dumps(written, indent=indent or None, ensure_ascii=ascii_only)
    read = receipt_of(reading.read(text))
    assert read.canonical == json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
    assert read.id == receipt_of(parse(said)).id


def receipt_of(said: Receipt | Record) -> Receipt:
    return said.receipt if isinstance(said, Record) else said


def test_what_is_read_is_written_again(cases: dict[str, Case]) -> None:
    """Receipts and records; nothing is lost and nothing is added."""
    for case in cases.values():
        if not any(code.startswith("malformed:") for code in case.problems):
            assert reading.read(case.text).data == json.loads(case.text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=200) | JSON.map(lambda data: json.dumps(data).encode()))
def test_anything_is_refused_in_words(content: bytes) -> None:
    """Bytes of anybody: a refusal with places and words, nothing else."""
    for read in reading.read_all(io.BytesIO(content)):
        assert read.refusal is not None
        assert all(mistake.message for mistake in read.refusal.mistakes)


@given(st.data())
def test_a_changed_receipt_is_refused_or_another_one(data: st.DataObject) -> None:
    """One value of a good receipt replaced by anything at all."""
    said = json.loads(_GOOD)
    key = data.draw(st.sampled_from([*said, "item", "channel", "x"]))
    value = data.draw(JSON)
    changed = {**said, key: value}
    try:
        read = parse(changed)
    except NotAReceipt as refusal:
        said_of = {mistake.key for mistake in refusal.mistakes}
        # A type or an event that changes asks for other keys.
        assert said_of & {key, "event", "shown", "item", "channel"}
    else:
        assert list(RECEIPT.iter_errors(read.data)) == []


@pytest.fixture
def lines(tmp_path: Path, cases: dict[str, Case]) -> Path:
    """A good one, a record, a wrong one, one that is none."""
    names = (
        "before a change of substance",
        "a record",
        "other words",
        "a notice that is withdrawn",
    )
    path = tmp_path / "receipts.jsonl"
    path.write_text("\n".join(cases[name].text for name in names) + "\n", encoding="utf-8")
    return path


def run(archive: Archive, file: Path, *arguments: str, text: bytes | None = None) -> Result:
    data = archive.folder.parent.parent
    common = ["receipt", "verify", str(file), "--data", str(data), "--as-of", "2026-11-24"]
    return CliRunner().invoke(main, [*common, *arguments], input=text)


def test_the_command_says_what_a_receipt_is_worth(archive: Archive, lines: Path) -> None:
    """Which words, when, in force when; what is to be done today; never that it was read."""
    done = run(archive, lines)
    assert done.exit_code == 2
    first, second, third, fourth = done.stdout.split(str(lines))[1:]
    assert "1: this text, these words, in force then." in first
    assert "in force from 2026-03-02 to 2026-05-19" in first
    assert "shown 2026-04-01 12:30:00 (Istanbul) on membership-form" in first
    assert "of another substance since 2026-05-20: inform the member again" in first
    assert "nothing can show that they were read" in first
    assert "kept for member 4711" in second
    assert "today the text still stands in substance" in second
    assert "error: it does not hold" in third
    assert "[digest-differs]" in third
    assert "nor of any other that was published" in third
    assert "error: this is not a receipt" in fourth
    assert "event: a notice can only be shown or acknowledged" in fourth
    assert "4 asked, 2 do not hold." in done.stderr
    assert "Traceback" not in done.output


def test_the_command_tells_programs_the_same(archive: Archive, lines: Path) -> None:
    """An object a receipt."""
    done = run(archive, lines, "--format", "json")
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["ok"] for row in said] == [True, True, False, False]
    assert said[0]["inForce"] == {"from": "2026-03-02", "until": "2026-05-19"}
    assert said[0]["today"] == {"need": "inform-anew", "since": "2026-05-20"}
    assert said[1]["member"] == "4711"
    assert [p["code"] for p in said[2]["problems"]] == ["digest-differs"]
    assert [p["code"] for p in said[3]["problems"]] == ["malformed:event"]


@pytest.mark.parametrize("case", ["slashed as by WordPress", "in a field of 255 letters"])
def test_the_command_says_what_mangled_a_receipt(
    archive: Archive, cases: dict[str, Case], tmp_path: Path, case: str
) -> None:
    """And what to do about it; to programs the name that every verifier gives it."""
    mangled = cases[f"a notice, {case}" if "slashed" in case else f"a notice {case}"]
    file = tmp_path / "receipt.json"
    file.write_text(mangled.text)
    said = run(archive, file)
    assert said.exit_code == 2
    advice = {"slashed": "wp_unslash()", "field": "how long your field of the database is"}
    assert next(words for name, words in advice.items() if name in case) in said.stdout
    told = json.loads(run(archive, file, "--format", "json").stdout)
    assert [p["code"] for p in told["problems"]] == list(mangled.problems)


def test_exit_codes_are_those_of_the_house(
    archive: Archive, cases: dict[str, Case], tmp_path: Path
) -> None:
    """0 it holds, 1 it does not, 2 it is no receipt or there is none."""
    file = tmp_path / "receipt.json"
    wanted = {"acknowledged": 0, "other words": 1, "a notice that is withdrawn": 2}
    for name, code in wanted.items():
        file.write_text(cases[name].text)
        assert run(archive, file).exit_code == code
    file.write_text("")
    assert run(archive, file).exit_code == 2
    assert run(archive, tmp_path / "none.json").exit_code == 2
    assert run(archive, Path("-"), text=cases["acknowledged"].text.encode()).exit_code == 0


def test_one_receipt_an_array_or_lines(
    archive: Archive, cases: dict[str, Case], tmp_path: Path
) -> None:
    """Spread over lines, with a mark of byte order, an empty line between; places are right."""
    said = json.loads(cases["acknowledged"].text)
    file = tmp_path / "receipts"
    file.write_text(json.dumps(said, indent=2), encoding="utf-8-sig")
    assert run(archive, file).exit_code == 0
    file.write_text(json.dumps([said, {**said, "event": "read"}], indent=1))
    done = run(archive, file)
    assert (done.exit_code, done.stdout.count(f"{file}:2: error")) == (2, 1)
    file.write_text(f"{json.dumps(said)}\r\n\r\n{'x' * 20000}\r\n{json.dumps(said)}\r\n")
    done = run(archive, file)
    assert done.stdout.count("in force then") == 2
    assert f"{file}:3: error" in done.stdout
    assert f"{file}:4: this text" in done.stdout
    file.write_text("{broken\n" + json.dumps(said))
    assert run(archive, file).exit_code == 2


def test_a_damaged_archive_proves_nothing(tmp_path: Path, lines: Path) -> None:
    """It is said where, and no receipt is called good."""
    own = receipt_cases.history(tmp_path / "data")
    path = own.folder / "2026-03-02" / "membership.tr.json"
    path.write_bytes(path.read_bytes().replace(b"one", b"two"))
    done = run(own, lines)
    assert done.exit_code == 2
    assert "the archive is damaged" in done.stderr
    assert "in force then" not in done.stdout


def test_a_published_site_can_be_asked(
    archive: Archive, cases: dict[str, Case], tmp_path: Path
) -> None:
    """Its folder `archive/` is enough, without any data."""
    import shutil

    shutil.copytree(archive.folder, tmp_path / "site" / "archive")
    file = tmp_path / "receipt.json"
    file.write_text(cases["acknowledged"].text)
    common = ["receipt", "verify", str(file), "--published", str(tmp_path / "site")]
    done = CliRunner().invoke(main, [*common, "--as-of", "2026-11-24", "--data", "nowhere"])
    assert done.exit_code == 0, done.output

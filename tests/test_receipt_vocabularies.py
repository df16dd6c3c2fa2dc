"""Stored consents in the field names of others, there and back; nothing is made a consent."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.commands import main
from generator.receipts import reading
from generator.receipts.receipt import Receipt, Record
from generator.receipts.vocabularies import VOCABULARIES, NoTranslation, export
from tests import receipt_cases
from tests.receipt_restoring import RESTORE, restored

CASES = {
    case["name"]: case["text"]
    for case in json.loads(receipt_cases.VECTORS.read_text(encoding="utf-8"))["cases"]
}
CONSENTS = (
    "consent to words that changed",
    "consent to the words of today",
    "consent withdrawn, with its text",
    "consent withdrawn, without its text",
)


def stored(name: str) -> Record:
    read = reading.read(CASES[name])
    assert isinstance(read, Receipt)
    record = receipt_cases.record(read.data, read.id)
    found = reading.read(json.dumps(record))
    assert isinstance(found, Record)
    return found


def leaves(data: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Every field by its path; the digest is one field, the format belongs to the form."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        if key == "receipt":
            found |= leaves(value, "receipt.")
        elif key != "format":
            found[path + key] = value
    return found


@pytest.mark.parametrize("case", CONSENTS)
@pytest.mark.parametrize("name", VOCABULARIES)
def test_there_and_back(name: str, case: str) -> None:
    """Each mapped field comes back as it was; through JSON, as it travels."""
    record, vocabulary = stored(case), VOCABULARIES[name]
    travelled = json.loads(json.dumps(export(record, name)))
    before, after = leaves(record.data), leaves(RESTORE[name](travelled))
    mapped = {key: value for key, value in before.items() if key in vocabulary.fields}
    assert after == mapped
    assert set(before) <= set(vocabulary.fields) | set(vocabulary.unmapped)


@pytest.mark.parametrize("case", CONSENTS)
@pytest.mark.parametrize("name", ["c15t", "iubenda"])
def test_the_whole_record_comes_back_where_it_has_a_place(name: str, case: str) -> None:
    """With the same id, so that it can be verified."""
    record = stored(case)
    again = restored(json.loads(json.dumps(export(record, name))), name)
    assert again == record
    assert again.receipt.id == record.id


@pytest.mark.parametrize("name", VOCABULARIES)
def test_the_tables_are_complete_and_honest(name: str) -> None:
    """Every field of a consent record is mapped or has a reason, never both."""
    vocabulary = VOCABULARIES[name]
    assert not set(vocabulary.fields) & set(vocabulary.unmapped)
    every = leaves(stored("consent to the words of today").data)
    assert set(vocabulary.fields) | set(vocabulary.unmapped) == set(every)
    assert all(vocabulary.lacking.values())


@pytest.mark.parametrize("name", VOCABULARIES)
def test_nothing_is_made_a_consent(name: str) -> None:
    """A notice is shown, an approval of messages is no consent; a shown text is no choice."""
    for case in ("acknowledged", "approval of messages"):
        with pytest.raises(NoTranslation, match="is not a consent"):
            export(stored(case), name)
    if name != "dpv":
        with pytest.raises(NoTranslation, match="only shown"):
            export(stored("consent shown, not given"), name)


def test_terms_of_the_vocabulary_are_those_of_its_guide() -> None:
    """No word of ours stands among theirs."""
    known = {
        "dpv:ConsentRecord", "dpv:hasDataSubject", "dpv:DataSubject", "dpv:hasNotice",
        "dpv:ConsentNotice", "dpv:hasProcess", "dpv:Process", "dpv:hasLegalBasis",
        "dpv:ExplicitlyExpressedConsent", "dpv:hasPurpose", "dpv:Purpose",
        "dpv:hasConsentStatus", "dpv:ConsentRequested", "dpv:ConsentGiven",
        "dpv:ConsentWithdrawn", "dpv:isIndicatedAtTime", "dpv:hasIndicationMethod",
        "dct:identifier", "dct:created", "dct:language",
    }  # fmt: skip
    said = " ".join(json.dumps(export(stored(case), "dpv")) for case in CONSENTS)
    assert set(re.findall(r"\b(?:dpv|dct):\w+", said)) <= known


def test_the_command_exports_what_can_be_exported(tmp_path: Path) -> None:
    """One a line; what is left out, and what has no place, is said."""
    file = tmp_path / "records.jsonl"
    rows = [stored(name).data for name in ("consent to the words of today", "acknowledged")]
    file.write_text("\n".join(map(json.dumps, rows)) + "\n{broken}\n")
    done = CliRunner().invoke(main, ["receipt", "export", str(file), "--as", "dpv"])
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["dpv:hasConsentStatus"][-1]["@type"] == "dpv:ConsentGiven"
    assert f"{file}:2: left out: a notice is not a consent" in done.stderr
    assert f"{file}:3: error: this is not a record" in done.stderr
    assert "not in dpv: receipt.hash" in done.stderr
    assert done.exit_code == 2

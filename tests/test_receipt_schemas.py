"""The schemas of receipts and records: what can be said, and what cannot."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from generator.outputs.api import SCHEMAS


def _schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(SCHEMAS / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return found


RECEIPT = Draft202012Validator(_schema("receipt.schema.json"))
RECORD = Draft202012Validator(
    _schema("record.schema.json"),
    registry=Registry().with_resource(
        "receipt.schema.json", Resource.from_contents(RECEIPT.schema)
    ),
)
SHOWN = {
    "format": 1, "site": "ornek", "document": "illumination-membership", "type": "notice",
    "release": "2026-05-20", "lang": "tr", "layer": "short",
    "hash": {"alg": "text-1", "value": "0" * 64},
    "event": "shown", "time": "2026-06-01T09:30:00Z", "surface": "membership-form",
}  # fmt: skip
READ = {**SHOWN, "event": "acknowledged", "shown": "2026-06-01T09:29:40Z"}
CONSENT = {**READ, "type": "consent", "event": "consented", "item": "surveys"}
APPROVAL = {**READ, "type": "message_approval", "event": "approved", "channel": "sms"}
WITHDRAWN = {k: v for k, v in CONSENT.items() if k != "shown"} | {"event": "withdrawn"}


@pytest.mark.parametrize("receipt", [SHOWN, READ, CONSENT, APPROVAL, WITHDRAWN])
def test_what_can_be_said(receipt: dict[str, Any]) -> None:
    """Also inside the record that a server keeps."""
    assert list(RECEIPT.iter_errors(receipt)) == []
    record = {"format": 1, "id": "0" * 64, "received": "2026-06-01T09:30:02Z",
              "member": "4711", "receipt": receipt}  # fmt: skip
    assert list(RECORD.iter_errors(record)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {**READ, "event": "consented"},  # a notice cannot be consented to
        {**READ, "event": "approved"},
        {**CONSENT, "event": "acknowledged"},
        {**APPROVAL, "event": "consented"},
        {**CONSENT, "channel": "sms"},  # never two matters at once
        {**READ, "item": "surveys"},
        {k: v for k, v in CONSENT.items() if k != "item"},
        {k: v for k, v in CONSENT.items() if k != "shown"},  # a choice without a text
        {**SHOWN, "shown": "2026-06-01T09:29:40Z"},
        {**SHOWN, "ip": "192.0.2.1"},
        {**SHOWN, "surface": "https://shop.example/?token=1"},
        {**SHOWN, "release": None},  # a draft
        {**SHOWN, "type": "policy"},
    ],
)
def test_what_cannot_be_said(wrong: dict[str, Any]) -> None:
    """Consent to a notice, a choice without its text, two matters, an address, a draft."""
    assert list(RECEIPT.iter_errors(wrong))

"""A stored consent in the field names of others.

- `dpv`: ISO/IEC TS 27560:2023 as the W3C community group maps it to its Data Privacy Vocabulary
  (https://w3id.org/dpv/guides/consent-27560, read as `guides/consent-27560.html` of w3c/dpv).
  The standard itself was not read.
- `c15t`: the tables `consent` and `consentPolicy` of its backend (github.com/c15t/c15t,
  `packages/backend/src/db/schema/2.0.0`).
- `iubenda`: the body of `POST /consent` of its Consent Database
  (https://www.iubenda.com/en/help/6484-consent-solution-http-api-documentation/).

Only consents are translated: the three know no notice that is merely shown, and an approval of
messages under Law 6563 is not a consent. No term is used that its source does not have; `FIELDS`
says of each field where it goes, or why it has no place.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.message import say
from generator.receipts.receipt import Event, Kind, Record

Data = dict[str, Any]


class NoTranslation(ValueError):
    """The vocabulary has no word for this; the message says for what."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`fields` says for each field of a record its place in the other form, `unmapped` why it has
    none, `lacking` what the other form asks for and a receipt does not hold."""

    name: str
    export: Callable[[Record], Data]
    fields: Mapping[str, str]
    unmapped: Mapping[str, str]
    lacking: Mapping[str, str]


def export(record: Record, name: str) -> Data:
    """A consent in another form; raises NoTranslation."""
    if record.receipt.type is not Kind.CONSENT:
        raise NoTranslation(
            say("a {type} is not a consent and is not made one", type=record.receipt.type)
        )
    return VOCABULARIES[name].export(record)


_STATES = {
    Event.SHOWN: "dpv:ConsentRequested",
    Event.CONSENTED: "dpv:ConsentGiven",
    Event.WITHDRAWN: "dpv:ConsentWithdrawn",
}
_CONTEXT = {"dpv": "https://w3id.org/dpv#", "dct": "http://purl.org/dc/terms/"}


def _dpv(record: Record) -> Data:
    data, receipt = record.data, record.receipt
    fields = data["receipt"]
    states: list[Data] = []
    if receipt.shown:
        states.append({"@type": _STATES[Event.SHOWN], "dpv:isIndicatedAtTime": fields["shown"]})
    states.append(
        {
            "@type": _STATES[receipt.event],
            "dpv:isIndicatedAtTime": fields["time"],
            "dpv:hasIndicationMethod": receipt.surface,
        }
    )
    return {
        "@context": dict(_CONTEXT),
        "@type": "dpv:ConsentRecord",
        "dct:identifier": record.id,
        "dct:created": data["received"],
        "dpv:hasDataSubject": {"@type": "dpv:DataSubject", "dct:identifier": record.member},
        "dpv:hasNotice": {
            "@type": "dpv:ConsentNotice",
            "dct:identifier": f"{receipt.document}/{receipt.release}",
            "dct:language": receipt.language,
        },
        "dpv:hasProcess": {
            "@type": "dpv:Process",
            "dpv:hasLegalBasis": "dpv:ExplicitlyExpressedConsent",
            "dpv:hasPurpose": {"@type": "dpv:Purpose", "dct:identifier": receipt.item},
        },
        "dpv:hasConsentStatus": states,
    }


def _given(record: Record, name: str) -> bool:
    """Given or withdrawn; a text that was only shown has no row there."""
    if record.receipt.event is Event.SHOWN:
        raise NoTranslation(say("{name} stores choices; this text was only shown", name=name))
    return record.receipt.event is Event.CONSENTED


def _c15t(record: Record) -> Data:
    receipt, data = record.receipt, record.data
    given = _given(record, "c15t")
    return {
        "consent": {
            "id": record.id,
            "subjectId": record.member,
            "domainId": receipt.site,
            "policyId": f"{receipt.document}/{receipt.release}",
            "purposeIds": [receipt.item] if given else [],
            "givenAt": data["receipt"]["time"],
            "uiSource": receipt.surface,
            "ipAddress": None,
            "userAgent": None,
            "metadata": {"received": data["received"], "receipt": data["receipt"]},
        },
        "consentPolicy": {
            "id": f"{receipt.document}/{receipt.release}",
            "version": receipt.release,
            "type": "other",
            "hash": receipt.digest,
        },
    }


def _iubenda(record: Record) -> Data:
    receipt, data = record.receipt, record.data
    return {
        "timestamp": data["receipt"]["time"],
        "subject": {"id": record.member},
        "preferences": {receipt.item: _given(record, "iubenda")},
        "legal_notices": [{"identifier": receipt.document}],
        "proofs": [{"content": json.dumps(data, sort_keys=True, separators=(",", ":"))}],
    }


_IN_THE_TEXT = "in the text that the notice names; a receipt repeats none of it"
VOCABULARIES: Mapping[str, Vocabulary] = {
    "dpv": Vocabulary(
        "ISO/IEC TS 27560:2023, in the W3C Data Privacy Vocabulary",
        _dpv,
        fields={
            "id": "dct:identifier (record_id)",
            "received": "dct:created (not part of 27560)",
            "member": "dpv:hasDataSubject (pii_principal_id)",
            "receipt.document": "dpv:hasNotice, first part of its identifier (privacy_notice)",
            "receipt.release": "dpv:hasNotice, second part of its identifier (privacy_notice)",
            "receipt.lang": "dct:language of the notice (language)",
            "receipt.type": "@type dpv:ConsentNotice, dpv:ExplicitlyExpressedConsent (event_type)",
            "receipt.item": "dpv:hasPurpose (purpose)",
            "receipt.event": "dpv:hasConsentStatus (event_state)",
            "receipt.time": "dpv:isIndicatedAtTime (event_time)",
            "receipt.shown": "dpv:isIndicatedAtTime of an own dpv:ConsentRequested (event_time)",
            "receipt.surface": "dpv:hasIndicationMethod",
        },
        unmapped={
            "receipt.site": say("there is no word for one site of a controller"),
            "receipt.layer": say(
                "layered notices are not described (ISO/IEC 29184 is about notices)"
            ),
            "receipt.hash": say("27560 has no digest of the notice; the receipt is kept beside it"),
        },
        lacking={
            "schema_version": "not claimed: the record is not complete by itself",
            "pii_information": _IN_THE_TEXT,
            "pii_controllers": _IN_THE_TEXT,
            "storage_locations": _IN_THE_TEXT,
            "retention_period": _IN_THE_TEXT,
            "jurisdiction": _IN_THE_TEXT,
            "recipient_third_parties": _IN_THE_TEXT,
            "withdrawal_method": _IN_THE_TEXT,
            "validity_duration": "a consent holds until it is withdrawn or the text changes",
            "entity_id": "the person of the account; who sat at the screen is not known",
        },
    ),
    "c15t": Vocabulary(
        "c15t, schema 2.0.0",
        _c15t,
        fields={
            "id": "consent.id",
            "member": "consent.subjectId",
            "received": "consent.metadata",
            "receipt.site": "consent.domainId",
            "receipt.document": "consent.policyId, first part",
            "receipt.release": "consentPolicy.version",
            "receipt.hash": "consentPolicy.hash; which layer it is of, in consent.metadata",
            "receipt.type": "consentPolicy.type: other, for it knows no explicit consent text",
            "receipt.item": "consent.purposeIds; empty when withdrawn",
            "receipt.event": "consent.purposeIds, and consent.metadata",
            "receipt.time": "consent.givenAt",
            "receipt.surface": "consent.uiSource",
            "receipt.lang": "consent.metadata",
            "receipt.layer": "consent.metadata",
            "receipt.shown": "consent.metadata",
        },
        unmapped={},
        lacking={
            "consentAction": "derived there from a banner; no word of it is ours",
            "ipAddress": "never kept",
            "userAgent": "never kept",
        },
    ),
    "iubenda": Vocabulary(
        "iubenda Consent Database",
        _iubenda,
        fields={
            "id": "proofs.content",
            "received": "proofs.content",
            "member": "subject.id",
            "receipt.document": "legal_notices.identifier",
            "receipt.item": "preferences, the key",
            "receipt.event": "preferences, the value",
            "receipt.time": "timestamp",
            **{f"receipt.{key}": "proofs.content" for key in
               ("site", "type", "release", "lang", "layer", "hash", "shown", "surface")},
        },
        unmapped={},
        lacking={
            "legal_notices.version": "numbered by iubenda itself",
            "ip_address": "never kept",
        },
    ),
}  # fmt: skip

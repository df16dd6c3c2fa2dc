"""What others were given, read back: shows that an export loses nothing that it says it maps."""

import json

from generator.receipts.receipt import Event, Kind, Record, parse
from generator.receipts.vocabularies import Data

_STATES = {
    "dpv:ConsentRequested": Event.SHOWN,
    "dpv:ConsentGiven": Event.CONSENTED,
    "dpv:ConsentWithdrawn": Event.WITHDRAWN,
}


def _from_dpv(data: Data) -> Data:
    notice = data["dpv:hasNotice"]
    document, release = notice["dct:identifier"].split("/")
    *requested, last = data["dpv:hasConsentStatus"]
    receipt: Data = {
        "format": 1,
        "type": Kind.CONSENT.value,
        "document": document,
        "release": release,
        "lang": notice["dct:language"],
        "item": data["dpv:hasProcess"]["dpv:hasPurpose"]["dct:identifier"],
        "event": _STATES[last["@type"]].value,
        "time": last["dpv:isIndicatedAtTime"],
        "surface": last["dpv:hasIndicationMethod"],
    }
    if requested:
        receipt["shown"] = requested[0]["dpv:isIndicatedAtTime"]
    return {
        "format": 1,
        "id": data["dct:identifier"],
        "received": data["dct:created"],
        "member": data["dpv:hasDataSubject"]["dct:identifier"],
        "receipt": receipt,
    }


def _from_c15t(data: Data) -> Data:
    consent, kept = data["consent"], data["consent"]["metadata"]
    own = {"format": 1, "id": consent["id"], "member": consent["subjectId"]}
    return {**own, "received": kept["received"], "receipt": kept["receipt"]}


def _from_iubenda(data: Data) -> Data:
    found: Data = json.loads(data["proofs"][0]["content"])
    return found


RESTORE = {"dpv": _from_dpv, "c15t": _from_c15t, "iubenda": _from_iubenda}


def restored(data: Data, name: str) -> Record:
    """The record from a form that holds the whole receipt."""
    read = parse(RESTORE[name](data))
    assert isinstance(read, Record)
    return read

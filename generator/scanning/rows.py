"""Rows of cookies.yml for what nobody has declared: measured values, and the rest in doubt."""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from generator.decoding import ID
from generator.editing import Draft, Edition, Value
from generator.model.cookies import Party, Storage
from generator.model.facts import Facts
from generator.scanning import known, lifetimes
from generator.scanning.known import Known
from generator.scanning.seen import Item, Scan, Trace

FILE = "cookies.yml"
_STRICTEST = "advertising"
_UNTIL_DELETED: Value = {"tr": "siz silene kadar", "en": "until you delete it"}
_UNKEPT: Value = {"tr": "cihazda saklanmaz", "en": "is not kept on the device"}
_UNKNOWN: Value = {
    "tr": "amacı henüz belirlenmemiş kayıt",
    "en": "a record whose purpose is unknown",
}
_KEPT = (
    Storage.LOCAL_STORAGE, Storage.INDEXED_DB, Storage.CACHE_STORAGE, Storage.SERVICE_WORKER,
)  # fmt: skip

Row = dict[str, Value]


def rows(items: Collection[Item], scan: Scan, facts: Facts) -> dict[str, Row]:
    """A row for each item, under an id that no other row has."""
    taken = {row.id.value for row in facts.cookies.listed} if facts.cookies else set()
    made: dict[str, Row] = {}
    for item in items:
        name = _id(item, taken | made.keys())
        made[name] = _row(item, scan.items[item], _before(item, scan), facts)
    return made


def _before(item: Item, scan: Scan) -> bool:
    return any(not way.consented for way in scan.ways(item))


def _id(item: Item, taken: Collection[str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", item.name.lower()).strip("-") or item.storage.value
    names = (plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken and ID.fullmatch(name))


def _row(item: Item, trace: Trace, before: bool, facts: Facts) -> Row:
    tool = known.of(item)
    row: Row = {
        "name": item.name,
        "storage": item.storage.value,
        "party": (Party.THIRD if item.third else Party.FIRST).value,
    }
    if providers := _providers(tool, facts):
        row["providers"] = list(providers)
    row["category"] = {
        "value": tool.category if tool else _STRICTEST,
        "unconfirmed": _doubt(item, tool),
    }
    purpose: Value = dict(tool.purpose) if tool else _UNKNOWN
    assert isinstance(purpose, dict)
    row["purpose"] = {**purpose, "unconfirmed": _doubt(item, tool)}
    return {**row, **_stays(item, trace), "before_consent": "yes" if before else "no"}


def _stays(item: Item, trace: Trace) -> Row:
    if item.storage is Storage.PIXEL:
        return {"until": _UNKEPT}
    if item.storage in _KEPT:
        return {"until": _UNTIL_DELETED}
    if trace.lifetime is None:
        return {"lifetime": "session"}
    words = lifetimes.in_words(trace.lifetime)
    if not trace.capped:
        return {"lifetime": words}
    return {
        "lifetime": {
            "value": words,
            "unconfirmed": {
                "tr": "Chromium daha uzun süreleri kısaltır; sitenin yazdığı süre görülmedi.",
                "en": "Chromium shortens longer ones; what the site wrote was not seen.",
            },
        }
    }


def _doubt(item: Item, tool: Known | None) -> Value:
    where = f" ({item.host})" if item.third else ""
    if tool:
        return {
            "tr": f"Bilinen adlar listesinden{where}; kaynak: {tool.source}",
            "en": f"From the list of known names{where}; source: {tool.source}",
        }
    return {
        "tr": f"Taramada bulundu{where}; ne olduğu bilinmiyor. En sıkı tür yazıldı.",
        "en": f"Found by a scan{where}; nobody knows what it is. The strictest class is written.",
    }


def _providers(tool: Known | None, facts: Facts) -> tuple[str, ...]:
    """The recipients that are called as the provider of the tool is."""
    if tool is None or not tool.provider:
        return ()
    return tuple(
        name
        for name, recipient in facts.recipients.items()
        if called(tool.provider, recipient.name)
    )


def called(provider: str, name: object) -> bool:
    """Whether a name speaks of a provider, in any language."""
    words = getattr(name, "by_language", {}).values() or (name,)
    found = (str(getattr(word, "value", word)).lower() for word in words)
    return any(re.search(rf"\b{re.escape(provider.lower())}\b", word) for word in found)


def lines(made: Mapping[str, Row]) -> Iterator[str]:
    """The rows as they are pasted below “listed:”."""
    draft = Draft(FILE, "")
    for name, row in made.items():
        draft = draft.add_entry((name,), row)
    yield from draft.text.splitlines()


def write(items: Collection[Item], scan: Scan, facts: Facts, day: date, edition: Edition) -> None:
    """The day of the scan and a row for each item, into the file in which the others are."""
    made, cookies = rows(items, scan, facts), facts.cookies
    scanned = cookies.places.get("scanned") if cookies else None
    listing = cookies.places.get("listed") if cookies else None
    where = (scanned.file if scanned else f"data/{FILE}").removeprefix("data/")
    written = day.isoformat()
    edition.edit(
        where,
        lambda draft: (
            draft.set_leaf(("scanned",), written)
            if scanned
            else draft.add_entry(("scanned",), written, _first(draft))
        ),
    )
    if not made:
        return
    where = (listing.file if listing else f"data/{FILE}").removeprefix("data/")
    if not listing:
        edition.edit(where, lambda draft: draft.add_entry(("listed",), dict(made)))
        return
    for name, row in made.items():
        edition.edit(where, lambda draft, n=name, r=row: draft.add_entry(("listed", n), r))  # type: ignore[misc]


def _first(draft: Draft) -> str | None:
    """Before which key the day stands; None in an empty file."""
    value = draft.value()
    return next(iter(value), None) if isinstance(value, dict) else None

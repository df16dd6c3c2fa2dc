"""What a text says of cookies, and of what a consent is asked for: its rows as data, beside its
words, for a page that lets visitors choose.

Both are given to programs as they are frozen, so their keys are those of the API.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Provider:
    """Who gets data by a cookie; `mechanism` is the id of the ground of article 9 on which it goes
    `abroad`, empty where nobody has named one. `when` is the condition on which it gets any."""

    name: str
    service: str = ""
    abroad: bool = False
    countries: tuple[str, ...] = ()
    mechanism: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Cookie:
    """One row of the table; the ids `storage`, `party` and `category` are those of the data.

    `label` is the heading above the row, `lifetime` what its cell says, `item` the consent it waits
    for, empty where no text asks for one. `before_consent` is None where nobody has said.
    """

    name: str
    storage: str
    party: str
    category: str
    label: str
    needs_consent: bool
    purpose: str
    when: str
    lifetime: str
    providers: tuple[Provider, ...]
    data: tuple[str, ...]
    item: str
    before_consent: bool | None
    doubtful: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Cookies:
    """All cookies in the order of the table; `scanned` is the day of counting (ISO 8601), empty
    where nobody has said. Marks of doubt are those of a draft: a release has none.

    `offered` are the consents, by id, that a banner may ask for; None in what an older tool froze.
    """

    listed: tuple[Cookie, ...]
    scanned: str = ""
    offered: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose that rests on a consent; `when` is its condition."""

    purpose: str
    when: str = ""
    doubtful: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Consent:
    """What a text asks consent for; `notices` are the documents that it says to read first."""

    purposes: tuple[Purpose, ...]
    notices: tuple[str, ...]


def of_cookies(cookies: Cookies, *, doubts: bool = False) -> dict[str, Any]:
    """The JSON form: what is empty is left out; with `doubts` a row says that it is in doubt."""
    rows = [
        _said(
            name=row.name,
            storage=row.storage,
            party=row.party,
            label=row.label,
            purpose=row.purpose,
            when=row.when,
            lifetime=row.lifetime,
            providers=[_provider(one) for one in row.providers],
            data=list(row.data),
            item=row.item,
            unconfirmed=doubts and row.doubtful,
        )
        | {"class": row.category, "needsConsent": row.needs_consent}
        | ({} if row.before_consent is None else {"beforeConsent": row.before_consent})
        for row in cookies.listed
    ]
    asked = {} if cookies.offered is None else {"offered": list(cookies.offered)}
    return _said(scanned=cookies.scanned) | asked | {"listed": rows}


def of_consent(consent: Consent, *, doubts: bool = False) -> dict[str, Any]:
    """The JSON form, as `of_cookies` gives it."""
    return {
        "purposes": [
            _said(purpose=one.purpose, when=one.when, unconfirmed=doubts and one.doubtful)
            for one in consent.purposes
        ],
        "notices": list(consent.notices),
    }


def _provider(one: Provider) -> dict[str, Any]:
    return _said(**asdict(one) | {"countries": list(one.countries)})


def _said(**said: object) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value}


def cookies(data: Mapping[str, Any]) -> Cookies:
    """Read the JSON form back."""
    return Cookies(
        tuple(map(_cookie, data["listed"])),
        data.get("scanned", ""),
        tuple(data["offered"]) if "offered" in data else None,
    )


def _cookie(row: Mapping[str, Any]) -> Cookie:
    return Cookie(
        name=row["name"],
        storage=row["storage"],
        party=row["party"],
        category=row["class"],
        label=row["label"],
        needs_consent=row["needsConsent"],
        purpose=row["purpose"],
        when=row.get("when", ""),
        lifetime=row.get("lifetime", ""),
        providers=tuple(
            Provider(**one | {"countries": tuple(one.get("countries", ()))})
            for one in row.get("providers", ())
        ),
        data=tuple(row.get("data", ())),
        item=row.get("item", ""),
        before_consent=row.get("beforeConsent"),
    )


def consent(data: Mapping[str, Any]) -> Consent:
    """Read the JSON form back."""
    purposes = tuple(Purpose(one["purpose"], one.get("when", "")) for one in data["purposes"])
    return Consent(purposes, tuple(data["notices"]))

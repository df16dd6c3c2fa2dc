"""What a form asks first besides what is compulsory: what the rules would find missing."""

from collections.abc import Mapping

When = tuple[str, tuple[str, ...]]
"""On which answers of which other key of the block; no key where it is always asked."""
ALWAYS: When = ("", ())
_ABROAD: When = ("abroad", ("yes",))
_CONTRACT: When = ("mechanism", ("standard-contract",))
_TRANSFER: Mapping[str, When] = {
    "countries": _ABROAD,
    "mechanism": _ABROAD,
    "regular": _ABROAD,
    "risks": ("mechanism", ("occ-consent",)),
    "signed": _CONTRACT,
    "notified": _CONTRACT,
}
ASKED: Mapping[str, Mapping[str, When]] = {
    "Recipient": {**_TRANSFER, "contract": ("role", ("processor",))},
    "Service": _TRANSFER,
    "ProcessingActivity": dict.fromkeys(("collection_points",), ALWAYS),
    "Purpose": {
        **dict.fromkeys(("bases", "recipients", "retention"), ALWAYS),
        "consent": ("bases.0.article", ("5/1", "6/2", "6/3-a")),
    },
    "Basis": dict.fromkeys(("article", "detail"), ALWAYS),
    "Retention": dict.fromkeys(("period", "starts", "rule"), ALWAYS),
    "Cameras": dict.fromkeys(("collection_point", "not_watched", "sound"), ALWAYS),
    "Consent": {
        **dict.fromkeys(("given", "refusal", "withdrawal"), ALWAYS),
        "record": ("given", ("paper", "oral")),
    },
    "CollectionPoint": dict.fromkeys(("refusal", "withdrawal"), ALWAYS),
    "Cookie": {
        "providers": ("party", ("third-party",)),
        "basis": ALWAYS,
        "consent": ("category", ("functional", "analytics", "advertising")),
        "before_consent": ALWAYS,
    },
    "Document": {
        "collection_point": ("type", ("notice", "sign", "spoken_notice")),
        "consent": ("type", ("consent",)),
        "channel": ("type", ("message_approval",)),
        "form": ("type", ("form",)),
    },
}
"""By the block of the model and its keys."""


def asked_when(block: str, key: str) -> When | None:
    """On which answer a key of a block is asked first; None for what may be said as well."""
    return ASKED.get(block, {}).get(key)

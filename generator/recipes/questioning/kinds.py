"""The values that a rule asks for where nobody has written one: a period, a country, a contract."""

from collections.abc import Callable
from dataclasses import dataclass

from generator import durations, languages
from generator.editing import Value
from generator.message import Message, say
from generator.recipes.questioning.wording import by_language


@dataclass(frozen=True, slots=True)
class Kind:
    """Values of one key: what is asked, and how an answer is written.

    `write` gives None for words that are no such value; a person then writes it. `within` is the
    block in which the key stands, where that need not be there.
    """

    key: str
    asks: Message
    write: Callable[[str], Value | None]
    within: str = ""


def _plain(words: str) -> Value:
    return " ".join(words.split())


def _countries(words: str) -> Value:
    code = languages.get(languages.TURKISH).country_code
    names = (name.strip() for name in words.replace("\n", ",").replace(";", ",").split(","))
    return [code(name) or name for name in names if name]


def _contract(words: str) -> Value:
    return {"value": _plain(words), "internal": "yes"}


def _retention(words: str) -> Value | None:
    said = dict(by_language(words))
    period = said.pop("", "")
    try:
        durations.parse(period)
    except ValueError:
        return None
    return {"period": period, **({"starts": dict(said)} if said else {})}


RETENTION = Kind(
    "retention",
    say(
        "How long is this data kept, and from when? Write the period in the first line (10 years), "
        "the event from which it runs below it, as “tr: …” and “en: …”."
    ),
    _retention,
)
_COUNTRIES = Kind(
    "countries",
    say("In which countries does this recipient hold the data? Separate them by commas."),
    _countries,
)
_MECHANISM = Kind(
    "mechanism",
    say(
        "On which ground of article 9 does the data go abroad? Write it only where it exists, for "
        "example after a contract is signed."
    ),
    _plain,
)
_CONTRACT = Kind(
    "contract",
    say("What is this contract called in your file? It stands in no text."),
    _contract,
)
_IYS = Kind(
    "iys",
    say("Are approvals and refusals of messages kept in İYS? Write yes or no."),
    _plain,
)


def _done(words: str) -> Value | None:
    """Yes or no, and a sentence that may follow, as `by_language` reads it."""
    said = dict(by_language(words))
    done = said.pop("", "").strip(" .").lower()
    if done not in _YES_OR_NO:
        return None
    return {"done": _YES_OR_NO[done], **({"words": dict(said)} if said else {})}


_YES_OR_NO = {"yes": "yes", "evet": "yes", "no": "no", "hayır": "no"}
_PRACTICES = {
    "card_numbers": say("Are numbers of payment cards kept by the company? Write yes or no."),
    "sale": say("Is personal data sold, or given away for something in return? Write yes or no."),
    "automated_decisions": say(
        "Are decisions about people made by automated means alone? Write yes or no."
    ),
    "children": say("Is data of people under age processed knowingly? Write yes or no."),
}
BLANK = Kind("", say("What is it? The texts cannot offer it while it is blank."), _plain)
KINDS: dict[str, Kind] = {
    "RET-01[none]": RETENTION,
    "RET-04": RETENTION,
    "ABR-01[no-country]": _COUNTRIES,
    "ABR-02[no-mechanism]": _MECHANISM,
    "SEC-02": _CONTRACT,
    "MSG-03[not-stated]": _IYS,
    "IDN-02[blank]": BLANK,
    **{
        f"ANS-02[{key.replace('_', '-')}]": Kind(key, asks, _done)
        for key, asks in _PRACTICES.items()
    },
}
"""By the name of the finding."""

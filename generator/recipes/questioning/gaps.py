"""What nobody has written where a rule asks for one value: a period, a country, a contract.

Such a finding is a question to the company as well, and its answer is written as a new value.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator import durations, languages
from generator.checks import Finding
from generator.editing import Edition, Path, Value
from generator.message import Message, say
from generator.recipes.questioning.wording import by_language, path_of


@dataclass(frozen=True, slots=True)
class Kind:
    """Values of one key: what is asked, and how an answer is written.

    `write` gives None for words that are no such value; a person then writes it.
    """

    key: str
    asks: Message
    write: Callable[[str], Value | None]


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


_RETENTION = Kind(
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
_BLANK = Kind("", say("What is it? The texts cannot offer it while it is blank."), _plain)
KINDS: dict[str, Kind] = {
    "RET-01[none]": _RETENTION,
    "RET-04": _RETENTION,
    "ABR-01[no-country]": _COUNTRIES,
    "ABR-02[no-mechanism]": _MECHANISM,
    "SEC-02": _CONTRACT,
    "MSG-03[not-stated]": _IYS,
    "IDN-02[blank]": _BLANK,
    **{
        f"ANS-02[{key.replace('_', '-')}]": Kind(key, asks, _done)
        for key, asks in _PRACTICES.items()
    },
}
"""By the name of the finding."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place at which nothing is written."""

    file: str
    path: Path
    kind: Kind


def gaps(findings: Sequence[Finding], edition: Edition) -> Iterator[Gap]:
    """Each place once, in the order of the findings."""
    seen = set()
    for finding in findings:
        kind = KINDS.get(finding.name)
        if kind is None or finding.accepted:
            continue
        file, path = path_of(finding.place)
        for at in _places(kind, path, edition.draft(file).value()):
            if (file, at) not in seen:
                seen.add((file, at))
                yield Gap(file, at, kind)


def _places(kind: Kind, path: Path, content: Value) -> Iterator[Path]:
    """Where the value belongs: at a blank itself, in the block that was found, in each purpose."""
    if kind is _BLANK:
        yield path
    elif kind is not _RETENTION:
        yield (*path[:-1], kind.key)
    elif isinstance(content, dict) and "retention" not in content:
        purposes = content.get("purposes")
        listed = purposes if isinstance(purposes, dict) else {}
        for name, purpose in listed.items():
            meant = path in ((), ("purposes", name))
            if meant and isinstance(purpose, dict) and "retention" not in purpose:
                yield "purposes", name, kind.key

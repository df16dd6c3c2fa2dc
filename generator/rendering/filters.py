"""The filters of the templates: a language's ways of writing, lifted over facts.

Each takes facts and gives a statement that keeps their origins. `{{ fact }}` prints a text alone
(`Fact[str]`, `Text`, `Stated`); everything else goes through one of these:

- `day`, `number`, `percent`, `duration`, `duration_words`, `lifetime`; `ordinal` (3. / third) and
  `words` of a number;
- `choice` (the label of an enum), `country` and `language_name` (of a code);
- `joined` (a list of texts; `joined("or")`, by semicolons where an item has a comma);
- `genitive`, `dative`, `accusative`, `locative`, `ablative`, `instrumental`: the Turkish suffix,
  with `apostrophe=True`, `compound=False`, `reading=None`; `possessive` in English;
- `sentence` (its first letter as a capital; proper names keep theirs);
- `cited` (`5/2-ç` → `m. 5/2-ç`, `art. 5(2)(ç)`);
- `mail`, `phone`, `web` (the fact as a link), `panel` (of a site: where its cookie panel opens),
  `titled` (a document as a link by its title);
- `same` (of a list of texts that say the same, one; a doubtful one where there is any);
- `denying` (the same words, marked where they say by their silence that something is not so, and
  that no is in doubt);
- `turkish` (the Turkish words, in a text of another language).
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from generator.contacts import cookie_panel, mail_address, phone_address, web_address
from generator.durations import Duration, Lifetime
from generator.expression import Reference
from generator.languages import TURKISH, Language
from generator.languages.language import APART, CONJUNCTIONS
from generator.message import say
from generator.provenance import Fact, Stated
from generator.rendering.markers import ASK_FIRST, Linked, Listed, Unprintable, stated

_KINDS = {
    date: say("a day"),
    int: say("a number"),
    Duration: say("a period"),
    Lifetime: say("a lifetime"),
    str: say("a choice"),
}


def filters(language: Language) -> dict[str, Callable[..., Any]]:
    """All filters for templates of `language`."""
    by_name: dict[str, Callable[..., Any]] = {
        "day": _writing("day", language.date, date),
        "number": _writing("number", language.number, int),
        "percent": _writing("percent", language.percent, int),
        "duration": _writing("duration", language.duration, Duration),
        "duration_words": _writing("duration_words", language.duration_words, Duration),
        "lifetime": _writing("lifetime", language.lifetime, Lifetime),
        "ordinal": _counting("ordinal", language.ordinal),
        "words": _counting("words", language.words),
        "choice": _writing("choice", lambda value: language.choices[str(value)], str),
        "cited": lambda fact: _reword(fact, language, language.cited),
        "possessive": lambda fact: _reword(fact, language, language.possessive),
        "sentence": lambda fact: _sentence(fact, language),
        "country": _writing("country", language.country, str),
        "language_name": _writing("language_name", language.language, str),
        "titled": lambda document, clause="": Linked(
            _title(document, language.code),
            str(Reference(document.id.value, clause)),
        ),
        "turkish": _turkish,
        "denying": lambda value, *facts: _denying(value, facts, language),
        "mail": lambda fact: _link(fact, language, mail_address),
        "phone": lambda fact: _link(fact, language, phone_address),
        "panel": lambda fact: _panel(stated(fact, language.code)),
        "web": lambda fact: _link(fact, language, web_address),
    }
    for name, filtered in by_name.items():
        by_name[name] = _once(filtered)
    by_name["joined"] = _joining(language)
    by_name["same"] = lambda texts: max(
        texts, key=lambda text: stated(text, language.code).unconfirmed
    )
    for case in ("genitive", "dative", "accusative", "locative", "ablative", "instrumental"):
        by_name[case] = _once(_case(case, language))
    return by_name


def _title(document: Any, language: str) -> Stated:
    """The title of a document: its own where it is declared in other languages alone."""
    own = [code.value for code in document.languages]
    fact = document.title.find(own[0]) if own and language not in own else None
    shown = stated(fact or document.title, language)
    return replace(shown, language=own[0]) if fact else shown


def _once(write: Callable[..., Any]) -> Callable[..., Any]:
    """`write`, but of the same facts only once: many documents state them.

    By identity; what was given is kept, so no other object takes its place.
    """
    results: dict[tuple[object, ...], tuple[object, Any]] = {}

    def filtered(*given: Any, **named: Any) -> Any:
        key = (*map(id, given), *named, *map(id, named.values()))
        if key not in results:
            results[key] = (given, named), write(*given, **named)
        return results[key][1]

    return filtered


def _writing(name: str, write: Callable[[Any], str], kind: type) -> Callable[[Any], Stated]:
    def filtered(fact: Any) -> Stated:
        _refuse_nothing(fact)
        fits = isinstance(fact, Fact) and isinstance(fact.value, kind)
        if not fits or isinstance(fact.value, bool):
            raise Unprintable(
                say(
                    "the filter “{name}” writes a fact that is {kind}.",
                    name=name,
                    kind=_KINDS[kind],
                )
            )
        return Stated.of(fact, _tried(write, fact.value))

    return filtered


def _counting(name: str, write: Callable[[int], str]) -> Callable[[Any], Stated]:
    def filtered(fact: Any) -> Stated:
        _refuse_nothing(fact)
        if not isinstance(fact, Fact) or not str(fact.value).isdecimal():
            raise Unprintable(
                say("the filter “{name}” writes a fact that is a whole number.", name=name)
            )
        return Stated.of(fact, _tried(write, int(fact.value)))

    return filtered


def _refuse_nothing(value: Any) -> None:
    if value is None or (isinstance(value, Fact) and value.value in (None, "")):
        if not isinstance(value, Fact):
            raise Unprintable(say("nothing is written here."), ASK_FIRST)
        where = say(" at {origin}", origin=value.origin)
        raise Unprintable(say("nothing is written{where}.", where=where), ASK_FIRST)


def _tried(write: Callable[[Any], str], value: Any) -> str:
    """What the language writes; a value that it has no words for is the template's mistake."""
    try:
        return write(value)
    except (LookupError, ValueError, NotImplementedError):
        raise Unprintable(
            say("the language has no way of writing “{value}” like this.", value=value)
        ) from None


def _reword(value: Any, language: Language, write: Callable[[str], str]) -> Stated:
    statement = stated(value, language.code)
    return statement.written(_tried(write, statement.text))


def _sentence(value: Any, language: Language) -> Stated:
    """A proper name keeps its letters."""
    if getattr(value, "is_proper", False):
        return stated(value, language.code)
    return _reword(value, language, language.sentence_start)


def _joining(language: Language) -> Callable[..., Listed]:
    listed: Callable[..., Listed] = _once(lambda last, *items: _joined(items, last, language))

    def joined(items: Iterable[Any], last: str = "and") -> Listed:
        """A list is new each time; what it lists is not."""
        if isinstance(items, str) or not isinstance(items, Iterable):
            raise Unprintable(say("the filter “joined” writes a list of texts."))
        return listed(last, *items)

    return joined


def _joined(items: Iterable[Any], last: str, language: Language) -> Listed:
    if last not in (*CONJUNCTIONS, APART):
        known = ", ".join((*CONJUNCTIONS, APART))
        raise Unprintable(
            say("no list is joined by “{last}”.", last=last),
            say("There are: {ids}.", ids=known),
        )
    parts = tuple(stated(item, language.code) for item in items)
    if not parts:
        raise Unprintable(say("the list to join is empty."), ASK_FIRST)
    return Listed(parts, language.joints([part.text for part in parts], last))


def _case(case: str, language: Language) -> Callable[..., Stated]:
    def filtered(
        value: Any, apostrophe: bool = True, compound: bool = False, reading: Any = None
    ) -> Stated:
        spoken = stated(reading, language.code).text if reading else None

        def write(text: str) -> str:
            return language.suffixed(
                text, case, apostrophe=apostrophe, compound=compound, reading=spoken
            )

        return _reword(value, language, write)

    return filtered


def _denying(value: Any, facts: Iterable[Any], language: Language) -> Any:
    """The words state no more than before: a mark of doubt is no change of a text."""
    if any(fact is not None and not fact and fact.unconfirmed is not None for fact in facts):
        return replace(stated(value, language.code), unconfirmed=True)
    return value


def _turkish(text: Any) -> Stated:
    """The Turkish words of a text, for a document in another language; marked as such."""
    statement = stated(text, TURKISH)
    return statement if statement.language else replace(statement, language=TURKISH)


def _link(value: Any, language: Language, address: Callable[[str], str | None]) -> Stated | Linked:
    statement = stated(value, language.code)
    href = address(statement.text)
    return Linked(statement, href) if href else statement


def _panel(site: Stated) -> Linked:
    address = cookie_panel(site.text)
    return Linked(replace(site, text=address), address)

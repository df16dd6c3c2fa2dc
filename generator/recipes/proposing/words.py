"""What a proposal says of itself: one line, then which facts changed and which texts print them."""

from collections.abc import Iterator

from generator.catalogue import said
from generator.errors import in_one_line
from generator.message import counted, say
from generator.recipes.reviewing.review import Review
from generator.recipes.reviewing.values import Changed

LONGEST = 72
"""Letters of the first line, as lists of commits show it."""
_VALUE = 60
_LISTED = 30


def title(review: Review, language: str) -> str:
    """The first line: what changed, in a few words."""
    facts_first = sorted(review.values, key=lambda value: value.of_the_house)
    names = list(dict.fromkeys(value.named(language) for value in facts_first))
    if not names:
        return said(say("The wording of the data changed"), language)
    whole = said(say("Changed: {names}", names="; ".join(names)), language)
    if len(whole) > LONGEST and len(names) > 1:
        count = len(names)
        whole = said(
            counted("{count} fact: {first}", "{count} facts: {first} …", count, first=names[0]),
            language,
        )
    return one_line(whole)


def one_line(words: str) -> str:
    """Words as the first line of a commit."""
    line = " ".join(in_one_line(words).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def body(review: Review, language: str) -> str:
    """The rest: facts with their values, texts that print them, new findings by their names."""
    return "\n".join(_lines(review, language))


def _lines(review: Review, language: str) -> Iterator[str]:
    if review.values:
        yield said(say("Changed facts:"), language)
        for value in review.values[:_LISTED]:
            yield f"- {_value(value, language)}"
        yield from _more(len(review.values) - _LISTED, language)
    if review.documents:
        yield ""
        yield said(say("Printed in:"), language)
        for document in review.documents:
            yield f"- {in_one_line(review.titles[document].in_language(language))}"
    if review.new:
        yield ""
        names = dict.fromkeys(f"{f.name} {f.place}" for f in review.new)
        yield said(say("New findings:"), language)
        for name in list(names)[:_LISTED]:
            yield f"- {in_one_line(name)}"
        yield from _more(len(names) - _LISTED, language)


def _more(more: int, language: str) -> Iterator[str]:
    if more > 0:
        yield "- " + said(say("and {more} more", more=more), language)


def _value(value: Changed, language: str) -> str:
    """What it is called, what it was and is; a reason of doubt, and what is internal, is
    named and not repeated."""
    name = in_one_line(value.named(language))
    if value.language:
        name = f"{name} ({value.language})"
    if value.confirmed:
        return f"{name}: {said(say('confirmed'), language)} (data/{value.file})"
    if value.of_the_house or value.internal:
        return f"{name} (data/{value.file})"
    code = value.language or language
    was, now = (_short(value.stated(one, code)) for one in (value.before, value.after))
    return f"{name}: {was or '–'} → {now or '–'} (data/{value.file})"


def _short(words: str) -> str:
    line = " ".join(in_one_line(words).split())
    return line if len(line) <= _VALUE else f"{line[: _VALUE - 1].rstrip()}…"

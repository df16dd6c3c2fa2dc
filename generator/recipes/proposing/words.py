"""What a proposal says of itself: one line, then which facts changed and which texts print them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.catalogue import said
from generator.checks import Finding
from generator.errors import in_one_line
from generator.message import Message, counted, say
from generator.recipes.correcting.advice import Adviser
from generator.recipes.correcting.in_public import edition_in_public
from generator.recipes.correcting.names import language_called
from generator.recipes.questioning.taking import CONFIRMED
from generator.recipes.reviewing import values
from generator.recipes.reviewing.review import Review
from generator.recipes.reviewing.values import Changed

LONGEST = 72
"""Letters of the first line, as lists of commits show it."""
_VALUE = 60
_COME, _GONE = say("added"), say("removed")
_LISTED = 30


def title(review: Review, language: str) -> str:
    """The first line: what changed, in a few words."""
    facts_first = sorted(review.values, key=lambda value: value.of_the_house)
    names = list(dict.fromkeys(value.named(language) for value in facts_first))
    if not names:
        clauses = _reworded(review, language)
        if not clauses:
            return said(say("The wording of the data changed"), language)
        return one_line(said(_in_other_words(clauses), language))
    whole = said(say("Changed: {names}", names="; ".join(names)), language)
    if len(whole) > LONGEST and len(names) > 1:
        count = len(names)
        whole = said(
            counted("{count} fact: {first}", "{count} facts: {first} …", count, first=names[0]),
            language,
        )
    return one_line(whole)


def _in_other_words(clauses: Sequence[str]) -> Message:
    return counted(
        "{count} clause in other words: {first}",
        "{count} clauses in other words: {first} …",
        len(clauses),
        first=clauses[0],
    )


def _reworded(review: Review, language: str) -> list[str]:
    """The headings of clauses that say it otherwise: what changed where no value did."""
    return list(
        dict.fromkeys(
            in_one_line(part.headings.get(language) or next(iter(part.headings.values())))
            for part in review.parts
        )
    )


def one_line(words: str) -> str:
    """Words as the first line of a commit."""
    line = " ".join(in_one_line(words).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def body(review: Review, data: Path, language: str) -> str:
    """The rest: facts with their values, texts that print them, what the rules find now and no
    longer. Nothing that is internal stands in it: places are named by what everybody may see."""
    public = edition_in_public(data, values.public(data))
    return "\n".join(_lines(review, Adviser(data, language, public)))


def _lines(review: Review, adviser: Adviser) -> Iterator[str]:
    language = adviser.language
    facts = [value for value in review.values if value.file != CONFIRMED]  # a fact says it itself
    if facts:
        yield said(say("Changed facts:"), language)
        for value in facts[:_LISTED]:
            yield f"- {_value(value, language)}"
        yield from _more(len(facts) - _LISTED, language)
        yield ""
    if not review.values and (clauses := _reworded(review, language)):
        yield said(say("Clauses in other words:"), language)
        yield from (f"- {clause}" for clause in clauses[:_LISTED])
        yield from _more(len(clauses) - _LISTED, language)
        yield ""
    if review.documents:
        yield said(say("Printed in:"), language)
        for document in review.documents:
            yield f"- {in_one_line(review.titles[document].in_language(language))}"
        yield ""
    if not review.compared:
        return
    if review.new:
        yield from _found(say("New findings:"), review.new, adviser, hints=True)
    else:
        yield said(say("The rules find nothing new."), language)
    if review.gone:
        yield ""
        yield from _found(say("Closed findings:"), review.gone, adviser)


def _found(
    heading: Message, findings: Sequence[Finding], adviser: Adviser, *, hints: bool = False
) -> Iterator[str]:
    yield said(heading, adviser.language)
    rows = list(dict.fromkeys(_finding(one, adviser, hints) for one in findings))
    for row in rows[:_LISTED]:
        yield f"- {row}"
    yield from _more(len(rows) - _LISTED, adviser.language)


def _finding(finding: Finding, adviser: Adviser, hints: bool) -> str:
    """Where and what, in words, and what to do; its name last, for who looks it up."""
    told = adviser.of(finding)
    where = [label for _, label in told.ways[:1]]
    advice = f" {told.advice}" if hints and told.advice else ""
    return in_one_line(f"{': '.join([*where, told.words])}{advice} [{finding.name}]")


def _more(more: int, language: str) -> Iterator[str]:
    if more > 0:
        yield "- " + said(say("and {more} more", more=more), language)


def _value(value: Changed, language: str) -> str:
    """What it is called, what it was and is; a reason of doubt, and what is internal, is
    named and not repeated."""
    name = in_one_line(value.named(language))
    if value.language:
        name = f"{name} ({language_called(value.language, language)})"
    if value.confirmed:
        return f"{name}: {said(say('confirmed'), language)}"
    if value.of_the_house or value.internal:
        come, gone = value.before is None, value.after is None
        ends = [words for words, is_it in ((_COME, come), (_GONE, gone)) if is_it]
        return ": ".join([name, *(said(words, language) for words in ends)])
    code = value.language or language
    was, now = (_short(value.stated(one, code)) for one in (value.before, value.after))
    return f"{name}: {was or '–'} → {now or '–'}"


def _short(words: str) -> str:
    line = " ".join(in_one_line(words).split())
    return line if len(line) <= _VALUE else f"{line[: _VALUE - 1].rstrip()}…"

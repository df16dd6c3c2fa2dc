"""Rule RET-01: each purpose states how long its data is kept."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from generator.checks.called import called
from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import first
from generator.checks.rule import Rule
from generator.checks.subject import Subject, in_small_letters
from generator.durations import Duration
from generator.message import say
from generator.model.controller import RegistryStatus
from generator.model.processing import ProcessingActivity, Purpose
from generator.model.retention import Retention, Term

VAGUE = {
    "tr": re.compile(
        r"\bgerek(li|tiği|tirdiği|en)\b.*\b(süre|kadar|müddet)"
        r"|\b(makul|uygun|yeterli|gereken) (bir )?süre"
        r"|\bmevzuat\w*( \w+)* (öngör|belirt|belirlen)\w+( azami| asgari)? süre"
        r"|\b(süresiz|sınırsız|belirsiz|sürekli olarak)\b"
    ),
    "en": re.compile(
        r"\bas long as (is |it is |they are )?(necessary|needed|required|appropriate)"
        r"|\b(reasonable|appropriate|adequate|necessary|required) (period|time)"
        r"|\b(period|time)s? (prescribed|required|set|foreseen) (by|in) (the )?(law|legislation)"
        r"|\bindefinite|\bunlimited|\bfor ever\b|\bpermanently\b"
    ),
}
"""Words that repeat the law (art. 4(2)(d)) and name no criterion, in small letters."""


def check(subject: Subject) -> Iterable[Observation]:
    """A purpose says how long: a time with its start, or a criterion; who is registered must."""
    registered = subject.facts.controller.verbis.status.value is RegistryStatus.REGISTERED
    level = Level.ERROR if registered else Level.WARNING
    yield from (replace(seen, level=level) for seen in _without(subject))
    periods = subject.in_force.retention_periods.values()
    least = {(row.statute.value, row.article.value): row.period.value for row in periods}
    for purpose, retention in _stated(subject):
        for term in (retention, *retention.parts):
            yield from _too_short(term, least)
            yield from _crossed(term)
            yield from _long(term, _kind(subject, purpose))
            if registered:
                yield from _unlimited(term)
        if purpose:
            yield from _foreign(purpose, retention)


def _stated(subject: Subject) -> Iterator[tuple[Purpose | None, Retention]]:
    """Each purpose with its retention, and that of the cameras; RET-04 asks more of receipts."""
    if subject.facts.cameras:
        yield None, subject.facts.cameras.retention
    for _, purpose in subject.purposes:
        if purpose.retention:
            yield purpose, purpose.retention


def _too_short(term: Term, periods: Mapping[tuple[str, str], Duration]) -> Iterator[Observation]:
    """The time for which data is certainly kept, against the statutes that it names."""
    key = next((key for key in ("period", "minimum", "maximum") if getattr(term, key)), "")
    for provision in term.under:
        if provision.statute is None or not key:
            continue
        article = provision.article.value if provision.article else ""
        least = periods.get((provision.statute.id.value, article))
        written = getattr(term, key)
        if least and written.value.approximate_days < least.approximate_days:
            yield Observation(
                term.at(key),
                say(
                    "“{written}” is shorter than {statute} art. {article} asks for ({least}).",
                    written=written.value,
                    statute=provision.statute.title,
                    article=article,
                    least=least,
                ),
                say("Write the longer period, or another ground."),
                "too-short",
            )


LONG = 30 * 366
"""In days. No statute that we know asks for more in a trade; a lawyer confirms it."""
FEW = {
    "cameras-long": (365, say("recordings of cameras")),
    "candidates-long": (2 * 365, say("data of candidates who were not employed")),
}
"""Days above which a controller needs a reason (Law art. 4(2)(ç) and (d)); the numbers are ours."""
CANDIDATES = {"tr": re.compile(r"\baday"), "en": re.compile(r"\b(candidate|applicant)")}


def _long(term: Term, kind: str) -> Iterator[Observation]:
    """More than anyone keeps, or more than the kind of data seems to need."""
    key = next((key for key in ("maximum", "period") if getattr(term, key)), "")
    days = getattr(term, key).value.approximate_days if key else 0
    if days > LONG:
        yield Observation(
            term.at(key),
            say("“{period}” is longer than thirty years.", period=getattr(term, key).value),
            say(
                "Correct the number; if it is right, have a lawyer confirm it and accept this finding."
            ),
            "very-long",
            Level.WARNING,
        )
    elif kind and days > FEW[kind][0] and not term.under:
        yield Observation(
            term.at(key),
            say(
                "“{period}” is long for {what}.", period=getattr(term, key).value, what=FEW[kind][1]
            ),
            say(
                "Write a shorter period, or name the provision that asks for it under “under:”. The law gives no number; a lawyer confirms what is proportionate."
            ),
            kind,
            Level.WARNING,
        )


def _kind(subject: Subject, purpose: Purpose | None) -> str:
    """Of which kind of `FEW` a retention is: None stands for that of the cameras."""
    if purpose is None:
        return "cameras-long"
    people = [s for a, p in subject.purposes if p is purpose for s in a.people(purpose)]
    names = list(in_small_letters(s.name for s in people))
    found = [CANDIDATES[code].search(words) for _, code, words in names if code in CANDIDATES]
    return "candidates-long" if found and all(found) else ""


def _crossed(term: Term) -> Iterator[Observation]:
    """The shortest time is not above the period, nor this above the longest."""
    keys = [key for key in ("minimum", "period", "maximum") if getattr(term, key)]
    for shorter, longer in pairwise(keys):
        less, more = getattr(term, shorter).value, getattr(term, longer).value
        if less.approximate_days > more.approximate_days:
            yield Observation(
                term.at(shorter),
                say(
                    "the {shorter} “{less}” is longer than the {longer} “{more}”.",
                    shorter=shorter,
                    less=less,
                    longer=longer,
                    more=more,
                ),
                say("Correct one of them; the texts print both."),
                "crossed",
                Level.ERROR,
            )


def _unlimited(term: Term) -> Iterator[Observation]:
    if term.rule and not (term.period or term.maximum):
        yield Observation(
            term.origin,
            say(
                "this criterion has no longest time, and a registered controller states one in VERBİS (Law art. 16(3)(f))."
            ),
            say(
                "Write the time of the entry in VERBİS as “maximum:” with “starts:”. Whether the criterion alone may stand in a text is for a lawyer to confirm."
            ),
            "no-maximum",
            Level.WARNING,
        )


def _foreign(purpose: Purpose, retention: Retention) -> Iterator[Observation]:
    """Parts with data that the purpose does not have, or that two parts have."""
    own = {item.origin for item in purpose.data}
    seen = set[object]()
    for part in retention.parts:
        strange = [item.id.value for item in part.data if item.origin not in own]
        twice = [item.id.value for item in part.data if item.origin in seen]
        seen |= {item.origin for item in part.data}
        for names, message in (
            (
                strange,
                say(
                    "“{ids}” is not data of “{purpose}”, whose retention this is.",
                    ids=strange,
                    purpose=purpose.id.value,
                ),
            ),
            (twice, say("“{ids}” stands in two parts of one retention.", ids=twice)),
        ):
            if names:
                yield Observation(
                    part.at("data"),
                    message,
                    say("Correct the list; the text would say a period that nobody set."),
                    "part",
                    Level.ERROR,
                )


def _without(subject: Subject) -> Iterator[Observation]:
    for activity in subject.facts.activities.values():
        yield from _silent(activity)
    for purpose, retention in _stated(subject):
        if purpose is None or not _is_receipts(purpose):
            for term in (retention, *retention.parts):
                yield from _incomplete(term, "incomplete" if purpose else "cameras")


def _silent(activity: ProcessingActivity) -> Iterator[Observation]:
    """The purposes of an activity without any retention: one cause, one finding."""
    silent = [p for p in activity.purposes if p.retention is None and not _is_receipts(p)]
    empty = {p.places["retention"]: p for p in silent if "retention" in p.places}
    for place in empty:
        yield Observation(
            place,
            say("“retention:” is written, but empty."),
            say("Write “period:” and “starts:” below it, or behind it an id of retention.yml."),
            "none",
        )
    silent = [p for p in silent if "retention" not in p.places]
    if len(silent) == 1:
        yield Observation(
            silent[0].origin,
            say("this purpose does not say how long its data is kept."),
            say("Write “retention:” with “period:” and “starts:”."),
            "none",
        )
    elif silent:
        yield Observation(
            activity.origin,
            say(
                "{count} purposes do not say how long their data is kept: {purposes}.",
                count=len(silent),
                purposes=[called(purpose) for purpose in silent],
            ),
            say(
                "Write “retention:” with “period:” and “starts:” in each, or once before “purposes:”."
            ),
            "none",
        )


def _incomplete(term: Term, sub: str) -> Iterator[Observation]:
    if not (term.period or term.maximum or term.rule):
        message = (
            say("the retention says the shortest time only: when it ends is not said.")
            if term.minimum
            else say("the retention has no period: when it ends is not said.")
        )
        hint = say("Write “period:” or “maximum:” with “starts:”, or the criterion as “rule:”.")
        yield Observation(term.origin, message, hint, sub)
    elif (term.period or term.maximum) and not term.starts:
        message = say("the retention has no start: from when its time runs is not said.")
        yield Observation(term.origin, message, say("Write “starts:” with the event."), sub)
    elif not (term.period or term.maximum) and (words := _vague(term)):
        yield Observation(
            term.at("rule"),
            say("“{words}” repeats the law and names no criterion.", words=words),
            say(
                "Name the event or the state that ends it (“as long as the contract lasts”), or write “period:” and “starts:”."
            ),
            "vague",
        )


def _vague(term: Term) -> str:
    for fact, language, words in in_small_letters([term.rule]):
        if first(words, language, VAGUE):
            return str(fact.value)
    return ""


def _is_receipts(purpose: Purpose) -> bool:
    """RET-04 asks more of receipts."""
    return any(item.receipt and item.receipt.value for item in purpose.data)


RULE = Rule(
    code="RET-01",
    slug="retention-period-per-category",
    level=Level.WARNING,
    cites="destruction-bylaw 4/1-e",
    what="Each purpose states how long its data is kept.",
    why="The inventory and the registry need a maximum period with its start; elsewhere a criterion is an answer.",
    check=check,
    phrases=(VAGUE, CANDIDATES),
    sub_codes={
        "too-short": "The period is shorter than the statute it names asks for.",
        "cameras": "The recordings of cameras have no period or no start.",
        "none": "A purpose states no retention.",
        "incomplete": "A retention has no period or no start.",
        "vague": "A retention has no period, and its criterion names none.",
        "no-maximum": "A registered controller keeps data by a criterion without a longest time.",
        "very-long": "A period is longer than thirty years.",
        "cameras-long": "Recordings of cameras are kept for more than a year, and no provision asks for it.",
        "candidates-long": "Data of candidates is kept for more than two years, and no provision asks for it.",
        "crossed": "The shortest time is above the period or the longest time.",
        "part": "A part of a retention is about data that the purpose does not have, or has twice.",
    },
    example=Change(
        "processing/orders.yml",
        "purposes.deliver-order.retention",
        None,
        "{period: 10 years, starts: {tr: teslim tarihi, en: the day of delivery}}",
        sub="none",
        found="purposes.deliver-order",
    ),
)

"""What the next release has to be, whom it concerns, and what is to be reported to whom."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from generator import spelling
from generator.catalogue import known
from generator.checks import effects
from generator.comparison import What, same_but_for_marks
from generator.expression import Expression
from generator.message import Message, counted, say
from generator.model.controller import RegistryStatus
from generator.model.entry import Text
from generator.model.facts import Facts
from generator.model.recipients import Recipient
from generator.pipeline import Outcome
from generator.recipes.reviewing.parts import Part
from generator.recipes.reviewing.values import Changed
from generator.releases import preparing
from generator.releases.record import ChangeKind

_CONSENT, _APPROVAL, _NOTICE = "consent", "message_approval", "notice"
_TOLD = (_NOTICE, _CONSENT, _APPROVAL)
"""Types of texts that are given to each person."""
_ABROAD = ("mechanism", "abroad", "countries", "signed", "notified", "services", "name")
_PERMITTED = ("agreement", "bcr", "undertaking")
"""Grounds of article 9 that the Board permits or approves first."""


class Named(str):
    """A name with its words in each language."""

    by_language: Mapping[str, str]

    def __new__(cls, by_language: Mapping[str, str]) -> "Named":
        """What is read without a language is the first of them."""
        made = super().__new__(cls, next(iter(by_language.values()), ""))
        made.by_language = by_language
        return made

    def in_language(self, code: str) -> str:
        """The name in the language with this code; as it is where it lacks it."""
        return self.by_language.get(code) or str(self)


@dataclass(frozen=True)
class Consequences:
    """What follows at the next release. `kind` is that of this request alone, None where no text
    changes; `release` that of the next release with all that waits for it, compared with `since`
    (None: with nothing, there is no release yet). `waiting` are texts that an earlier request
    changed, `replaced` those that only the site shows anew. `blocked` counts the findings that
    forbid a release.
    """

    kind: ChangeKind | None
    release: ChangeKind | None
    since: str | None
    why: Sequence[Message]
    waiting: Sequence[Named]
    inform: Sequence[Message]
    ask: Sequence[Message]
    replaced: Sequence[Named]
    report: Sequence[Message]
    blocked: int


def titles(texts: Iterable[Expression]) -> dict[str, Named]:
    """What each document is called."""
    words: dict[str, dict[str, str]] = {}
    for text in texts:
        words.setdefault(text.document, {})[text.language] = text.title
    return {document: Named(by_language) for document, by_language in words.items()}


def of(
    outcome: Outcome,
    parts: Sequence[Part],
    values: Sequence[Changed],
    come: Sequence[str],
    gone: Sequence[str],
) -> Consequences:
    """`come` and `gone` are the documents that are new and no more. Raises ArchiveError."""
    candidate = preparing.prepare(outcome.archive, outcome.texts, outcome.settings.day, spelling)
    base = candidate.base
    serious = {where.document for part in parts if part.substantive for where in part.where}
    touched = {where.document for part in parts for where in part.where} | {*come, *gone}
    kind = ChangeKind.EDITORIAL if parts else None
    if serious or come or gone:
        kind = ChangeKind.SUBSTANTIVE
    names = titles(outcome.texts)
    changed = {text.document for text in candidate.changed}
    known = {text.document for text in base.texts} if base else set()
    first = {text.document: text for text in reversed(outcome.texts)}
    asked = [first[d] for d in names if d in serious and d in known]
    shown = [first[d] for d in come if d in first]
    return Consequences(
        kind=kind,
        release=None if candidate.empty else candidate.proposed,
        since=base.id if base else None,
        why=list(_why(parts, names, come, gone)),
        waiting=[names[d] for d in names if base and d in changed and d not in touched],
        inform=list(_informed(outcome.facts, asked, shown, names)) if base else [],
        ask=list(_asked(asked, names)),
        replaced=[names[text.document] for text in asked if text.type not in _TOLD],
        report=list(_reported(outcome, values)),
        blocked=outcome.errors,
    )


def _why(
    parts: Sequence[Part], names: Mapping[str, Named], come: Sequence[str], gone: Sequence[str]
) -> Iterator[Message]:
    """The reasons for the kind, the gravest first."""
    if come:
        yield say("new texts: {names}", names=[names[d] for d in come if d in names])
    if gone:
        yield say("texts that are no more: {names}", names=list(gone))
    counts: dict[What, int] = {}
    for part in parts:
        what = max(part.what.values(), key=lambda w: list(_GRAVITY).index(w))
        counts[what] = counts.get(what, 0) + 1
    for what in reversed(_GRAVITY):
        if what in counts:
            yield _REASONS[what](counts[what])


_GRAVITY = (
    What.SPELLING, What.MOVED, What.TITLE, What.REWORDED,
    What.LINKS, What.FIELDS, What.REMOVED, What.ADDED, What.FACTS,
)  # fmt: skip
_REASONS: Mapping[What, Callable[[int], Message]] = {
    What.FACTS: partial(
        counted, "a stated fact changes in {count} clause", "stated facts change in {count} clauses"
    ),
    What.ADDED: partial(counted, "{count} clause is new", "{count} clauses are new"),
    What.REMOVED: partial(counted, "{count} clause is no more", "{count} clauses are no more"),
    What.FIELDS: partial(
        counted, "the fields of {count} form change", "the fields of {count} forms change"
    ),
    What.LINKS: partial(
        counted, "links change in {count} clause", "links change in {count} clauses"
    ),
    What.REWORDED: partial(counted, "{count} clause is reworded", "{count} clauses are reworded"),
    What.TITLE: partial(
        counted, "{count} title or summary changes", "{count} titles or summaries change"
    ),
    What.MOVED: partial(
        counted, "{count} clause stands elsewhere", "{count} clauses stand elsewhere"
    ),
    What.SPELLING: partial(
        counted,
        "spelling is corrected in {count} clause",
        "spelling is corrected in {count} clauses",
    ),
}


def _informed(
    facts: Facts,
    changed: Sequence[Expression],
    new: Sequence[Expression],
    names: Mapping[str, Named],
) -> Iterator[Message]:
    """Whom a changed notice is given again, and where; and whom a new one."""
    for texts, again in ((changed, True), (new, False)):
        for text in texts:
            if text.type != _NOTICE:
                continue
            people = _people(facts, text.document)
            point = _point(facts, text.document)
            words = {"title": names[text.document], "people": people, "point": point}
            if again:
                yield say("{title}: {people} ({point})", **words)
            else:
                yield say("{title} (new): {people} ({point})", **words)


def _people(facts: Facts, document: str) -> list[Text]:
    """The groups whose data is collected where a notice is given."""
    point = facts.documents[document].collection_point
    groups: dict[str, Text] = {}
    for activity in facts.activities.values():
        if point in activity.collection_points:
            for purpose in activity.purposes:
                for group in activity.people(purpose):
                    groups[group.id.value] = group.name
    return [name for name in groups.values() if not name.internal]


def _point(facts: Facts, document: str) -> Text | str:
    point = facts.documents[document].collection_point
    return point.name if point and not point.name.internal else ""


def _asked(changed: Sequence[Expression], names: Mapping[str, Named]) -> Iterator[Message]:
    """Statements that people gave to other words than those of today."""
    for text in changed:
        if text.type == _CONSENT:
            yield say("explicit consent: {title}", title=names[text.document])
        elif text.type == _APPROVAL:
            yield say("message approval: {title}", title=names[text.document])


def _reported(outcome: Outcome, values: Sequence[Changed]) -> Iterator[Message]:
    facts, day = outcome.facts, outcome.settings.day
    yield from _to_the_registry(outcome, values, day)
    touched = {value.path[:1] for value in values if _concerns_a_transfer(value)}
    for recipient in facts.recipients.values():
        if (recipient.id.value,) in touched or () in touched:  # a whole file came or went
            for service in recipient.by_service():
                yield from _to_the_authority(outcome, service)


def _concerns_a_transfer(value: Changed) -> bool:
    inside = value.path[1:]
    return value.file.startswith("recipients") and (
        not inside or any(step in _ABROAD for step in inside)
    )


def _to_the_authority(outcome: Outcome, recipient: Recipient) -> Iterator[Message]:
    """What article 9 asks for a recipient abroad before, or soon after, data goes there."""
    ground = recipient.mechanism
    hidden = recipient.internal or recipient.name.internal
    name = recipient.id.value if hidden else recipient.name
    if not recipient.abroad.value or ground is None:
        return
    if ground.id.value == "standard-contract" and not recipient.notified:
        period = outcome.law.deadlines["standard-contract-notification"].period.value
        if recipient.signed and recipient.signed.internal:
            yield say(
                "Authority: the standard contract with {name}, within {period} of its signature "
                "(art. 9(5)); “notices papers transfers” says by which day.",
                name=name,
                period=period,
            )
        elif recipient.signed:
            yield say(
                "Authority: the standard contract with {name}, signed on {day}, within {period} "
                "of its signature (art. 9(5)).",
                name=name,
                day=recipient.signed.value,
                period=period,
            )
        else:
            yield say(
                "Authority: the standard contract with {name}, within {period} of its signature "
                "(art. 9(5)); it is not recorded as signed yet.",
                name=name,
                period=period,
            )
    if ground.id.value in _PERMITTED:
        yield say(
            "Board: no transfer to {name} before it has decided (art. {article}).",
            name=name,
            article=ground.article.value,
        )


def _to_the_registry(outcome: Outcome, values: Sequence[Changed], day: date) -> Iterator[Message]:
    """The status decides: a registered controller reports changes within days."""
    entries = list(dict.fromkeys(_entry(value) for value in values if _registered(value)))
    if not entries:
        return
    status = outcome.facts.controller.verbis.status.value
    if status is RegistryStatus.REGISTERED:
        period = outcome.law.deadlines["registry-change"].period.value
        (days, _), *_ = period.parts
        yield say(
            "VERBİS: within {period} of the change; if it takes effect on {day}, by {last}. "
            "Touched: {entries}. A lawyer confirms whether this is to be reported.",
            period=period,
            day=day,
            last=day + timedelta(days=days),
            entries=entries,
        )
    elif status is RegistryStatus.PENDING:
        yield say("VERBİS: the registration that is being made must say it: {entries}.",
                  entries=entries)  # fmt: skip
    elif status is RegistryStatus.UNKNOWN:
        yield say(
            "VERBİS: whether the controller is registered is not known; if it is, this is "
            "reported: {entries}.",
            entries=entries,
        )


def _registered(value: Changed) -> bool:
    """Whether the registry knows it: in Turkish, in full, and for more than its spelling."""
    if (
        value.of_the_house
        or value.by_nature
        or value.language not in ("", "tr")
        or "short" in value.path
    ):
        return False
    both = (value.before, value.after)
    if all(isinstance(words, str) for words in both) and same_but_for_marks(*map(str, both)):
        return False
    place = f"data/{value.place}"
    return place.startswith(effects.REGISTERED)


def _entry(value: Changed) -> Named:
    """What the entry is called, however many of its lines changed."""
    return Named({code: value.named(code) for code in known()})

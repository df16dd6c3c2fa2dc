"""Rule USE-01: each statement of the data stands in some text. A rule of this tool."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import fields

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.choices import Consent
from generator.model.disposal import RETENTION_POLICY
from generator.model.entry import Entry, Identified, Nameable, Text
from generator.model.facts import Facts
from generator.model.processing import DEFAULTS
from generator.model.recipients import Recipient
from generator.model.rows import Rows
from generator.model.traversal import contents, walk
from generator.provenance import Origin

# Printed elsewhere than in a document: titles and addresses of pages, mails; approvals hold digests.
ELSEWHERE = ("data/documents/", "data/mails.yml", "data/approvals.yml", "generator/")

FILED = (
    "data/controller.yml#verbis", "data/data-categories", "data/security.yml", "data/security/",
)  # fmt: skip
"""What papers for the file print where no policy does: the inventory, the statement for VERBİS."""


def check(subject: Subject) -> Iterable[Observation]:
    """A public text that no document of the site prints, in no language; what nothing names."""
    if not subject.texts:
        return
    facts = subject.facts
    papers = {text.document for text in subject.texts if text.paper}
    clauses = (places for key, places in subject.printed.items() if key[0] not in papers)
    printed = set[str]().union(*clauses)
    unused = [*_unseen_forms(facts), *_unnamed_rows(subject), *_untaken_defaults(facts)]
    yield from (observation for _, observation in unused)
    yield from _untaken_in_files(facts)
    inside = walk((*(value for value, _ in unused), *_unasked_consents(facts)))
    seen = {value.origin for value in inside if isinstance(value, Text)}
    seen |= _said_by_copies(subject, printed) | set(_in_titles(facts))
    wanted = (
        *_not_offered(facts), *_without_approval(facts), *_without_text(facts),
        *_for_the_file(facts),
    )  # fmt: skip
    seen |= {text.origin for text in walk(wanted) if isinstance(text, Text)}
    filed = () if any(text.type == "policy" for text in subject.texts) else FILED
    for text in subject.stated:
        if not isinstance(text, Text) or text.internal or not text or text.origin in seen:
            continue
        seen.add(text.origin)
        elsewhere = text.origin.key.startswith((*ELSEWHERE, *filed))
        if text.origin.key not in printed and not elsewhere:
            yield Observation(
                text.origin,
                say("no text of this site prints this, so it has no effect."),
                _way_out(subject),
                "statement",
            )


def _way_out(subject: Subject) -> str:
    """What other rules ask for is never to be deleted; a policy would print it."""
    if not any(t.type == "policy" for t in subject.texts):
        return say(
            "A policy prints it: write one in data/documents/, or keep it until there is one."
        )
    return say(
        "Name the entry where it belongs (a recipient in a purpose, a group in an activity), "
        "or delete it."
    )


def _not_offered(facts: Facts) -> tuple[Entry, ...]:
    """Consents that are not asked now and what rests on them: kept for the day on which they are."""
    consents = tuple(c for c in facts.consents.values() if not c.is_offered)
    activities = facts.activities.values()
    purposes = (p for a in activities for p in a.purposes if p.consent in consents)
    idle = [a for a in activities if a.purposes and all(p.consent in consents for p in a.purposes)]
    moments = (m for m in facts.moments.values() if set(m.activities) <= set(idle))
    return (*consents, *purposes, *idle, *moments)


def _without_approval(facts: Facts) -> tuple[Entry, ...]:
    """Channels in use of which MSG-02 says that a text is missing: not to be deleted."""
    written = [document.channel for document in facts.documents.values() if document.channel]
    return tuple(channel for channel in facts.messages.channels if channel not in written)


def _without_text(facts: Facts) -> Iterator[Entry]:
    """What a notice or a consent text would print of which IDN-03 and CON-01 say that it is
    missing: one cause is one finding."""
    documents = facts.documents.values()
    noticed = [
        d.collection_point for d in documents if d.collection_point and d.type.value == "notice"
    ]
    for activity in facts.activities.values():
        if lacking := [point for point in activity.collection_points if point not in noticed]:
            yield from (activity, *activity.subjects, *lacking)
    asked = [document.consent for document in documents if document.consent]
    for consent in (c for c in facts.consents.values() if c not in asked):
        yield from (consent, consent.collection_point)


def _for_the_file(facts: Facts) -> tuple[Entry, ...]:
    """What a policy says that no site publishes."""
    written = any(d.type.value == RETENTION_POLICY for d in facts.documents.values())
    disposal = facts.disposal_for_the_file
    return (disposal,) if written and disposal else ()


def _said_by_copies(subject: Subject, printed: Set[str]) -> set[Origin]:
    """Texts of bases and periods whose words a text prints from another that says the same."""
    rows = [value for value in subject.stated if isinstance(value, Nameable)]
    texts = {row.origin: list(_own_texts(row)) for row in rows}
    said = {
        contents(row)
        for row in rows
        if texts[row.origin] and all(t.origin.key in printed for t in texts[row.origin])
    }
    return {t.origin for row in rows if contents(row) in said for t in texts[row.origin]}


def _own_texts(row: Nameable) -> Iterator[Text]:
    """Those of the data; an article brings its words along from the statute book."""
    for value in walk(row):
        if isinstance(value, Text) and not value.origin.file.startswith(ELSEWHERE):
            yield value


def _in_titles(facts: Facts) -> Iterator[Origin]:
    """Names after which documents are called whose title is not written."""
    for document in (d for d in facts.documents.values() if d.follows):
        owners = (document.consent, document.channel, document.collection_point)
        names = [owner.name for owner in owners if owner]
        names += [document.form.title] if document.form else []
        yield from (name.origin for name in names if name)


def _unseen_forms(facts: Facts) -> Iterator[tuple[Entry, Observation]]:
    shown = {d.form.id.value for d in facts.documents.values() if d.form}
    for name, form in facts.forms.items():
        if name not in shown:
            yield (
                form,
                Observation(
                    form.origin,
                    say("no document shows this form, so it has no effect."),
                    say("Write “form: {name}” in a document, or delete the form.", name=name),
                    "form",
                ),
            )


NAMED_UNDER = {
    "bases": "bases",
    "retention": "retention",
    "doubts": "unconfirmed",
    "recipients": "recipients",
    "subjects": "subjects",
    "collection_points": "collection_points",
    "message_channels": "channels",
}
"""Files whose entries do nothing until another names them: their field, and the key that does.
Consents and data, which may not even be asked for, have rules of their own (CON-02, PUR-08)."""


def _unnamed_rows(subject: Subject) -> Iterator[tuple[Entry, Observation]]:
    """Entries that nothing refers to, but for those that are kept for the file alone."""
    for key, row in _unnamed(subject.facts, _named(subject)):
        if not row.internal:
            yield (
                row,
                Observation(
                    row.origin,
                    say("nothing names this entry, so it has no effect."),
                    say(
                        "Write “{id}” where it belongs (under “{key}:”), or delete it.",
                        id=row.id and row.id.value,
                        key=key,
                    ),
                    "entry",
                ),
            )


def _unnamed(facts: Facts, named: Set[Origin]) -> Iterator[tuple[str, Identified | Nameable]]:
    """Each with the key under which it would be named."""
    for table, key in NAMED_UNDER.items():
        for row in getattr(facts, table).values():
            if isinstance(row, Recipient):
                yield from ((key, unnamed) for unnamed in _unnamed_services(row, named))
            elif row.origin not in named:
                yield key, row


def _unnamed_services(recipient: Recipient, named: Set[Origin]) -> tuple[Recipient, ...]:
    """The recipient itself where nothing names a service of it either."""
    if recipient.always:
        return ()
    services = recipient.by_service()
    unnamed = tuple(service for service in services if service.origin not in named)
    return (recipient,) if unnamed == services else unnamed


def _named(subject: Subject) -> set[Origin]:
    """Where the entries stand that others name; a group brings the basis along that it names."""
    facts = subject.facts
    users = [getattr(facts, f.name) for f in fields(facts) if f.name not in NAMED_UNDER]
    groups = [group.instead_of_contract for group in facts.subjects.values()]
    named = {value.origin for value in walk((*users, *groups)) if isinstance(value, Entry)}
    doubts = {value.unconfirmed for value in subject.stated}
    return named | {d.origin for d in facts.doubts.values() if d.about(d.origin) in doubts}


def _unasked_consents(facts: Facts) -> Iterator[Consent]:
    """Those that no purpose rests on: CON-02 finds them."""
    purposes = [purpose for a in facts.activities.values() for purpose in a.purposes]
    asked = {purpose.consent.origin for purpose in purposes if purpose.consent}
    yield from (consent for consent in facts.consents.values() if consent.origin not in asked)


def _untaken_defaults(facts: Facts) -> Iterator[tuple[object, Observation]]:
    """What an activity says for its purposes, each of which says something else."""
    for activity in facts.activities.values():
        for key in (key for key in DEFAULTS if key in activity.places):
            place = activity.at(key)
            if all(purpose.places.get(key) != place for purpose in activity.purposes):
                yield (
                    getattr(activity, key),
                    Observation(
                        place,
                        say("no purpose takes these “{key}”, so they have no effect.", key=key),
                        say(
                            "Delete them here, or the “{key}” of the purposes that need no other.",
                            key=key,
                        ),
                        "default",
                    ),
                )


def _untaken_in_files(facts: Facts) -> Iterator[Observation]:
    """What a file says for all of its entries, each of which says something else."""
    for table in (getattr(facts, field.name) for field in fields(facts)):
        for key, place in table.untaken if isinstance(table, Rows) else ():
            yield Observation(
                place,
                say(
                    "no entry of this file takes “{key}” of its defaults, so it has no effect.",
                    key=key,
                ),
                say("Delete it there, or “{key}:” of the entries that need no other.", key=key),
                "default",
            )


RULE = Rule(
    code="USE-01",
    slug="fact-is-used",
    level=Level.WARNING,
    what="Each statement of the data stands in some text.",
    why="What stands nowhere was forgotten, or is believed to have been said.",
    check=check,
    sub_codes={
        "form": "No document shows a form.",
        "entry": "Nothing names an entry of a file of shared entries (recipients.yml, bases.yml, …).",
        "default": "No purpose takes what its activity says for all, no entry what its file says.",
        "statement": "No text prints a statement.",
    },
    on_texts=True,
    example=Change(
        "collection-points.yml",
        "kiosk",
        "{name: {tr: Girişteki ekran, en: Screen at the entrance}}",
        None,
        sub="entry",
        found="kiosk",
    ),
)

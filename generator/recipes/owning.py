"""Under whose role the words stand that a person owes: whether anybody knows it.

There is no list of roles: known are those that `data/` names somewhere, and those whom it asks. A
misspelt one, or a name, is said; refusing it could keep a breach from being told in time.
"""

from collections.abc import Iterable, Iterator, Sequence

from generator import languages
from generator.catalogue import said
from generator.checks.topics import OWNERS
from generator.message import Message, say
from generator.model.facts import Facts
from generator.model.owned import Owned
from generator.provenance import Fact

_ASKED = tuple(owner.role for owner in OWNERS if owner.role)


def signed(*words: Owned | None) -> Iterator[Fact[str]]:
    """The roles that wrote or approved these words."""
    for one in words:
        if one:
            yield from (role for role in (one.written_by, one.approved_by) if role)


def roles(facts: Facts) -> Sequence[str]:
    """Each role that the facts name, those for the file included, as it is written first."""
    plan = facts.security.breach.plan
    facts_of_plan = (plan.owner, plan.reported_to, plan.assesses, plan.notifies) if plan else ()
    duties = facts.disposal.duties if facts.disposal else ()
    found = [
        *(role for role in facts_of_plan if role),
        *(title for duty in duties if (title := duty.title.find(languages.TURKISH))),
        *(
            reader
            for site in facts.sites.values()
            if site.readers
            for reader in site.readers.by_language.values()
        ),
        *(one.role for one in facts.accepted.values()),
        *(one.role for one in facts.answers.values()),
        *(one.role for one in facts.confirmed.values()),
        *(role for one in facts.approvals.values() for role in (one.prepared_by, one.approved_by)),
    ]
    first: dict[str, str] = {}
    for role in found:
        first.setdefault(_plain(role.value), role.value)
    return tuple(first.values())


def strangers(known: Sequence[str], roles: Iterable[Fact[str]]) -> Iterator[Message]:
    """What there is to say of each role that nobody knows, once."""
    asked = {role: {_plain(said(role, code)) for code in languages.codes()} for role in _ASKED}
    plain = {_plain(role) for role in known}
    more = [role for role, names in asked.items() if not names & plain]
    plain = plain.union(*asked.values())
    for role in {_plain(role.value): role for role in roles}.values():
        if _plain(role.value) not in plain:
            yield say(
                "{place}: “{role}” is no role that data/ names. Correct it if it is misspelt or a "
                "person's name; otherwise it stands. Known: {known}.",
                place=role.origin,
                role=role.value,
                known=[*known, *more],
            )


def _plain(role: str) -> str:
    return " ".join(languages.get(languages.TURKISH).lower(role).split())

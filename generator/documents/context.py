"""Which of the facts a document is about: its activities, what they give to whom, on which consent.

What a template is given about “all purposes” or “all recipients” is selected here, in the order in
which the data names it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.model.cookies import Cookie
from generator.model.document import Document
from generator.model.entry import Text, walk
from generator.model.facts import Facts
from generator.model.processing import ProcessingActivity, Purpose, Recipient
from generator.provenance import Fact


def concerns(document: Document, activity: ProcessingActivity) -> bool:
    """A notice tells of what is collected at its point, a policy of everything."""
    if document.collection_point is None:
        return True
    wanted = document.collection_point.id.value
    return any(point.id.value == wanted for point in activity.collected_at)


def recipients(purposes: Iterable[Purpose]) -> list[Recipient]:
    """Every recipient that some purpose names, once, in the order of naming.

    Where all of these purposes give it data for one and the same less, it is said with that.
    """
    found: dict[str, tuple[Recipient, list[Text | None]]] = {}
    for purpose in purposes:
        for recipient in purpose.recipients or ():
            _, reasons = found.setdefault(recipient.id.value, (recipient, []))
            reasons.append(purpose.transferred_for)
    return [_narrowed(recipient, reasons) for recipient, reasons in found.values()]


def _narrowed(recipient: Recipient, reasons: list[Text | None]) -> Recipient:
    said = {reason and tuple(f.value for f in reason.by_language.values()) for reason in reasons}
    return recipient if not reasons[0] or len(said) > 1 else replace(recipient, purpose=reasons[0])


def matter(purposes: list[Purpose]) -> Mapping[str, object]:
    """Some purposes with all their data and recipients, each once, in the order of naming."""
    data = {item.origin: item for purpose in purposes for item in purpose.data}
    return {
        "purposes": purposes,
        "data": list(data.values()),
        "recipients": recipients(purposes),
        # Without any purpose, or with one that does not say, nobody has denied a transfer.
        "transfers_stated": bool(purposes) and all(p.recipients is not None for p in purposes),
    }


def consented(document: Document, activities: list[ProcessingActivity]) -> Mapping[str, object]:
    """What rests on the consent that `document` asks for, and on the data of which people."""
    found = [(a, p) for a in activities for p in resting(document, a)]
    subjects = {s.id.value: s for activity, p in found for s in activity.people(p)}
    return {**matter([p for _, p in found]), "subjects": list(subjects.values())}


def resting(document: Document, activity: ProcessingActivity) -> list[Purpose]:
    """The purposes of `activity` that rest on the consent which `document` asks for."""
    wanted = document.consent.id.value if document.consent else None
    return [p for p in activity.purposes if p.consent and p.consent.id.value == wanted]


def by_cookies(facts: Facts, activities: list[ProcessingActivity]) -> list[Purpose]:
    """The purposes that use what cookies yield."""
    yielded = {item.origin for item in facts.cookies.data} if facts.cookies else set()
    purposes = [p for a in activities for p in a.purposes]
    return [p for p in purposes if any(item.origin in yielded for item in p.data)]


def without_consent(facts: Facts) -> list[Cookie]:
    """The cookies that need no consent, one for each purpose and basis."""
    listed = facts.cookies.listed if facts.cookies else ()
    found: dict[tuple[object, ...], Cookie] = {}
    for cookie in listed:
        if not cookie.category.needs_consent.value:
            said = (cookie.purpose, cookie.basis)
            found.setdefault(tuple(f.value for f in walk(said) if isinstance(f, Fact)), cookie)
    return list(found.values())

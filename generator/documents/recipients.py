"""Who gets the data of some purposes: each recipient once, providers of cookies among them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.documents.grouping import in_doubt
from generator.model.cookies import Cookies
from generator.model.entry import Text
from generator.model.facts import Facts
from generator.model.processing import Purpose
from generator.model.recipients import Recipient


def with_providers(facts: Facts) -> Facts:
    """The facts, each purpose with those who get its data by cookies (Law 6698 art. 10(1)(c)).

    A purpose that does not say to whom its data goes still owes it.
    """
    if not (facts.cookies and facts.cookies.providers):
        return facts
    activities = {
        name: replace(
            activity, purposes=tuple(_provided(p, facts.cookies) for p in activity.purposes)
        )
        for name, activity in facts.activities.items()
    }
    return replace(facts, activities=activities)


def _provided(purpose: Purpose, cookies: Cookies) -> Purpose:
    if purpose.recipients is None:
        return purpose
    named = {recipient.id.value for recipient in purpose.recipients}
    more = [r for r in cookies.providers_for(purpose) if r.id.value not in named]
    return replace(purpose, recipients=(*purpose.recipients, *more)) if more else purpose


def for_every_purpose(facts: Facts) -> list[Recipient]:
    """Those that get data of every purpose; each text says so once."""
    return [recipient for recipient in facts.recipients.values() if recipient.always]


def recipients(purposes: Iterable[Purpose], others: Sequence[Recipient] = ()) -> list[Recipient]:
    """Every recipient that some purpose names, then the `others`, once, in the order of naming.

    Where all of these purposes give it data for one and the same less, it is said with that.
    """
    found: dict[str, tuple[Recipient, list[Text | None]]] = {}
    for purpose in purposes:
        for recipient in purpose.recipients or ():
            first, reasons = found.get(recipient.id.value, (recipient, []))
            named = recipient if in_doubt(recipient) and not in_doubt(first) else first
            reasons.append(purpose.transferred_for)
            found[recipient.id.value] = named, reasons
    for recipient in others:
        found.setdefault(recipient.id.value, (recipient, [None]))
    return [
        _narrowed(recipient, reasons)
        for recipient, reasons in found.values()
        if not recipient.always
    ]


def _narrowed(recipient: Recipient, reasons: list[Text | None]) -> Recipient:
    said = {reason and tuple(f.value for f in reason.by_language.values()) for reason in reasons}
    return (
        recipient
        if not reasons[0] or len(said) > 1
        else replace(recipient, purpose=reasons[0], short=None)
    )

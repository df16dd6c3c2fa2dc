"""Which consents a cookie banner may ask for: those that cookies carry wholly, and whose data goes
nowhere abroad without a ground.

A profile made from orders as well is not stopped by a banner, so it is chosen in the account.
"""

from generator.documents.context import Context, consented
from generator.model.facts import Facts
from generator.model.recipients import Recipient


def offered(facts: Facts, seen: Context) -> tuple[str, ...]:
    """The ids of these consents, in the order of their texts; `facts` are the public ones."""
    cookies = seen.cookies
    if cookies is None:
        return ()
    activities = list(facts.activities.values())
    found = []
    for document in seen.texts_of["consent"]:
        wanted = document.consent.id.value if document.consent else ""
        own = [c for c in cookies.listed if c.consent and c.consent.id.value == wanted]
        matter = consented(document, activities)
        yielded = {item.origin for item in (*cookies.data, *(d for c in own for d in c.data))}
        providers = [provider for cookie in own for provider in cookie.providers]
        if (
            own
            and all(item.origin in yielded for item in matter.data)
            and all(_may_receive(seen, one) for one in (*matter.recipients, *providers))
        ):
            found.append(wanted)
    return tuple(found)


def _may_receive(seen: Context, recipient: Recipient) -> bool:
    """In Türkiye, or on a ground of article 9 that is law on the day (`not-stated` is none)."""
    mechanism = recipient.mechanism.id.value if recipient.mechanism else "not-stated"
    known = mechanism != "not-stated" and mechanism in seen.law.transfer_mechanisms
    return known or not recipient.abroad

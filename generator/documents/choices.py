"""The cookies of a text and what a consent is asked for, as data in one language.

They are made of the same public facts as the table and the sentences beside them.
"""

from collections.abc import Set

from generator.documents.context import Context
from generator.documents.plain import in_doubt, words
from generator.expression import choices
from generator.languages import Language
from generator.model.cookies import Cookie
from generator.model.recipients import Recipient
from generator.model.statute import CookieClass


def cookies(seen: Context, language: Language, offered: tuple[str, ...]) -> choices.Cookies | None:
    """The table of cookies, class by class, and the consents that a banner may ask for; None where
    nobody has listed any."""
    if seen.cookies is None or not seen.cookies.listed:
        return None
    asked = {d.consent.id.value for d in seen.texts_of["consent"] if d.consent}
    rows = tuple(
        _cookie(cookie, kind, asked, language)
        for kind in seen.law.cookie_classes.values()
        for cookie in seen.cookies.listed
        if cookie.category.id.value == kind.id.value
    )
    scanned = seen.cookies.scanned
    return choices.Cookies(rows, scanned.value.isoformat() if scanned else "", offered)


def _cookie(
    cookie: Cookie, kind: CookieClass, asked: Set[str], language: Language
) -> choices.Cookie:
    code, early = language.code, cookie.before_consent
    item = cookie.consent.id.value if cookie.consent else ""
    lasts = [language.lifetime(cookie.lifetime.value)] if cookie.lifetime else []
    said = (cookie, cookie.name, cookie.storage, cookie.party, cookie.purpose, cookie.when)
    own = (cookie.until, cookie.lifetime, cookie.consent, early)
    return choices.Cookie(
        name=cookie.name.value,
        storage=cookie.storage.value.value,
        party=cookie.party.value.value,
        category=kind.id.value,
        label=words(kind.label, code),
        needs_consent=kind.needs_consent.value,
        purpose=words(cookie.purpose, code),
        when=words(cookie.when, code),
        lifetime="; ".join([*lasts, *filter(None, [words(cookie.until, code)])]),
        providers=tuple(_provider(one, language) for one in cookie.providers),
        data=tuple(words(one.name, code) for one in cookie.data),
        item=item if item in asked else "",
        before_consent=None if early is None else early.value,
        doubtful=in_doubt(code, *said, *own)
        or any(in_doubt(code, one, one.name, one.abroad) for one in cookie.providers)
        or any(in_doubt(code, one, one.name) for one in cookie.data),
    )


def _provider(recipient: Recipient, language: Language) -> choices.Provider:
    code, mechanism = language.code, recipient.mechanism
    return choices.Provider(
        name=words(recipient.name, code),
        service=words(recipient.service, code),
        abroad=recipient.abroad.value,
        countries=tuple(language.country(country.value) for country in recipient.countries),
        mechanism=mechanism.id.value if mechanism else "",
        when=words(recipient.when, code),
    )


def consent(seen: Context, code: str) -> choices.Consent | None:
    """The purposes that rest on the consent which a document asks for, and the notices to be read
    before; None where it asks for none."""
    asked = seen.document.consent
    if asked is None:
        return None
    point = asked.collection_point.id.value
    return choices.Consent(
        tuple(
            choices.Purpose(
                words(one.text, code),
                words(one.when, code),
                in_doubt(code, one, one.text, one.when),
            )
            for one in seen.matter.purposes
        ),
        tuple(
            text.id.value
            for text in seen.texts_of["notice"]
            if text.collection_point and text.collection_point.id.value == point
        ),
    )

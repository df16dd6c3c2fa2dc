"""What stands below every page: whose site it is, how to reach them, and the ways to act."""

from collections.abc import Iterator
from html import escape

from generator.contacts import mail_address, phone_address
from generator.expression import Expression
from generator.outputs.site.labels import labels_of
from generator.publication import Publication
from generator.publication.addresses import relative
from generator.publication.contact import Told, contact
from generator.publication.labels import labels_of as marks_of
from generator.publication.ways import RIGHTS, WITHDRAWAL


def foot(publication: Publication, language: str, here: str | None) -> str:
    """The foot of the page at the address `here`; without links inside the site where it is not
    known, as on the page of an address that does not exist."""
    label = escape(labels_of(language)["data_controller"])
    ways = reached(publication, language, here)
    name = f"<p>{label}: {escape(publication.controller)}</p>"
    return f"{name}\n<p>{ways}</p>" if ways else name


def application(publication: Publication, language: str) -> Expression | None:
    """The form with which people exercise their rights, as readers of `language` find it."""
    forms = [text for text in publication.texts if text.answer_days]
    spoken = [text for text in forms if text.language == language]
    return next(iter(spoken or forms), None)


def reached(publication: Publication, language: str, here: str | None) -> str:
    """Telephone, e-mail address, application form and the pages that lead to an act; empty where a
    site has none of them."""
    return " · ".join(_ways(publication, language, here))


def _ways(publication: Publication, language: str, here: str | None) -> Iterator[str]:
    told = contact(publication)
    yield from _way(told.phone, phone_address(told.phone.words), language)
    yield from _way(told.email, mail_address(told.email.words), language)
    form = application(publication, language)
    if form and here is not None:
        to = relative(here, publication.addresses.of(form.document, form.language))
        yield f'<a href="{escape(to)}">{escape(form.title)}</a>'
    for name, title in ((RIGHTS, "rights_title"), (WITHDRAWAL, "withdrawal_title")):
        if here is not None and (name, language) in publication.addresses.slugs:
            to = relative(here, publication.addresses.of(name, language))
            yield f'<a href="{escape(to)}">{escape(labels_of(language)[title])}</a>'


def _way(told: Told, address: str | None, language: str) -> Iterator[str]:
    if told.words:
        words = escape(told.words)
        link = f'<a href="{escape(address)}">{words}</a>' if address else words
        mark = escape(marks_of(language)["unconfirmed"])
        yield (
            f'<span data-unconfirmed="">{link}<small data-aside=""> [{mark}]</small></span>'
            if told.doubtful
            else link
        )

"""The page on which each consent and each approval of messages can be taken back: what its text
says of the way, and an e-mail that is ready to be sent.

All of it stands in the texts in force (or in their drafts). A consent that is asked for no more
was given by people all the same: it stays listed with the newest text that a release froze.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from urllib.parse import quote

from generator.contacts import mail_address
from generator.expression import Expression, Resolve
from generator.languages import TURKISH
from generator.outputs.site import applying
from generator.outputs.site.labels import labels_of
from generator.outputs.site.page import Heading, Page, Section, page_of_labels
from generator.publication import Publication
from generator.publication.addresses import relative
from generator.publication.contact import contact
from generator.publication.ways import WITHDRAWAL
from generator.releases.timeline import DRAFT, State

_CLAUSES = ("withdrawal", "refusal")
"""Where a consent, and an approval, says how it is taken back."""
_WAY = "withdrawal-way"
"""The paragraph that says it."""


@dataclass(frozen=True, slots=True)
class _Given:
    """Something that people gave: its text, unless that was withdrawn; its names on the page and
    in a letter; the page of the text, and where its links lead from here."""

    kind: str
    title: str
    written: str
    href: str
    text: Expression | None
    resolve: Resolve | None


def withdrawal_path(site: Publication, language: str, here: str) -> Page:
    """The page in `language` at `here`, of a site on which something is or was consented to."""
    labels = labels_of(language)
    mailbox = _mailbox(site, language)
    parts, sections, contents = list[str](), list[Section](), list[Heading]()
    for name, given in (("today", list(_today(site, language, here))),
                        ("before", list(_before(site, language, here)))):  # fmt: skip
        if not given:
            continue
        heading, said = labels[f"withdrawal_{name}"], labels[f"withdrawal_{name}_how"]
        rows = "".join(map(partial(_row, language, mailbox), given))
        parts.append(
            f'<section id="{name}"><h2>{escape(heading)}</h2>\n<p>{escape(said)}</p>\n'
            f'<ul class="withdrawals">{rows}</ul></section>\n'
        )
        contents.append(Heading(name, heading, 2))
        sections.append(Section(name, heading, "; ".join(one.title for one in given)))
    if mailbox:
        parts.append(f"<p>{escape(labels['withdrawal_mail_counts'])}</p>\n")
    if form := applying.form_of(site, language):
        address = f"{relative(here, site.addresses.of(form.document, language))}#sending"
        words = f'<a href="{escape(address)}">{escape(form.title)}</a>'
        parts.append(f"<p>{escape(labels['withdrawal_otherwise'])} {words}.</p>\n")
    own = [text for text in site.given if text.language == language]
    standing = site.standing(own[0]) if own else DRAFT
    html = f'<div class="path">\n{"".join(parts)}</div>'
    return page_of_labels(
        WITHDRAWAL, "withdrawal", language, here, standing, html, contents, sections
    )


def _today(site: Publication, language: str, here: str) -> Iterator[_Given]:
    """What is asked for today, in the order of the menu."""
    written = {text.document: text.title for text in site.given if text.language == TURKISH}
    own = (text for text in site.given if text.language == language)
    for text in sorted(own, key=lambda text: (bool(text.channel), text.order)):
        yield _Given(
            "approval" if text.channel else "consent",
            text.title,
            written.get(text.document, text.title),
            relative(here, site.addresses.of(text.document, language)),
            text,
            site.resolver(text, here),
        )


def _before(site: Publication, language: str, here: str) -> Iterator[_Given]:
    """What was asked for once; of a text that was withdrawn nothing but its name is left."""
    written = {text.document: text.title for text in site.given_before if text.language == TURKISH}
    releases = {release.id: release for release in site.timeline.releases}
    for frozen in (text for text in site.given_before if text.language == language):
        gone = site.standings[*frozen.key, frozen.release].state is State.WITHDRAWN
        yield _Given(
            "approval" if frozen.channel else "consent",
            frozen.title,
            written.get(frozen.document, frozen.title),
            relative(here, site.address_of(frozen)),
            None if gone else site.archive.read(frozen),
            None if gone else site.as_of(releases[frozen.release], here),
        )


def _row(language: str, mailbox: str, given: _Given) -> str:
    labels = labels_of(language)
    parts = [f'<p><a href="{escape(given.href)}">{escape(given.title)}</a></p>\n']
    if given.text and given.resolve:
        parts.append(_way(given.text, given.resolve))
    if mailbox:
        letter = escape(_letter(mailbox, given))
        parts.append(
            f'<p><a class="form-letter" href="{letter}" '
            f'aria-label="{escape(labels["form_mail"])}: {escape(given.title)}">'
            f"{escape(labels['form_mail'])}</a></p>\n"
        )
    return f"<li>{''.join(parts)}</li>\n"


def _way(expression: Expression, resolve: Resolve) -> str:
    """The sentences on how it is taken back; of an older text, the whole clause."""
    section = applying.clause(expression, *_CLAUSES)
    if section is None:
        return ""
    own = [part for part in section if part.get("class") == _WAY]
    return applying.html(expression, own or [p for p in section if p.tag != "h2"], resolve)


def _mailbox(site: Publication, language: str) -> str:
    """Where applications are sent by e-mail (`mailto:…`); without a form, the address that stands
    in every foot; empty where there is none."""
    if form := applying.form_of(site, language):
        return applying.mailbox(form)
    return mail_address(contact(site).email.words) or ""


def _letter(mailbox: str, given: _Given) -> str:
    """An e-mail in Turkish, as every application is: what is taken back, and from whom."""
    labels = labels_of(TURKISH)
    subject = labels[f"letter_{given.kind}"].format(title=given.written)
    lines = [
        labels[f"letter_{given.kind}_words"].format(title=given.written),
        "",
        f"{labels['letter_name']}:",
        f"{labels['letter_known']}:",
    ]
    body = quote("\r\n".join(lines), safe="")
    return f"{mailbox}?subject={quote(subject, safe='')}&body={body}"

"""Where weaknesses are reported, as facts and texts say it; `security.txt` is made from this."""

from collections.abc import Iterator
from dataclasses import replace

from generator.expression import Expression
from generator.model.controller import Site
from generator.model.facts import Facts
from generator.outputs.site.security_txt import PATH, Reports, security_txt
from generator.publication import Publication
from generator.publication.contact import contact

CLAUSE = "security-reports"
"""The clause that says how reports are dealt with."""


def told_in(text: Expression) -> bool:
    """Whether a text has that clause."""
    return any(clause.id == CLAUSE for layer in text.layers for clause in layer.clauses)


def reports_of(facts: Facts, site: Site) -> Reports | None:
    """Where weaknesses are reported; an address that is not confirmed is not published."""
    declared, email = facts.security_reports, facts.controller.security_email
    if not declared.valid_until or declared.valid_until.internal:
        return None
    forms = [
        document.id.value
        for document in facts.documents.values()
        if document.form and declared.form and document.form.id.value == declared.form.id.value
        if document.stands_on(site)
    ]
    known = email and not email.internal and email.unconfirmed is None
    emails = (email.value,) if email and known else ()
    return Reports(forms[0] if forms else "", emails, declared.valid_until.value)


def files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """`security.txt`, unless its last day has passed or nobody can be named."""
    facts = publication.facts
    reports = reports_of(facts, publication.site) if facts else None
    if reports is None or reports.valid_until < publication.day:
        return
    if not publication.drafts:  # an address that no text in force states is not published
        stated = contact(publication).security.words
        reports = replace(reports, emails=(stated,) if stated else ())
    home, addresses = publication.languages[0], publication.addresses
    stands = (reports.document, home) in addresses.slugs
    texts = (text for text in publication.texts if text.language == home)
    policy = next((text.document for text in texts if told_in(text)), "")
    content = security_txt(
        reports,
        base=publication.base,
        page=addresses.of(reports.document, home) if stands else "",
        policy=f"{addresses.of(policy, home)}#{CLAUSE}" if policy else "",
        languages=publication.languages,
    )
    if content:
        yield PATH, content.encode()

"""Where weaknesses are reported, as facts and texts say it; `security.txt` is made from this."""

from generator.expression import Expression
from generator.model.controller import Site
from generator.model.facts import Facts
from generator.outputs.site.security_txt import Reports

CLAUSE = "security-reports"
"""The clause that says how reports are dealt with."""


def told_in(text: Expression) -> bool:
    """Whether a text has that clause."""
    return any(clause.id == CLAUSE for layer in text.layers for clause in layer.clauses)


def reports_of(facts: Facts, site: Site) -> Reports | None:
    """Where weaknesses are reported; an address that is not confirmed is not published."""
    said, email = facts.security_reports, facts.controller.security_email
    if said.valid_until is None or said.valid_until.internal:
        return None
    forms = [
        document.id.value
        for document in facts.documents.values()
        if document.form and said.form and document.form.id.value == said.form.id.value
        if document.stands_on(site)
    ]
    known = email and not email.internal and email.unconfirmed is None
    emails = (email.value,) if email and known else ()
    return Reports(forms[0] if forms else "", emails, said.valid_until.value)

"""Rule COO-04: a site with cookies has a cookie policy."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say


def check(subject: Subject) -> Iterable[Observation]:
    """A document of type cookies wherever cookies.yml stands."""
    types = {document.type.value for document in subject.facts.documents.values()}
    cookies = subject.facts.cookies
    if cookies is not None and "cookies" not in types:
        yield Observation(
            cookies.origin,
            say("there are cookies, but no cookie policy."),
            say("Add a document with “type: cookies”."),
        )


RULE = Rule(
    code="COO-04",
    slug="cookie-notice-elements",
    level=Level.ERROR,
    cites="kvkk 10/1",
    what="A site with cookies has a cookie policy.",
    why="The cookie text is itself a notice and owes every item of article 10.",
    check=check,
    example=Change("cookies.yml", "scanned", "2026-11-01", None, found=""),
)

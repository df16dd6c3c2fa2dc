"""Rule COO-01: every cookie is listed once, with its provider."""

from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Example, Found, Level, Rule, Subject
from generator.model.cookies import Party


def check(subject: Subject) -> Iterable[Found]:
    """A list where cookies are used; providers of third parties; no name twice, in any case."""
    cookies = subject.facts.cookies
    if cookies is None:
        return
    if cookies.data and not cookies.listed:
        yield (
            cookies.origin,
            "data is obtained by cookies, but no cookie is listed.",
            "Scan the site, then list each cookie under “listed:”.",
        )
    seen: dict[str, str] = {}
    for cookie in cookies.listed:
        name = cookie.name.value
        if cookie.party.value is Party.THIRD and not cookie.providers:
            yield (
                cookie.origin,
                f"the provider of “{name}” is not named.",
                "Write “providers:” with ids of recipients.yml.",
            )
        if name.casefold() in seen:
            known = seen[name.casefold()]
            same = "twice" if known == name else f"also as “{known}”, which differs by case"
            yield (
                cookie.name.origin,
                f"“{name}” is listed {same}.",
                "Keep one row; a cookie has one purpose and one lifetime.",
            )
        seen.setdefault(name.casefold(), name)


RULE = Rule(
    code="COO-01",
    slug="cookie-table-complete",
    level=Level.ERROR,
    citation=Citation("Law 6698", "10(1)", date(2016, 10, 7), "official"),
    what="Every cookie is listed once, with its provider.",
    why="Purpose, basis and recipient of a cookie are items of a notice; two rows that differ leave open which is true.",
    check=check,
    wrong=Example(
        "cookies.yml",
        """\
listed:
  - {name: sid, storage: cookie, party: first-party, category: strictly-necessary, purpose: {tr: oturum, en: session}, lifetime: session, basis: {article: 5/2-f, detail: {tr: güvenlik, en: security}}, before_consent: yes}
  - {name: SID, storage: cookie, party: first-party, category: strictly-necessary, purpose: {tr: oturum, en: session}, lifetime: 2 years, basis: {article: 5/2-f, detail: {tr: güvenlik, en: security}}, before_consent: yes}
""",
        at="listed[1].name",
        base="rich",
    ),
    right=Example(
        "cookies.yml",
        """\
listed:
  - {name: sid, storage: cookie, party: first-party, category: strictly-necessary, purpose: {tr: oturum, en: session}, lifetime: session, basis: {article: 5/2-f, detail: {tr: güvenlik, en: security}}, before_consent: yes}
""",
        base="rich",
    ),
)

"""Rule COO-05: the cookie of the panel itself is listed."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say

NAME = "kvkk_cookies"
"""The cookie in which `<kvkk-cookies>` keeps the choice."""
ROW = """panel: yes
listed:
  kvkk-cookies:
    name: kvkk_cookies
    storage: cookie
    party: first-party
    category: strictly-necessary
    purpose: {tr: çerez tercihinizin hatırlanması, en: remembering your choice about cookies}
    lifetime: 180 days
    basis: {article: 5/2-f, detail: {tr: tercihinizin uygulanması, en: applying your choice}}
    before_consent: yes"""


def check(subject: Subject) -> Iterable[Observation]:
    """A row of its name, once the site says that it uses the panel."""
    cookies = subject.facts.cookies
    if not cookies or not cookies.panel or not cookies.panel.value:
        return
    if all(row.name.value != NAME for row in cookies.listed):
        yield Observation(
            cookies.at("panel"),
            say(
                "the site uses <kvkk-cookies>, which keeps the choice in “{name}”, and no row "
                "declares it.",
                name=NAME,
            ),
            say("Add it below “listed:”; “lifetime” is that of “days” in your page:"),
            block=tuple(ROW.split("\n")[2:]),
        )


RULE = Rule(
    code="COO-05",
    slug="cookie-panel-listed",
    level=Level.ERROR,
    cites="kvkk 10/1",
    what="The cookie of the panel itself is listed.",
    why="The choice is kept on the device as well: what for and how long is an item of the notice.",
    check=check,
    example=Change("cookies.yml", "", "panel: yes", ROW, found="panel", base="rich"),
)

"""Rule COO-06: the panel asks for every consent that cookies wait for."""

from collections.abc import Iterable

from generator.checks.called import Called, called
from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.rules.cookie_panel_listed import ROW
from generator.checks.subject import Subject
from generator.message import say
from generator.model.choices import Consent
from generator.model.cookies import Cookies

COUNTING = """
  counting:
    name: _visits
    storage: cookie
    party: first-party
    category: analytics
    purpose: {tr: ziyaretlerin sayılması, en: counting visits}
    lifetime: 1 year
    providers: [analytics-provider]
    """


def check(subject: Subject) -> Iterable[Observation]:
    """A consent that is asked for and that some cookie waits for, and that the panel leaves out.

    The texts say what the panel asks for (`documents.offered`): here is said why it does not.
    """
    cookies = subject.facts.cookies
    if not cookies or not cookies.panel or not cookies.panel.value:
        return
    asked = [text.cookies.offered or () for text in subject.texts if text.cookies]
    waiting: dict[str, Consent] = {
        c.consent.id.value: c.consent for c in cookies.listed if c.consent
    }
    for name, consent in waiting.items() if asked else ():
        if not consent.is_offered or any(name in offered for offered in asked):
            continue
        row = next(c for c in cookies.listed if c.consent is consent)
        more = _more(subject, cookies, name)
        if more:
            yield Observation(
                row.at("consent"),
                say(
                    "the panel does not ask for “{name}”: the consent also covers {data}, which no "
                    "cookie carries.",
                    name=name,
                    data=more,
                ),
                say(
                    "A banner cannot stop that. Ask for it in the account, and write a consent of "
                    "its own for what the cookies do; or add the data to the cookies that carry it."
                ),
                "uses-more",
            )
        else:
            yield Observation(
                row.at("consent"),
                say(
                    "the panel does not ask for “{name}”: its data reaches a recipient abroad "
                    "without a ground of article 9.",
                    name=name,
                ),
                say("Write “mechanism:” of each recipient abroad (recipients.yml)."),
                "no-ground",
            )


def _more(subject: Subject, cookies: Cookies, name: str) -> list[Called]:
    """The data of the consent's purposes that its cookies do not carry, each once."""
    own = [c for c in cookies.listed if c.consent and c.consent.id.value == name]
    carried = {item.origin for item in (*cookies.data, *(item for c in own for item in c.data))}
    purposes = [p for _, p in subject.purposes if p.consent and p.consent.id.value == name]
    more = {item.id.value: item for purpose in purposes for item in purpose.data}
    return [called(item, alone=True) for item in more.values() if item.origin not in carried]


RULE = Rule(
    code="COO-06",
    slug="cookie-panel-asks",
    level=Level.WARNING,
    cites="kvkk 5/1",
    what="The panel asks for every consent that cookies wait for.",
    why="A cookie whose consent nobody can give stays off; and a consent that covers more than "
    "cookies cannot be given or refused in a banner.",
    check=check,
    example=Change(
        "cookies.yml",
        "",
        f"data: [transaction-security.ip]\n{ROW}{COUNTING}data: [transaction-security.ip]",
        f"data: [marketing.cookies]\n{ROW}{COUNTING}data: [marketing.cookies]",
        sub="uses-more",
        found="classes.analytics.consent",
        base="rich",
    ),
    on_texts=True,
    sub_codes={
        "uses-more": "A consent that cookies wait for covers data that no cookie carries.",
        "no-ground": "Its data reaches a recipient abroad without a ground of article 9.",
    },
)

"""Rule COO-01: every cookie is listed once, with its provider."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.model.cookies import Cookie, Cookies, Party
from generator.model.entry import contents


def check(subject: Subject) -> Iterable[Observation]:
    """A list where cookies are used; providers of third parties; no name twice; its letter case counts."""
    cookies = subject.facts.cookies
    if cookies is None:
        return
    if cookies.data and not cookies.listed:
        yield Observation(
            cookies.origin,
            "data is obtained by cookies, but no cookie is listed.",
            "Scan the site, then list each cookie under “listed:”.",
            "none-listed",
        )
    yield from _denied(subject, cookies)
    first: dict[str, Cookie] = {}
    for cookie in cookies.listed:
        if cookie.party.value is Party.THIRD:
            yield from _provider(cookie)
        yield from _unsaid(cookie)
        known = first.setdefault(cookie.name.value, cookie)
        if known is not cookie:
            yield Observation(
                cookie.name.origin,
                _twice(known, cookie),
                "Keep one row; a cookie has one name, one purpose and one lifetime.",
                "twice",
            )
    if cookies.listed and not cookies.scanned:
        yield Observation(
            cookies.origin,
            "the day on which the site was scanned for these cookies is not stated.",
            "Write “scanned:” with the day of the scan.",
            "no-scan",
            level=Level.WARNING,
        )


def _unsaid(cookie: Cookie) -> Iterable[Observation]:
    """What a cookie may leave to its class, where that does not say it either."""
    wanted = {
        "basis": "the legal basis of “{}” is not stated.",
        "before_consent": "whether “{}” is set before the visitor has chosen is not stated.",
    }
    for key, message in wanted.items():
        if getattr(cookie, key) is None:
            row = f"“{cookie.category.id.value}” below “classes:”"
            yield Observation(
                cookie.origin,
                message.format(cookie.name.value),
                f"Write “{key}:” here, or once for all cookies of its class, in {row}.",
                "no-basis" if key == "basis" else "no-start",
            )


def _denied(subject: Subject, cookies: Cookies) -> Iterable[Observation]:
    """Purposes that deny a transfer which happens by the cookies that serve them."""
    for _, purpose in subject.purposes:
        providers = cookies.providers_for(purpose)
        if providers and purpose.recipients == ():
            names = ", ".join(provider.id.value for provider in providers)
            yield Observation(
                purpose.at("recipients"),
                f"“recipients: []” says that nothing is transferred, but cookies that serve this "
                f"purpose give data to: {names}.",
                f"Write “recipients: [{names}]”, or correct the “providers:” of the cookies.",
                "denied",
            )


def _provider(cookie: Cookie) -> Iterable[Observation]:
    """Of a third party's cookie: who provides it, and where."""
    if not cookie.providers:
        yield Observation(
            cookie.origin,
            f"the provider of “{cookie.name.value}” is not named.",
            "Write “providers:” with ids of recipients.yml.",
            "no-provider",
        )
    for provider in [r for r in cookie.providers if not r.countries][:1]:
        yield Observation(
            cookie.at("providers"),
            f"the country of “{provider.id.value}” is not stated.",
            "Write “countries:” in recipients.yml with a two-letter code, TR for Türkiye.",
            "no-country",
            level=Level.WARNING,
        )


def _twice(first: Cookie, second: Cookie) -> str:
    name = second.name.value
    said = f"“{name}” is listed twice"
    if contents((first.lifetime, first.until)) != contents((second.lifetime, second.until)):
        said += ", with two lifetimes"
    return f"{said} (line {first.name.origin.line})."


RULE = Rule(
    code="COO-01",
    slug="cookie-table-complete",
    level=Level.ERROR,
    cites="kvkk 10/1",
    what="Every cookie is listed once, with its provider.",
    why="Purpose, basis and recipient of a cookie are items of a notice; two rows that differ leave open which is true.",
    check=check,
    sub_codes={
        "none-listed": "Cookies are used, and none is listed.",
        "no-provider": "The provider of a third-party cookie is not named.",
        "no-country": "The country of a provider is not stated.",
        "no-basis": "Neither a cookie nor its class states a legal basis.",
        "no-start": "Neither a cookie nor its class says whether it is set before consent.",
        "denied": "A purpose says that nothing is transferred, and its cookies have providers.",
        "twice": "A cookie is listed twice.",
        "no-scan": "The day of the scan is not stated.",
    },
    example=Change(
        "cookies.yml",
        "listed.ga.providers",
        None,
        "[analytics-provider]",
        sub="no-provider",
        found="listed.ga",
        base="rich",
    ),
)

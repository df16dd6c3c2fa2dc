"""Rule COO-01: every cookie is listed once, with its provider."""

from collections.abc import Iterable
from functools import partial

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.cookies import Cookie, Cookies, Party
from generator.model.traversal import contents


def check(subject: Subject) -> Iterable[Observation]:
    """A list where cookies are used; providers of third parties; no name twice; its letter case counts."""
    cookies = subject.facts.cookies
    if cookies is None:
        return
    if cookies.data and not cookies.listed:
        yield Observation(
            cookies.origin,
            say("data is obtained by cookies, but no cookie is listed."),
            say("Scan the site, then list each cookie under “listed:”."),
            "none-listed",
        )
    yield from _denied(subject, cookies)
    first: dict[str, Cookie] = {}
    for cookie in cookies.listed:
        if cookie.party.value is Party.THIRD:
            yield from _provider(cookie)
        known = first.setdefault(cookie.name.value, cookie)
        if known is not cookie:
            yield Observation(
                cookie.name.origin,
                _twice(known, cookie),
                say("Keep one row; a cookie has one name, one purpose and one lifetime."),
                "twice",
            )
    yield from _unsaid(cookies)
    yield from _nowhere(cookies)
    if cookies.listed and not cookies.scanned:
        yield Observation(
            cookies.origin,
            say("the day on which the site was scanned for these cookies is not stated."),
            say("Write “scanned:” with the day of the scan."),
            "no-scan",
            level=Level.WARNING,
        )


def _unsaid(cookies: Cookies) -> Iterable[Observation]:
    """What cookies may leave to their class, where that does not say it either: once a class."""
    for key, (message, sub) in _LEFT_TO_CLASS.items():
        by_class: dict[str, list[Cookie]] = {}
        for cookie in (c for c in cookies.listed if getattr(c, key) is None):
            by_class.setdefault(cookie.category.id.value, []).append(cookie)
        for name, silent in by_class.items():
            quoted = ", ".join(f"“{cookie.name.value}”" for cookie in silent)
            yield Observation(
                silent[0].origin,
                message(names=quoted),
                say(
                    "Write “{key}:” here, or once for all cookies of its class, in “{name}” below “classes:”.",
                    key=key,
                    name=name,
                ),
                sub,
            )


_LEFT_TO_CLASS = {
    "basis": (partial(say, "the legal basis of {names} is not stated."), "no-basis"),
    "before_consent": (
        partial(say, "whether {names} is set before the visitor has chosen is not stated."),
        "no-start",
    ),
}


def _denied(subject: Subject, cookies: Cookies) -> Iterable[Observation]:
    """Purposes that deny a transfer which happens by the cookies that serve them."""
    for _, purpose in subject.purposes:
        providers = cookies.providers_for(purpose)
        if providers and purpose.recipients == ():
            names = ", ".join(provider.id.value for provider in providers)
            yield Observation(
                purpose.at("recipients"),
                say(
                    "“recipients: []” says that nothing is transferred, but cookies that serve this purpose give data to: {names}.",
                    names=names,
                ),
                say(
                    "Write “recipients: [{names}]”, or correct the “providers:” of the cookies.",
                    names=names,
                ),
                "denied",
            )


def _provider(cookie: Cookie) -> Iterable[Observation]:
    """Of a third party's cookie: who provides it."""
    if not cookie.providers:
        yield Observation(
            cookie.origin,
            say("the provider of “{name}” is not named.", name=cookie.name.value),
            say("Write “providers:” with ids of recipients.yml."),
            "no-provider",
        )


def _nowhere(cookies: Cookies) -> Iterable[Observation]:
    """Providers without a country, each once; of a transfer abroad ABR-01 asks for it."""
    providers = {r.origin: r for cookie in cookies.listed for r in cookie.providers}
    for provider in providers.values():
        if not provider.countries and not provider.abroad:
            yield Observation(
                provider.origin,
                say(
                    "the country of “{id}”, which provides cookies, is not stated.",
                    id=provider.id.value,
                ),
                say("Write “countries:” with a two-letter code, TR for Türkiye."),
                "no-country",
                level=Level.WARNING,
            )


def _twice(first: Cookie, second: Cookie) -> str:
    name, line = second.name.value, first.name.origin.line
    if contents((first.lifetime, first.until)) != contents((second.lifetime, second.until)):
        return say(
            "“{name}” is listed twice, with two lifetimes (line {line}).", name=name, line=line
        )
    return say("“{name}” is listed twice (line {line}).", name=name, line=line)


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
        "undeclared": "A scan found what no row declares.",
        "gone": "A scan did not find what a row declares.",
        "other-storage": "A scan found a cookie as another kind of storage.",
        "other-party": "A scan found that another party keeps a cookie.",
        "other-provider": "A cookie is known to belong to another provider.",
        "other-lifetime": "A scan measured another lifetime than the declared one.",
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

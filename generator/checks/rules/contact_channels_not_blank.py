"""Rule IDN-02: an address that a text offers is really there and well formed."""

import re
from collections.abc import Iterable, Iterator

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.controller import Controller
from generator.model.entry import Entry
from generator.model.identity import Address, NamedParty, OtherController
from generator.model.statements import Channel
from generator.provenance import Fact

_EMAIL = re.compile(r"[^@\s<>\":]+@[^@\s<>\"]+\.[^@\s<>\".]+")
_KEP = re.compile(r"[^@\s<>\"]+@([^@\s<>\"]+\.)?kep\.tr")
_PHONE = re.compile(
    r"(?:\+90|0)?\D*[2-58]\d{2}\D*\d{3}\D*\d{2}\D*\d{2}|444\D*\d\D*\d{3}|\+(?!90)\d(?:\D?\d){6,13}"
)
_PHONE_SIGNS = re.compile(r"[+0-9 ()/.-]+")
_WEB = re.compile(r"https?://[^\s<>\"/.]+(\.[^\s<>\"/.]+)+(/\S*)?")
_MAIL = (_EMAIL, say("an e-mail address such as kvkk@example.com"))
_SITE = (_WEB, say("an address such as https://example.com"))
_KINDS = {
    "email": _MAIL,
    "data_protection_email": _MAIL,
    "security_email": _MAIL,
    "kep": (_KEP, say("a KEP address, which ends in .kep.tr")),
    "phone": (_PHONE, say("a telephone number such as 0212 000 00 00")),
    "web": _SITE,
    "url": _SITE,
}
"""By its key in `data/`: what a contact looks like, as a pattern and in words."""
_PARTS = {
    "street": say("street"),
    "district": say("district"),
    "province": say("province"),
    "city": say("city"),
}
"""By its key: a part of an address in words."""
BY_MAIL = (Channel.SECURE_E_SIGNATURE, Channel.MOBILE_SIGNATURE, Channel.REGISTERED_EMAIL)


def check(subject: Subject) -> Iterable[Observation]:
    """Every contact that is written down has a value of its kind; every way to apply has one."""
    for party in _parties(subject.facts.controller):
        yield from _contacts(party)
        yield from _address(party.address)
        yield from _mersis(getattr(party, "mersis", None))
    for site in subject.facts.sites.values():
        yield from _contacts(site)
    yield from _unreachable(subject)


def _parties(controller: Controller) -> Iterator[Controller | NamedParty]:
    """The controller, the others that its texts identify, and their representatives."""
    controllers: tuple[Controller | OtherController, ...] = (controller, *controller.others)
    for party in controllers:
        yield party
        if party.representative:
            yield party.representative


def _contacts(entry: Entry) -> Iterator[Observation]:
    for key, (_, kind) in _KINDS.items():
        fact = getattr(entry, key, None)
        if fact is None:
            continue
        if not fact:
            yield Observation(
                fact.origin,
                say("“{key}” is written but left empty, so the texts cannot offer it.", key=key),
                say("Write {kind}, or delete the line.", kind=kind),
                "blank",
            )
        elif found := misshapen(key, fact.value):
            message, hint = found
            yield Observation(fact.origin, message, hint, "malformed")


def misshapen(key: str, value: str) -> tuple[str, str] | None:
    """What is wrong with the value of a contact and what to write; None for any other key."""
    pattern, kind = _KINDS.get(key, (None, ""))
    if pattern is None or (pattern.fullmatch(value) and _signs(key, value)):
        return None
    message = say("“{written}” is not what “{key}” needs.", written=value, key=key)
    return message, _with_letter(value, say("Write {kind}.", kind=kind))


def _signs(key: str, value: str) -> bool:
    """Letters outside ASCII stand in no mailbox here (bilgı@), and words in no telephone number."""
    if key == "phone":
        return bool(_PHONE_SIGNS.fullmatch(value))
    return value.isascii() or key in ("web", "url")


def _mersis(number: Fact[str] | None) -> Iterator[Observation]:
    if number and not mersis_is_valid(number.value):
        yield Observation(
            number.origin,
            say("“{number}” is not a MERSİS number.", number=number.value),
            say(
                "It has sixteen digits, and the tax number inside it has a check digit: copy "
                "it from the trade registry record."
            ),
            "mersis",
        )


def _address(address: Address) -> Iterator[Observation]:
    """Whoever applies in writing needs somewhere to write to."""
    if not address.street:
        yield _incomplete(address, "street")
    if address.abroad:
        if not address.localities:
            yield _incomplete(address, "city")
        return
    for key in ("district", "province"):
        if not getattr(address, key):
            yield _incomplete(address, key)
    if address.city is not None:
        yield Observation(
            address.city.origin,
            say(
                "an address in Türkiye has a district and a province, and its city is not printed."
            ),
            say("Delete the line, or correct “country:”."),
            "needless-city",
        )


def _incomplete(address: Address, key: str) -> Observation:
    return Observation(
        address.at(key),
        say("the postal address has no {part}, so nobody can write to it.", part=_PARTS[key]),
        say("Write “{key}:”, copied from the trade registry record.", key=key),
        "no-address",
    )


def _unreachable(subject: Subject) -> Iterator[Observation]:
    """Ways to apply whose address is not written at all; one observation for each address."""
    controller, sites = subject.facts.controller, subject.facts.sites.values()
    own = (controller.email, controller.data_protection_email, *(site.email for site in sites))
    offered = subject.facts.application.channels
    by_kep = [c for c in offered if c.type.value is Channel.KEP]
    by_mail = [c for c in offered if c.type.value in BY_MAIL]
    if by_kep and controller.kep is None:
        yield Observation(
            by_kep[0].type.origin,
            say("applications by KEP are offered, but the controller names no KEP address."),
            say(
                "Write “kep:” in controller.yml, or take this way out where there is no KEP "
                "address."
            ),
            "no-kep",
        )
    if by_mail and all(address is None for address in own):
        ways = ", ".join(f"“{channel.type.value}”" for channel in by_mail)
        yield Observation(
            by_mail[0].type.origin,
            say("what is sent by e-mail ({ways}) needs an address, but none is named.", ways=ways),
            say("Write “data_protection_email:” or “email:” in controller.yml."),
            "no-email",
        )


def _with_letter(written: str, hint: str) -> str:
    """The hint, and the letter that no address has: `ı` in `bilgı@example.com`."""
    strange = next((letter for letter in written if not letter.isascii()), "")
    if "@" not in written or not strange:
        return hint
    return say("{hint} No address has the letter “{strange}”.", hint=hint, strange=strange)


def mersis_is_valid(number: str) -> bool:
    """Sixteen digits of which the second to eleventh are a tax number with its check digit.

    The place of the tax number inside the MERSİS number is from memory (research: `memory`).
    """
    if not re.fullmatch(r"[0-9]{16}", number):
        return False
    digits = [int(digit) for digit in number[1:11]]
    total = 0
    for place, digit in enumerate(digits[:9]):
        shifted = (digit + 9 - place) % 10
        product = shifted * 2 ** (9 - place) % 9
        total += 9 if shifted != 0 and product == 0 else product
    return (10 - total % 10) % 10 == digits[9]


RULE = Rule(
    code="IDN-02",
    slug="contact-channels-not-blank",
    level=Level.ERROR,
    cites="application-communique 5/1",
    what="Every contact that a text offers carries a real, well-formed address.",
    why="A data subject whose letter cannot arrive has no right of application.",
    check=check,
    sub_codes={
        "blank": "A contact is written but empty.",
        "malformed": "A contact has not the form of its kind.",
        "mersis": "The MERSİS number fails its check digit.",
        "no-address": "A part of the postal address is missing.",
        "needless-city": "An address in Türkiye has a city.",
        "no-kep": "Applications by KEP are offered, and no KEP address is written.",
        "no-email": "Applications by e-mail are offered, and no e-mail address is written.",
    },
    example=Change(
        "controller.yml", "email", "kvkk(at)example.com", "kvkk@example.com", sub="malformed"
    ),
)

"""Rule IDN-02: an address that a text offers is really there and well formed."""

import re
from collections.abc import Iterable, Iterator

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.model.controller import Address
from generator.model.statements import Channel
from generator.provenance import Fact

_EMAIL = re.compile(r"[^@\s<>\":]+@[^@\s<>\"]+\.[^@\s<>\".]+")
_KEP = re.compile(r"[^@\s<>\"]+@([^@\s<>\"]+\.)?kep\.tr")
_PHONE = re.compile(r"[+0][0-9 ()-]{9,}")
_WEB = re.compile(r"https?://[^\s<>\"/.]+(\.[^\s<>\"/.]+)+(/\S*)?")
MAIL, KEP = "an e-mail address such as kvkk@example.com", "a KEP address, which ends in .kep.tr"
PHONE, WEB = "a telephone number such as 0212 000 00 00", "an address such as https://example.com"
BY_MAIL = (Channel.SECURE_E_SIGNATURE, Channel.MOBILE_SIGNATURE, Channel.REGISTERED_EMAIL)


def check(subject: Subject) -> Iterable[Observation]:
    """Every contact that is written down has a value of its kind; every way to apply has one."""
    for key, fact, pattern, kind in _contacts(subject):
        if fact is None:
            continue
        if not fact:
            yield Observation(
                fact.origin,
                f"“{key}” is written but left empty, so the texts cannot offer it.",
                f"Write {kind}, or delete the line.",
                "blank",
            )
        elif not pattern.fullmatch(fact.value):
            yield Observation(
                fact.origin,
                f"“{fact.value}” is not what “{key}” needs.",
                f"Write {kind}.",
                "malformed",
            )
    yield from _address(subject.facts.controller.address)
    yield from _unreachable(subject)
    mersis = subject.facts.controller.mersis
    if mersis and not mersis_is_valid(mersis.value):
        yield Observation(
            mersis.origin,
            f"“{mersis.value}” is not a MERSİS number.",
            "It has sixteen digits, and the tax number inside it has a check digit: "
            "copy it from the trade registry record.",
            "mersis",
        )


Contact = tuple[str, Fact[str] | None, re.Pattern[str], str]


def _contacts(subject: Subject) -> Iterator[Contact]:
    controller = subject.facts.controller
    yield "email", controller.email, _EMAIL, MAIL
    yield "data_protection_email", controller.data_protection_email, _EMAIL, MAIL
    yield "security_email", controller.security_email, _EMAIL, MAIL
    yield "kep", controller.kep, _KEP, KEP
    yield "phone", controller.phone, _PHONE, PHONE
    yield "web", controller.web, _WEB, WEB
    if controller.representative:
        yield "email", controller.representative.email, _EMAIL, MAIL
    for site in subject.facts.sites.values():
        yield "url", site.url, _WEB, WEB
        yield "email", site.email, _EMAIL, MAIL


def _address(address: Address) -> Iterator[Observation]:
    """Whoever applies in writing needs somewhere to write to."""
    for key, fact in (
        ("street", address.street),
        ("district", address.district),
        ("province", address.province),
    ):
        if not fact:
            yield Observation(
                fact.origin,
                f"the postal address has no {key}, so nobody can apply in writing.",
                "Copy the address from the trade registry record.",
                "no-address",
            )


def _unreachable(subject: Subject) -> Iterator[Observation]:
    """A way to apply whose address is not written at all."""
    controller, sites = subject.facts.controller, subject.facts.sites.values()
    mail = controller.email is not None or any(site.email for site in sites)
    for channel in subject.facts.application.channels:
        kind = channel.type.value
        if kind is Channel.KEP and controller.kep is None:
            yield Observation(
                channel.type.origin,
                "applications by KEP are offered, but the controller names no KEP address.",
                "Write “kep:” in controller.yml.",
                "no-kep",
            )
        if kind in BY_MAIL and not mail:
            yield Observation(
                channel.type.origin,
                f"the way “{kind.value}” needs an e-mail address, but none is named.",
                "Write “email:” in controller.yml.",
                "no-email",
            )


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
        "no-kep": "Applications by KEP are offered, and no KEP address is written.",
        "no-email": "Applications by e-mail are offered, and no e-mail address is written.",
    },
    example=Change(
        "controller.yml", "email", "kvkk(at)example.com", "kvkk@example.com", sub="malformed"
    ),
)

"""Rule IDN-02: an address that a text offers is really there and well formed."""

import re
from collections.abc import Iterable
from datetime import date

from generator.checks.rule import Citation, Found, Level, Rule, Subject
from generator.provenance import Fact

_EMAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\".]+")
_KEP = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.kep\.tr")
_PHONE = re.compile(r"[+0][0-9 ()-]{9,}")


def check(subject: Subject) -> Iterable[Found]:
    """Every contact of the controller that is written down has a value of its kind."""
    controller = subject.facts.controller
    contacts: list[tuple[str, Fact[str] | None, re.Pattern[str], str]] = [
        ("email", controller.email, _EMAIL, "an e-mail address such as kvkk@example.com"),
        ("kep", controller.kep, _KEP, "a KEP address, which ends in .kep.tr"),
        ("security_email", controller.security_email, _EMAIL, "an e-mail address"),
        ("phone", controller.phone, _PHONE, "a telephone number such as 0212 000 00 00"),
    ]
    for key, fact, pattern, kind in contacts:
        if fact is None:
            continue
        if not fact:
            yield (
                fact.origin,
                f"“{key}” is written but left empty, so the texts cannot offer it.",
                f"Write {kind}, or delete the line.",
            )
        elif not pattern.fullmatch(fact.value):
            yield fact.origin, f"“{fact.value}” is not what “{key}” needs.", f"Write {kind}."
    if controller.mersis and not mersis_is_valid(controller.mersis.value):
        yield (
            controller.mersis.origin,
            f"“{controller.mersis.value}” is not a MERSİS number.",
            "It has sixteen digits, and the tax number inside it has a check digit: "
            "copy it from the trade registry record.",
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
    citation=Citation(
        "Communiqué on applications to the data controller", "5(1)", date(2018, 3, 10), "sec2"
    ),
    what="Every contact that a text offers carries a real, well-formed address.",
    why="A data subject whose letter cannot arrive has no right of application.",
    check=check,
)

"""Rule IDN-01: who the data controller is, and its representative if it is abroad, is stated."""

import re
from collections.abc import Iterable, Iterator

from generator import languages
from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.controller import Controller, LegalForm
from generator.model.identity import OtherController
from generator.model.processing import ProcessingActivity
from generator.model.recipients import Role
from generator.provenance import Fact


def check(subject: Subject) -> Iterable[Observation]:
    """A name always; a representative exactly when a controller is not settled in Türkiye."""
    controller = subject.facts.controller
    yield from _identity(controller, controller.registered_name)
    for other in controller.others:
        yield from _identity(other, other.name)
    yield from _unidentified(subject)
    yield from _cut(controller)


def _cut(controller: Controller) -> Iterator[Observation]:
    """The kind of a company or cooperative stands in its registered name (Law 6102 art. 43)."""
    kinds = (LegalForm.COMPANY, LegalForm.COOPERATIVE)
    name, abroad = controller.registered_name, controller.address.abroad
    named = _KIND.search(languages.get("tr").lower(name.value))
    if name and not (abroad or named) and controller.legal_form.value in kinds:
        yield Observation(
            name.origin,
            say(
                "“{name}” does not say what kind of company it is, so it may be cut off.",
                name=name.value,
            ),
            say("Copy the whole name from the trade registry, with A.Ş., Ltd. Şti. or its like."),
            "cut",
            Level.WARNING,
        )


_KIND = re.compile(
    r"\ba\.? ?ş\b|\bşti\b|şirket|\bltd\b|kooperatif|\bkoop\b|ortaklığ|bankası|birliği"
)


def _identity(controller: Controller | OtherController, name: Fact[str]) -> Iterator[Observation]:
    """Of the controller itself, or of another that its texts identify."""
    abroad, representative = controller.address.abroad, controller.representative
    if not name:
        yield Observation(
            name.origin,
            say("the registered name is blank."),
            say("Copy it from the trade registry, letter by letter."),
            "no-name",
        )
    if abroad and representative is None:
        yield Observation(
            controller.address.at("country"),
            say("the controller is abroad and names no representative."),
            say("Write “representative:” with its name and address (registry by-law art. 11)."),
            "no-representative",
        )
    if representative is not None and not abroad:
        yield Observation(
            controller.at("representative"),
            say("only a controller abroad has a representative."),
            say("Delete the block, or correct the country of the address."),
            "needless-representative",
        )


def _unidentified(subject: Subject) -> Iterator[Observation]:
    """Recipients that decide as well, while the texts on that activity name nobody who does."""
    joint = subject.facts.controller.joint_controllers
    for name, activity in subject.facts.activities.items():
        deciding = [j for j in joint if not j.activities or name in _ids(j.activities)]
        for purpose in activity.purposes:
            for number, recipient in enumerate(purpose.recipients or ()):
                roles = (recipient.role, *recipient.further_roles)
                if not deciding and any(r.value is Role.JOINT_CONTROLLER for r in roles):
                    yield Observation(
                        purpose.at(f"recipients[{number}]"),
                        say(
                            "“{id}” is a joint controller, but none is identified for this activity.",
                            id=recipient.id.value,
                        ),
                        say(
                            "Write it into “joint_controllers:” of controller.yml, with this activity, or correct its “role:”."
                        ),
                        "joint-controller",
                    )


def _ids(activities: tuple[ProcessingActivity, ...]) -> set[str]:
    return {activity.id.value for activity in activities}


RULE = Rule(
    code="IDN-01",
    slug="notice-controller-identity",
    level=Level.ERROR,
    cites="kvkk 10/1-a",
    what="Who the data controller is, its representative if abroad, and who decides with it, is stated.",
    why="Nobody can use a right against somebody unnamed.",
    check=check,
    sub_codes={
        "no-name": "The registered name is blank.",
        "cut": "The registered name of a company does not say its kind.",
        "no-representative": "A controller abroad names no representative.",
        "needless-representative": "A controller in Türkiye names a representative.",
        "joint-controller": "A recipient is a joint controller whom the texts do not identify.",
    },
    never_accepted="A text that does not say who is responsible is no notice at all.",
    example=Change(
        "controller.yml",
        "address.country",
        "{tr: Almanya, en: Germany}",
        "{tr: Türkiye, en: Türkiye}",
        sub="no-representative",
    ),
)

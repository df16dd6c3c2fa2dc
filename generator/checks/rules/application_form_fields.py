"""Rule APP-05: the application form has every field of the communiqué."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.form import FormPurpose

FIELDS = {
    "name": say("name and surname"),
    "id-number": say("the Turkish ID number"),
    "nationality": say("the nationality of foreigners"),
    "passport": say("the passport or identity number of foreigners"),
    "address": say("the address for service"),
    "email": say("the e-mail address, if any"),
    "phone": say("the telephone or fax number, if any"),
    "subject": say("the subject of the request"),
    "documents": say("information and documents"),
    "signature": say("the signature, if in writing"),
}


def check(subject: Subject) -> Iterable[Observation]:
    """The names of the fields, in any section of a form for applications."""
    for form in subject.facts.forms.values():
        if form.purpose.value is not FormPurpose.APPLICATION:
            continue
        names = {field.name.value for section in form.sections for field in section.fields}
        for name, meaning in FIELDS.items():
            if name not in names:
                yield Observation(
                    form.at("sections"),
                    say("the field for {field} is missing.", field=meaning),
                    say("Add a field with “name: {name}”.", name=name),
                    name,
                )


RULE = Rule(
    code="APP-05",
    slug="application-form-fields",
    level=Level.ERROR,
    cites="application-communique 5/2",
    what="The application form has every field of the communiqué.",
    why="An application without them need not be answered.",
    check=check,
    sub_codes={name: f"The field for {meaning} is missing." for name, meaning in FIELDS.items()},
    example=Change(
        "forms/application.yml",
        "sections[0].fields[11]",
        None,
        "{name: signature, label: {tr: İmza, en: Signature}, kind: signature, need: conditional}",
        sub="signature",
        found="sections",
        base="rich",
    ),
)

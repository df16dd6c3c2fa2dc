"""Rule APP-05: the application form has every field of the communiqué."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.model.form import FormPurpose

FIELDS = {
    "name": "name and surname",
    "id-number": "the Turkish ID number",
    "nationality": "the nationality of foreigners",
    "passport": "the passport or identity number of foreigners",
    "address": "the address for service",
    "email": "the e-mail address, if any",
    "phone": "the telephone or fax number, if any",
    "subject": "the subject of the request",
    "documents": "information and documents",
    "signature": "the signature, if in writing",
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
                    f"the field for {meaning} is missing.",
                    f"Add a field with “name: {name}”.",
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

"""Rule APP-06: the application form demands no more than is needed."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.model.form import FormPurpose, Need

NEEDED = ("name", "address", "subject", "date")


def check(subject: Subject) -> Iterable[Observation]:
    """Required fields other than those of every application."""
    for form in subject.facts.forms.values():
        if form.purpose.value is not FormPurpose.APPLICATION:
            continue
        for field in (field for section in form.sections for field in section.fields):
            if field.need.value is Need.REQUIRED and field.name.value not in NEEDED:
                yield Observation(
                    field.at("need"),
                    f"“{field.name.value}” is demanded of every applicant.",
                    "Write “need: optional”, or “need: conditional” with a hint that says when.",
                )


_COPY = (
    "{{name: id-copy, label: {{tr: Kimlik fotokopisi, en: Copy of the identity card}}, "
    "kind: text, need: {}}}"
)

RULE = Rule(
    code="APP-06",
    slug="application-form-no-excess",
    level=Level.WARNING,
    cites="kvkk 4/2-ç",
    what="The application form demands no more than is needed.",
    why="A copy of the identity card or a notary for every channel keeps people from their rights.",
    check=check,
    example=Change(
        "forms/application.yml",
        "sections[0].fields[12]",
        _COPY.format("required"),
        _COPY.format("optional"),
        found="sections[0].fields[12].need",
        base="rich",
    ),
)

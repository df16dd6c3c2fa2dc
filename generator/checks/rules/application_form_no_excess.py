"""Rule APP-06: the application form demands no more than is needed."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import found_in, phrases
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.message import say
from generator.model.form import FormPurpose, Need

NEEDED = ("name", "address", "subject", "date")


COPIES = phrases(
    tr=(
        "kimlik|nüfus|pasaport- … fotokopi-|sureti-|kopya-|örneği-|taranmış",
        "noter onaylı|tasdikli",
    ),
    en=("copy|scan|photocopy of … identity|passport|id", "certified|attested by a notary"),
)


def check(subject: Subject) -> Iterable[Observation]:
    """Required fields other than those of every application; papers that a way to apply asks for."""
    application = subject.facts.application
    for fact, phrase in found_in((channel.how for channel in application.channels), COPIES):
        yield Observation(
            fact.origin,
            say("“{phrase}” is more than an applicant must give.", phrase=phrase),
            say("Delete it, or say in which case the identity cannot be told without it."),
            "copy",
        )
    for form in subject.facts.forms.values():
        if form.purpose.value is not FormPurpose.APPLICATION:
            continue
        for field in (field for section in form.sections for field in section.fields):
            if field.need.value is Need.REQUIRED and field.name.value not in NEEDED:
                yield Observation(
                    field.at("need"),
                    say("“{name}” is demanded of every applicant.", name=field.name.value),
                    say(
                        "Write “need: optional”, or “need: conditional” with a hint that says when."
                    ),
                    "field",
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
    phrases=(COPIES,),
    sub_codes={
        "field": "A field that no law asks for is required.",
        "copy": "A way to apply asks for a copy of a document or for a notary.",
    },
    example=Change(
        "forms/application.yml",
        "sections[0].fields[12]",
        _COPY.format("required"),
        _COPY.format("optional"),
        sub="field",
        found="sections[0].fields[12].need",
        base="rich",
    ),
)

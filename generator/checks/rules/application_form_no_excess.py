"""Rule APP-06: the application form demands no more than is needed."""

from collections.abc import Iterable
from datetime import date

from generator.checks.example import Example
from generator.checks.finding import Citation, Level, Observation
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


RULE = Rule(
    code="APP-06",
    slug="application-form-no-excess",
    level=Level.WARNING,
    citation=Citation("Law 6698", "4(2)(ç)", date(2016, 4, 7), "official"),
    what="The application form demands no more than is needed.",
    why="A copy of the identity card or a notary for every channel keeps people from their rights.",
    check=check,
    wrong=Example(
        "forms/application.yml",
        """\
sections:
  - title: {tr: Başvuran, en: Applicant}
    fields:
      - {name: id-copy, label: {tr: Kimlik fotokopisi, en: Copy of the identity card}, kind: text, need: required}
      - {name: name, label: {tr: Ad ve soyad, en: Name and surname}, kind: text, need: required}
      - {name: id-number, label: {tr: T.C. kimlik numarası, en: Turkish ID number}, kind: text, need: conditional}
      - {name: nationality, label: {tr: Uyruk, en: Nationality}, kind: text, need: conditional}
      - {name: passport, label: {tr: Pasaport numarası, en: Passport number}, kind: text, need: conditional}
      - {name: address, label: {tr: Adres, en: Address}, kind: text, need: required}
      - {name: email, label: {tr: E-posta adresi, en: E-mail address}, kind: email, need: optional}
      - {name: phone, label: {tr: Telefon numarası, en: Telephone number}, kind: phone, need: optional}
      - {name: subject, label: {tr: Talep konusu, en: Subject of the request}, kind: long-text, need: required}
      - {name: documents, label: {tr: Ekler, en: Attachments}, kind: long-text, need: optional}
      - {name: rights, label: {tr: Talepler, en: Requests}, kind: rights, need: optional}
      - {name: signature, label: {tr: İmza, en: Signature}, kind: signature, need: conditional}
""",
        at="sections[0].fields[0].need",
        base="rich",
    ),
    right=Example(
        "forms/application.yml",
        """\
sections:
  - title: {tr: Başvuran, en: Applicant}
    fields:
      - {name: name, label: {tr: Ad ve soyad, en: Name and surname}, kind: text, need: required}
      - {name: id-number, label: {tr: T.C. kimlik numarası, en: Turkish ID number}, kind: text, need: conditional}
      - {name: nationality, label: {tr: Uyruk, en: Nationality}, kind: text, need: conditional}
      - {name: passport, label: {tr: Pasaport numarası, en: Passport number}, kind: text, need: conditional}
      - {name: address, label: {tr: Adres, en: Address}, kind: text, need: required}
      - {name: email, label: {tr: E-posta adresi, en: E-mail address}, kind: email, need: optional}
      - {name: phone, label: {tr: Telefon numarası, en: Telephone number}, kind: phone, need: optional}
      - {name: subject, label: {tr: Talep konusu, en: Subject of the request}, kind: long-text, need: required}
      - {name: documents, label: {tr: Ekler, en: Attachments}, kind: long-text, need: optional}
      - {name: rights, label: {tr: Talepler, en: Requests}, kind: rights, need: optional}
      - {name: signature, label: {tr: İmza, en: Signature}, kind: signature, need: conditional}
""",
        base="rich",
    ),
)

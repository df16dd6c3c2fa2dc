"""Rule USE-01: each statement of the data stands in some text. A rule of this tool."""

from collections.abc import Iterable

from generator.checks.example import Change
from generator.checks.finding import Level, Observation
from generator.checks.phrases import in_any_language
from generator.checks.rule import Rule
from generator.checks.subject import Subject
from generator.model.entry import Text, walk

# Printed elsewhere than in a document: titles and addresses of pages, mails; approvals hold digests.
ELSEWHERE = ("data/documents/", "data/mails.yml", "data/approvals.yml", "generator/")


def check(subject: Subject) -> Iterable[Observation]:
    """A public text that no document of the site prints, in no language."""
    if not subject.texts:
        return
    printed = {
        in_any_language(origin)
        for text in subject.texts
        if not text.paper
        for layer in text.layers
        for clause in layer.clauses
        for statement in clause.statements
        for origin in statement.origins
    }
    shown = {d.form.id.value for d in subject.facts.documents.values() if d.form}
    unseen = [form for name, form in subject.facts.forms.items() if name not in shown]
    for form in unseen:
        yield Observation(
            form.origin,
            "no document shows this form, so it has no effect.",
            f"Write “form: {form.id.value}” in a document, or delete the form.",
            "form",
        )
    seen = {value.origin for value in walk(tuple(unseen)) if isinstance(value, Text)}
    for text in subject.stated:
        if not isinstance(text, Text) or text.internal or not text or text.origin in seen:
            continue
        seen.add(text.origin)
        if text.origin.key not in printed and not text.origin.file.startswith(ELSEWHERE):
            yield Observation(
                text.origin,
                "no text of this site prints this, so it has no effect.",
                "Name the entry where it belongs (a recipient in a purpose, a group in an "
                "activity), or delete it.",
                "statement",
            )


RULE = Rule(
    code="USE-01",
    slug="fact-is-used",
    level=Level.WARNING,
    what="Each statement of the data stands in some text.",
    why="What stands nowhere was forgotten, or is believed to have been said.",
    check=check,
    sub_codes={"form": "No document shows a form.", "statement": "No text prints a statement."},
    on_texts=True,
    example=Change(
        "collection-points.yml",
        "kiosk",
        "{name: {tr: Mağazadaki ekran, en: Screen in the shop}}",
        None,
        sub="statement",
        found="kiosk.name",
    ),
)

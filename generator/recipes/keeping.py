"""The retention and disposal policies of a site, each with what it lacks."""

from collections.abc import Iterator

from generator import pipeline
from generator.catalogue import said
from generator.checks import Subject
from generator.checks.rules import retention_policy_contents as contents
from generator.expression import Expression
from generator.message import say
from generator.model.controller import Site
from generator.model.disposal import RETENTION_POLICY
from generator.model.facts import Facts, Law
from generator.papers.letter import Letter
from generator.papers.retention import policy
from generator.pipeline import Settings


def policies(
    settings: Settings, facts: Facts, law: Law, site: Site, language: str
) -> dict[str, Letter]:
    """Each by the id of its document, in a language of the site; raises TemplateError."""
    subject = _subject(settings, facts, law, site)
    return {
        text.document: policy(
            text, law.on(settings.day), settings.day, _lacking(subject, text.document, language)
        )
        for text in subject.texts
        if text.language == language
    }


def lacks(settings: Settings, facts: Facts, law: Law, site: Site) -> bool:
    """Whether some policy lacks a part that the by-law asks for."""
    subject = _subject(settings, facts, law, site)
    return any(_lacking(subject, name, "en") for name in {t.document for t in subject.texts})


def _subject(settings: Settings, facts: Facts, law: Law, site: Site) -> Subject:
    texts = list(_texts(settings, facts, law, site))
    return Subject(facts, law, settings.day, texts, settings.profile, site)


def _texts(settings: Settings, facts: Facts, law: Law, site: Site) -> Iterator[Expression]:
    """The policies in every language of the site, and no other text."""
    compose = pipeline.composer(facts, law, settings, site).compose
    for document in pipeline.documents_of(facts, site):
        if document.type.value == RETENTION_POLICY:
            yield from (compose(document, code) for code in document.languages_on(site))


def _lacking(subject: Subject, document: str, language: str) -> list[str]:
    parts = contents.lacking(subject, subject.facts.documents[document]).values()
    return [
        said(say("{what} ({article})", what=part.what, article=part.article), language)
        for part in parts
    ]

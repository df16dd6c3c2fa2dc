"""The retention and disposal policies of a site, each as a file with what it lacks."""

from collections.abc import Sequence

from generator import pipeline
from generator.catalogue import said
from generator.checks.rules import retention_policy_contents as contents
from generator.errors import LoadingError, Problem
from generator.message import say
from generator.model.disposal import RETENTION_POLICY
from generator.model.document import Document
from generator.papers.composing import language_of
from generator.papers.letter import Letter
from generator.papers.retention import policy
from generator.pipeline import Outcome, Settings


def policies(settings: Settings, language: str | None = None) -> dict[str, Letter]:
    """Each by the id of its document, in a language of the site; raises NoticesError."""
    outcome = pipeline.run(settings)
    code = language_of(outcome.site, language)
    law = outcome.law.on(settings.day)
    texts = {
        text.document: text
        for text in (*outcome.texts, *outcome.papers)
        if text.type == RETENTION_POLICY and text.language == code
    }
    if not texts:
        hint = say(
            "Write “type: {type}” into data/documents/retention-policy.yml.", type=RETENTION_POLICY
        )
        message = say("this site has no retention and disposal policy.")
        raise LoadingError(Problem(outcome.site.origin, message, hint))
    return {
        name: policy(text, law, settings.day, _lacking(outcome, name, code))
        for name, text in texts.items()
    }


def _lacking(outcome: Outcome, document: str, language: str) -> Sequence[str]:
    written = outcome.facts.documents[document]
    return [said(seen.message, language) for seen in contents.lacking(outcome.subject, written)]


def lacks(outcome: Outcome, document: Document) -> bool:
    """Whether a policy lacks something that the by-law asks for."""
    return any(contents.lacking(outcome.subject, document))

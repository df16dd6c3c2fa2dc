"""A paper for the file, made from the data of a folder."""

from generator import law, loading, pipeline
from generator.papers import making
from generator.papers.writing import Paper
from generator.pipeline import Settings


def paper(name: str, settings: Settings, language: str | None = None) -> Paper:
    """One of `making.PAPERS`, in a language of the site (the first); raises NoticesError."""
    facts = loading.load(settings.data)
    site = pipeline.site_of(facts, settings)
    return making.made(name, facts, law.load(), site, settings.day, language)

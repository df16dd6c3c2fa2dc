"""Fills the template of a paper with facts, those that are for the file included."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator import languages
from generator.documents import labels as words
from generator.documents.recipients import for_every_purpose, with_providers
from generator.documents.types import HERE as TEXTS
from generator.errors import LoadingError, Problem
from generator.message import say
from generator.model.controller import Site
from generator.model.facts import Facts, Law
from generator.model.traversal import disclosed
from generator.papers.sheet import Sheet, read
from generator.papers.writing import DOUBT, Paper, labels_of
from generator.rendering import RenderedLayer, Renderer, Trace


def told(facts: Facts) -> Facts:
    """The facts as a paper tells them: nothing is internal, and what is not asked for is left
    out; each purpose names the providers of its cookies as well."""
    return with_providers(disclosed(facts).asked())


def language_of(site: Site, wanted: str | None) -> str:
    """A language of the site, the first one where none is named; raises LoadingError."""
    codes = [code.value for code in site.languages]
    if wanted is None or wanted in codes:
        return wanted or codes[0]
    message = say("the site “{id}” is not made in “{language}”.", id=site.id.value, language=wanted)
    raise LoadingError(Problem(site.origin, message, say("Known: {known}.", known=codes)))


def sheets(
    folder: Path, law: Law, facts: Facts, language: str, own: Mapping[str, object]
) -> tuple[Sheet, ...]:
    """The tables of `folder`/`language`.jinja; `facts` are `told`, `law` is that of the day.

    Raises TemplateError.
    """
    marks = Trace(of_templates=False)
    (layer,) = filled(folder, law, facts, language, own, marks)
    return read(layer.element, marks)


def filled(
    folder: Path,
    law: Law,
    facts: Facts,
    language: str,
    own: Mapping[str, object],
    trace: Trace | None = None,
) -> tuple[RenderedLayer, ...]:
    """The layers of `folder`/`language`.jinja, which may import the parts that texts share.

    Raises TemplateError.
    """
    renderer = Renderer(
        [folder, TEXTS],
        languages.get(language),
        labels=words.labels_of(language),
        globals={"article": law.article},
        trace=trace,
    )
    context = {
        "for_every_purpose": for_every_purpose(facts),
        "controller": facts.controller,
        "law": law,
        **own,
    }
    return renderer.render(f"{language}.jinja", context)


def paper(name: str, site: Site, day: date, language: str, tables: tuple[Sheet, ...]) -> Paper:
    """The `tables` with what stands above them; `name` is that of the labels."""
    labels = labels_of(language)
    notes = (
        labels[f"{name}_law"],
        labels["as_of"].format(day=languages.get(language).date(day)),
        labels["for_the_file"],
        labels["doubts"].format(mark=DOUBT),
    )
    title = labels[f"{name}_title"].format(brand=site.brand.value)
    return Paper(title, tables, notes, language, day)

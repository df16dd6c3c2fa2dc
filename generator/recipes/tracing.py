"""Where each sentence of a clause comes from: its line in a template, facts, rows of the law."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from generator import law, loading, pipeline
from generator.errors import LoadingError, Problem
from generator.message import say
from generator.model.controller import Site
from generator.model.document import Document
from generator.model.facts import Facts
from generator.pipeline import Settings
from generator.provenance import Origin, Stated
from generator.rendering import Trace

_ENDED = re.compile(r"[.!?:…][”’\"')]*\s*$")
_LAW = "generator/law/"


@dataclass
class Sentence:
    """A sentence with the lines of templates that hold its words, and what is printed in it."""

    text: str = ""
    templates: list[Origin] = field(default_factory=list)
    statements: list[Stated] = field(default_factory=list)

    @property
    def facts(self) -> list[tuple[Origin, str]]:
        """The places in `data/` of what is printed, each with the words that are printed."""
        return [row for row in self._rows if not row[0].file.startswith(_LAW)]

    @property
    def statutes(self) -> list[tuple[Origin, str]]:
        """The rows of the statute book, likewise."""
        return [row for row in self._rows if row[0].file.startswith(_LAW)]

    @property
    def _rows(self) -> list[tuple[Origin, str]]:
        rows = (
            (origin, statement.text)
            for statement in self.statements
            for origin in statement.origins
        )
        return list(dict.fromkeys(rows))


@dataclass(frozen=True)
class Traced:
    """One clause of one layer."""

    layer: str
    heading: str
    sentences: Sequence[Sentence]


def trace(settings: Settings, document: str, clause: str, language: str | None) -> list[Traced]:
    """A clause in each layer that has it; raises NoticesError where there is none."""
    facts = loading.load(settings.data)
    site = pipeline.site_of(facts, settings)
    return trace_in(facts, settings, site, document, clause, language)


def trace_in(
    facts: Facts, settings: Settings, site: Site, document: str, clause: str, language: str | None
) -> list[Traced]:
    """The same with facts that are loaded already."""
    code = language or site.languages[0].value
    if code not in {known.value for known in site.languages}:
        known = [known.value for known in site.languages]
        raise _unknown(
            say("the site “{id}” is not made in “{language}”.", id=site.id.value, language=code),
            say("Known: {known}.", known=known),
        )
    marks = Trace()
    composer = pipeline.composer(facts, law.load(), settings, site, marks)
    declared = _known(pipeline.documents_of(facts, site), document)
    if code not in (spoken := declared.languages_on(site)):
        raise _unknown(
            say("“{document}” has no text in “{language}”.", document=document, language=code),
            say("Known: {known}.", known=list(spoken)),
        )
    text = composer.compose(declared, code)
    traced = [
        Traced(layer.name, marks.plain(part.heading), sentences(marks, layer.lines(part.id)))
        for layer in text.layers
        for part in layer.clauses
        if part.id == clause
    ]
    if not traced:
        ids = dict.fromkeys(part.id for layer in text.layers for part in layer.clauses)
        raise _unknown(
            say("“{type}” has no clause “{wanted}”.", type=document, wanted=clause),
            say("It has: {clauses}.", clauses=list(ids)),
        )
    return traced


def _known(documents: Sequence[Document], name: str) -> Document:
    for document in documents:
        if document.id.value == name:
            return document
    raise _unknown(
        say("there is no document “{name}”.", name=name),
        say("Known: {known}.", known=[document.id.value for document in documents]),
    )


def _unknown(message: str, hint: str) -> LoadingError:
    return LoadingError(Problem(Origin("data/documents", line=0), message, hint))


def sentences(marks: Trace, lines: Sequence[str]) -> list[Sentence]:
    """The lines of a traced clause, cut into sentences."""
    return [sentence for line in lines for sentence in _cut(marks, line)]


def _cut(marks: Trace, line: str) -> Iterator[Sentence]:
    """A line in sentences: one ends where a line of a template begins after a full stop that is
    itself typed in a template (a fact may end with one, as names of companies do)."""
    sentence, printed, typed = Sentence(), False, False
    for letter in line:
        what = marks.of(letter)
        if isinstance(what, Origin):
            if typed and _ENDED.search(sentence.text):
                yield sentence
                sentence = Sentence()
            if what not in sentence.templates:
                sentence.templates.append(what)
        elif isinstance(what, Stated):
            sentence.statements.append(what)
            printed = True
        elif words := marks.plain(letter):
            sentence.text += words
            typed = bool(sentence.templates) and not printed
        else:  # the end of a fact
            printed = False
    if sentence.text.strip():
        yield sentence

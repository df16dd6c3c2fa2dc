"""Papers for the file, made from the data of a folder: one of them, or every one that there is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from generator import catalogue, law, loading, pipeline
from generator.errors import LoadingError, Problem
from generator.message import Message, say
from generator.model.controller import Site
from generator.model.disposal import RETENTION_POLICY
from generator.model.facts import Facts, Law
from generator.outputs.print.pdf import PdfUnavailable
from generator.papers import composing, making
from generator.papers.breach.making import plan as response_plan
from generator.papers.composing import language_of
from generator.papers.letter import LETTER_SHAPES, Letter
from generator.papers.sheet import Cell, Sheet
from generator.papers.writing import SHAPES, Paper, labels_of
from generator.pipeline import Outcome, Settings
from generator.recipes import displaying, keeping, owing, publishing
from generator.recipes.standing import State


@dataclass(frozen=True, slots=True)
class Case:
    """What papers are made from; `language` is one of the site."""

    settings: Settings
    facts: Facts
    law: Law
    site: Site
    language: str


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a paper by name, and in how many places nobody has confirmed what it says."""

    files: Mapping[str, bytes]
    doubts: int


@dataclass(frozen=True, slots=True)
class Filed:
    """A paper by its name for a person; `refused` is why it cannot be made yet."""

    name: Message
    made: Made | None
    refused: Sequence[Problem] = ()


def case(settings: Settings, language: str | None = None) -> Case:
    """Raises NoticesError where the data cannot be read."""
    facts = loading.load(settings.data, cached=settings.cache.facts if settings.cache else None)
    site = pipeline.site_of(facts, settings)
    return Case(settings, facts, law.load(), site, language_of(site, language))


def paper(name: str, settings: Settings, language: str | None = None) -> Paper:
    """One of `making.PAPERS`, in a language of the site (the first); raises NoticesError."""
    return _paper(name, case(settings, language))


def _paper(name: str, of: Case) -> Paper:
    return making.made(name, of.facts, of.law, of.site, of.settings.day, of.language)


def files_of(name: str, paper: Paper) -> Made:
    """A paper of tables in all its shapes."""
    files = {f"{name}-{paper.language}.{shape}": make(paper) for shape, make in SHAPES.items()}
    cells = (cell for sheet in paper.sheets for row in sheet.rows for cell in row)
    return Made(files, sum(cell.doubtful for cell in cells))


def files_of_letter(name: str, letter: Letter) -> Made:
    """A letter in all its shapes; without a PDF where the system can make none."""
    files = {}
    for shape, make in LETTER_SHAPES.items():
        with suppress(PdfUnavailable):
            files[f"{name}-{letter.language}.{shape}"] = make(letter)
    return Made(files, letter.html.count("data-unconfirmed"))


def _plan(of: Case) -> Made:
    day = of.settings.day
    made = response_plan(composing.told(of.facts), of.law.on(day), of.site, day)
    return files_of_letter("breach-plan", made)


def policy(settings: Settings, language: str | None = None) -> Made:
    """The retention and disposal policy; raises NoticesError, where there is none as well."""
    of = case(settings, language)
    made = _policy(of)
    if not made.files:
        message = say("this site has no retention and disposal policy.")
        hint = say(
            "Write “type: {type}” into data/documents/retention-policy.yml.", type=RETENTION_POLICY
        )
        raise LoadingError(Problem(of.site.origin, message, hint))
    return made


def _policy(of: Case) -> Made:
    letters = keeping.policies(of.settings, of.facts, of.law, of.site, of.language)
    made = [files_of_letter(name, letter) for name, letter in letters.items()]
    files = {name: content for one in made for name, content in one.files.items()}
    return Made(files, sum(one.doubts for one in made))


def _tables(name: str) -> Callable[[Case], Made]:
    return lambda of: files_of(name, _paper(name, of))


def _owed(of: Case) -> Made:
    outcome = Outcome(of.settings, of.facts, of.law, of.site, ())
    return files_of("owed", owed(outcome, of.language))


def owed(outcome: Outcome, language: str) -> Paper:
    """What is owed as a table, in a language of the site; its words are those of the catalogue."""

    def cell(words: str) -> Cell:
        return Cell(((catalogue.said(words, language), ()),))

    def cells(row: owing.Row) -> tuple[Cell, ...]:
        to_do = row.state in (State.LACKING, State.ASKED)
        return (
            cell(row.state.value),
            cell(row.owed.name),
            cell(row.law.in_language(language)),
            cell(row.owed.writer),
            cell(row.owed.then) if to_do else Cell(),
        )

    labels = labels_of(language)
    keys = ("state", "paper", "law_of", "writer", "then")
    heads = tuple(labels[f"owed_{key}"] for key in keys)
    rows = tuple(map(cells, owing.rows(outcome)))
    table = Sheet(labels["owed_sheet"], keys, heads, rows)
    return composing.paper("owed", outcome.site, outcome.settings.day, language, (table,))


def _spoken(of: Case) -> Made:
    return Made(*displaying.every_spoken(of.facts, of.settings, of.language))


def _signs(of: Case) -> Made:
    pdfs = not publishing.why_no_pdfs()
    return Made(*displaying.every_sign(of.facts, of.settings, of.language, pdfs=pdfs))


EVERY: Mapping[str, tuple[Message, Callable[[Case], Made]]] = {
    "owed": (say("List of the papers that are owed"), _owed),
    "inventory": (say("Inventory of processing"), _tables("inventory")),
    "verbis": (say("Statement for VERBİS"), _tables("verbis")),
    "transfers": (say("Transfers abroad and what the Authority is told"), _tables("transfers")),
    "breach-plan": (say("Response plan for data breaches"), _plan),
    "retention": (say("Retention and disposal policy"), _policy),
    "messages": (say("Words of confirmations and codes"), _tables("messages")),
    "spoken": (say("Spoken notices"), _spoken),
    "sign": (say("Signs"), _signs),
}
"""Every paper that is made from the data alone, in the order in which they are told; a further one
is a line. It raises LoadingError where words are owed that a person has to write first."""


def every(settings: Settings, language: str | None = None) -> Iterator[Filed]:
    """Each of `EVERY`; raises NoticesError where the data cannot be read."""
    of = case(settings, language)
    for name, make in EVERY.values():
        try:
            made = make(of)
            if made.files:  # none of what nobody has begun
                yield Filed(name, made)
        except LoadingError as error:
            yield Filed(name, None, error.problems)

"""The papers by name: each with its tables, as of a day and in a language."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from generator.documents.recipients import for_every_purpose
from generator.model.controller import Site
from generator.model.facts import Facts, Law
from generator.papers import inventory, messages, transfers, verbis
from generator.papers.composing import language_of, paper, sheets, told
from generator.papers.sheet import Sheet
from generator.papers.verbis import lists
from generator.papers.writing import Paper

Tables = Callable[[Facts, Law, str, date], tuple[Sheet, ...]]


def _inventory(facts: Facts, law: Law, language: str, _: date) -> tuple[Sheet, ...]:
    own = {"rows": list(inventory.rows(facts))}
    return sheets(inventory.HERE, law, facts, language, own)


def _verbis(facts: Facts, law: Law, language: str, _: date) -> tuple[Sheet, ...]:
    rows = list(verbis.rows(facts, for_every_purpose(facts)))
    asked = list(lists.questions(facts, law))
    own = {"rows": rows, "security": facts.security, "questions": asked}
    return sheets(verbis.HERE, law, facts, language, own)


def _transfers(facts: Facts, law: Law, language: str, day: date) -> tuple[Sheet, ...]:
    found = transfers.rows(facts, law, day)
    items = list(law.notification.values())
    own = {"rows": found, "contracts": transfers.contracts(found), "items": items}
    return sheets(transfers.HERE, law, facts, language, own)


def _messages(facts: Facts, law: Law, language: str, _: date) -> tuple[Sheet, ...]:
    return sheets(messages.HERE, law, facts, language, {"messages": facts.messages})


PAPERS: Mapping[str, Tables] = {
    "inventory": _inventory, "verbis": _verbis, "transfers": _transfers, "messages": _messages,
}  # fmt: skip


def made(
    name: str, facts: Facts, law: Law, site: Site, day: date, language: str | None = None
) -> Paper:
    """One of `PAPERS` from all facts, in a language of the site; raises NoticesError."""
    code = language_of(site, language)
    book = law.on(day)
    tables = PAPERS[name](told(facts), book, code, day)
    return replace(paper(name, site, day, code, tables), lists=lists.words(book))

"""On what processing rests: conditions of article 5 or 6, and provisions of other law."""

from generator.model.data import DataItem
from generator.model.entry import Entry, Nameable, Text, entry
from generator.model.statute import LegalBasis, Statute
from generator.provenance import Fact

CONTRACT = "5/2-c"
"""The condition that carries the data of the parties to a contract, and of nobody else."""
INTEREST = "5/2-f"
"""Legitimate interest, which is weighed against the rights and freedoms of the person."""


@entry
class Provision(Entry):
    """A provision that a basis or a period rests on.

    `article` must be one that the statute book lists for the `statute`. What the statute book does
    not hold is `named` with its number or day: any statute, by-law or decision.
    """

    statute: Statute | None = None
    named: Text | None = None
    article: Fact[str] | None = None


@entry
class Basis(Nameable):
    """A legal basis of article 5 or 6, with the contract, statute or interest it rests on.

    `detail` names that contract or interest. `only_for` limits the basis to part of the data,
    `rest: yes` to the data that no other basis of the purpose names under `only_for`, `when` to a
    condition. `fallback: yes` says that it holds only where those written before it do not; it
    is no second ground beside them. `under` names provisions of other statutes, by-laws or
    decisions.
    """

    article: LegalBasis
    detail: Text | None = None
    under: tuple[Provision, ...] = ()
    only_for: tuple[DataItem, ...] = ()
    rest: Fact[bool] | None = None
    when: Text | None = None
    fallback: Fact[bool] | None = None

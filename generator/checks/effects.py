"""What a change at a place touches: the texts that print it, consents to be asked again, VERBİS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from generator.checks import called
from generator.checks.called import Called
from generator.checks.finding import Finding
from generator.checks.subject import Subject
from generator.message import Message, counted, say
from generator.model.controller import RegistryStatus

if TYPE_CHECKING:
    from generator.expression import Expression

_ASKED = ("consent", "message-approval")
"""Types of documents whose statement people have given."""
REGISTERED = (
    "data/recipients.yml", "data/recipients/", "data/data-categories.yml", "data/data-categories/",
    "data/subjects.yml", "data/subjects/", "data/retention.yml", "data/retention/",
    "data/processing/", "data/security.yml", "data/security/",
)  # fmt: skip
"""What the registry knows (By-law on the Registry art. 5, 9); a change is reported to it."""


def touched(findings: Iterable[Finding], subject: Subject) -> Iterator[Message]:
    """What follows from a change at the places of these findings, a sentence each."""
    entries = {_entry(finding) for finding in findings}
    texts = [text for text in subject.texts if _prints(text, entries)]
    titles = called.documents(texts)
    documents = dict.fromkeys(text.document for text in texts)
    if documents:
        yield counted(
            "{count} text prints this: {documents}.",
            "{count} texts print this: {documents}.",
            len(documents),
            documents=_some([titles[name] for name in documents]),
        )
    asked = dict.fromkeys(text.document for text in texts if text.type in _ASKED)
    if asked:
        yield say(
            "Where the meaning of a statement changes, it is asked again: {asked}.",
            asked=_some([titles[name] for name in asked]),
        )
    status = subject.facts.controller.verbis.status.value
    if status is not RegistryStatus.EXEMPT and any(e.startswith(REGISTERED) for e in entries):
        yield say("A registered controller reports the change to VERBİS without delay.")


def _entry(finding: Finding) -> str:
    """The entry around a place: `data/recipients.yml#hosting`; a key where a file is one entry."""
    file, _, path = finding.origin.key.partition("#")
    return f"{file}#{path.partition('.')[0].partition('[')[0]}"


def _prints(text: Expression, entries: set[str]) -> bool:
    clauses = chain.from_iterable(layer.clauses for layer in text.layers)
    origins = (o.key for c in clauses for s in c.statements for o in s.origins)
    return any(key == entry or key.startswith(f"{entry}.") for key in origins for entry in entries)


_SHOWN = 6


def _some(names: Sequence[Called]) -> tuple[Called | str, ...]:
    more = len(names) - _SHOWN
    return (*names[:_SHOWN], *([f"… (+{more})"] if more > 0 else []))

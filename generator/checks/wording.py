"""The clauses that a controller writes in its own words (`data/wording/`), as composed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.provenance import Origin

if TYPE_CHECKING:
    from generator.expression import Expression, Layer


def wordings(texts: Iterable[Expression]) -> Iterator[tuple[Origin, str, str]]:
    """Each clause of `data/wording/` that some text holds: place, language, words; each once."""
    seen = set()
    for text in texts:
        for layer in text.layers:
            for clause in layer.clauses:
                origin = wording_origin(clause.template)
                if origin and origin.file not in seen:
                    seen.add(origin.file)
                    yield origin, text.language, clause_words(layer, clause.id)


def wording_origin(template: Origin | None) -> Origin | None:
    """The place of a clause as a file of `data/wording/`; None for the tool's own clauses."""
    if template is None or template.file.startswith("generator/"):
        return None
    name = template.file.rpartition("wording/")[2]
    return template._replace(file=f"data/wording/{name}", path="")


def clause_words(layer: Layer, clause: str) -> str:
    """All words of a clause, in one line."""
    from xml.etree import ElementTree  # most texts hold no words of their own

    root = ElementTree.fromstring(layer.html)
    section = next(s for s in root.iter("section") if s.get("data-clause") == clause)
    return " ".join(" ".join(section.itertext()).split())

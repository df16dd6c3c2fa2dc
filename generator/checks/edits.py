"""What stood at each place before and what stands there now, by language.

A place is that of a text in the data, without its language, or a reworded clause of
`data/wording/`. What a release printed of it is compared where it is printed again: clause by
clause, for endings and capitals follow the sentence around it.
"""

from collections.abc import Container, Iterable
from pathlib import Path

from generator.checks.wording import clause_words, wording_origin
from generator.comparison import Words
from generator.comparison.translations import Where
from generator.expression import Expression
from generator.model.entry import Text

_DATA: Where = ("", "")


def of_data(prose: Iterable[Text], folder: Path) -> Words:
    """Texts as they are written, and the files of `data/wording/`."""
    words: dict[str, dict[str, dict[Where, str]]] = {
        text.origin.key: {code: {_DATA: fact.value} for code, fact in text.by_language.items()}
        for text in prose
    }
    for file in sorted((folder / "wording").glob("*/*.*.jinja")):
        clause, language, _ = file.name.split(".")
        place = words.setdefault(_wording(file.parent.name, clause), {})
        place[language] = {_DATA: file.read_text(encoding="utf-8")}
    return words


def of_clauses(texts: Iterable[Expression], reworded: Container[tuple[str, str, str]]) -> Words:
    """Clauses in the controller's own words; `reworded` are their type, layer and clause."""
    words: dict[str, dict[str, dict[Where, str]]] = {}
    for text in texts:
        for layer in text.layers:
            for clause in layer.clauses:
                if (text.type, layer.name, clause.id) in reworded:
                    wording = words.setdefault(_wording(text.type, clause.id), {})
                    where = text.document, f"{layer.name}#{clause.id}"
                    wording.setdefault(text.language, {})[where] = clause_words(layer, clause.id)
    return words


def reworded(texts: Iterable[Expression]) -> set[tuple[str, str, str]]:
    """Type, layer and clause of what is in the controller's own words."""
    return {
        (text.type, layer.name, clause.id)
        for text in texts
        for layer in text.layers
        for clause in layer.clauses
        if wording_origin(clause.template)
    }


def _wording(kind: str, clause: str) -> str:
    return f"data/wording/{kind}/{clause}"

"""What stood at each place before and what stands there now, by language.

A place is that of a text in the data, without its language, or a reworded clause of
`data/wording/`. What a release printed of it is compared where it is printed again: clause by
clause, for endings and capitals follow the sentence around it.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from generator import languages
from generator.checks.wording import clause_words, wording_origin
from generator.expression import Expression
from generator.model.entry import Text

Words = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Place → language → where it is printed (empty: in the data) → words."""
FactsByClause = Mapping[str, Mapping[str, list[str]]]
"""Clause → key of a fact → the words in which it was printed."""


def of_data(prose: Iterable[Text], folder: Path) -> Words:
    """Texts as they are written, and the files of `data/wording/`."""
    words: dict[str, dict[str, dict[str, str]]] = {
        text.origin.key: {code: {"": fact.value} for code, fact in text.by_language.items()}
        for text in prose
    }
    for file in sorted((folder / "wording").glob("*/*.*.jinja")):
        clause, language, _ = file.name.split(".")
        place = words.setdefault(_wording(file.parent.name, clause), {})
        place[language] = {"": file.read_text(encoding="utf-8")}
    return words


def of_texts(
    texts: Iterable[tuple[Expression, FactsByClause]], reworded: Iterable[tuple[str, str, str]]
) -> Words:
    """What texts printed of the data; `reworded` are type, layer and clause of wordings."""
    words: dict[str, dict[str, dict[str, str]]] = {}
    wanted = set(reworded)
    for text, facts in texts:
        for clause, printed in facts.items():
            for key, said in printed.items():
                place, _, language = key.rpartition(".")
                if language in languages.codes():
                    where = f"{text.document} {text.language} {clause}"
                    words.setdefault(place, {}).setdefault(language, {})[where] = "\n".join(said)
        for layer, clause_of in ((la, c) for la in text.layers for c in la.clauses):
            if (text.type, layer.name, clause_of.id) in wanted:
                wording = words.setdefault(_wording(text.type, clause_of.id), {})
                where = f"{text.document} {layer.name}"
                wording.setdefault(text.language, {})[where] = clause_words(layer, clause_of.id)
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

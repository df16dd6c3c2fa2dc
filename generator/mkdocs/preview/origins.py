"""Where the sentences of a clause come from, as `notices trace` says it, for the panel."""

from collections.abc import Mapping

from generator.mkdocs.preview.shown import Shown
from generator.provenance import Origin
from generator.recipes import tracing
from generator.recipes.correcting.prints import place_of_origin
from generator.recipes.correcting.rewording import place_of

_FULL = "full"


def origins(shown: Shown, url: str, section: str) -> Mapping[str, object] | None:
    """The sentences of a section of the page at an address; None where no clause stands there.

    Raises NoticesError where the text cannot be composed.
    """
    key = shown.key(url)
    outcome = shown.build.outcome
    text = next((t for t in outcome.texts if (t.document, t.language) == key), None)
    for layer in text.layers if text else ():
        for clause in layer.clauses:
            name = clause.id if layer.name == _FULL else f"{layer.name}-{clause.id}"
            if name == section and text:
                traced = tracing.trace_in(
                    outcome.facts, outcome.settings, outcome.site, text.document, clause.id,
                    text.language,
                )  # fmt: skip
                part = next(part for part in traced if part.layer == layer.name)
                return {
                    "name": f"{text.document}#{clause.id}",
                    "heading": part.heading,
                    "wording": place_of(text.type, clause.id, layer.name),
                    "language": text.language,
                    "sentences": list(map(_sentence, part.sentences)),
                }
    return None


def _sentence(sentence: tracing.Sentence) -> Mapping[str, object]:
    return {
        "text": sentence.text.strip(),
        "templates": list(map(_line, sentence.templates)),
        "facts": [_row(*row) for row in sentence.facts],
        "statutes": [_row(*row) for row in sentence.statutes],
    }


def _row(origin: Origin, words: str) -> Mapping[str, str]:
    place = place_of_origin(origin)
    return {"where": _line(origin), "path": origin.path, "place": place, "words": words}


def _line(origin: Origin) -> str:
    return f"{origin.file}:{origin.line}"

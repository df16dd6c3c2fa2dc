"""What a page says of a correction that is not yet in its language: outside the article, with the
corrected words as they stand in the other language beside it."""

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby

from generator import languages
from generator.expression import Expression
from generator.outputs.site.labels import labels_of
from generator.publication import Key, Publication
from generator.publication.ways import Links
from generator.releases.translations import Behind


def of(site: Publication, key: Key, links: Links) -> str:
    """The note on the page of a text; empty where its language is behind no other."""
    texts = {(text.document, text.language): text for text in site.texts}
    parts = [
        _note(texts[key], texts[key[0], ahead], list(items), links.others)
        for ahead, items in groupby(
            sorted(site.behind.get(key, ()), key=lambda item: item.ahead), lambda item: item.ahead
        )
        if (key[0], ahead) in texts
    ]
    return "".join(parts)


def _note(
    here: Expression, ahead: Expression, late: list[Behind], others: Mapping[str, str]
) -> str:
    labels, language = labels_of(here.language), languages.get(ahead.language)
    way = others.get(ahead.language, "")
    name = f'<span lang="{language.code}">{escape(language.name)}</span>'
    link = f'<a href="{escape(way)}" hreflang="{language.code}">{name}</a>' if way else name
    rows = "".join(
        f'<dt><a href="#{escape(anchor)}">{escape(title)}</a></dt>'
        f'<dd lang="{language.code}">{"<br>".join(map(escape, lines))}</dd>'
        for anchor, title, lines in _clauses(here, ahead, late)
    )
    return (
        '<div class="state-mark behind-mark" data-aside="" role="note">'
        f"<strong>{escape(labels['behind'])}</strong> {escape(labels['behind_explained'])} "
        f"({link})<dl>{rows}</dl></div>\n"
    )


def _clauses(
    here: Expression, ahead: Expression, late: list[Behind]
) -> Iterator[tuple[str, str, list[str]]]:
    """Anchor and title of each clause that is behind, and its corrected lines."""
    for place, items in groupby(late, lambda item: item.clause):
        layer, _, clause = place.partition("#")
        words = {words for item in items for words in item.words.split("\n")}
        lines = [x for x in ahead.layer(layer).lines(clause) if any(w in x for w in words)]
        yield *_heading(here, layer, clause), lines or sorted(words)


def _heading(text: Expression, layer: str, clause: str) -> tuple[str, str]:
    if layer == "short":
        return layer, labels_of(text.language)["in_short"]
    found = next(c for c in text.layer(layer).clauses if c.id == clause)
    return clause, f"{found.number}. {found.heading}"

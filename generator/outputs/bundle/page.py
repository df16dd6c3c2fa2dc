"""A text as one HTML file that needs nothing beside it: for a shop that puts it on its own host.

Links to other texts lead to the files beside it; the style stands in the file, so it can be
replaced by the shop's own. The words and their digests are those of the release.
"""

from datetime import date
from functools import cache
from html import escape
from pathlib import Path

from generator import languages
from generator.expression import Expression, Layer, Resolve
from generator.outputs import article
from generator.publication.labels import labels_of


def page(
    expression: Expression,
    release: str,
    effective: date,
    resolve: Resolve,
    controller: str,
) -> str:
    """The file; `resolve` leads to the other files."""
    language = languages.get(expression.language)
    labels = labels_of(expression.language)
    about = (
        (labels["data_controller"], escape(controller)),
        (labels["effective_from"], escape(language.date(effective))),
        (labels["version"], escape(release)),
    )
    rows = "".join(f"<div><dt>{escape(label)}</dt><dd>{value}</dd></div>" for label, value in about)
    layers = "\n".join(_layer(expression, layer, resolve) for layer in expression.layers)
    return (
        f"<!DOCTYPE html>\n<html {language.in_tag}>\n<head>\n"
        '<meta charset="utf-8"/>\n<meta name="viewport" content="width=device-width"/>\n'
        f'<meta name="description" content="{escape(expression.summary)}"/>\n'
        f"<title>{escape(expression.title)}</title>\n<style>\n{_style()}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(expression.title)}</h1>\n"
        f'<dl class="standing">{rows}</dl>\n{layers}\n</main>\n</body>\n</html>\n'
    )


def _layer(expression: Expression, layer: Layer, resolve: Resolve) -> str:
    html = article.finished(expression, layer.html, resolve)
    if layer.name != "short":
        return html
    label = escape(labels_of(expression.language)["in_short"])
    return f'<section class="short"><h2>{label}</h2>\n{html}\n</section>'


@cache
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")

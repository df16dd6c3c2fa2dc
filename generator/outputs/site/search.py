"""The search of a site: one index for each language, and the form that asks it.

The index is fetched when a visitor begins to type and never before; what is typed stays in the
browser. `search.js` folds letters (İ, ı, ş, â …) the same way for the index and the question.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path

from generator.outputs.site.labels import labels_of
from generator.outputs.site.page import Section

Searched = tuple[str, str, str, Iterable[Section]]
"""The language, the address and the title of a page, and what a search finds on it."""


def path_of(language: str) -> str:
    """Where the index of a language stands, relative to the root of the site."""
    return f"search/{language}.json"


def files(pages: Iterable[Searched]) -> Mapping[str, str]:
    """The indexes of all languages by path: documents in the order given, each with its
    address, title and sections (anchor, title, text)."""
    index: dict[str, list[object]] = {}
    for language, url, title, of_page in pages:
        sections = [[section.id, section.title, section.text] for section in of_page]
        index.setdefault(language, []).append([url, title, sections])
    return {
        path_of(language): json.dumps(documents, ensure_ascii=False, separators=(",", ":")) + "\n"
        for language, documents in index.items()
    }


def form(language: str, root: str) -> str:
    """The field and the place for what is found; `root` leads to the root of the site."""
    labels = {key: escape(labels_of(language)[f"search_{key}"]) for key in _LABELS}
    data = "".join(f' data-{key}="{labels[key]}"' for key in ("none", "one", "many", "failed"))
    data += f' data-synonyms="{escape(json.dumps(_synonyms().get(language, {})))}"'
    return (
        f'<div class="search" data-root="{root}" data-index="{path_of(language)}"{data}>'
        f'<label for="search-words">{labels["label"]}</label>'
        '<input id="search-words" type="search" autocomplete="off" autocapitalize="off" '
        'spellcheck="false" maxlength="100" aria-controls="search-found">'
        f"<noscript><p>{labels['noscript']}</p></noscript>"
        '<p id="search-said" role="status"></p><ol id="search-found"></ol></div>'
    )


@cache
def _synonyms() -> Mapping[str, Mapping[str, str]]:
    """By language: the beginnings of words that visitors type together, in letters without marks,
    and of the words that the texts have; nothing for a word that only carries a wish.

    What is typed in more words comes first: “delete account” is sought before “delete”.
    """
    rows: Mapping[str, Mapping[str, str]] = json.loads(
        Path(__file__).with_name("synonyms.json").read_text("utf-8")
    )
    return {
        code: dict(sorted(pairs.items(), key=lambda pair: -len(pair[0].split())))
        for code, pairs in rows.items()
    }


_LABELS = ("label", "none", "one", "many", "failed", "noscript")

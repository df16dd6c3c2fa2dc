"""The page on which a visitor picks a day and sees which texts were in force on it.

Without a script it is a table of all versions of each document; `assets/javascripts/reading.js`
shows the rows of the chosen day only.
"""

from collections.abc import Callable, Sequence
from html import escape

from generator import languages
from generator.outputs.site.head import change, spans
from generator.outputs.site.labels import labels_of
from generator.outputs.site.page import Heading, Page, Section
from generator.publication.ways import VERSIONS
from generator.releases.record import Frozen
from generator.releases.timeline import DRAFT, Standing


def versions(
    code: str,
    url: str,
    texts: Sequence[tuple[Frozen, Standing]],
    address: Callable[[Frozen], str],
) -> Page:
    """The page in `code` at `url`; `address` leads from it to the page of a version."""
    language = languages.get(code)
    labels = labels_of(language.code)
    documents: dict[str, list[tuple[Frozen, Standing]]] = {}
    for text, standing in texts:
        documents.setdefault(text.document, []).append((text, standing))
    parts = []
    if not texts:
        parts.append(f"<p>{escape(labels['versions_none'])}</p>")
    else:
        parts.append(_picker(language))
    parts += [_table(language, name, history, address) for name, history in documents.items()]
    # A written page, which stands beside this one in every language.
    beside = f"../{labels['verify_slug']}/"
    parts.append(f'<p><a href="{beside}">{escape(labels["verify_link"])}</a></p>')
    return Page(
        document=VERSIONS,
        language=code,
        title=labels["versions_title"],
        description=labels["versions_summary"],
        url=url,
        menu="",
        order=0,
        opening=f'<h1 id="content">{escape(labels["versions_title"])}</h1>\n'
        f'<p class="lead">{escape(labels["versions_summary"])}</p>',
        html="\n".join(parts),
        contents=tuple(
            Heading(name, history[-1][0].title, 2) for name, history in documents.items()
        ),
        sections=(Section("", labels["versions_title"], labels["versions_summary"]),),
        standing=DRAFT,
    )


def _picker(language: languages.Language) -> str:
    """Hidden until the script is there: without it the control would do nothing."""
    labels = labels_of(language.code)
    return (
        f'<p class="pick-day" hidden><label>{escape(labels["versions_pick"])} '
        f'<input type="date" name="day"></label> <output data-none="'
        f'{escape(labels["versions_nothing"])}"></output></p>'
    )


def _table(
    language: languages.Language,
    document: str,
    history: Sequence[tuple[Frozen, Standing]],
    address: Callable[[Frozen], str],
) -> str:
    labels = labels_of(language.code)
    heads = "".join(
        f'<th scope="col">{escape(labels[key])}</th>'
        for key in ("version", "state", "in_force_on", "what_changed")
    )
    rows = "".join(
        _row(language, text, standing, address(text)) for text, standing in reversed(history)
    )
    title = escape(history[-1][0].title)
    return (
        f'<h2 id="{escape(document)}">{title}</h2>\n<table class="versions"><thead><tr>{heads}'
        f"</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(language: languages.Language, text: Frozen, standing: Standing, href: str) -> str:
    labels = labels_of(language.code)
    in_force = " ".join(f"{span.start}/{span.end or ''}" for span in standing.spans)
    called = escape(f"{text.title} {text.release}")  # in a list of links the day alone says nothing
    cells = (
        f'<a href="{escape(href)}" aria-label="{called}">{escape(text.release)}</a>',
        escape(labels[standing.state]),
        escape(spans(language, standing)),
        escape(change(language, standing)),
    )
    names = ("version", "state", "in_force_on", "what_changed")
    inner = "".join(
        f'<td data-label="{escape(labels[name])}">{cell}</td>'
        for name, cell in zip(names, cells, strict=True)
    )
    return f'<tr data-held="{in_force}">{inner}</tr>'

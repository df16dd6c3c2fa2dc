"""The page of a redline: what changed from one version to the next, as a list and marked in the
text.

It is made from the two frozen texts whenever it is wanted and never frozen itself. Of what was
withdrawn there are no words to compare, and the page says so.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from generator import languages
from generator.comparison import Edit, Redline
from generator.expression import Expression, Reference
from generator.outputs.changes import as_html
from generator.outputs.changes.labels import labels_of as changes_labels
from generator.outputs.changes.sentences import place as place_of
from generator.outputs.site.head import change, head
from generator.outputs.site.labels import labels_of
from generator.outputs.site.page import Heading, Page
from generator.publication.addresses import relative
from generator.releases.record import Frozen
from generator.releases.timeline import DRAFT, Standing

TEXT = "_text"
"""The anchor of the marked text."""


@dataclass(frozen=True)
class Compared:
    """A version and the one before it, or a draft and the text in force; `redline` is None where
    there is nothing to compare.

    `gone` are the versions between them that were withdrawn. `others` are the changes of the same
    release in other languages of the text. The addresses are relative to the root of the site.
    """

    text: Frozen | Expression
    standing: Standing
    address: str
    history: str
    before: Frozen | None = None
    before_address: str = ""
    redline: Redline | None = None
    gone: tuple[str, ...] = ()
    others: Mapping[str, tuple[Edit, ...]] | None = None

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The changes; none without a redline."""
        return tuple(self.redline.edits) if self.redline else ()


def page(compared: Compared, here: str, address: Callable[[Reference], str]) -> Page:
    """The page at `here`; `address` gives addresses to the links of the newer text."""
    text, code = compared.text, compared.text.language
    labels, changes = labels_of(code), changes_labels(code)
    title = labels["redline_title"].format(title=text.title)
    parts, contents = [], list[Heading]()
    if compared.redline is None:
        parts.append(f"<p>{escape(_why_none(compared))}</p>")
    else:
        count = changes["changes_count"].format(count=len(compared.edits))
        listed = as_html.listed(compared.edits, code)
        parts += [f'<h2 id="_list">{escape(count)}</h2>', listed, *_alone(compared)]
        parts += [
            f'<h2 id="{TEXT}">{escape(changes["marked_text"])}</h2>',
            as_html.legend(code),
            as_html.layers(compared.redline, code, address),
        ]
        contents += [Heading("_list", count, 2), Heading(TEXT, changes["marked_text"], 2)]
    return Page(
        document=text.document,
        language=code,
        title=title,
        description=_lead(compared),
        url=here,
        menu="",
        order=0,
        opening="".join(_opening(compared, here, title)),
        html="\n".join(parts),
        contents=tuple(contents),
        sections=(),
        standing=DRAFT,
    )


def _opening(compared: Compared, here: str, title: str) -> Iterator[str]:
    code = compared.text.language
    yield head(code, title, _lead(compared), compared.standing)
    rows = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>"
        for name, value in _rows(compared, here, languages.get(code))
    )
    yield f'<dl class="standing">{rows}</dl>'


def _rows(compared: Compared, here: str, language: languages.Language) -> Iterator[tuple[str, str]]:
    labels, standing = labels_of(language.code), compared.standing
    if compared.before:
        way = _link(relative(here, compared.before_address), compared.before.release)
        yield labels["version_before"], way
    name = standing.release or labels["redline_of_draft"]
    yield labels["version"], _link(relative(here, compared.address), name)
    if standing.effective:
        yield labels["effective_from"], escape(language.date(standing.effective))
    if standing.kind:
        yield labels["what_changed"], escape(change(language, standing))
    if compared.gone:
        words = labels["compared_past"].format(versions=", ".join(compared.gone))
        yield labels["withdrawn"], escape(words)
    yield labels["history"], _link(relative(here, compared.history), labels["history_link"])


def _link(href: str, words: str) -> str:
    return f'<a href="{escape(href)}">{escape(words)}</a>'


def _lead(compared: Compared) -> str:
    labels, language = labels_of(compared.text.language), languages.get(compared.text.language)
    effective = compared.standing.effective
    if compared.standing.draft and compared.before:
        return labels["redline_draft_lead"].format(version=compared.before.release)
    return labels["redline_lead"].format(day=language.date(effective)) if effective else ""


def _why_none(compared: Compared) -> str:
    labels = labels_of(compared.text.language)
    return labels["redline_withdrawn" if compared.standing.withdrawn_on else "redline_first"]


def _alone(compared: Compared) -> Iterator[str]:
    """Why this language changed otherwise than another one, and where."""
    code = compared.text.language
    labels, own = labels_of(code), _places(compared.edits)
    why = escape(change(languages.get(code), compared.standing))
    for other, edits in (compared.others or {}).items():
        name = f'<span lang="{other}">{escape(languages.get(other).name)}</span>'
        theirs = _places(edits)
        key = "alone_here" if own and not theirs else "alone_there" if theirs and not own else ""
        if key:
            yield f'<p class="alone">{labels[key].format(language=name, why=why)}</p>'
        elif different := own ^ theirs:
            clauses = ", ".join(dict.fromkeys(_names(compared.edits, edits, different, code)))
            words = labels["alone_clauses"].format(language=name, clauses=clauses, why=why)
            yield f'<p class="alone">{words}</p>'


def _places(edits: Iterable[Edit]) -> set[str]:
    return {edit.place for edit in edits if edit.marked}


def _names(
    own: Iterable[Edit], theirs: Iterable[Edit], places: set[str], code: str
) -> Iterator[str]:
    """The clauses by their headings; what changed in the other language alone, by its id."""
    known = {edit.place: place_of(edit, code) for edit in own}
    for edit in (*own, *theirs):
        if edit.place in places:
            yield escape(known.get(edit.place, edit.clause))

"""Changes as HTML: the list of them, and the marked text with words for whoever hears it.

Underlined and struck through say what changed without colour; before and after each mark stand
words that are heard and not seen, because some screen readers are silent at `ins` and `del`. All
that is added is `data-aside`, so the text can still be judged by its words.
"""

import re
from collections.abc import Callable, Sequence
from html import escape

from generator.comparison import Edit, Redline
from generator.expression import Reference, reference
from generator.languages import Labels
from generator.outputs.article import unbroken
from generator.outputs.changes.labels import labels_of
from generator.outputs.changes.sentences import place, what

LIST = "_changes"
"""The anchor of the list of changes; no clause has an underscore in its id."""
_STEP = re.compile(r'<i data-change="(\d+)"></i>')
_MOVED_TO = re.compile(r'<p data-moved-to="([^"]*)" data-aside=""></p>')
_MOVED = re.compile(r'(<\w+[^>]*) data-moved="([^"]*)"([^>]*>)')
_MARK = re.compile(r"<(/?)(ins|del)>")


def step(number: int) -> str:
    """The anchor at which a change begins."""
    return f"change-{number}"


def listed(edits: Sequence[Edit], language: str, *, marked: bool = True) -> str:
    """The list of changes; each leads to its place in the marked text, where there is one."""
    if not edits:
        return f'<p id="{LIST}">{escape(labels_of(language)["no_change"])}</p>'
    items = []
    for number, edit in enumerate(edits, 1):
        where = escape(place(edit, language))
        if marked and edit.marked:
            where = f'<a href="#{step(number)}">{where}</a>'
        items.append(f"<li>{where} – {escape(what(edit, language))}</li>")
    return f'<ol class="changes" id="{LIST}">{"".join(items)}</ol>'


def legend(language: str) -> str:
    """How the marks look."""
    labels = labels_of(language)
    return (
        f'<p class="legend">{escape(labels["legend"])} <ins>{escape(labels["legend_ins"])}</ins>, '
        f"<del>{escape(labels['legend_del'])}</del></p>"
    )


def layers(redline: Redline, language: str, address: Callable[[Reference], str]) -> str:
    """The marked text, layer by layer."""
    labels = labels_of(language)
    parts = []
    for name, html in redline.layers.items():
        title = ""
        if name == "short":
            title = f'<h2 class="layer-title" id="short">{escape(labels["in_short"])}</h2>'
        body = reference.resolved(marked(html, redline.edits, language), address)
        parts.append(f'<div class="layer layer-{name} redline">\n{title}{unbroken(body)}\n</div>')
    return "\n".join(parts)


def marked(html: str, edits: Sequence[Edit], language: str) -> str:
    """One layer with its steps and with the words that are heard."""
    labels = labels_of(language)
    headings = {edit.clause: edit.heading for edit in edits}
    shown = [number for number, edit in enumerate(edits, 1) if edit.marked]
    html = _STEP.sub(lambda m: _step(int(m[1]), shown, labels), html)
    html = _MOVED_TO.sub(
        lambda m: (
            f'<p class="moved-from" data-aside=""><a href="#{m[1]}">'
            f"{escape(labels['moved_away'].format(heading=headings.get(m[1], '')))}</a></p>"
        ),
        html,
    )
    html = _MOVED.sub(
        lambda m: (
            f'{m[1]}{m[3]}<p class="moved-here" data-aside="">{escape(labels["moved_here"])}</p>'
        ),
        html,
    )
    return _MARK.sub(lambda m: _said(m[1], m[2], labels), html)


def _said(closing: str, tag: str, labels: Labels) -> str:
    words = escape(labels[f"{tag}_{'close' if closing else 'open'}"])
    heard = f'<i data-aside="">{words}</i>'
    return f"{heard}</{tag}>" if closing else f"<{tag}>{heard}"


def _step(number: int, shown: Sequence[int], labels: Labels) -> str:
    """The number of a change, with the way to the one before and the one after it."""
    at = shown.index(number)
    before = shown[at - 1] if at else 0
    after = shown[at + 1] if at + 1 < len(shown) else 0
    back = labels["step_before"].format(number=before) if before else labels["step_list"]
    ways = [_way(step(before) if before else LIST, back, "‹"), str(number)]
    if after:
        ways.append(_way(step(after), labels["step_after"].format(number=after), "›"))
    return f'<span class="step" id="{step(number)}" data-aside="">{"".join(ways)}</span>'


def _way(to: str, words: str, sign: str) -> str:
    return f'<a href="#{to}" aria-label="{escape(words)}">{sign}</a>'

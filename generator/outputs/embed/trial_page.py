"""What the page for web developers shows of the embedded elements: the lines to copy, and a form
in which they can be tried on the site's own texts. The form has no address to send to; the
page's script says what it would post.
"""

from collections.abc import Callable, Iterable, Sequence
from html import escape
from math import ceil
from urllib.parse import urlsplit

from generator.expression import Expression, reference, text
from generator.expression.markup import serialise
from generator.expression.reference import references
from generator.outputs.article import mark_unconfirmed
from generator.outputs.embed import script
from generator.outputs.embed.labels import labels_of
from generator.outputs.head import head
from generator.publication.host import EXAMPLE_HOST

ELEMENTS = {
    "notice": ("kvkk-notice", "document", "notice"),
    "consent": ("kvkk-consent", "item", "consent"),
    "message_approval": ("kvkk-message-approval", "channel", "approval"),
}
"""By type: the element, its attribute, the name of its field. As `KINDS` in the script, which
shops pin, and as the types of receipts: another document type cannot join them."""
NARROW_WINDOW, WIDE_WINDOW = 24, 45
"""Widths of a window in em: a phone, and from where a column of text grows no wider."""
NARROW, WIDE = 40, 75
"""Letters on a line there."""
LINE, BLOCK, CONTROLS = 1.5, 0.7, 12.5
"""Heights in em: a line, what stands between two blocks, box and buttons with the title."""


def lines(
    texts: Sequence[Expression], language: str, base: str, address: Callable[[str, str], str]
) -> str:
    """The lines for a developer in a hurry, as a block of code; `address` leads from the root of
    the site to a document. Who asks and why stands above the first field, the texts between the
    last one and the button; the link in each element is there when the script is not."""
    labels = labels_of(language)
    host = base or EXAMPLE_HOST
    first = _tag_of(script.script(), host)
    found = _examples(texts, language)
    above = [_head(text, host + address(text.document, language)) for text in found[:1]]
    below = [
        f"{_opening(text, room(text))}\n  {_link(text, host + address(text.document, language))}\n"
        f"</{_tag(text)}>"
        for text in found
    ]
    rest = [f"\n<!-- {labels['lines_above']} -->", *above] if above else []
    rest += [f"\n<!-- {labels['lines_below']} -->", *below] if below else []
    return f"<pre><code>{escape(chr(10).join([first, *rest]))}</code></pre>"


def room(expression: Expression) -> str:
    """CSS that keeps the room which the element will take, so that nothing moves when its text
    comes: from a phone to a wide column the height falls as the lines grow longer. In `em` of the
    shop, measured at its usual sizes (`tests/test_compact.py`)."""
    lines = expression.layer("short").plain.split("\n")
    narrow, wide = (
        CONTROLS + BLOCK * len(lines) + LINE * sum(ceil(len(line) / letters) for line in lines)
        for letters in (NARROW, WIDE)
    )
    slope = (narrow - wide) / (WIDE_WINDOW - NARROW_WINDOW)
    falling = f"{narrow + slope * NARROW_WINDOW:.0f}em - {100 * slope:.0f}vw"
    return f"display: block; min-height: clamp({wide:.0f}em, {falling}, {narrow:.0f}em)"


def hosted(html: str, base: str) -> str:
    """A written page that names this site where it names the example, so that what a developer
    copies runs as it is printed; a content security policy names a host without a path."""
    if not base:
        return html
    origin = "://".join(urlsplit(base)[:2])
    return html.replace(EXAMPLE_HOST, base).replace(EXAMPLE_HOST.rstrip("/"), origin)


def member_area(texts: Sequence[Expression], language: str, base: str) -> str:
    """The lines for the account page, as a block of code: what changed since a receipt."""
    first = _tag_of(script.changes(), base or EXAMPLE_HOST)
    notices = [
        f'<kvkk-changes document="{text.document}" release="2026-05-20" lang="{language}">'
        "</kvkk-changes>"
        for text in _examples(texts, language)[:1]
    ]
    return f"<pre><code>{escape(chr(10).join([first, *notices]))}</code></pre>"


def banner(language: str, base: str) -> str:
    """The lines of the banner for cookies: script, element, way back, two gates."""
    host = base or EXAMPLE_HOST
    link = escape(labels_of(language)["banner_title"])
    rows = [
        _tag_of(script.cookies(), host),
        f'<kvkk-cookies lang="{language}" receipts="/kvkk-cookies"></kvkk-cookies>',
        f'\n<a href="#kvkk-cookies">{link}</a>',
        '\n<script type="text/plain" data-kvkk="measurement" src="https://…"></script>',
        '<iframe title="…" data-kvkk="advertising" data-src="https://…"></iframe>',
    ]
    return f"<pre><code>{escape(chr(10).join(rows))}</code></pre>"


def _tag_of(module: script.Script, host: str) -> str:
    return (
        f'<script type="module" src="{host}{script.ROOT}{module.name}"\n'
        f'        integrity="{module.integrity}" crossorigin="anonymous"></script>'
    )


def trial(texts: Sequence[Expression], language: str, address: Callable[[str, str], str]) -> str:
    """The form to try; `address` leads from the page to a document in a language."""
    labels = labels_of(language)
    found = _examples(texts, language)
    parts = [
        *(_head(notice, address(notice.document, language)) for notice in found[:1]),
        f'<p><label>{escape(labels["trial_field"])} <input name="email" type="email"></label></p>',
        *(
            f"{_opening(expression)}{_link(expression, address(expression.document, language))}"
            f"{_short(expression, address)}</{_tag(expression)}>"
            for expression in found
        ),
    ]
    return (
        f'<form class="trial" novalidate>\n{chr(10).join(parts)}\n'
        f"<p><button>{escape(labels['trial_send'])}</button></p>\n</form>\n"
        f'<p class="trial-hint">{escape(labels["trial_hint"])}</p>\n'
        f'<p><button class="trial-cookies" type="button">{escape(labels["trial_cookies"])}'
        "</button></p>\n"
        '<pre class="trial-said" role="status" tabindex="0"></pre>'
    )


def _examples(texts: Sequence[Expression], language: str) -> list[Expression]:
    """The first notice to which most kinds of choices lead, and the first choice of each kind.

    Nobody consents who was not informed first, so a sample pairs each choice with its own notice.
    """
    own = sorted((t for t in texts if t.language == language), key=lambda t: t.order)
    notices = [text for text in own if text.type == "notice"]
    choices = {notice.document: _choices(own, notice.document) for notice in notices}
    notices.sort(key=lambda notice: -len(choices[notice.document]))
    if not notices:
        return []
    found = {"notice": notices[0], **choices[notices[0].document]}
    return [found[kind] for kind in ELEMENTS if kind in found]


def _choices(texts: Iterable[Expression], notice: str) -> dict[str, Expression]:
    """The first text of each kind whose short layer leads to `notice`."""
    found: dict[str, Expression] = {}
    for asking in (t for t in texts if t.item or t.channel):
        if any(r.document == notice for r in references(asking.layer("short").html)):
            found.setdefault(asking.type, asking)
    return found


def _head(notice: Expression, address: str) -> str:
    opening = f'<kvkk-head document="{notice.document}" lang="{notice.language}">'
    return f"{opening}\n  {head(notice, address)}\n</kvkk-head>"


def _link(expression: Expression, address: str) -> str:
    """The title above the text, a heading before those of its clauses."""
    return f'<h2 slot="page"><a href="{escape(address)}">{escape(expression.title)}</a></h2>'


def _tag(expression: Expression) -> str:
    return ELEMENTS[expression.type][0]


def _opening(expression: Expression, style: str = "") -> str:
    tag, key, name = ELEMENTS[expression.type]
    subject = {
        "document": expression.document,
        "item": expression.item,
        "channel": expression.channel,
    }[key]
    field = name if key == "document" else f"{name}_{subject.replace('-', '_')}"
    more = f' style="{style}"' if style else ""
    return (
        f'<{tag} {key}="{subject}" lang="{expression.language}" name="{field}"'
        f' surface="registration-form"{more}>'
    )


def _short(expression: Expression, address: Callable[[str, str], str]) -> str:
    """The short layer as a shop prints it: without ids, for several stand on one page."""
    root = text.parse(expression.layer("short").html)
    for element in root.iter("a"):
        if link := reference.read(element.get("href", "")):
            page = address(link.document or expression.document, expression.language)
            element.set("href", page + link.anchor)
    mark_unconfirmed(expression, root)
    for element in root.iter():
        element.attrib.pop("id", None)
    return serialise(root)

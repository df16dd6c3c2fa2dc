"""What a page adds to a form for a browser with a script: checks, print, copy, a ready e-mail.

All of it is hidden until `assets/javascripts/forms.js` shows it, because without the script
the buttons would do nothing; the form itself works without. Nothing here is a word of the text:
it is `data-aside`, or stands outside the article. The script gets its words from here, so that
they are in the languages like every other label.

Checks advise and never block. What goes out of an application is Turkish in every language: the
English form has the Turkish words beside its own, and the script takes those. A number of an
identity document goes into the e-mail only if its reader chooses so.
"""

import json
from html import escape
from xml.etree import ElementTree

from generator import languages
from generator.expression import Expression
from generator.languages import Labels
from generator.outputs.site.labels import labels_of

Element = ElementTree.Element
SCRIPT = "assets/javascripts/forms.js"
FIELDS = "fields"
"""The clause with the fields of a form."""
# Words of the page that the script says.
_SAID = (
    "fill_in tick who_are_you for_whom doubtful_number doubtful_email doubtful_day copied "
    "not_copied answer_by"
).split()
# Words that go out with the text: in an application always in Turkish.
_WRITTEN = "to left_out paste".split()


def belong_to(expression: Expression) -> bool:
    """Whether a text is a form that is sent; a consent on paper is printed and signed."""
    clauses = (clause.id for layer in expression.layers for clause in layer.clauses)
    return bool(expression.fields) and FIELDS in clauses


def add(root: Element, expression: Expression) -> None:
    """Put the tools after the fields, and the question for the day of arrival after the answer."""
    labels = labels_of(expression.language)
    for section in root.iter("section"):
        if section.get("data-clause") == FIELDS:
            section.append(_tools(labels, mail=_has_address(root), number=_has_number(expression)))
        if section.get("data-clause") == "answer" and expression.answer_days:
            section.append(_arrival(labels))


def after(expression: Expression, up: str) -> str:
    """The script and its words, to stand after the article; `up` leads to the root of the site."""
    data = json.dumps(_words(expression), ensure_ascii=False, sort_keys=True)
    data = data.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return (
        f'<script type="application/json" class="form-words">{data}</script>\n'
        f'<script type="module" src="{escape(up)}{SCRIPT}"></script>'
    )


def _words(expression: Expression) -> dict[str, object]:
    page = languages.get(expression.language)
    application = expression.answer_days > 0
    written = languages.get(languages.TURKISH) if application else page
    title = labels_of(written.code)["form_application"] if application else expression.title
    return {
        **{key: labels_of(page.code)[f"form_{key}"] for key in _SAID},
        **{key: labels_of(written.code)[f"form_{key}"] for key in _WRITTEN},
        "title": title,
        "turkish": application and page is not written,
        "months": list(page.months),
        "written_months": list(written.months),
        "answer_days": expression.answer_days,
    }


def _has_address(root: Element) -> bool:
    """Whether the text names an address to which the form may be sent by e-mail."""
    return any(
        link.get("href", "").startswith("mailto:")
        for section in root.iter("section")
        if section.get("data-clause") == "sending"
        for link in section.iter("a")
    )


def _has_number(expression: Expression) -> bool:
    return any(field.kind in ("turkish-id", "identity") for field in expression.fields)


def _tools(labels: Labels, *, mail: bool, number: bool) -> Element:
    tools = _element("div", "form-tools", hidden="", **{"data-aside": ""})
    tools.append(_element("p", "form-tools-title", labels["form_done"]))
    tools.append(_element("p", "", labels["form_private"]))
    tools.append(_problems(labels))
    buttons = _element("div", "form-buttons")
    for act in ("print", "copy"):
        button = _element("button", "", labels[f"form_{act}"], type="button", **{"data-act": act})
        buttons.append(button)
    tools.append(buttons)
    if mail:
        tools.append(_mail(labels, number=number))
    tools.append(_element("p", "form-status", role="status"))
    tools.append(_element("section", "form-text", hidden="", **{"aria-label": labels["form_text"]}))
    return tools


def _problems(labels: Labels) -> Element:
    box = _element("div", "form-problems", hidden="", tabindex="-1", role="group")
    box.set("aria-label", labels["form_problems"])
    box.extend(
        [
            _element("p", "", labels["form_problems"]),
            _element("ul"),
            _element("button", "", labels["form_go_on"], type="button"),
        ]
    )
    return box


def _mail(labels: Labels, *, number: bool) -> Element:
    box = _element("div", "form-mail", hidden="")
    box.append(_element("a", "form-letter", labels["form_mail"], href="mailto:"))
    if number:
        box.append(_element("p", "", labels["form_mail_counts"]))
    box.append(_element("p", "", labels["form_mail_open"]))
    if number:
        choice = _element("label")
        tick = _element("input", type="checkbox", name="form-numbers")
        tick.tail = f" {labels['form_numbers']}"
        choice.append(tick)
        box.append(choice)
    box.append(_element("p", "form-long", labels["form_long"], hidden=""))
    return box


def _arrival(labels: Labels) -> Element:
    box = _element("div", "form-arrival", hidden="", **{"data-aside": ""})
    label = _element("label", "", f"{labels['form_arrived']} ")
    label.append(_element("input", type="date", name="form-arrival"))
    box.extend([label, _element("p", "", labels["form_arrived_how"]), _element("output")])
    return box


def _element(tag: str, css: str = "", words: str = "", **attributes: str) -> Element:
    element = Element(tag, {"class": css} if css else {}, **attributes)
    element.text = words or None
    return element

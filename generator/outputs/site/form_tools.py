"""What a page adds to a form for a browser with a script: checks, print, copies, a ready e-mail.

All of it is hidden until `assets/javascripts/forms.js` shows it, because without the script
the buttons would do nothing; the form itself works without. Nothing here is a word of the text:
it is `data-aside`, or stands outside the article. The script gets its words from here, so that
they are in the languages like every other label.

Checks advise and never block. What goes out of an application is Turkish in every language: the
English form has the Turkish words beside its own, and the script takes those. A number of an
identity document goes into the e-mail only if its reader chooses so.
"""

from xml.etree.ElementTree import Element

from generator import languages
from generator.expression import Expression
from generator.languages import Labels
from generator.outputs.site import deadlines
from generator.outputs.site.elements import element, script
from generator.outputs.site.labels import labels_of

SCRIPT = "assets/javascripts/forms.js"
FIELDS = "fields"
"""The clause with the fields of a form."""
# Words of the page that the script says.
_SAID = (
    "fill_in tick who_are_you for_whom doubtful_number doubtful_email doubtful_day copied "
    "not_copied saved chosen"
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
            section.append(deadlines.tool(expression.language))


def after(expression: Expression, up: str, controller: str) -> str:
    """The scripts and their words, to stand after the article; `up` leads to the root of the
    site. The law that days are counted by is that of the text's own day."""
    tools = script("form-words", _words(expression), f"{up}{SCRIPT}")
    if not expression.answer_days:
        return tools
    asked = (expression.language, expression.answer_days, controller, expression.day, up)
    return f"{tools}\n{deadlines.after(*asked)}"


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
    tools = element("div", "form-tools", hidden="", **{"data-aside": ""})
    tools.append(element("p", "form-tools-title", labels["form_done"]))
    tools.append(element("p", "", labels["form_private"]))
    tools.append(_problems(labels))
    buttons = element("div", "form-buttons")
    for act in ("print", "copy", "save"):
        button = element("button", "", labels[f"form_{act}"], type="button", **{"data-act": act})
        buttons.append(button)
    tools.append(buttons)
    if mail:
        tools.append(_mail(labels, number=number))
    tools.append(element("p", "form-status", role="status"))
    tools.append(element("section", "form-text", hidden="", **{"aria-label": labels["form_text"]}))
    return tools


def _problems(labels: Labels) -> Element:
    box = element("div", "form-problems", hidden="", tabindex="-1", role="group")
    box.set("aria-label", labels["form_problems"])
    box.extend(
        [
            element("p", "", labels["form_problems"]),
            element("ul"),
            element("button", "", labels["form_go_on"], type="button"),
        ]
    )
    return box


def _mail(labels: Labels, *, number: bool) -> Element:
    box = element("div", "form-mail", hidden="")
    box.append(element("a", "form-letter", labels["form_mail"], href="mailto:"))
    if number:
        box.append(element("p", "", labels["form_mail_counts"]))
    box.append(element("p", "", labels["form_mail_open"]))
    if number:
        choice = element("label")
        tick = element("input", type="checkbox", name="form-numbers")
        tick.tail = f" {labels['form_numbers']}"
        choice.append(tick)
        box.append(choice)
    box.append(element("p", "form-long", labels["form_long"], hidden=""))
    return box

"""What the texts of a site say of applying to the controller, read off their articles.

A published site prints no fact that its release did not freeze. So what stands beside the texts
(the foot, the pages that lead to an act) takes addressee, addresses and ways from the form in
force, or from its draft, and never from the data.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from generator.expression import Expression, Field, Resolve, reference, text
from generator.expression.markup import serialise
from generator.languages import TURKISH
from generator.outputs import article
from generator.publication import Publication

Element = ElementTree.Element
MAIL = "mailto:"


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of a form with its words: what it asks, what helps, and what one may choose."""

    field: Field
    label: str
    hint: str
    options: tuple[str, ...]


def form_of(site: Publication, language: str) -> Expression | None:
    """The form with which a person applies, in `language`; None where the site has none."""
    texts = (text for text in site.texts if text.language == language)
    return next((text for text in texts if text.answer_days), None)


def clause(expression: Expression, *names: str) -> Element | None:
    """The first of these clauses that the full text has, as its section; None for none of them."""
    sections = {
        section.get("data-clause"): section
        for section in text.parse(expression.layer("full").html).iter("section")
    }
    return next((sections[name] for name in names if name in sections), None)


def said(element: Element) -> str:
    """The words of an element in the language of its text, without boxes and remarks."""
    return " ".join("".join(_words(element)).split()).removesuffix(" /")


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        # Beside the words of a form in another language stand those that go out.
        beside = child.get("lang") == TURKISH or child.get("class") == "box"
        if child.tag != "small" and not beside:
            yield from _words(child)
        yield child.tail or ""


def addressee(form: Expression) -> str:
    """To whom an application is addressed, as the form says it; empty where it does not."""
    about = clause(form, "about")
    found = about.iterfind(".//p[@class='addressee']") if about is not None else ()
    return next(map(said, found), "")


def mailbox(form: Expression) -> str:
    """Where an application may be sent by e-mail (`mailto:…`), as the script of the form finds it:
    the address in the sentences on sending, in an older text the first one there; or empty."""
    sending = clause(form, "sending")
    if sending is None:
        return ""
    in_sentences = (link for p in sending.iter("p") for link in _links(p, MAIL))
    return next((link.get("href", "") for link in (*in_sentences, *_links(sending, MAIL))), "")


def _links(element: Element, kind: str) -> Iterator[Element]:
    return (link for link in element.iter("a") if link.get("href", "").startswith(kind))


def asked(form: Expression) -> list[Asked]:
    """The fields of a form in their order."""
    section = clause(form, "fields")
    rows: list[list[Element]] = []
    for child in section.iterfind(".//dl/*") if section is not None else ():
        if child.tag == "dt":
            rows.append([])
        rows[-1].append(child)
    return [_asked(field, *row) for field, row in zip(form.fields, rows, strict=True)]


def _asked(field: Field, label: Element, *values: Element) -> Asked:
    hints = (said(value) for value in values if value.get("class") is None)
    options = tuple(said(value) for value in values if value.get("class") == "option")
    return Asked(field, said(label), next(hints, ""), options)


def html(expression: Expression, parts: Iterable[Element], resolve: Resolve) -> str:
    """Parts of a text as another page shows them, its links resolved by `resolve`."""
    holder = Element("div")
    holder.extend(parts)
    article.mark_unconfirmed(expression, holder)
    for element in holder.iter():
        for name in ("id", "data-clause"):
            element.attrib.pop(name, None)
    words = "".join(map(serialise, holder))
    words = article.unbroken(article.explain(f"<div>{words}</div>", ()))

    def led(link: reference.Reference) -> str:
        # The page is no text: what stays in its text leads to the page of that.
        named = reference.Reference(link.document or expression.document, link.clause)
        return resolve(named, expression.language)

    return reference.resolved(words, led)

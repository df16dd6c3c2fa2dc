"""Random edits of texts, as people make them: words, endings, sentences, rows, items, clauses."""

import copy
import random
from dataclasses import replace
from xml.etree import ElementTree

from generator.comparison import Redline, judging
from generator.expression import Clause, Expression, Layer
from generator.expression.markup import serialise

WORDS = (
    "veri kişisel saklama süresi Şirket’e Şirket’in m.\u00a05/2-ç 10 yıl period recipient <b>&"
).split(" ")
ENDINGS = ("lar", "ın", "’e", "de", "ki", "s", "ing", "")


def edited(text: Expression, chance: random.Random, most: int = 6) -> Expression:
    """The text after some edits of its layers."""
    layers = tuple(_layer(layer, chance, chance.randint(1, most)) for layer in text.layers)
    return replace(text, layers=layers)


def wrong(made: Redline, before: Expression, after: Expression) -> list[str]:
    """Which layer of a redline does not give both texts back, byte for byte."""
    found = []
    for name, html in made.layers.items():
        for text, lines in zip((before, after), judging.judged(html), strict=True):
            owed = [layer.plain for layer in text.layers if layer.name == name] or [""]
            if "\n".join(lines) != owed[0]:
                found.append(f"{text.document}.{text.language} {name} of {text.day}")
    return found


def by_line(made: Redline) -> bool:
    """Whether a layer could not be merged."""
    return any("<section" not in html for html in made.layers.values())


def _layer(layer: Layer, chance: random.Random, edits: int) -> Layer:
    root = ElementTree.fromstring(layer.html)
    for _ in range(edits):
        chance.choice(EDITS)(root, chance)
    known = {clause.id: clause for clause in layer.clauses}
    ids = [s.get("data-clause", "") for s in root.iter("section")]
    clauses = tuple(known.get(i, Clause(i, "9", "Yeni başlık")) for i in ids)
    return Layer(layer.name, serialise(root), clauses)


def _parents(
    root: ElementTree.Element, *tags: str
) -> list[tuple[ElementTree.Element, ElementTree.Element]]:
    return [(p, c) for p in root.iter() for c in p if not tags or c.tag in tags]


def _texts(root: ElementTree.Element) -> list[ElementTree.Element]:
    return [e for e in root.iter() if e.text and e.text.strip()]


def words(root: ElementTree.Element, chance: random.Random) -> None:
    """Words of one text come, go or are others."""
    element = chance.choice(_texts(root) or [root])
    several = (element.text or "").split(" ")
    at = chance.randrange(len(several))
    match chance.randrange(4):
        case 0:
            several.insert(at, chance.choice(WORDS))
        case 1:
            del several[at]
        case 2:
            several[at] = chance.choice(WORDS)
        case _:
            several[at] += chance.choice(ENDINGS)
    element.text = " ".join(several)


def tails(root: ElementTree.Element, chance: random.Random) -> None:
    """Words behind an inline element change."""
    inline = [c for _, c in _parents(root, "a", "span", "cite", "em") if c.tail]
    if inline:
        one = chance.choice(inline)
        one.tail = chance.choice(
            (" ", "", one.tail + " ek", "\u00a0" + one.tail.lstrip(), ". Yeni.")
        )


def removed(root: ElementTree.Element, chance: random.Random) -> None:
    """A row, an item, a paragraph, a clause, a term goes, with the words behind it."""
    found = _parents(
        root, chance.choice(("tr", "li", "p", "section", "dt", "dd", "table", "ul", "h2"))
    )
    if found:
        parent, child = chance.choice(found)
        parent.remove(child)


def doubled(root: ElementTree.Element, chance: random.Random) -> None:
    """A row, an item, a paragraph comes, like another one."""
    found = _parents(root, chance.choice(("tr", "li", "p", "dd")))
    if found:
        parent, child = chance.choice(found)
        new = copy.deepcopy(child)
        for element in new.iter():
            element.attrib.pop("id", None)
            if element.text and chance.random() < 0.5:
                element.text += chance.choice(WORDS)
        parent.insert(chance.randint(0, len(parent)), new)


def moved(root: ElementTree.Element, chance: random.Random) -> None:
    """A clause, a row, an item stands elsewhere; a clause perhaps in another one."""
    tag = chance.choice(("section", "section", "tr", "li"))
    found = _parents(root, tag)
    if not found:
        return
    parent, child = chance.choice(found)
    parent.remove(child)
    inside = set(child.iter())
    homes = (
        [parent]
        if tag != "section"
        else [e for e in (root, parent, *root.iter("section")) if e not in inside]
    )
    home = chance.choice(homes)
    home.insert(chance.randint(0, len(home)), child)


def clause(root: ElementTree.Element, chance: random.Random) -> None:
    """A new clause."""
    new = ElementTree.Element("section", {"data-clause": f"new-{chance.randrange(10**6)}"})
    ElementTree.SubElement(new, "h2").text = "9. Yeni bölüm"
    ElementTree.SubElement(new, "p").text = " ".join(chance.choices(WORDS, k=8))
    root.insert(chance.randint(0, len(root)), new)


def another(root: ElementTree.Element, chance: random.Random) -> None:
    """A block becomes another one, a break of a line comes or goes, words become a link."""
    found = _parents(root, "p", "li", "h3")
    if not found:
        return
    _, child = chance.choice(found)
    match chance.randrange(3):
        case 0 if child.tag != "li":
            child.tag = "blockquote" if child.tag == "p" else "p"
        case 1:
            breaks = ElementTree.Element("br")
            breaks.tail, child.text = child.text, "Önce"
            child.insert(0, breaks)
        case _:
            link = ElementTree.Element("a", {"href": "https://ornek.example/"})
            link.text, child.text = child.text, ""
            child.insert(0, link)


EDITS = (words, words, words, tails, removed, doubled, moved, clause, another)

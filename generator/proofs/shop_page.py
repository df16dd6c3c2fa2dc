"""A page of a shop, as its server sent it: does it hold the words in force, as they should be?

Each element of ours is looked at, and each text that stands alone: which text, in which words, with
which links and attributes, in a form or not. What scripts and style sheets do is not seen here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import tinyhtml5

from generator.expression import Expression, Layer, reference, text
from generator.message import Message, say
from generator.outputs.embed import trial_page
from generator.outputs.head import head
from generator.proofs import comparing
from generator.publication import Publication

_ELEMENTS = {tag: (kind, key) for kind, (tag, key, _) in trial_page.ELEMENTS.items()}
HEAD = "kvkk-head"
"""Who asks and why, above a form whose notice stands above its button."""
_NAME = re.compile(r"(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*")
_FREE = {"class", "id", "target", "rel"}
"""Attributes that a shop may add to the elements of a text."""
_HIDING = ("hidden", "inert", "aria-hidden")
_CONTROLS = ("input", "select", "textarea", "button")


@dataclass
class ShopPage:
    """One page; `address` is where it came from, `site` what is published on the day."""

    address: str
    root: Element
    site: Publication
    texts: int = 0
    places: set[str] = field(default_factory=set)
    """Where the links of the texts lead, without the part that they must have."""

    @classmethod
    def read(cls, address: str, content: bytes, charset: str, site: Publication) -> "ShopPage":
        """The page as a browser reads it."""
        given = {"transport_encoding": charset} if charset else {}
        root = tinyhtml5.parse(content, namespace_html_elements=False, **given)
        base = next((e.get("href") for e in root.iter("base") if e.get("href")), "")
        return cls(urljoin(address, base or ""), root, site)

    def differences(self) -> Iterator[Message]:
        """Everything that is wrong, each in a sentence without a full stop."""
        inside: set[Element] = set()
        for element in self.elements:
            inside.update(element.iter("article"))
            label = f"<{element.tag} {_ELEMENTS[element.tag][1]}=“{self._subject(element)}”>"
            for wrong in self._element(element):
                yield say("{element}: {wrong}", element=label, wrong=wrong)
        for element in self.heads:
            label = f"<{HEAD} document=“{element.get('document', '')}”>"
            for wrong in self._head(element):
                yield say("{element}: {wrong}", element=label, wrong=wrong)
        for article in self.root.iter("article"):
            if article.get("data-expression") is not None and article not in inside:
                label = f"<article data-expression=“{article.get('data-expression')}”>"
                for wrong in self._alone(article):
                    yield say("{element}: {wrong}", element=label, wrong=wrong)
        if len(self.places) > 1:
            yield say("the links lead to several sites: {places}", places=sorted(self.places))

    @cached_property
    def elements(self) -> list[Element]:
        """The elements of ours on the page."""
        return [element for element in self.root.iter() if element.tag in _ELEMENTS]

    @cached_property
    def heads(self) -> list[Element]:
        """The elements that say who asks and why."""
        return list(self.root.iter(HEAD))

    @cached_property
    def _parents(self) -> Mapping[Element, Element]:
        return {child: parent for parent in self.root.iter() for child in parent}

    @cached_property
    def _in_force(self) -> Mapping[tuple[str, str], Expression]:
        release = self.site.timeline.in_force(self.site.day)
        frozen = release.texts if release else ()
        return {text.key: self.site.archive.read(text) for text in frozen}

    def _around(self, element: Element) -> Iterator[Element]:
        at: Element | None = element
        while at is not None:
            yield at
            at = self._parents.get(at)

    def _subject(self, element: Element) -> str:
        return element.get(_ELEMENTS[element.tag][1], "")

    def _language(self, element: Element) -> str:
        """As the script finds it."""
        said = next((e.get("lang", "") for e in self._around(element) if e.get("lang")), "")
        code = said[:2].lower()
        return code if code in self.site.languages else self.site.languages[0]

    def _owed(self, element: Element, kind: str, key: str) -> Expression | Message:
        """The text that an element asks for, or why there is none."""
        subject, language = element.get(key, ""), self._language(element)
        wanted = [
            one
            for one in self._in_force.values()
            if subject
            and {"document": one.document, "item": one.item, "channel": one.channel}[key] == subject
        ]
        if not wanted:
            return say("no text of that name is in force on {day}", day=self.site.day)
        if wanted[0].type != kind:
            return say("that is a text of another type ({kind})", kind=wanted[0].type)
        found = next((one for one in wanted if one.language == language), None)
        return found or say("that text is not in force in the language “{code}”", code=language)

    def _element(self, element: Element) -> Iterator[Message]:
        yield from self._attributes(element)
        language = self._language(element)
        expression = self._owed(element, *_ELEMENTS[element.tag])
        if isinstance(expression, Message):
            yield expression
            return
        articles = list(element.iter("article"))
        slots = (inner for inner in element.iter() if inner.get("slot") == "page")
        link = next((link for slot in slots for link in slot.iter("a")), None)
        if link is not None:
            yield from self._link(link, self.site.addresses.of(expression.document, language))
        elif not articles:
            yield say("without a script it shows nothing: it holds neither the text nor a link")
        if len(articles) > 1:
            yield say("it holds several texts")
        for article in articles[:1]:
            yield from self._compared(article, expression, "short")

    def _head(self, element: Element) -> Iterator[Message]:
        """What stands in it is made of the text in force; the text itself is owed on the page too.
        Empty it is filled by the script."""
        yield from self._shown(element, _HIDING)
        owed = self._owed(element, "notice", "document")
        if isinstance(owed, Message):
            yield owed
            return
        if all(self._subject(other) != owed.document for other in self.elements):
            yield say("the text itself is not on the page: <kvkk-notice> with the same document")
        made = head(owed, self.site.addresses.of(owed.document, owed.language))
        parsed = tinyhtml5.parse(made, namespace_html_elements=False)
        right = next(parsed.iter("div"))
        found, words = text.lines_of(element), text.lines_of(right)
        if not found:
            return
        if found != words:
            place = comparing.place("\n".join(found), "\n".join(words))
            yield say("it holds other words: {place}", place=place)
        elif len(element) != 1:
            yield say("its words stand in other elements")
        else:
            yield from self._built_otherwise(element[0], right)

    def _shown(self, element: Element, refused: Iterable[str]) -> Iterator[Message]:
        """Attributes that no element of ours may have, and a language without texts."""
        for name in refused:
            if element.get(name) is not None:
                yield say("the attribute “{name}” is not allowed", name=name)
        own = element.get("lang")
        if own is not None and own[:2].lower() not in self.site.languages:
            yield say("no text is in the language “{code}”", code=own)

    def _attributes(self, element: Element) -> Iterator[Message]:
        choice = _ELEMENTS[element.tag][0] != "notice"
        refused = ("checked", "required", *(["require"] if choice else []), *_HIDING)
        yield from self._shown(element, refused)
        if not _NAME.fullmatch(element.get("surface", "page")):
            yield say("no receipt can have the surface “{name}”", name=element.get("surface"))
        form = self._form(element)
        name = element.get("name", "")
        if form is None:
            yield say("it stands in no form, so nothing is posted (events alone carry receipts)")
        elif not name or name.endswith("[]"):
            yield say("it has no name under which a form can post its receipt")
        else:
            others = (e for e in form.iter() if e.tag in (*_CONTROLS, *_ELEMENTS))
            if any(other is not element and other.get("name") == name for other in others):
                yield say("another field of the form is called “{name}” too", name=name)

    def _form(self, element: Element) -> Element | None:
        if wanted := element.get("form"):
            return next((f for f in self.root.iter("form") if f.get("id") == wanted), None)
        return next((e for e in self._around(element) if e.tag == "form"), None)

    def _alone(self, article: Element) -> Iterator[Message]:
        """A text that a shop prints by itself, without an element."""
        key = (article.get("data-expression", ""), self._language(article))
        if key not in self._in_force:
            yield say("no text of that name is in force on {day}", day=self.site.day)
        else:
            yield from self._compared(article, self._in_force[key], article.get("data-layer", ""))

    def _compared(self, article: Element, owed: Expression, name: str) -> Iterator[Message]:
        self.texts += 1
        layer = next((layer for layer in owed.layers if layer.name == name), None)
        if layer is None:
            yield say("the text has no layer “{name}”", name=name)
            return
        if article.get("lang") != owed.language:
            yield say("its article does not say lang=“{code}”", code=owed.language)
        words = "\n".join(text.lines_of(article))
        if words != layer.plain:
            yield self._other_words(words, owed, layer)
            return
        yield from self._built_otherwise(article, self._as_owed(owed, layer))

    def _other_words(self, words: str, owed: Expression, layer: Layer) -> Message:
        digest = text.digest_of(words)
        key = (owed.document, owed.language)
        for frozen in reversed(self.site.all_versions):
            if frozen.key == key and dict(frozen.layers).get(layer.name) == digest:
                return say(
                    "it holds the words of release {release}, which hold no more or not yet",
                    release=frozen.release,
                )
        return say("it holds other words: {place}", place=comparing.place(words, layer.plain))

    def _as_owed(self, owed: Expression, layer: Layer) -> Element:
        """The text with its links from the root of the site, read by the same parser."""
        resolve = self.site.resolver(owed, "")
        html = reference.resolved(layer.html, lambda link: resolve(link, owed.language))
        root = tinyhtml5.parse(html, namespace_html_elements=False)
        return next(root.iter("article"))

    def _built_otherwise(self, article: Element, owed: Element) -> Iterator[Message]:
        """Other elements, attributes that hide or act, links that lead elsewhere."""
        found = [e for e in article.iter() if isinstance(e.tag, str)]
        wanted = [e for e in owed.iter() if isinstance(e.tag, str)]
        if [e.tag for e in found] != [e.tag for e in wanted]:
            yield say("its words stand in other elements")
            return
        for here, there in zip(found, wanted, strict=True):
            for name, value in here.items():
                if name not in _FREE and name != "href" and there.get(name) != value:
                    yield say(
                        "<{tag}> has an attribute that the text has not: {name}",
                        tag=here.tag,
                        name=name,
                    )
            if (target := there.get("href")) is not None:
                yield from self._link(here, target)

    def _link(self, link: Element, owed: str) -> Iterator[Message]:
        """A link must lead to `owed`, which is an address or the way from the root of the site."""
        found = urljoin(self.address, link.get("href", ""))
        words = " ".join("".join(link.itertext()).split())[:60]
        if re.match(r"[a-z]+:", owed):
            right = found == owed
        elif self.site.base:
            right = found == self.site.base + owed
        else:
            right = found.startswith(("https:", "http:")) and found.endswith(f"/{owed}")
            if right:
                self.places.add(found.removesuffix(owed))
        if not right:
            yield say(
                "the link “{words}” leads to {found} and not to {owed}",
                words=words,
                found=found[:200],
                owed=self.site.base + owed,
            )

"""Makes the expression of a document: the template filled, the clauses numbered, the parts checked.

The templates see the public facts, the law of the day, and nothing else; those of an internal
paper see what is internal as well.
"""

from collections.abc import Iterator, Sequence, Set
from datetime import date
from functools import cached_property
from pathlib import Path

from generator import languages
from generator.characters import first_refused
from generator.documents import choices, signed
from generator.documents.context import Context, context, documents_of
from generator.documents.flows import flows
from generator.documents.labels import labels_of
from generator.documents.numbering import number_clauses
from generator.documents.offered import offered
from generator.documents.recipients import with_providers
from generator.documents.references import References
from generator.documents.types import (
    HERE,
    SAYS,
    document_types,
    is_paper,
    place,
    template,
    type_of,
)
from generator.documents.wording import Wordings
from generator.documents.wording import read as read_wordings
from generator.errors import Problem, TemplateError
from generator.expression import Clause, Expression, Field, Layer, Term, elements, reference
from generator.expression.markup import serialise
from generator.message import say
from generator.model.document import Document
from generator.model.document_type import DocumentType
from generator.model.entry import Text
from generator.model.facts import Facts, Law
from generator.model.form import FieldKind, Form, FormPurpose
from generator.model.traversal import disclosed, public
from generator.provenance import Origin
from generator.rendering import RenderedLayer, Renderer, Trace


class Composer:
    """Composes any document from one set of facts as of one day.

    `site` is the id of the brand that the texts are made for; the first one by default.
    """

    def __init__(
        self,
        facts: Facts,
        law: Law,
        day: date,
        *,
        site: str | None = None,
        wording: Path | None = None,
        bytecode_cache: Path | None = None,
        explained: bool = True,
        trace: Trace | None = None,
    ) -> None:
        self._explained = explained
        self._trace = trace
        self._whole = facts
        self.facts = with_providers(public(facts).asked())
        self.law = law.on(day)
        self.day = day
        self.site = self.facts.sites[site or next(iter(self.facts.sites))]
        self._cache = bytecode_cache
        self._codes = [code.value for code in self.site.languages]
        self._roots = [HERE, wording] if wording else [HERE]
        self._wordings = (
            read_wordings(wording, tuple(document_types()), HERE, self._codes)
            if wording
            else Wordings()
        )
        self._renderers: dict[str, Renderer] = {}
        self._found: dict[str, References] = {}
        self._contexts: dict[Document, Context] = {}

    def compose(self, document: Document, language: str) -> Expression:
        """`document` in `language`; raises TemplateError when the document or its template breaks
        a rule."""
        kind = type_of(document)
        seen = self._context(document)
        rendered = self._renderer(language).render(
            template(kind, language),
            seen.names(),
            self._wordings.of(kind.id.value, language),
        )
        _refuse_other_layers(kind, rendered, language)
        layers, terms = [], dict[str, Term]()
        known = {d.id.value for d in documents_of(self.facts, self.site, document)} | {""}
        for layer in rendered:
            found = self._references(language).mark(layer.element) if self._explained else ()
            terms |= {term.term: term for term in found}
            _refuse_lost_links(layer, known)
            composed = _layer(document.id.value, language, layer)
            if not self._trace:  # whose marks are private letters
                _refuse_characters(layer, composed)
            layers.append(composed)
        return Expression(
            document=document.id.value,
            type=kind.id.value,
            language=language,
            day=self.day,
            title=_plain(document.title, language),
            summary=_plain(document.summary, language),
            slug=_plain(document.slug, language),
            menu=kind.menu.value.value if kind.menu and not is_paper(document) else "",
            order=document.order.value,
            layers=tuple(layers),
            fields=tuple(self._fields(document, seen)),
            item=document.consent.id.value if document.consent else "",
            channel=document.channel.id.value if document.channel else "",
            answer_days=self._answer_days(document.form) if document.form else 0,
            terms=tuple(terms.values()),
            flows=flows(seen, self.facts, languages.get(language)) if kind.flows else None,
            cookies=choices.cookies(seen, languages.get(language), offered(self.facts, seen))
            if kind.cookies
            else None,
            consent=choices.consent(seen, language),
        )

    def _fields(self, document: Document, seen: Context) -> Iterator[Field]:
        if document.consent:
            yield from signed.fields_of(document.consent, seen.matter.subjects)
        sections = document.form.sections if document.form else ()
        for field in (field for section in sections for field in section.fields):
            rights = len(self.law.rights) if field.kind.value is FieldKind.RIGHTS else 0
            options = rights or len(field.options)
            yield Field(field.name.value, field.kind.value, field.need.value, options)

    def _answer_days(self, form: Form) -> int:
        if form.purpose.value is not FormPurpose.APPLICATION:
            return 0
        own = self.facts.application.answer
        period = (own or self.law.deadlines["application-answer"].period).value
        return int(period.approximate_days)

    def _context(self, document: Document) -> Context:
        """The same in every language."""
        if document not in self._contexts:
            facts = self._for_the_file if is_paper(document) else self.facts
            self._contexts[document] = context(facts, self.law, self.site, document)
        return self._contexts[document]

    @cached_property
    def _for_the_file(self) -> Facts:
        """What an internal paper tells: nothing is internal there."""
        return with_providers(disclosed(self._whole).asked())

    def _references(self, language: str) -> References:
        if language not in self._found:
            self._found[language] = References(
                self.facts.glossary.definitions,
                self.law.statutes,
                languages.get(language),
                self._proper_names(language),
            )
        return self._found[language]

    def _proper_names(self, language: str) -> Iterator[str]:
        """What recipients and controllers are called."""
        recipients = (recipient.name.find(language) for recipient in self.facts.recipients.values())
        controller = self.facts.controller
        parties = (controller.registered_name, *(other.name for other in controller.others))
        yield from (name.value for name in (*recipients, *parties) if name)

    def _renderer(self, language: str) -> Renderer:
        if language not in self._renderers:
            self._renderers[language] = Renderer(
                self._roots,
                languages.get(language),
                labels=labels_of(language),
                globals={"article": self.law.article},
                bytecode_cache=self._cache,
                trace=self._trace,
            )
        return self._renderers[language]


def _plain(text: Text, language: str) -> str:
    fact = text.find(language) or next((f for f in text.by_language.values() if f), None)
    return fact.value if fact else ""


def _refuse_other_layers(
    kind: DocumentType, rendered: Sequence[RenderedLayer], language: str
) -> None:
    """A text without a layer would be missing wherever that layer is shown."""
    wanted, there = [layer.value for layer in kind.layers], [layer.name for layer in rendered]
    if there != wanted:
        where = Origin(place(kind.id.value, f"{language}.jinja"))
        message = say("it has the layers {layers}, in this order.", layers=there or say("none"))
        hint = say("Write {wanted}, or correct “layers:” in {file}.", wanted=wanted, file=SAYS)
        raise TemplateError(Problem(where, message, hint))


def _layer(document: str, language: str, rendered: RenderedLayer) -> Layer:
    root = rendered.element
    root.set("data-expression", document)
    root.attrib |= languages.get(language).attributes
    numbers = number_clauses(rendered)
    _refuse_unknown_markup(rendered)
    clauses = tuple(
        Clause(
            id=clause.id,
            number=numbers[clause.id].number,
            heading=numbers[clause.id].heading,
            parent=clause.parent,
            template=clause.template,
            statements=clause.statements,
        )
        for clause in rendered.clauses
    )
    return Layer(rendered.name, serialise(root), clauses)


def _refuse_unknown_markup(rendered: RenderedLayer) -> None:
    found = elements.problems(rendered.element)
    if found:
        place = rendered.clauses[0].template if rendered.clauses else Origin("template")
        places = dict.fromkeys(found, Origin(place.file))
        for clause in rendered.clauses:  # one inside another comes after it, and knows better
            places |= dict.fromkeys(elements.problems(clause.element), clause.template)
        raise TemplateError([Problem(where, message) for message, where in places.items()])


def _refuse_characters(rendered: RenderedLayer, layer: Layer) -> None:
    """Written as a reference (`&#8238;`) a character is first seen here."""
    sign = first_refused(layer.html)
    if not sign:
        return
    holding = [c for c in rendered.clauses if first_refused(serialise(c.element)) == sign]
    place = holding[-1].template if holding else Origin("template")
    message = say("there is an invisible or forbidden character ({sign}).", sign=sign)
    hint = say("Delete it, also where it is written &#…;.")
    raise TemplateError(Problem(place, message, hint))


def _refuse_lost_links(rendered: RenderedLayer, known: Set[str]) -> None:
    """A release would freeze them, and no page could be made of it."""
    lost = {
        link.document: clause.template
        for clause in rendered.clauses  # one inside another comes after it, and knows better
        for element in clause.element.iter("a")
        if (link := reference.read(element.get("href", ""))) and link.document not in known
    }
    hint = say("Correct its name, or ask in the template whether the document exists.")
    if lost:
        raise TemplateError(
            [
                Problem(
                    place,
                    say("a link leads to “{name}”, which this site does not have.", name=name),
                    hint,
                )
                for name, place in lost.items()
            ]
        )

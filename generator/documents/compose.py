"""Makes the expression of a document: the template filled, the clauses numbered, the parts checked.

The templates see the public facts, the law of the day, and nothing else.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator import languages
from generator.documents.numbering import number_clauses
from generator.errors import Problem, TemplateError
from generator.expression import Clause, Expression, Layer, elements
from generator.expression.markup import serialise
from generator.model.document import Document
from generator.model.entry import Text, public
from generator.model.facts import Facts, Law
from generator.model.processing import ProcessingActivity
from generator.provenance import Fact, Origin
from generator.rendering import RenderedLayer, Renderer

HERE = Path(__file__).parent


def types() -> tuple[str, ...]:
    """The document types there are: the folders beside this file that hold a template."""
    return tuple(sorted({path.parent.name for path in HERE.glob("*/tr.jinja")}))


class Composer:
    """Composes any document from one set of facts as of one day."""

    def __init__(
        self, facts: Facts, law: Law, day: date, *, bytecode_cache: Path | None = None
    ) -> None:
        self.facts = public(facts)
        self.law = law.on(day)
        self.day = day
        self._cache = bytecode_cache
        self._renderers: dict[str, Renderer] = {}

    def compose(self, document: Document, language: str) -> Expression:
        """`document` in `language`; raises TemplateError when its template breaks a rule."""
        if document.type.value not in types():
            raise TemplateError(
                Problem(
                    document.at("type"),
                    f"there is no document type “{document.type.value}”.",
                    f"The types are: {', '.join(types())}.",
                )
            )
        rendered = self._renderer(language).render(
            f"{document.type.value}/{language}.jinja", self._context(document)
        )
        return Expression(
            document=document.id.value,
            type=document.type.value,
            language=language,
            day=self.day,
            title=_plain(document.title, language),
            summary=_plain(document.summary, language),
            slug=_plain(document.slug, language),
            menu=document.menu.value.value,
            order=document.order.value,
            layers=tuple(_layer(document.id.value, language, layer) for layer in rendered),
        )

    def _renderer(self, language: str) -> Renderer:
        if language not in self._renderers:
            self._renderers[language] = Renderer(
                [HERE],
                languages.get(language),
                globals={"article": self._article},
                bytecode_cache=self._cache,
            )
        return self._renderers[language]

    def _article(self, statute: str, article: str) -> Fact[str]:
        """An article of a statute that is in force; raises LookupError when there is none."""
        known = self.law.statutes.get(statute)
        if known is None:
            raise LookupError(f"the statute book has no “{statute}” in force on {self.day}")
        for fact in known.articles:
            if fact.value == article:
                return fact
        listed = ", ".join(fact.value for fact in known.articles)
        raise LookupError(f"“{statute}” lists no article “{article}”; it lists {listed}")

    def _documents_of(self, document: Document) -> list[Document]:
        """The documents of the same site: those that a text may link to."""
        site = document.site.id.value
        return [d for d in self.facts.documents.values() if d.site.id.value == site]

    def _context(self, document: Document) -> Mapping[str, object]:
        activities = sorted(self.facts.activities.values(), key=lambda a: a.order.value)
        concerned = [a for a in activities if _concerns(document, a)]
        return {
            "document": document,
            "documents": [d.id.value for d in self._documents_of(document)],
            "site": document.site,
            "controller": self.facts.controller,
            "promises": self.facts.promises,
            "glossary": self.facts.glossary,
            "security": self.facts.security,
            "security_reports": self.facts.security_reports,
            "application": self.facts.application,
            "messages": self.facts.messages,
            "law": self.law,
            "activities": concerned,
            "recipients": _recipients(concerned),
            "categories": list(self.facts.data_categories.values()),
        }


def _concerns(document: Document, activity: ProcessingActivity) -> bool:
    """A notice tells of what is collected at its point, a policy of everything."""
    if document.collection_point is None:
        return True
    wanted = document.collection_point.id.value
    return any(point.id.value == wanted for point in activity.collected_at)


def _recipients(activities: list[ProcessingActivity]) -> list[object]:
    """Every recipient that some purpose names, once, in the order of naming."""
    found = {
        recipient.id.value: recipient
        for activity in activities
        for purpose in activity.purposes
        for recipient in purpose.recipients
    }
    return list(found.values())


def _plain(text: Text, language: str) -> str:
    fact = text.find(language) or next((f for f in text.by_language.values() if f), None)
    return fact.value if fact else ""


def _layer(document: str, language: str, rendered: RenderedLayer) -> Layer:
    root = rendered.element
    root.set("data-expression", document)
    root.set("lang", language)
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
        raise TemplateError([Problem(Origin(place.file), message) for message in found])

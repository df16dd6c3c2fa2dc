"""Makes the expression of a document: the template filled, the clauses numbered, the parts checked.

The templates see the public facts, the law of the day, and nothing else.
"""

import re
from collections.abc import Iterator, Mapping, Set
from datetime import date
from pathlib import Path

from generator import languages
from generator.documents import context
from generator.documents.labels import labels_of
from generator.documents.numbering import number_clauses
from generator.documents.references import References
from generator.documents.wording import Wordings
from generator.documents.wording import read as read_wordings
from generator.errors import Problem, TemplateError
from generator.expression import Clause, Expression, Field, Layer, Term, elements
from generator.expression.markup import serialise
from generator.model.controller import JointController
from generator.model.document import Document
from generator.model.entry import Text, public
from generator.model.facts import Facts, Law
from generator.model.form import FieldKind, Form, FormPurpose
from generator.model.processing import ProcessingActivity
from generator.provenance import Fact, Origin
from generator.rendering import RenderedLayer, Renderer

HERE = Path(__file__).parent
SHARED = "shared"
"""The folder of parts that the templates of several types import."""
_OTHER = re.compile(r"notice:([^#]+)")


def types() -> tuple[str, ...]:
    """The document types there are: the folders beside this file that hold a template."""
    templates = HERE.glob(f"*/{languages.TURKISH}.jinja")
    return tuple(sorted({path.parent.name for path in templates} - {SHARED}))


MENUS = {
    "policy": "policies",
    "cookies": "policies",
    "notice": "notices",
    "consent": "choices",
    "message_approval": "choices",
    "form": "forms",
}
"""Under which heading of the visitor's menu the documents of a type stand."""


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
    ) -> None:
        self._explained = explained
        self.facts = public(facts)
        self.law = law.on(day)
        self.day = day
        self.site = self.facts.sites[site or next(iter(self.facts.sites))]
        self._cache = bytecode_cache
        self._codes = [code.value for code in self.site.languages]
        self._roots = [HERE, wording] if wording else [HERE]
        self._wordings = (
            read_wordings(wording, types(), HERE, self._codes) if wording else Wordings()
        )
        self._renderers: dict[str, Renderer] = {}
        self._found: dict[str, References] = {}

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
        template = f"{document.type.value}/{language}.jinja"
        if not (HERE / template).is_file():
            raise TemplateError(
                Problem(
                    document.at("type"),
                    f"“{document.type.value}” has no template in “{language}”.",
                    f"Write generator/documents/{template} as {languages.TURKISH}.jinja beside it, "
                    f"or take “{language}” out of the languages of the site.",
                )
            )
        rendered = self._renderer(language).render(
            template,
            self._context(document),
            self._wordings.of(document.type.value, language),
        )
        layers, terms = [], dict[str, Term]()
        known = {other.id.value for other in self._documents_of(document)}
        for layer in rendered:
            found = self._references(language).mark(layer.element) if self._explained else ()
            terms |= {term.term: term for term in found}
            _refuse_lost_links(layer, known)
            layers.append(_layer(document.id.value, language, layer))
        return Expression(
            document=document.id.value,
            type=document.type.value,
            language=language,
            day=self.day,
            title=_plain(document.title, language),
            summary=_plain(document.summary, language),
            slug=_plain(document.slug, language),
            menu=MENUS[document.type.value],
            order=document.order.value,
            layers=tuple(layers),
            fields=tuple(self._fields(document.form)) if document.form else (),
            item=document.consent.id.value if document.consent else "",
            channel=document.channel.id.value if document.channel else "",
            answer_days=self._answer_days(document.form) if document.form else 0,
            terms=tuple(terms.values()),
        )

    def _fields(self, form: Form) -> Iterator[Field]:
        for field in (field for section in form.sections for field in section.fields):
            rights = len(self.law.rights) if field.kind.value is FieldKind.RIGHTS else 0
            options = rights or len(field.options)
            yield Field(field.name.value, field.kind.value, field.need.value, options)

    def _answer_days(self, form: Form) -> int:
        if form.purpose.value is not FormPurpose.APPLICATION:
            return 0
        own = self.facts.application.answer
        period = (own or self.law.deadlines["application-answer"].period).value
        return int(period.approximate_days)

    def _references(self, language: str) -> References:
        if language not in self._found:
            self._found[language] = References(
                self.facts.glossary.definitions, self.law.statutes, languages.get(language)
            )
        return self._found[language]

    def _renderer(self, language: str) -> Renderer:
        if language not in self._renderers:
            self._renderers[language] = Renderer(
                self._roots,
                languages.get(language),
                labels=labels_of(language),
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
        site = document.site or self.site
        return [d for d in self.facts.documents.values() if d.stands_on(site)]

    def _joint_controllers(
        self, document: Document, concerned: list[ProcessingActivity]
    ) -> list[JointController]:
        """Those that decide on something which `document` is about; messages have one sender."""
        if document.channel:
            return []
        if document.consent:
            concerned = [a for a in concerned if context.resting(document, a)]
        ids = {activity.id.value for activity in concerned}
        return [
            joint
            for joint in self.facts.controller.joint_controllers
            if not joint.activities or ids & {a.id.value for a in joint.activities}
        ]

    def _context(self, document: Document) -> Mapping[str, object]:
        activities = sorted(self.facts.activities.values(), key=lambda a: a.order.value)
        concerned = [a for a in activities if context.concerns(document, a)]
        documents = self._documents_of(document)
        return {
            "document": document,
            "documents": [d.id.value for d in documents],
            "site": document.site or self.site,
            "controller": self.facts.controller,
            "joint_controllers": self._joint_controllers(document, concerned),
            "promises": self.facts.promises,
            "glossary": self.facts.glossary,
            "security": self.facts.security,
            "security_reports": self.facts.security_reports,
            "application": self.facts.application,
            "messages": self.facts.messages,
            "cookies": self.facts.cookies,
            "cameras": self.facts.cameras,
            "law": self.law,
            "activities": concerned,
            "recipients": context.recipients(p for a in concerned for p in a.purposes),
            "categories": list(self.facts.data_categories.values()),
            "concerned": context.matter([p for a in concerned for p in a.purposes]),
            "matter": context.consented(document, activities),
            "without_consent": context.without_consent(self.facts),
            "by_cookies": context.matter(context.by_cookies(self.facts, activities)),
            "texts_of": _by_type(documents),
        }


def _by_type(documents: list[Document]) -> Mapping[str, list[Document]]:
    """The documents of the site by type, forms by their purpose as well; in their order."""
    found: dict[str, list[Document]] = {name.replace("-", "_"): [] for name in types()}
    found |= {purpose.name.lower(): [] for purpose in FormPurpose}
    for document in sorted(documents, key=lambda d: d.order.value):
        found.setdefault(document.type.value, []).append(document)
        if document.form:
            found[document.form.purpose.value.name.lower()].append(document)
    return found


def _plain(text: Text, language: str) -> str:
    fact = text.find(language) or next((f for f in text.by_language.values() if f), None)
    return fact.value if fact else ""


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


def _refuse_lost_links(rendered: RenderedLayer, known: Set[str]) -> None:
    """A release would freeze them, and no page could be made of it."""
    lost = {
        match[1]: clause.template
        for clause in rendered.clauses  # one inside another comes after it, and knows better
        for link in clause.element.iter("a")
        if (match := _OTHER.match(link.get("href", ""))) and match[1] not in known
    }
    hint = "Correct its name, or ask in the template whether the document exists."
    if lost:
        raise TemplateError(
            [
                Problem(place, f"a link leads to “{name}”, which this site does not have.", hint)
                for name, place in lost.items()
            ]
        )

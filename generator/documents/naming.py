"""What a document is called where its file does not say: title, summary, address, order.

It follows from what the document is about, by the patterns of its type in each language:
`<type>/labels/<language>.yml`. A pattern with `-<variant>` in its name is for some documents of the
type: forms of a purpose, consents without a name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from generator import languages
from generator.decoding import meant
from generator.documents.types import HERE, document_types, type_of
from generator.errors import LoadingError, Problem, TemplateError
from generator.languages import Labels, Language, beside, in_address
from generator.message import say
from generator.model.document import Document
from generator.model.document_type import About, DocumentType
from generator.model.entry import Identified, Text
from generator.model.facts import Facts
from generator.model.traversal import as_doubtful
from generator.provenance import Fact, Origin

WRITTEN_BELOW = 1000
"""Documents without a written order have one from here on, and so stand after the others."""
ABOUT = "{about}"
MATTER = "matter"
"""The variant for consents without a name."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a document is about: in words (None where it is about nothing in particular), and the
    variant of the patterns that it takes. `summed_up` are other words for its summary."""

    words: Text | None = None
    variant: str = ""
    summed_up: Text | None = None

    def said(self, key: str) -> Text | None:
        """The words for the pattern `key`."""
        return (key == "summary" and self.summed_up) or self.words


def named(facts: Facts) -> tuple[Facts, list[Problem]]:
    """The facts with documents that all have a title, a summary, an address and an order in their
    languages, and what is neither written nor follows."""
    problems: list[Problem] = []
    documents = dict[str, Document]()
    for key, written in facts.documents.items():
        document = _typed(written)
        # A text that stands nowhere now has a name all the same, for the day on which it does.
        every = facts.sites.values()
        sites = [site for site in every if document.stands_on(site)] or every
        spoken = dict.fromkeys(code for site in sites for code in document.languages_on(site))
        try:
            documents[key] = _named(
                facts, document, [code for code in spoken if code in languages.codes()]
            )
            problems += _missing(documents[key]) if spoken else ()
        except TemplateError:  # reported where it is composed; released texts need no type
            documents[key] = document
    mails = {
        key: replace(
            mail, documents=tuple(as_doubtful(documents[d.id.value], d) for d in mail.documents)
        )
        for key, mail in facts.mails.items()
    }
    return replace(facts, documents=documents, mails=mails), problems


def _typed(document: Document) -> Document:
    """The document with the name of its type, where it calls it as a language does."""
    called = document.type.value
    name = called if called in document_types() else meant.choice(document_types(), called)
    return replace(document, type=replace(document.type, value=name)) if name else document


def _named(facts: Facts, document: Document, spoken: Iterable[str]) -> Document:
    """Raises TemplateError where the document has no type, or does not say what it is about."""
    kind = type_of(document)
    subject = SUBJECTS[kind.about.value](document) if kind.about else Subject()
    patterns = [Patterns(subject, languages.get(code), kind.id.value) for code in spoken]
    titled = bool(document.title)
    if not document.title:
        document = replace(document, title=_text(document, "title", patterns))
    if not document.summary:
        document = replace(document, summary=_text(document, "summary", patterns))
    addresses = (_address(document, own, titled=titled) for own in patterns)
    slugs = {fact.origin.path.removeprefix("slug."): fact for fact in addresses if fact}
    slugs |= {code: fact for code, fact in document.slug.by_language.items() if fact}
    document = replace(document, slug=replace(document.slug, by_language=slugs))
    order = Fact(_order(facts, document, kind), _place(document, "order"))
    return document if document.order.value else replace(document, order=order)


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of a type in a language, filled with what a document is about."""

    subject: Subject
    language: Language
    type: str

    def find(self, key: str) -> Fact[str] | None:
        """None where there is no pattern, or no words to fill it with."""
        labels = patterns_of(self.type, self.language.code)
        pattern = labels.get(f"{key}-{self.subject.variant}") or labels.get(key)
        said = self.subject.said(key)
        words = said.find(self.language.code) if said else None
        if pattern is None or (words is None and ABOUT in pattern):
            return None
        written = self._in_title(words.value) if words and key == "title" else words and words.value
        text = self.language.sentence_start(pattern.replace(ABOUT, written or ""))
        return replace(words, value=text) if words else Fact(text, Origin(""))

    def _in_title(self, words: str) -> str:
        title = self.language.title(words)
        return self.language.concerning(title) if self.subject.variant == MATTER else title


def patterns_of(kind: str, language: str) -> Labels:
    """The patterns of a type; none where it has none, or where what they lack is reported."""
    folder = HERE / kind / "labels"
    try:
        return _labels(folder)(language) if folder.is_dir() else {}
    except LoadingError:
        return {}


_labels = cache(beside)


def _text(document: Document, key: str, patterns: Iterable[Patterns]) -> Text:
    filled = {own.language.code: own.find(key) for own in patterns}
    by_language = {
        code: replace(fact, origin=_place(document, f"{key}.{code}"))
        for code, fact in filled.items()
        if fact
    }
    return Text(origin=_place(document, key), by_language=by_language)


def _address(document: Document, patterns: Patterns, *, titled: bool) -> Fact[str] | None:
    """Of the title where one is written, of the pattern for addresses otherwise."""
    code = patterns.language.code
    short = None if titled else patterns.find("slug")
    fact = short or document.title.find(code)
    return fact and Fact(in_address(fact.value), _place(document, f"slug.{code}"))


def _place(document: Document, path: str) -> Origin:
    """Where it would be written: facts of a release keep their names when a line is left out."""
    return document.origin._replace(path=path)


def _missing(document: Document) -> Iterator[Problem]:
    for key, text in {"title": document.title, "summary": document.summary}.items():
        if not text:
            message = say(
                "“{key}” is missing, and does not follow from what the document is about.", key=key
            )
            yield Problem(document.origin, message, say("Write “{key}:”.", key=key))


def _order(facts: Facts, document: Document, kind: DocumentType) -> int:
    """Type by type, in each in the order of what its documents are about."""
    rank = kind.order.value if kind.order else len(document_types())
    return rank * WRITTEN_BELOW + _row(facts, document)


def _row(facts: Facts, document: Document) -> int:
    """The place of what a document is about in its file."""
    owners: Iterable[tuple[Identified | None, Iterable[str]]] = (
        (document.consent, facts.consents),
        (document.channel, facts.message_channels),
        (document.collection_point, facts.collection_points),
        (document.form, facts.forms),
    )
    rows = (list(ids).index(owner.id.value) for owner, ids in owners if owner)
    return next(rows, 0)


def _point_of(document: Document) -> Subject:
    point = document.collection_point
    return Subject(point.name if point else None)


def _consented(document: Document) -> Subject:
    consent = document.consent
    if consent and consent.name:
        return Subject(consent.name, summed_up=consent.matter)
    return Subject(consent.matter if consent else None, MATTER)


def _filled_in(document: Document) -> Subject:
    form = document.form
    words = form.title if form and form.title else _point_of(document).words
    return Subject(words, form.purpose.value.value if form else "")


SUBJECTS: Mapping[About, Callable[[Document], Subject]] = {
    About.COLLECTION_POINT: _point_of,
    About.CHANNEL: lambda d: Subject(d.channel.name if d.channel else None),
    About.CONSENT: _consented,
    About.FORM: _filled_in,
}

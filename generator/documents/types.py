"""The document types: one folder here is one type, with `type.yml` and a template a language.

What a type does not decide: rules name the types for which the law asks something, and the elements
of the membership flow are fixed by the script that shops pin and by the receipts.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from generator.decoding import one_of, read_each
from generator.errors import LoadingError, Problem, TemplateError
from generator.message import say
from generator.model.document import Document
from generator.model.document_type import Audience, DocumentType, Menu
from generator.model.facts import Facts
from generator.model.form import FormPurpose
from generator.provenance import Origin
from generator.rendering.tags import LAYERS

HERE = Path(__file__).parent
SHARED = "shared"
"""The folder of parts that the templates of several types import."""
SAYS = "type.yml"
_PLACE = "generator/documents"
_NAME = re.compile(r"[a-z]+(_[a-z]+)*")


@cache
def document_types() -> Mapping[str, DocumentType]:
    """The types by name; raises LoadingError with every mistake of every `type.yml`."""
    found = {path.parent.name for path in (*HERE.glob("*/*.jinja"), *HERE.glob(f"*/{SAYS}"))}
    names = sorted(found - {SHARED})
    files = {name: (HERE / name / SAYS, place(name)) for name in names}
    types, problems = read_each(DocumentType, files)
    problems += [problem for kind in types.values() for problem in _problems(kind)]
    if problems:
        raise LoadingError(problems)
    return types


def place(name: str, file: str = SAYS) -> str:
    """How a file of a type is called in messages."""
    return f"{_PLACE}/{name}/{file}"


def _problems(kind: DocumentType) -> Iterator[Problem]:
    """What `type.yml` says in right words, and cannot mean."""
    name = kind.id.value
    taken = [purpose.name.lower() for purpose in FormPurpose]
    if not _NAME.fullmatch(name) or name in taken:
        hint = say("Use small letters a-z and _, and none of: {taken}.", taken=", ".join(taken))
        yield Problem(
            kind.id.origin, say("“{name}” is not a valid name for a type.", name=name), hint
        )
    layers = [layer.value for layer in kind.layers]
    for layer in kind.layers:
        if layer.value not in LAYERS or layers.count(layer.value) > 1:
            hint = say("Write each of these at most once: {layers}.", layers=", ".join(LAYERS))
            yield Problem(
                layer.origin, say("“{layer}” is not a valid layer here.", layer=layer.value), hint
            )
    if "full" not in layers:
        hint = say("Write “layers: [full]” or “layers: [short, full]”.")
        yield Problem(kind.at("layers"), say("every type has the layer “full”."), hint)
    to_file = kind.audience.value is Audience.FILE
    if not to_file and kind.menu is None:
        hint = say("Write “menu:” with one of {menu}; or “audience: file”.", menu=", ".join(Menu))
        yield Problem(kind.origin, say("a public type stands in the visitor's menu."), hint)
    if to_file and kind.menu is not None:
        yield Problem(
            kind.menu.origin, say("an internal paper stands in no menu."), say("Delete the line.")
        )


def type_of(document: Document) -> DocumentType:
    """The type of a document; raises TemplateError where there is none, or where the document
    does not say what documents of its type are about."""
    name = document.type.value
    found = document_types().get(name)
    if found is None:
        message = say("there is no document type “{name}”.", name=name)
        hint = say("The types are: {types}.", types=one_of(document_types()))
        raise TemplateError(Problem(document.at("type"), message, hint))
    if document.published is not None and found.audience.value is not Audience.EITHER:
        message = say("a document of type “{name}” does not choose who reads it.", name=name)
        raise TemplateError(Problem(document.at("published"), message, say("Delete “published:”.")))
    about = found.about
    if about and getattr(document, about.value) is None:
        message = say(
            "a document of type “{name}” names its “{about}”.", name=name, about=about.value
        )
        raise TemplateError(
            Problem(document.origin, message, say("Write “{about}:”.", about=about.value))
        )
    return found


def is_paper(document: Document) -> bool:
    """Whether a document is an internal paper, of which no site may speak."""
    found = document_types().get(document.type.value)
    return found is not None and not found.publishes(document.published)


def papers_in_mails(facts: Facts) -> Iterator[Problem]:
    """Mails that would carry an internal paper to data subjects."""
    for mail in facts.mails.values():
        for number, document in enumerate(mail.documents):
            if is_paper(document):
                where = mail.at(f"documents[{number}]")
                message = say(
                    "“{id}” is an internal paper, which no mail may carry.", id=document.id.value
                )
                yield Problem(where, message, say("Take it out of the mail."))


def template(kind: DocumentType, language: str) -> str:
    """The template of a type in a language; raises TemplateError when there is none."""
    name = f"{kind.id.value}/{language}.jinja"
    if not (HERE / name).is_file():
        origin = Origin(place(kind.id.value, f"{language}.jinja"))
        message = say(
            "the type “{id}” has no template in “{language}”.", id=kind.id.value, language=language
        )
        raise TemplateError(Problem(origin, message, say("Write this file, clause by clause.")))
    return name

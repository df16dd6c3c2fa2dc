"""One document in one language as of one day: what every output is made from.

An expression is plain data. Its JSON form (`format: 1`) must stay readable for ever, because
releases are kept in it: fields may be added, none may change its meaning.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any

from generator.expression import choices, flows, text, written
from generator.expression.flows import Flows
from generator.message import say
from generator.provenance import Origin, Stated

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered part of a layer.

    `number` is empty in the short layer. `parent` is the id of the clause around it, or None.
    `template` and `statements` say where the clause comes from; they are not part of the JSON
    form, for they name lines of files and not words.
    """

    id: str
    number: str
    heading: str
    parent: str | None = None
    template: Origin | None = None
    statements: tuple[Stated, ...] = ()


@dataclass(frozen=True)
class Layer:
    """The `short` or the `full` text: one well-formed `<article>` and its clauses in order."""

    name: str
    html: str
    clauses: tuple[Clause, ...]

    @property
    def digest(self) -> str:
        """The text digest of this layer (`text-1`)."""
        return text.digest_of(self.plain)

    @cached_property
    def plain(self) -> str:
        """The text, a line for each block."""
        return "\n".join(self.all_lines)

    @property
    def all_lines(self) -> tuple[str, ...]:
        """The lines of the whole layer."""
        return self._cut[0]

    def lines(self, clause: str) -> tuple[str, ...]:
        """The lines of the clause with this id; KeyError when the layer has none."""
        return self._cut[1][clause]

    @cached_property
    def sections(self) -> Mapping[str, tuple[int, int]]:
        """Where each clause begins and ends in `html`, by its id; of some texts nothing is said."""
        return written.sections(self.html)

    @cached_property
    def _cut(self) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
        return text.cut_written(self.html)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form, in the order of the form; its label is in the text.

    `kind` and `need` are the words of `model.form`; `options` counts the boxes to tick.
    """

    name: str
    kind: str
    need: str
    options: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the text marks (`data-term`) and what it means; outputs may explain it."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Expression:
    """A document's text in `language`, made from the facts of `day`; a form has `fields`.

    `item` is the one matter that a consent text asks about, `channel` that of an approval of
    messages; both are empty for other types. `answer_days` is how many days the controller has
    to answer the application that a form is for; 0 where there is nothing to answer. `flows` are
    the rows of a notice as data, `cookies` those of a table of cookies, `consent` what a consent is
    asked for; None in other texts, and in those frozen before there were any.
    """

    document: str
    type: str
    language: str
    day: date
    title: str
    summary: str
    slug: str
    menu: str
    order: int
    layers: tuple[Layer, ...]
    fields: tuple[Field, ...] = ()
    item: str = ""
    channel: str = ""
    answer_days: int = 0
    terms: tuple[Term, ...] = ()
    flows: Flows | None = None
    cookies: choices.Cookies | None = None
    consent: choices.Consent | None = None

    def layer(self, name: str) -> Layer:
        """The layer called `name`; KeyError when the document has none."""
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise KeyError(name)

    @property
    def paper(self) -> bool:
        """Whether it is an internal paper: it stands under no heading of a menu."""
        return not self.menu

    @property
    def unconfirmed(self) -> bool:
        """Whether some words rest on facts that the controller has not confirmed."""
        return any(
            statement.unconfirmed
            for layer in self.layers
            for clause in layer.clauses
            for statement in clause.statements
        )


def to_json(expression: Expression) -> str:
    """The canonical JSON form: keys sorted, UTF-8 letters kept, one final newline."""
    return json.dumps(to_data(expression), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def to_data(expression: Expression) -> dict[str, Any]:
    """What the JSON form holds."""
    layers = [_layer_to_data(layer) for layer in expression.layers]
    data: dict[str, Any] = {
        "format": FORMAT,
        "document": expression.document,
        "type": expression.type,
        "language": expression.language,
        "day": expression.day.isoformat(),
        "title": expression.title,
        "summary": expression.summary,
        "slug": expression.slug,
        "menu": expression.menu,
        "order": expression.order,
        "layers": layers,
    }
    asked = {"item": expression.item, "channel": expression.channel}
    data |= {key: name for key, name in asked.items() if name}
    if expression.answer_days:
        data["answer_days"] = expression.answer_days
    if expression.fields:
        data["fields"] = [asdict(field) for field in expression.fields]
    if expression.terms:
        data["terms"] = [asdict(term) for term in expression.terms]
    if expression.flows:
        data["flows"] = flows.to_data(expression.flows)
    if expression.cookies:
        data["cookies"] = choices.of_cookies(expression.cookies)
    if expression.consent:
        data["consent"] = choices.of_consent(expression.consent)
    return data


def _layer_to_data(layer: Layer) -> dict[str, Any]:
    return {
        "name": layer.name,
        "html": layer.html,
        "digest": {"alg": "text-1", "value": layer.digest},
        "fragment": {"alg": "sha-256", "value": _sha256(layer.html)},
        "clauses": [
            {"id": c.id, "number": c.number, "heading": c.heading, "parent": c.parent}
            for c in layer.clauses
        ],
    }


def _sha256(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()


def from_json(source: str, *, proved: bool = False) -> Expression:
    """Read the JSON form back.

    Raises ValueError when it is of another format, or when a digest in it does not belong to
    the text beside it; `proved` says that the digest of the whole source was checked already.
    """
    data = json.loads(source)
    if data.get("format") != FORMAT:
        raise ValueError(say("this is not an expression of format {format}", format=FORMAT))
    return Expression(
        document=data["document"],
        type=data["type"],
        language=data["language"],
        day=date.fromisoformat(data["day"]),
        title=data["title"],
        summary=data["summary"],
        slug=data["slug"],
        menu=data["menu"],
        order=data["order"],
        layers=tuple(_layer_from_data(layer, proved) for layer in data["layers"]),
        fields=tuple(Field(**field) for field in data.get("fields", ())),
        item=data.get("item", ""),
        channel=data.get("channel", ""),
        answer_days=data.get("answer_days", 0),
        terms=tuple(Term(**term) for term in data.get("terms", ())),
        flows=flows.from_data(data["flows"]) if "flows" in data else None,
        cookies=choices.cookies(data["cookies"]) if "cookies" in data else None,
        consent=choices.consent(data["consent"]) if "consent" in data else None,
    )


def _layer_from_data(data: dict[str, Any], proved: bool) -> Layer:
    clauses = tuple(
        Clause(id=c["id"], number=c["number"], heading=c["heading"], parent=c["parent"])
        for c in data["clauses"]
    )
    layer = Layer(data["name"], data["html"], clauses)
    if not proved and not _matches(layer, data):
        raise ValueError(
            say(
                "the text of layer {layer} does not have the digest beside it",
                layer=repr(layer.name),
            )
        )
    return layer


def _matches(layer: Layer, data: dict[str, Any]) -> bool:
    return bool(
        layer.digest == data["digest"]["value"] and _sha256(layer.html) == data["fragment"]["value"]
    )

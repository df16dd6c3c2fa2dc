"""The tags of our templates: `{% layer "full" %}`, `{% clause "id" %}` and `{% chosen fact %}`.

Clauses nest, in `full` two deep. Each opens with its heading: `<h2>` in `full`, `<h3>` in one that
is nested and in `short`. The attributes `data-clause`, `data-layer`, `data-line`,
`data-unconfirmed`, `data-aside` and `data-expression` are set by the tool and may not be typed.

`{% chosen cameras.sound %}…{% endchosen %}` holds the words that a yes or no or a choice of the
data has chosen: they are a statement of that fact, and marked where it is in doubt. Words that
several facts choose together name them as a list; what is not written is left out of it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.parser import Parser
from jinja2.runtime import Context
from markupsafe import Markup

from generator.errors import TemplateError
from generator.message import say
from generator.rendering import literals
from generator.rendering.places import file_of

LAYERS = ("short", "full")
# An id of the full layer that began with `short-` could be the address of one of the short layer.
_ID = re.compile(r"(?!short-)[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Wording:
    """A template that takes the place of `clause` in `layer`, or follows the clause `after`."""

    template: str
    layer: str
    clause: str
    after: str | None = None


class Tags(Extension):
    """Layers and clauses wrap their body in the element that the rest of the house knows."""

    tags = {"layer", "clause", "chosen"}  # noqa: RUF012 - Jinja's own way of declaring them

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Refuse what may not be typed, where the words of a template are read anyway.

        Nothing is compiled of a template that is refused, so none comes from the cache.
        """
        tokens = list(stream)
        words = [(token.lineno, token.value) for token in tokens if token.type == "data"]
        problems = list(literals.problems(words, file_of(stream.name or "", stream.filename)))
        if problems:
            raise TemplateError(problems)
        trace = self.environment.trace  # type: ignore[attr-defined]
        file = file_of(stream.name or "", stream.filename)
        return trace.words(tokens, file) if trace and trace.of_templates else tokens

    def parse(self, parser: Parser) -> nodes.Node:
        """Parse one tag with its body."""
        tag = next(parser.stream)
        name = parser.parse_expression()
        if tag.value == "chosen":
            body = parser.parse_statements(("name:endchosen",), drop_needle=True)
            call = nodes.CallBlock(self.call_method("_chosen", [name]), [], [], body)
            return call.set_lineno(tag.lineno)
        if not isinstance(name, nodes.Const) or not isinstance(name.value, str):
            _fail(parser, tag, say("“{tag}” needs a name in quotes", tag=tag.value))
        known = name.value in LAYERS if tag.value == "layer" else _ID.fullmatch(name.value)
        if not known:
            _fail(
                parser,
                tag,
                say("“{name}” is not a valid name for a {tag}", name=name.value, tag=tag.value),
            )
        body = parser.parse_statements((f"name:end{tag.value}",), drop_needle=True)
        place = nodes.Const(f"{file_of(parser.name or '', parser.filename)}:{tag.lineno}")
        arguments = [nodes.ContextReference(), nodes.Const(name.value), place]
        return nodes.CallBlock(
            self.call_method(f"_{tag.value}", arguments), [], [], body
        ).set_lineno(tag.lineno)

    def _chosen(self, fact: object, caller: Callable[[], Markup]) -> Markup:
        environment: Any = self.environment
        words: str = caller().unescape()
        if environment.trace:
            words = environment.trace.plain(words)
        return Markup(environment.recorder.chosen(fact, " ".join(words.split())))

    def _layer(
        self, _context: Context, name: str, _place: str, caller: Callable[[], str]
    ) -> Markup:
        self.environment.open_layer = name  # type: ignore[attr-defined]
        return Markup(f'<article data-layer="{name}">{caller()}</article>')

    def _clause(self, context: Context, name: str, place: str, caller: Callable[[], str]) -> Markup:
        here = self._wordings()
        replacing = next((w for w in here if w.clause == name and not w.after), None)
        markup = self._worded(context, replacing) if replacing else _section(name, place, caller())
        return markup + self._following(context, name)

    def _wordings(self) -> Sequence[Wording]:
        environment: Any = self.environment
        return [w for w in environment.wordings if w.layer == environment.open_layer]

    def _following(self, context: Context, name: str) -> Markup:
        """The clauses that the controller has put after `name`, and those after them."""
        markup = Markup()
        for wording in self._wordings():
            if wording.after == name:
                markup += self._worded(context, wording) + self._following(context, wording.clause)
        return markup

    def _worded(self, context: Context, wording: Wording) -> Markup:
        template = self.environment.get_template(wording.template)
        place = f"{file_of(wording.template, template.filename)}:1"
        return _section(wording.clause, place, template.render(context.get_all()))


def _section(name: str, place: str, body: str) -> Markup:
    return Markup(f'<section data-clause="{name}" data-line="{place}">{body}</section>')


def _fail(parser: Parser, tag: Token, message: str) -> NoReturn:
    raise TemplateSyntaxError(message, tag.lineno, parser.name, parser.filename)

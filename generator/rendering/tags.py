"""The two tags of our templates: `{% layer "full" %}` and `{% clause "id" %}`."""

import re
from collections.abc import Callable

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.parser import Parser
from markupsafe import Markup

LAYERS = ("short", "full")
_ID = re.compile(r"[a-z][a-z0-9-]*")


class Tags(Extension):
    """Both tags wrap their body in the element that the rest of the house knows."""

    tags = {"layer", "clause"}  # noqa: RUF012 - Jinja's own way of declaring them

    def parse(self, parser: Parser) -> nodes.Node:
        """Parse one tag with its body."""
        tag = next(parser.stream)
        name = parser.parse_expression()
        if not isinstance(name, nodes.Const) or not isinstance(name.value, str):
            raise TemplateSyntaxError(
                f"“{tag.value}” needs a name in quotes", tag.lineno, parser.name, parser.filename
            )
        known = name.value in LAYERS if tag.value == "layer" else _ID.fullmatch(name.value)
        if not known:
            raise TemplateSyntaxError(
                f"“{name.value}” is no name for a {tag.value}",
                tag.lineno,
                parser.name,
                parser.filename,
            )
        body = parser.parse_statements((f"name:end{tag.value}",), drop_needle=True)
        place = nodes.Const(f"generator/documents/{parser.name}:{tag.lineno}")
        call = self.call_method(f"_{tag.value}", [nodes.Const(name.value), place])
        return nodes.CallBlock(call, [], [], body).set_lineno(tag.lineno)

    def _layer(self, name: str, _place: str, caller: Callable[[], str]) -> Markup:
        return Markup(f'<article data-layer="{name}">') + Markup(caller()) + Markup("</article>")

    def _clause(self, name: str, place: str, caller: Callable[[], str]) -> Markup:
        opening = f'<section data-clause="{name}" data-line="{place}">'
        return Markup(opening) + Markup(caller()) + Markup("</section>")

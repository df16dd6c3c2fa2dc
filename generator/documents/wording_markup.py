"""Where the markup of a wording is wrong: its line, and which element is meant.

A wording is a template, so its markup is known for certain only when it has been rendered; but what
is written wrong can nearly always be seen in the file, and there the line can be named.
"""

import re
from xml.parsers import expat

from generator.errors import Problem
from generator.expression import elements
from generator.expression.markup import VOID
from generator.message import Message, say
from generator.provenance import Origin

_TEMPLATE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
# Branches may each open an element that is closed after them: only the rendered text can tell.
_BRANCHES = re.compile(r"\{%-?\s*(?:else|elif)\b")
_ROOT = "wording"
_OPENING, _CLOSING = re.compile(r"<[A-Za-z]"), re.compile(r"</\s*([A-Za-z0-9]*)")


def fault(source: str, name: str) -> Problem | None:
    """The first mistake in the markup or in a link of `source`; None when none can be seen in the
    file."""
    if _BRANCHES.search(source):
        return None
    opened: list[tuple[str, int]] = []
    links: list[Problem] = []
    parser = expat.ParserCreate()

    def begin(tag: str, attributes: dict[str, str]) -> None:
        opened.append((tag, parser.CurrentLineNumber))
        href = attributes.get("href", "")
        # Room that was left for an expression: only the rendered text can tell.
        if href.strip() and (message := elements.unlawful(href)):
            links.append(Problem(Origin(name, parser.CurrentLineNumber), message))

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: opened.pop()
    markup = _TEMPLATE.sub(_blank, source)
    try:
        parser.Parse(f"<{_ROOT}>{markup}</{_ROOT}>", True)
    except expat.ExpatError as error:
        line = f"{markup.split(chr(10))[error.lineno - 1]}</{_ROOT}>"
        reached = error.offset - (len(f"<{_ROOT}>") if error.lineno == 1 else 0)
        # The parser stops inside the sign or tag that it cannot read.
        begun = max(line.rfind(sign, 0, reached + 1) for sign in "<&")
        message, hint = _said(line[begun:] if begun >= 0 else "", opened[1:])
        return Problem(Origin(name, error.lineno, max(begun, 0) + 1), message, hint)
    return links[0] if links else None


def _said(rest: str, opened: list[tuple[str, int]]) -> tuple[Message, Message]:
    """What is wrong where `rest` begins, while `opened` elements wait for their ends."""
    if closing := _CLOSING.match(rest):
        waiting = [*opened, (_ROOT, 0)]
        if not opened or closing[1] not in dict(waiting):
            message = say("</{tag}> closes nothing.", tag=closing[1])
            return message, say("Delete it, or open the element before it.")
        tag, line = opened[-1]
        end = (
            say("Write <{tag}/>.", tag=tag)
            if tag in VOID
            else say("Write </{tag}> before this.", tag=tag)
        )
        return say("<{tag}> of line {line} is not closed here.", tag=tag, line=line), end
    if rest.startswith("&"):
        hint = say("Write &amp; for &, and other signs as they are.")
        return say("this & stands for no sign."), hint
    if _OPENING.match(rest):
        hint = say('Write values in quotes (class="…") and end it with >.')
        return say("this tag cannot be read."), hint
    if rest.startswith("<"):
        hint = say("Write &lt; where it is a sign of the text.")
        return say("this < begins no element."), hint
    hint = say("Close every element in the order of opening.")
    return say("the markup is not well formed here."), hint


def _blank(part: re.Match[str]) -> str:
    """Room for what is printed, line for line: an expression may stand in an attribute."""
    return re.sub(r"[^\n]", " ", part[0])

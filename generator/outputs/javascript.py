"""Makes the embedded script smaller: no comments, no needless space, short names for its own.

Not a minifier for any script: it knows the script that `embed` hands out, which is written with
semicolons and without labels, `with` or names made at run time. A name is shortened when all its
places are plain ones: declared in the script, never a property, never in an object pattern. The
result depends on the source alone.
"""

import re
from collections.abc import Iterator
from itertools import count, pairwise
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
    |(?P<space>\s+)
    |(?P<string>"(?:\\.|[^"\\])*")
    |(?P<template>`(?:\\.|[^`\\])*`)
    |(?P<number>[0-9][0-9.]*(?:e[0-9]+)?)
    |(?P<name>[#]?[A-Za-z_$][\w$]*)
    |(?P<mark>=>|\?\?=|\?\?|\?\.|\.\.\.|&&|\|\||===|!==|\+\+|\+=|>=|<=|.)""",
    re.VERBOSE | re.DOTALL,
)
_REGEX = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\\n\[])+/[a-z]*")
_HOLE = re.compile(r"\$\{([^{}]*)\}")
_BEFORE_REGEX = frozenset("( , = : [ ! & | ? { } ; => && || ?? ===".split())
_KEY = re.compile(r'"[A-Za-z_]\w*"')
_BEFORE_BLOCK = frozenset(") => else try ; }".split())
_CLOSING = {")": "(", "]": "[", "}": "{"}
_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Token(NamedTuple):
    """A piece of the script: its kind (a group of `_TOKEN`, or `regex`) and its text."""

    kind: str
    text: str


def smaller(source: str) -> str:
    """The same script in fewer bytes."""
    tokens = _inlined(list(_tokens(source)))
    short = _short_names(tokens)
    return _joined([_renamed(token, short) for token in tokens]) + "\n"


def _inlined(tokens: list[Token]) -> list[Token]:
    """Constants in capitals that are one literal and are used once, put where they are used."""
    used = [token.text for token in tokens if token.kind == "name"]
    values: dict[str, Token] = {}
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        word, name, equals, value, end = (tokens[place : place + 5] + [Token("mark", "")] * 5)[:5]
        shape = (word.text, equals.text, end.text) == ("const", "=", ";")
        literal = value.kind in ("number", "regex", "string")
        if shape and literal and name.text.isupper() and used.count(name.text) == 2:
            values[name.text] = value
            place += 5
        else:
            kept.append(word)
            place += 1
    return [values.get(token.text, token) if token.kind == "name" else token for token in kept]


def smaller_style(source: str) -> str:
    """A style sheet without comments and needless space."""
    text = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{}:;,>]) ?", r"\1", text).replace(";}", "}")
    return re.sub(r"\b0\.", ".", text).strip()


def _tokens(source: str) -> Iterator[Token]:
    place, before = 0, ";"
    while place < len(source):
        found = _REGEX.match(source, place) if before in _BEFORE_REGEX else None
        if found and not source.startswith(("//", "/*"), place):
            token = Token("regex", found.group())
        else:
            found = _TOKEN.match(source, place)
            assert found is not None  # the last alternative takes any character
            token = Token(str(found.lastgroup), found.group())
        place = found.end()
        if token.kind not in ("comment", "space"):
            before = token.text
            yield token


class _Scope(NamedTuple):
    """Where a declaration holds: from token to token. Two with one `key` are one scope."""

    start: int
    end: int
    key: int

    def holds(self, place: int) -> bool:
        return self.start <= place <= self.end


def _short_names(tokens: list[Token]) -> dict[str, str]:
    """The short name of each name that may have one, the most frequent first.

    Two names share a short one when neither is used where the other is declared.
    """
    places: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        for inner in (token, *_inside(token)):
            if inner.kind == "name":
                places.setdefault(inner.text, []).append(place)
    scopes: dict[str, list[_Scope]] = {}
    for name, scope in _declared(tokens):
        scopes.setdefault(name, []).append(scope)
    fixed = _fixed(tokens)
    may = [n for n in scopes if n not in fixed and _only_inside(places[n], scopes[n])]
    short: dict[str, str] = {}
    for name in sorted(may, key=lambda name: (-len(places[name]), name)):
        rivals = {
            short[other]
            for other in short
            if _conflict(scopes[name], places[name], scopes[other], places[other])
        }
        short[name] = next(n for n in _names() if n not in places and n not in rivals)
    private = sorted(name for name in places if name.startswith("#"))
    return short | {name: f"#{c}" for name, c in zip(private, _LETTERS, strict=False)}


def _only_inside(places: list[int], scopes: list[_Scope]) -> bool:
    return all(any(scope.holds(place) for scope in scopes) for place in places)


def _conflict(
    scopes: list[_Scope], places: list[int], others: list[_Scope], other_places: list[int]
) -> bool:
    for one in scopes:
        for two in others:
            same = one.key == two.key
            hidden = one.holds(two.start) and any(two.holds(place) for place in places)
            hides = two.holds(one.start) and any(one.holds(place) for place in other_places)
            if same or hidden or hides:
                return True
    return False


def _names() -> Iterator[str]:
    yield from _LETTERS
    for number in count():
        yield f"{_LETTERS[number % 52]}{number // 52}"


def _inside(token: Token) -> Iterator[Token]:
    """The tokens in the holes of a template."""
    if token.kind == "template":
        for hole in _HOLE.findall(token.text):
            yield from _tokens(hole)


def _declared(tokens: list[Token]) -> Iterator[tuple[str, _Scope]]:
    """Names after `const`, `let`, `function`, and parameters, each with its scope."""
    ends, around = _brackets(tokens)
    for place, (before, token) in enumerate(pairwise(tokens), start=1):
        declares = before.text in ("const", "let")
        if declares and token.text == "[":
            start = around[place]
            for inner in tokens[place : ends[place]]:
                if inner.kind == "name":
                    yield inner.text, _Scope(start, ends.get(start, len(tokens)), start)
        if (declares or before.text == "function") and token.kind == "name":
            start = around[place]
            if start >= 0 and tokens[start].text == "(":  # for (const … of …)
                yield token.text, _Scope(start, _body_end(tokens, ends, ends[start] + 1), start)
            else:
                yield token.text, _Scope(start, ends.get(start, len(tokens)), start)
        if token.text == "(":
            arrow = tokens[ends[place] + 1].text == "=>"
            named = {before.text, tokens[place - 2].text}
            if not arrow and not named & {"function", "catch"}:
                continue
            body = ends[place] + (2 if arrow else 1)
            scope = _Scope(place, _body_end(tokens, ends, body), body)
            for inner in tokens[place : ends[place]]:
                if inner.kind == "name":
                    yield inner.text, scope


def _brackets(tokens: list[Token]) -> tuple[dict[int, int], list[int]]:
    """Where each bracket ends, and the bracket around each token (-1 for none)."""
    ends: dict[int, int] = {}
    around: list[int] = []
    opened = [-1]
    for place, token in enumerate(tokens):
        if token.text in _CLOSING:
            ends[opened.pop()] = place
        around.append(opened[-1])
        if token.text in _CLOSING.values():
            opened.append(place)
    return ends, around


def _body_end(tokens: list[Token], ends: dict[int, int], place: int) -> int:
    """The last token of the block or the expression that starts at `place`."""
    if tokens[place].text == "{":
        return ends[place]
    while tokens[place].text not in (",", ";", *_CLOSING):
        place = ends.get(place, place) + 1
    return place


def _fixed(tokens: list[Token]) -> set[str]:
    """Names that are properties somewhere, or stand in an object or its pattern."""
    found: set[str] = set()
    around: list[str] = []
    for before, token, after in zip([Token("mark", ";"), *tokens], tokens,
                                    [*tokens[1:], Token("mark", ";")], strict=False):  # fmt: skip
        if token.text in "([{":
            block = token.text == "{" and before.text in _BEFORE_BLOCK
            around.append("block" if block else token.text)
        elif token.text in _CLOSING:
            around.pop()
        if token.kind != "name":
            continue
        in_braces = bool(around) and around[-1] == "{" and before.text in ("{", ",")
        key = in_braces and after.text in (",", "}", ":", "=")
        if key or before.text in (".", "?."):
            found.add(token.text)
    return found


def _renamed(token: Token, short: dict[str, str]) -> Token:
    if token.kind == "name":
        return Token(token.kind, short.get(token.text, token.text))
    if token.kind == "template":
        return Token(token.kind, _HOLE.sub(lambda hole: _filled(hole.group(1), short), token.text))
    return token


def _filled(hole: str, short: dict[str, str]) -> str:
    return "${" + _joined([_renamed(token, short) for token in _tokens(hole)]) + "}"


def _joined(tokens: list[Token]) -> str:
    """With a space only between two words, and nothing that another reading makes needless."""
    parts: list[str] = []
    for token, after in pairwise([*_shorter(tokens), Token("mark", "")]):
        if (
            token.text in (",", ";")
            and after.text in _CLOSING
            and (token.text, after.text) != (";", ")")
        ):
            continue
        text = (
            token.text.removeprefix("0")
            if token.kind == "number" and "." in token.text
            else token.text
        )
        if token.kind == "string" and after.text == ":" and _KEY.fullmatch(text):
            text = text[1:-1]
        words = token.kind in ("name", "number") and after.kind in ("name", "number")
        parts.append(text + (" " if words else ""))
    return "".join(parts)


def _shorter(tokens: list[Token]) -> list[Token]:
    """One declaration for several in a row; no brackets around a single parameter."""
    made: list[Token] = []
    starts = [""]  # the first word of the statement, by depth
    skip = 0
    for place, token in enumerate(tokens):
        nearby = [t.text for t in tokens[place : place + 4]]
        if skip:
            skip -= 1
            continue
        if nearby[:1] + nearby[2:] == ["(", ")", "=>"] and tokens[place + 1].kind == "name":
            made.append(tokens[place + 1])
            skip = 2
            continue
        if token.text in _CLOSING.values():
            starts[-1] = starts[-1] or token.text
            starts.append("")
            made.append(token)
            continue
        if token.text in _CLOSING:
            starts.pop()
        elif token.text == ";" and nearby[1:2] == [starts[-1]] and starts[-1] in ("const", "let"):
            made.append(Token("mark", ","))
            skip = 1
            continue
        elif token.text == ";":
            starts[-1] = ""
            made.append(token)
            continue
        if not starts[-1] or (made and made[-1].text == "}"):
            starts[-1] = token.text if token.text not in _CLOSING else starts[-1]
        made.append(token)
    return made

"""A picture as SVG: three columns, from data over purposes to receivers.

It says nothing that the table beside it does not say. What a line means is told by its style and
in words inside the boxes, never by a colour; all of it is drawn in the colour of the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from generator.outputs.site.flows.parts import Box, Member, Picture

_BOX = 208
_BETWEEN = 56
_PADDING = 10
_LINE = 18
_APART = 14
_WIDTH = 3 * _BOX + 2 * _BETWEEN
# How wide letters are at most in the fonts of today's systems, in units of the picture.
_NARROW, _WIDE = frozenset("fijlrtıI.,;:'()-/ "), frozenset("mwMW@%")
_WIDTHS = {True: 5.6, False: 8.9}
_DOUBT = "\u00a0?"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A box at its place; `texts` are its members, each cut into lines."""

    top: int
    height: int
    texts: Sequence[Sequence[str]]

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


def drawing(picture: Picture, label: str, labels: Mapping[str, str], to: Mapping[str, str]) -> str:
    """The SVG of a picture; `label` is its name, `to` says where data, purposes and receivers
    lead."""
    data, receivers = picture.data, picture.receivers
    columns = [
        _texts(data, labels["flows_special"]),
        [[_cut(Member(flow.purpose, doubtful=flow.doubtful))] for flow in picture.flows],
        _texts(receivers, labels["flows_abroad"]),
    ]
    height = max(sum(map(_height, column)) + _APART * (len(column) - 1) for column in columns)
    first, middle, last = (_placed(column, height) for column in columns)
    parts = [f'<svg class="flow" viewBox="0 0 {_WIDTH} {height + 2}" role="group" aria-label="']
    parts += [escape(label), '">']
    parts += _lines(data, first, middle, 0, "special", into=True)
    parts += _lines(receivers, last, middle, 1, "abroad", into=False)
    marked = (
        ("special" if box.marked else "" for box in data),
        ("" for _ in middle),
        ("abroad" if box.marked else "" for box in receivers),
    )
    for column, (kind, drawn, names) in enumerate(
        zip(("data", "purpose", "receiver"), (first, middle, last), marked, strict=True)
    ):
        for box, name in zip(drawn, names, strict=True):
            parts += _box(box, column, name, kind, to[kind])
    return "".join([*parts, "</svg>"])


def _texts(boxes: Sequence[Box], mark: str) -> list[list[list[str]]]:
    made = []
    for box in boxes:
        texts = [_cut(member) for member in box.members]
        made.append([*texts, _cut(Member(f"({mark})"))] if box.marked else texts)
    return made


def _height(texts: Sequence[Sequence[str]]) -> int:
    return 2 * _PADDING + _LINE * sum(map(len, texts)) - 2


def _placed(column: Sequence[Sequence[Sequence[str]]], height: int) -> list[_Drawn]:
    own = sum(map(_height, column)) + _APART * (len(column) - 1)
    top, drawn = 1 + (height - own) // 2, []
    for texts in column:
        drawn.append(_Drawn(top, _height(texts), texts))
        top += _height(texts) + _APART
    return drawn


def _lines(
    boxes: Sequence[Box],
    drawn: Sequence[_Drawn],
    purposes: Sequence[_Drawn],
    gap: int,
    mark: str,
    *,
    into: bool,
) -> Iterator[str]:
    """The lines between a column and the purposes, then the tips of the arrows."""
    left = (gap + 1) * _BOX + gap * _BETWEEN
    right, half = left + _BETWEEN, _BETWEEN // 2
    tips = set()
    for number, (box, place) in enumerate(zip(boxes, drawn, strict=True)):
        for purpose in box.purposes:
            there = purposes[purpose].middle
            start, end = (place.middle, there) if into else (there, place.middle)
            name = f' class="{mark}"' if box.marked else ""
            ends = f"d{number} p{purpose}" if into else f"p{purpose} r{number}"
            curve = f"M{left} {start}c{half} 0 {half} {end - start} {_BETWEEN} {end - start}"
            yield f'<path{name} data-ends="{ends}" d="{curve}"/>'
            tips.add(end)
    for end in sorted(tips):
        yield f'<path class="tip" d="M{right} {end}l-8-4v8z"/>'


def _box(box: _Drawn, column: int, mark: str, kind: str, to: str) -> Iterator[str]:
    left = column * (_BOX + _BETWEEN) + 1
    name = f' class="{mark}"' if mark else ""
    # The same links stand in the table, where a keyboard comes to them once.
    yield f'<a href="{escape(to)}" tabindex="-1" data-box="{kind}">'
    yield f'<rect{name} x="{left}" y="{box.top}" width="{_BOX - 2}" height="{box.height}"/>'
    line, x = box.top + _PADDING + _LINE - 6, left + _PADDING
    for text in box.texts:
        first, *more = (escape(words) for words in text)
        rest = "".join(f' <tspan x="{x}" dy="{_LINE}">{words}</tspan>' for words in more)
        yield f'<text x="{x}" y="{line}">{first}{rest}</text>'
        line += _LINE * len(text)
    yield "</a>"


def _cut(member: Member) -> list[str]:
    """The words of a member in lines that fit into a box."""
    words = f"{member.words}, {member.more}" if member.more else member.words
    lines = [""]
    for word in f"{words}{_DOUBT if member.doubtful else ''}".split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and sum(map(_wide, longer)) > _BOX - 2 * _PADDING - 2:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _wide(letter: str) -> float:
    if letter in _WIDE:
        return 13.8
    return 10.6 if letter.isupper() or letter.isdigit() else _WIDTHS[letter in _NARROW]

"""A review as one comment of a request: Markdown that GitHub, GitLab and Gitea show alike.

Whatever comes from the data is text: it can neither end a cell, nor set a tag, nor name a person.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from generator.recipes.reviewing.blocks import (
    Block,
    Heading,
    Inline,
    Items,
    Kind,
    Paragraph,
    Piece,
    Section,
    Table,
)

MARKER = "<!-- kvkk-notices review -->"
"""The first line: whoever updates the comment finds it by this."""
LIMIT = 60_000
"""Letters; a comment on GitHub may have 65,536."""
_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "&<>|`*_~[]\\"})
_PERSON = re.compile(r"(?<!\w)@(?=\w)")
_ADDRESS = re.compile(r"://|(?<=\bwww)\.")
_APART = "&#8203;"


def written(sections: Sequence[Section], more: Inline, limit: int = LIMIT) -> str:
    """The sections that fit into `limit` letters, then `more` where any had to be left out."""
    closing = f"\n{_inline(more)}\n"
    whole, left_out = f"{MARKER}\n", False
    for section in sections:
        text = "".join(map(_block, section.blocks))
        if len(whole) + len(text) + len(closing) > limit:
            left_out = True
            continue
        whole += text
    return whole + closing if left_out else whole


def escaped(text: str) -> str:
    """Text that reads as it is, in any place of a line."""
    words = " ".join(text.split()).translate(_SIGNS)
    words = _ADDRESS.sub(lambda sign: f"&#{ord(sign[0][0])};{sign[0][1:]}", words)
    words = re.sub(r"(?<!&)#(?=\d)", f"#{_APART}", words)
    return _PERSON.sub(f"@{_APART}", words)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"\n{'#' * block.level} {_inline(block.words)}\n"
        case Paragraph():
            return f"\n{_inline(block.words)}\n"
        case Items():
            return "\n" + "".join(f"- {_inline(item)}\n" for item in block.items)
        case Table():
            return "\n" + "".join(f"{line}\n" for line in _table(block))


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(escaped, table.head))} |"
    yield f"|{' --- |' * len(table.head)}"
    for row in table.rows:
        cells = ("<br>".join(map(_inline, cell)) for cell in row)
        yield f"| {' | '.join(cells)} |"


def _inline(words: Inline) -> str:
    return "".join(map(_piece, words))


def _piece(piece: Piece) -> str:
    text = escaped(piece.text)
    if not text:
        return " " if piece.text else ""
    match piece.kind:
        case Kind.OLD:
            return f"~~{text}~~"
        case Kind.NEW | Kind.STRONG:
            return f"**{text}**"
        case Kind.CODE:
            return f"<code>{text}</code>"
        case Kind.LINK:
            return f"[{text}]({quote(piece.url, safe=':/?&=#%~+,;@-._')})"
        case _:
            before = " " if piece.text[0] == " " else ""
            after = " " if piece.text[-1] == " " else ""
            return f"{before}{text}{after}"
